"""Is every mail of the house complete, in both languages?"""

import re
from datetime import UTC, date, datetime

import pytest

from sonae.app.accounts.mail_actions import rendered

AT = datetime(2026, 5, 11, 3, 5, tzinfo=UTC)
OF_CASES = {
    "member": "医療法人 髙橋",
    "number": "2026-000123",
    "link": "https://s.example.jp/",
    "contact": "事務局 092-0",
}
OF_APPLICATIONS = {
    "member": "医療法人 髙橋",
    "number": "A-2026-000123",
    "link": "https://s.example.jp/",
    "association": "例示医師会",
}
NAMES = {"facilities": ["𠮷田医院", "A & B Clinic"], "scheme": "例示制度"}
TERM = {"start": datetime(2026, 6, 1, 7, tzinfo=UTC), "end": datetime(2027, 5, 1, 7, tzinfo=UTC)}
LINK = {"link": "https://s.example.jp/"}
OF_PERSON = {"name": "青木", "organisation": "青木医院", "by": "例示医師会 事務局", "at": AT}
VALUES = {
    "invitation": LINK
    | {"name": "青木", "organisation": "青木医院", "role": "代表者", "invited_by": "事務局", "expires_at": AT},
    "login_code": {"code": "ABCD-EFGH"},
    "password_reset": LINK,
    "email_confirmation": LINK,
    "account_changed": {"change": "変更", "ip": "192.0.2.1", "browser": "Firefox", "at": AT},
    "role_changed": OF_PERSON | {"role": "代表者", "given": True},
    "factors_removed": {key: value for key, value in OF_PERSON.items() if key != "organisation"},
    "token_ends": LINK | {"name": "青木", "organisation": "青木医院", "token": "連携", "ends_at": AT},
    "member_invited": {
        "organisation": "医療法人 髙橋",
        "name": "青木",
        "email": "aoki@example.jp",
        "role": "代表者",
        "invited_by": "事務局",
    },
    "application_received": OF_APPLICATIONS,
    "application_confirm": OF_APPLICATIONS,
    "application_sent_back": OF_APPLICATIONS
    | {"reasons": ["書類が足りません"], "words": "資格証明書を付けてください", "moves_receipt": True},
    "application_offered": OF_APPLICATIONS | {"due_on": date(2026, 6, 30)},
    "application_declined": OF_APPLICATIONS | {"words": "お引き受けできる範囲を超えています"},
    "application_accepted": OF_APPLICATIONS,
    "application_expired": OF_APPLICATIONS,
    "certificate": OF_CASES | NAMES | TERM | {"edition": 2, "desk_phone": "0120-000-000"},
}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", VALUES)
def test_a_mail_says_everything_it_is_handed(name, language):
    subject, body = rendered(name, language, VALUES[name])
    assert subject
    for value in VALUES[name].values():
        for word in value if isinstance(value, list) else [value]:
            assert not isinstance(word, str) or word in subject + body
    assert ("デモンストレーション" in body, "demonstration" in body) == (language == "ja", language == "en")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("name", VALUES)
def test_a_mail_shows_nothing_of_its_template(name, language):
    text = "\n".join(rendered(name, language, VALUES[name]))
    assert not re.search(r"\{[{%#]|%\}|None|secret|\n{4}", text)


@pytest.mark.parametrize("name", VALUES)
def test_an_english_mail_has_no_japanese_of_its_own(name):
    plain = {key: "x" if isinstance(value, str) else value for key, value in VALUES[name].items()}
    plain |= {key: ["x"] for key, value in plain.items() if isinstance(value, list)}
    assert not re.search(r"[\u3040-\u30ff\u4e00-\u9fff]", "".join(rendered(name, "en", plain)))


def test_dates_are_said_as_people_write_them():
    japanese, english = (rendered("certificate", language, VALUES["certificate"])[1] for language in ("ja", "en"))
    assert "2026年(令和8年)6月1日午後4時" in japanese
    assert "1 June 2026, 16:00" in english


def test_every_template_is_tried_here(root):
    folders = root.glob("src/sonae/app/*/templates/mail")
    names = {path.name.split(".")[0] for folder in folders for path in folder.iterdir()}
    assert names - {"footer"} == set(VALUES)
