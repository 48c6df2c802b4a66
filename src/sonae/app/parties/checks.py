"""What was typed about a member, and is it right? Every problem at once, each under the name of its field.

Names stay as they were typed; numbers, codes, telephone numbers and readings are tidied, so that full-width digits,
half-width kana and whatever dash an input method gave are understood.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import jaconv
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sonae.app.common.catalogue import current
from sonae.app.parties.models import CORPORATION, PERSON, USES
from sonae.core.identifiers import (
    CORPORATE_DIGITS,
    FULL_INSTITUTION_DIGITS,
    INSTITUTION_DIGITS,
    PREFECTURES,
    SCORE_TABLES,
    corporate_check_digit,
    is_corporate_number,
)
from sonae.core.reading import NoSuchDayError, read_count, read_receipt, tidy

Errors = dict[str, list[str]]
Reader = Callable[[str], Any]
# what input methods and papers put between the digits of a number; U+2212 would print as a thin minus
DASHES = re.compile("[\u2010-\u2015\u2212\u30fc\uff0d\uff70\u2500\ufe63]")
_NUMBER = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]*")
_PHONE = re.compile(r"\+?[0-9(][0-9() -]*")
_KANA = re.compile("[ァ-ヺー・ ]+")
_CARE_NUMBER = re.compile("[0-9]{2}[0-9AB][0-9]{7}")
_NO_NAME = re.compile(r"^[=+\-@]|[<>]")
CARE_KINDS = frozenset({"care_facility", "care_hospital"})
PHONE_DIGITS = (10, 11)
POSTCODE_DIGITS = 7
LARGEST_COUNT = 99_999
# control characters, invisible ones that turn the order of letters, and letters only one computer has
WARD = "ward_"  # the beds of one type of ward in a form: ward_general
UNPRINTABLE = frozenset({"Cc", "Cf", "Co", "Cs", "Cn"})


def read(values: Mapping[str, Any], kind: str = "") -> tuple[dict[str, Any], Errors]:
    """The values as they are to be kept, and what is wrong with those that cannot be; `kind` is the facility's."""
    kept, errors = dict[str, Any](), Errors()
    for name, value in values.items():
        if name == "wards":
            beds, wrong = read({f"{WARD}{ward}": count for ward, count in value.items()})
            kept[name] = {ward.removeprefix(WARD): count for ward, count in beds.items() if count}
            errors |= wrong
            continue
        try:
            kept[name] = _reader(name, kind)(plain(value)) if isinstance(value, str) else value
        except ValidationError as error:
            errors[name] = error.messages
    return kept, errors


def _reader(name: str, kind: str) -> Reader:
    if name == "institution_code" and kind in CARE_KINDS:
        return care_number
    return count if name.startswith(WARD) else READERS.get(name, plain)


def plain(text: str) -> str:
    """A text as typed, without the blanks around it."""
    wrong = sorted({f"U+{ord(letter):04X}" for letter in text if unicodedata.category(letter) in UNPRINTABLE})
    if wrong:
        raise ValidationError(
            _("印刷できない文字(%(letters)s)が入っています。消してください。改行や外字は使えません。")
            % {"letters": ", ".join(wrong)}
        )
    return text.strip()


def named(text: str) -> str:
    """A name as typed; none begins as a formula does or holds what a page is written with, whoever reads it next."""
    if _NO_NAME.search(text.strip()):
        raise ValidationError(_("名前に「<」「>」は使えません。「=」「+」「-」「@」で始めることもできません。"))
    return text


def code(text: str) -> str:
    """Digits and letters half-width, zeros kept."""
    return DASHES.sub("-", tidy(DASHES.sub("-", text)))


def number(text: str) -> str:
    typed = code(text)
    if typed and not _NUMBER.fullmatch(typed):
        raise ValidationError(_("半角の数字と英字で入力してください(例: 00012)。先頭の0も番号のうちです。"))
    return typed


def digits(text: str) -> str:
    return re.sub(r"[ -]", "", code(text))


def corporate_number(text: str) -> str:
    typed = digits(text)
    if not typed or (is_digits(typed, CORPORATE_DIGITS) and is_corporate_number(typed)):
        return typed
    if not is_digits(typed, CORPORATE_DIGITS):
        raise ValidationError(
            _("法人番号は13桁の数字です(いまは%(count)s文字)。国税庁の通知書でお確かめください。")
            % {"count": len(typed)}
        )
    raise ValidationError(
        _(
            "法人番号の検査用数字が合いません。残りの12桁が正しければ、先頭は%(digit)sです。打ち間違いをお確かめください。"
        )
        % {"digit": corporate_check_digit(typed[1:])}
    )


