"""What is kept of a member, in which words, and who sees it? One table for pages, forms, files and programs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.roles import APPLY, KEY_IN, may
from sonae.app.common.person import Person
from sonae.app.parties.checks import CARE_KINDS
from sonae.app.parties.models import CORPORATION, PERSON, Member

IDENTITY, CONTACT, LEGAL, FACILITIES = "identity", "contact", "legal", "facilities"
PRODUCTS, OFFICES, PAPERS, MAILS = "products", "offices", "papers", "mails"
EVERYTHING = frozenset({IDENTITY, CONTACT, LEGAL, FACILITIES, PRODUCTS, OFFICES, PAPERS, MAILS})
# who is not named here sees nothing: providers and those who only manage people
SEES: dict[str, frozenset[str]] = {
    **dict.fromkeys(("staff", "head", "office_clerk", "office_head", "agency_clerk"), EVERYTHING),
    **dict.fromkeys(("underwriter", "senior_underwriter", "auditor"), EVERYTHING),
    # papers and mails are those of joining: an incident is settled without what was disclosed then
    "claims_handler": EVERYTHING - {PAPERS, MAILS},
    **dict.fromkeys(("desk_operator", "desk_auditor"), frozenset({IDENTITY, CONTACT, FACILITIES, PRODUCTS})),
}

FORMS: dict[str, Promise] = {CORPORATION: _("法人"), PERSON: _("個人")}
USE_WORDS: dict[str, Promise] = {
    "ehr": _("電子カルテ・レセコン"),
    "vpn": _("VPN装置"),
    "remote_maintenance": _("遠隔保守"),
    "cloud": _("クラウドサービス"),
}


@dataclass(frozen=True, slots=True)
class About:
    """One thing that is kept: its name, the words for it, who sees it (`group`) and under which heading it stands.

    `shown` is what a page shows in its place where that is another: an address stands in one line.
    """

    name: str
    label: str | Promise
    group: str
    heading: Promise
    hint: str | Promise = ""
    required: bool = False
    autocomplete: str = "off"
    shown: str = ""


def _address(group: str, heading: Promise) -> tuple[About, ...]:
    return (
        About(
            "postcode", _("郵便番号"), group, heading, _("例: 810-0001"), autocomplete="postal-code", shown="address"
        ),
        About("prefecture", _("都道府県"), group, heading, autocomplete="address-level1", shown="-"),
        About("city", _("市区町村"), group, heading, autocomplete="address-level2", shown="-"),
        About("street", _("番地"), group, heading, autocomplete="address-line1", shown="-"),
        About("building", _("建物名・階"), group, heading, autocomplete="address-line2", shown="-"),
        About("phone", _("電話番号"), group, heading, _("例: 092-000-0001"), autocomplete="tel"),
        About("fax", _("FAX番号"), group, heading),
    )


KANA_HINT = _("全角カタカナ。ひらがなや半角カタカナは自動で直します。")
NAME_HINT = _("髙や𠮷なども、入力どおりに残ります。")
_WHO, _LED, _REACHED = _("加入者"), _("法人と代表者"), _("連絡先")
MEMBER = (
    About("number", _("会員番号"), IDENTITY, _WHO, _("先頭の0も番号のうちです(例: 00012)。"), required=True),
    About("form", _("個人・法人"), IDENTITY, _WHO, required=True),
    About("name", _("名称・氏名"), IDENTITY, _WHO, NAME_HINT, required=True),
    About("kana", _("フリガナ"), IDENTITY, _WHO, KANA_HINT, required=True),
    About("corporate_number", _("法人番号"), LEGAL, _LED, _("13桁。個人の場合は空欄にします。")),
    About("representative_title", _("代表者の役職"), LEGAL, _LED, _("例: 理事長")),
    About("representative_name", _("代表者の氏名"), LEGAL, _LED),
    About("representative_kana", _("代表者のフリガナ"), LEGAL, _LED),
    *_address(CONTACT, _REACHED),
    About("contact_department", _("担当部署"), CONTACT, _REACHED),
    About("contact_name", _("担当者の氏名"), CONTACT, _REACHED),
    About("contact_email", _("担当者のメールアドレス"), CONTACT, _REACHED, autocomplete="email"),
)
_HOUSE, _PLACE, _MANAGED = _("施設"), _("所在地と電話"), _("管理者")
CODE_HINT = _("7桁、または都道府県番号2桁と点数表番号1桁を付けた10桁。開設前などでまだない場合は空欄にします。")
CARE_HINT = _("10桁。介護医療院は3桁目がBです。開設前などでまだない場合は空欄にします。")
FACILITY = (
    About("name", _("施設名"), FACILITIES, _HOUSE, NAME_HINT, required=True, shown="-"),
    About("kana", _("施設名のフリガナ"), FACILITIES, _HOUSE, KANA_HINT, required=True),
    About("institution_code", _("医療機関コード"), FACILITIES, _HOUSE, CODE_HINT),
    About("shares_records", _("ほかの施設と電子カルテなどを共同で利用している"), FACILITIES, _HOUSE),
    *_address(FACILITIES, _PLACE),
    About("manager_title", _("管理者の役職"), FACILITIES, _MANAGED, _("例: 院長")),
    About("manager_name", _("管理者の氏名"), FACILITIES, _MANAGED),
    About("manager_kana", _("管理者のフリガナ"), FACILITIES, _MANAGED),
)
CARE_NUMBER = About("institution_code", _("介護保険事業所番号"), FACILITIES, _HOUSE, CARE_HINT)
CLOSING = (
    About(
        "closed_on",
        _("閉院・閉所の日"),
        FACILITIES,
        _HOUSE,
        _("R8.4.1、令和8年4月1日、2026-04-01 のように。空欄にして保存すると、開いている施設に戻ります。"),
    ),
)
_OFFICE = _("事務所")
OFFICE = (
    About("name", _("事務所の名称"), OFFICES, _OFFICE, required=True),
    About("purpose", _("用途"), OFFICES, _OFFICE, _("例: 経理・人事")),
    *_address(OFFICES, _PLACE),
)
_SYSTEM = _("利用しているシステム")
PRODUCT = (
    About("facility", _("施設"), PRODUCTS, _SYSTEM, required=True),
    About("use", _("種類"), PRODUCTS, _SYSTEM, required=True),
    About("maker", _("メーカー・会社名"), PRODUCTS, _SYSTEM, required=True),
    About("name", _("製品・サービス名"), PRODUCTS, _SYSTEM),
    About("version", _("版"), PRODUCTS, _SYSTEM),
)


def of_facility(kind: str) -> tuple[About, ...]:
    """The table of a facility: care facilities have a number of another kind."""
    if kind not in CARE_KINDS:
        return FACILITY
    return tuple(CARE_NUMBER if about.name == CARE_NUMBER.name else about for about in FACILITY)


def sees(person: Person, group: str) -> bool:
    return group in SEES.get(person.role, frozenset())


def seen(table: Iterable[About], person: Person) -> tuple[About, ...]:
    """The part of a table that somebody in this role sees."""
    return tuple(about for about in table if sees(person, about.group))


def keys_in(person: Person) -> bool:
    return may(person.role, KEY_IN)


def edits(person: Person, member: Member) -> bool:
    """Whether somebody may change what is written of a member: its own people, and those who key in for it."""
    own = person.organisation_id == member.organisation_id
    return may(person.role, APPLY) if own else keys_in(person)
