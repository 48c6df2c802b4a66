"""Who plays in the demonstration? Invented members; their names hold 髙 and 𠮷, their numbers begin with zeros.

Streets and telephone numbers lead nowhere (0000), the codes of institutions are no registry's.
"""

from typing import Any

from sonae.app.parties.models import CORPORATION, PERSON

ASSOCIATION = {"code": "example", "name": "○○市医師会(架空)", "scheme_code": "example"}
FUKUOKA, HAKATA, CHUO, MINAMI = "福岡県", "福岡市博多区", "福岡市中央区", "福岡市南区"


def _at(postcode: str, city: str, street: str, last: str, *, building: str = "") -> dict[str, Any]:
    """An address with a telephone and a fax number that end in `last` and the number after it."""
    where = {"postcode": postcode, "prefecture": FUKUOKA, "city": city, "street": street, "building": building}
    return where | {"phone": f"092-000-{last}", "fax": f"092-000-{int(last) + 1:04}"}


def _facility(kind: str, name: str, kana: str, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "name": name, "kana": kana, **more}


def _led(title: str, name: str, kana: str) -> dict[str, Any]:
    return {"manager_title": title, "manager_name": name, "manager_kana": kana}


def _product(use: str, maker: str, name: str, version: str = "") -> dict[str, str]:
    return {"use": use, "maker": maker, "name": name, "version": version}


def _member(
    number: str, form: str, name: str, kana: str, *facilities: dict[str, Any], offices: Any = (), **more: Any
) -> dict[str, Any]:
    about = {"number": number, "form": form, "name": name, "kana": kana, **more}
    return about | {"facilities": facilities, "offices": offices}


def _for_corporation(number: str, title: str, name: str, kana: str, contact: str) -> dict[str, Any]:
    led = {"representative_title": title, "representative_name": name, "representative_kana": kana}
    return led | {"corporate_number": number, "contact_department": "総務課", "contact_name": contact}


_AOKI = _at("810-0000", CHUO, "架空町1-1", "0010")
_HAKATA = _at("812-0000", HAKATA, "架空町2-20", "0020")
_MIDORI = _at("811-0000", "架空市", "みどり台3-3", "0030")
_TAKAHASHI = _at("815-0000", MINAMI, "架空町4-4", "0040", building="架空ビル2階")
_YOSHIDA = _at("812-0000", HAKATA, "架空町5-50", "0050")
_AOZORA = _at("811-0000", "架空市", "あおぞら6-6", "0060")
_SATO = _at("810-0000", CHUO, "架空町7-7", "0070", building="架空駅前ビル3階")
_YASURAGI = _at("811-0000", "架空市", "やすらぎ8-8", "0080")