def institution_code(text: str) -> str:
    """Seven digits, or ten with prefecture and score table before them; the check digit is only a caution."""
    typed = digits(text)
    if not typed or is_digits(typed, INSTITUTION_DIGITS):
        return typed
    if not is_digits(typed, FULL_INSTITUTION_DIGITS):
        raise ValidationError(
            _(
                "医療機関コードは7桁、または都道府県番号2桁と点数表番号1桁を前に付けた10桁の数字です(いまは%(count)s文字)。"
            )
            % {"count": len(typed)}
        )
    _of_a_prefecture(typed)
    if typed[2] not in SCORE_TABLES:
        raise ValidationError(_("10桁の医療機関コードの3桁目は点数表番号です(医科1、歯科3、調剤4、訪問看護6)。"))
    return typed


def care_number(text: str) -> str:
    """The number of a care facility (介護保険事業所番号): prefecture, kind of service (B for 介護医療院), seven digits.

    What its check digit is reckoned from is not published, so none is asked for.
    """
    typed = digits(text).upper()
    if not typed:
        return typed
    if not _CARE_NUMBER.fullmatch(typed):
        raise ValidationError(
            _(
                "介護保険事業所番号は10桁で、都道府県番号2桁から始まります(いまは%(count)s文字)。3桁目は数字か、A、Bです(介護医療院はB)。"
            )
            % {"count": len(typed)}
        )
    _of_a_prefecture(typed)
    return typed


def _of_a_prefecture(typed: str) -> None:
    if not 1 <= int(typed[:2]) <= len(PREFECTURES):
        raise ValidationError(_("10桁の番号は、01から47までの都道府県番号で始まります。"))


def postcode(text: str) -> str:
    typed = digits(text.removeprefix("〒"))
    if typed and not is_digits(typed, POSTCODE_DIGITS):
        raise ValidationError(_("郵便番号は7桁の数字で入力してください(例: 810-0001)。"))
    return f"{typed[:3]}-{typed[3:]}" if typed else ""


def prefecture(text: str) -> str:
    if text and text not in PREFECTURES:
        raise ValidationError(_("都道府県の名前を「福岡県」のように入力してください。"))
    return text


def phone(text: str) -> str:
    """A telephone number with its hyphens and brackets as typed."""
    typed = code(text)
    if not typed:
        return typed
    count = sum(letter.isdigit() for letter in typed)
    national = typed.lstrip("(").startswith("0") and count in PHONE_DIGITS
    if not _PHONE.fullmatch(typed) or not (national or typed.startswith("+81")):
        raise ValidationError(
            _("電話番号は市外局番から10桁か11桁で入力してください(例: 092-000-0001)。ハイフンはそのまま残ります。")
        )
    return typed


def kana(text: str) -> str:
    """A reading in full-width katakana; half-width kana and hiragana are turned into it."""
    typed = jaconv.hira2kata(tidy(text))
    if typed and not _KANA.fullmatch(typed):
        wrong = "".join(dict.fromkeys(_KANA.sub("", typed)))
        raise ValidationError(
            _("フリガナはカタカナで入力してください(「%(letters)s」は使えません)。ひらがなと半角は自動で直します。")
            % {"letters": wrong}
        )
    return typed


def count(text: str) -> int | None:
    if not text:
        return None
    try:
        found = read_count(text)
    except ValueError:
        found = -1
    if not 0 <= found <= LARGEST_COUNT:
        raise ValidationError(_("0以上の整数で入力してください(例: 120)。"))
    return found


def one_of(*words: str) -> Reader:
    def chosen(text: str) -> str:
        if text and text not in words:
            raise ValidationError(_("一覧から選んでください。"))
        return text

    return chosen


def email(text: str) -> str:
    return tidy(text)


def day(text: str) -> date | None:
    """A day in either calendar: R8.4.1, 令和8年4月1日, 2026-04-01."""
    if not text:
        return None
    try:
        return read_receipt(text, current().words.eras).date()
    except NoSuchDayError as error:
        raise ValidationError(_("この日付は暦にありません。月と日、元号の年をお確かめください。")) from error
    except ValueError as error:
        raise ValidationError(
            _("日付を読み取れません。R8.4.1、令和8年4月1日、2026-04-01 のように入力してください。")
        ) from error


def is_digits(text: str, count: int) -> bool:
    return len(text) == count and text.isascii() and text.isdecimal()


READERS: dict[str, Reader] = {
    "name": named,
    "representative_name": named,
    "manager_name": named,
    "contact_name": named,
    "maker": named,
    "number": number,
    "form": one_of(CORPORATION, PERSON),
    "use": one_of(*USES),
    "corporate_number": corporate_number,
    "institution_code": institution_code,
    "postcode": postcode,
    "prefecture": prefecture,
    "phone": phone,
    "fax": phone,
    "kana": kana,
    "representative_kana": kana,
    "manager_kana": kana,
    "contact_email": email,
    "closed_on": day,
    "beds": count,
    "capacity": count,
}
