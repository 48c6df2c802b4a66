"""Who plays in the demonstration? Invented members; their names hold 髙 and 𠮷, their numbers begin with zeros."""

from typing import Any

from sonae.app.parties.models import CORPORATION, PERSON

ASSOCIATION = {"code": "example", "name": "○○市医師会(架空)", "scheme_code": "example"}


def _facility(kind: str, name: str, kana: str, **size: int | str) -> dict[str, Any]:
    return {"kind": kind, "name": name, "kana": kana, **size}


def _member(number: str, form: str, name: str, kana: str, *facilities: dict[str, Any]) -> dict[str, Any]:
    return {"number": number, "form": form, "name": name, "kana": kana, "facilities": facilities}


MEMBERS: tuple[dict[str, Any], ...] = (
    _member("00012", PERSON, "青木 一郎", "アオキ イチロウ", _facility("clinic", "青木医院", "アオキイイン")),
    _member(
        "00034",
        CORPORATION,
        "医療法人 博多会",
        "イリョウホウジン ハカタカイ",
        _facility("hospital", "博多病院", "ハカタビョウイン", beds=120, ward="general"),
    ),
    _member(
        "00056",
        CORPORATION,
        "社会福祉法人 みどり会",
        "シャカイフクシホウジン ミドリカイ",
        _facility("care_facility", "介護老人保健施設 みどりの丘", "ミドリノオカ", capacity=80),
    ),
    _member(
        "00078",
        PERSON,
        "髙橋 花子",
        "タカハシ ハナコ",
        _facility("dental_clinic", "髙橋歯科医院", "タカハシシカイイン"),
    ),
    _member(
        "00101",
        CORPORATION,
        "医療法人 𠮷田会",
        "イリョウホウジン ヨシダカイ",
        _facility("hospital", "𠮷田病院", "ヨシダビョウイン", beds=50, ward="general"),
        _facility("clinic", "𠮷田クリニック", "ヨシダクリニック"),
        _facility("care_facility", "介護老人保健施設 𠮷田の里", "ヨシダノサト", capacity=100),
    ),
    _member(
        "00123",
        CORPORATION,
        "医療法人 あおぞら会",
        "イリョウホウジン アオゾラカイ",
        _facility("hospital", "あおぞらこころの病院", "アオゾラココロノビョウイン", beds=180, ward="psychiatric"),
    ),
    _member(
        "00145", PERSON, "佐藤 健", "サトウ ケン", _facility("clinic", "さとう内科クリニック", "サトウナイカクリニック")
    ),
    _member(
        "00167",
        CORPORATION,
        "医療法人 やすらぎ会",
        "イリョウホウジン ヤスラギカイ",
        _facility("care_hospital", "やすらぎ介護医療院", "ヤスラギカイゴイリョウイン", capacity=60),
    ),
)