MEMBERS: tuple[dict[str, Any], ...] = (
    _member(
        "00012",
        PERSON,
        "青木 一郎",
        "アオキ イチロウ",
        _facility(
            "clinic",
            "青木医院",
            "アオキイイン",
            institution_code="0000018",
            products=(
                _product("ehr", "架空カルテ株式会社", "架空クラウドカルテ", "5"),
                _product("vpn", "架空ネットワークス", "架空VPN-100", "2.1"),
            ),
            **_AOKI,
            **_led("院長", "青木 一郎", "アオキ イチロウ"),
        ),
        contact_name="青木 一郎",
        contact_email="aoki-desk@example.com",
        **_AOKI,
    ),
    _member(
        "00034",
        CORPORATION,
        "医療法人 博多会",
        "イリョウホウジン ハカタカイ",
        _facility(
            "hospital",
            "博多病院",
            "ハカタビョウイン",
            institution_code="0000034",
            beds=120,
            wards={"general": 90, "long_term": 30},
            products=(
                _product("ehr", "架空メディカル株式会社", "架空電子カルテEX", "8.2"),
                _product("vpn", "架空ネットワークス", "架空VPN-900", "4.0"),
                _product("remote_maintenance", "架空保守サービス", "遠隔保守"),
                _product("cloud", "架空クラウド", "画像保管"),
            ),
            **_HAKATA,
            **_led("病院長", "博多 次郎", "ハカタ ジロウ"),
        ),
        offices=(
            {
                "name": "医療法人 博多会 法人本部",
                "purpose": "経理・人事",
                **_at("812-0000", HAKATA, "架空町2-21", "0022"),
            },
        ),
        contact_email="hakata-office@example.com",
        **_for_corporation("8000000000034", "理事長", "博多 太郎", "ハカタ タロウ", "筑紫 かおり"),
        **_HAKATA,
    ),
    _member(
        "00056",
        CORPORATION,
        "社会福祉法人 みどり会",
        "シャカイフクシホウジン ミドリカイ",
        _facility(
            "care_facility",
            "介護老人保健施設 みどりの丘",
            "ミドリノオカ",
            capacity=80,
            **_MIDORI,
            **_led("施設長", "緑川 さくら", "ミドリカワ サクラ"),
        ),
        **_for_corporation("2000000000056", "理事長", "緑川 進", "ミドリカワ ススム", "森 みのり"),
        **_MIDORI,
    ),
    _member(
        "00078",
        PERSON,
        "髙橋 花子",
        "タカハシ ハナコ",
        _facility(
            "dental_clinic",
            "髙橋歯科医院",
            "タカハシシカイイン",
            institution_code="0000071",
            **_TAKAHASHI,
            **_led("院長", "髙橋 花子", "タカハシ ハナコ"),
        ),
        contact_name="髙橋 花子",
        **_TAKAHASHI,
    ),
    _member(
        "00101",
        CORPORATION,
        "医療法人 𠮷田会",
        "イリョウホウジン ヨシダカイ",
        _facility(
            "hospital",
            "𠮷田病院",
            "ヨシダビョウイン",
            institution_code="0000109",
            beds=50,
            wards={"general": 50},
            shares_records=True,
            products=(_product("ehr", "架空メディカル株式会社", "架空電子カルテEX", "8.1"),),
            **_YOSHIDA,
            **_led("病院長", "𠮷田 誠", "ヨシダ マコト"),
        ),
        _facility(
            "clinic",
            "𠮷田クリニック",
            "ヨシダクリニック",
            institution_code="0000208",
            shares_records=True,
            **_at("810-0000", CHUO, "架空町5-51", "0052"),
            **_led("院長", "𠮷田 恵", "ヨシダ メグミ"),
        ),
        _facility(
            "care_facility",
            "介護老人保健施設 𠮷田の里",
            "ヨシダノサト",
            capacity=100,
            **_at("811-0000", "架空市", "里町5-52", "0054"),
            **_led("施設長", "𠮷田 実", "ヨシダ ミノル"),
        ),
        **_for_corporation("7000000000101", "理事長", "𠮷田 誠", "ヨシダ マコト", "﨑山 光"),
        **_YOSHIDA,
    ),
    _member(
        "00123",
        CORPORATION,
        "医療法人 あおぞら会",
        "イリョウホウジン アオゾラカイ",
        _facility(
            "hospital",
            "あおぞらこころの病院",
            "アオゾラココロノビョウイン",
            institution_code="0000125",
            beds=180,
            wards={"psychiatric": 180},
            **_AOZORA,
            **_led("病院長", "空野 晴", "ソラノ ハル"),
        ),
        **_for_corporation("1000000000123", "理事長", "空野 晴", "ソラノ ハル", "雲井 健"),
        **_AOZORA,
    ),
    _member(
        "00145",
        PERSON,
        "佐藤 健",
        "サトウ ケン",
        _facility(
            "clinic",
            "さとう内科クリニック",
            "サトウナイカクリニック",
            institution_code="0000141",
            **_SATO,
            **_led("院長", "佐藤 健", "サトウ ケン"),
        ),
        **_SATO,
    ),
    _member(
        "00167",
        CORPORATION,
        "医療法人 やすらぎ会",
        "イリョウホウジン ヤスラギカイ",
        _facility(
            "care_hospital",
            "やすらぎ介護医療院",
            "ヤスラギカイゴイリョウイン",
            capacity=60,
            **_YASURAGI,
            **_led("院長", "安井 静", "ヤスイ シズカ"),
        ),
        **_for_corporation("7000000000167", "理事長", "安井 静", "ヤスイ シズカ", "安井 光"),
        **_YASURAGI,
    ),
)
