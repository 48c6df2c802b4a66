"""By what is a member found? Text and question are brought to one shape: width, kana, hyphens, old letters, legal form.

The shape is kept in `Member.search` by the actions; a question's words must all be in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

import jaconv

from sonae.app.parties.models import Member

# letters of names that people type in their everyday shape
_EVERYDAY = str.maketrans("髙﨑𠮷濵濱澤邊邉齋齊斎嶋櫻廣眞國德瀨", "高崎吉浜浜沢辺辺斉斉斉島桜広真国徳瀬")
_BETWEEN = re.compile(r"[\s\-‐-―−ー・.,、。()/_'\"〒]+")
_FORMS = (
    *("社会医療法人", "医療法人社団", "医療法人財団", "医療法人", "社会福祉法人", "独立行政法人"),
    *("一般社団法人", "公益社団法人", "一般財団法人", "公益財団法人", "株式会社", "有限会社", "合同会社"),
    *("(社医)", "(医社)", "(医財)", "(医)", "(社福)", "(福)", "(独)", "(一社)", "(公社)", "(一財)", "(公財)"),
    *("(株)", "(有)", "(同)"),
)
_FORM = re.compile("|".join(map(re.escape, _FORMS)))


def fold(text: str) -> str:
    """One shape for what means the same: NFKC, small letters, katakana, everyday characters, nothing in between."""
    plain = jaconv.hira2kata(unicodedata.normalize("NFKC", text).lower()).translate(_EVERYDAY)
    return _BETWEEN.sub("", plain)


def indexed(texts: Iterable[str]) -> str:
    """What is kept of a member's texts: a line each, with the legal form and without it."""
    lines = (line for text in texts if text for line in (fold(text), fold(_without_form(text))))
    return "\n".join(dict.fromkeys(line for line in lines if line))


def of_member(member: Member) -> str:
    """What a member is found by: its own names and numbers, and those of its facilities."""
    own = (member.number, member.name, member.kana, member.corporate_number, member.phone, member.fax)
    people = (member.representative_name, member.representative_kana, member.contact_name)
    facilities = (
        (one.name, one.kana, one.institution_code, one.phone, one.manager_name)
        for one in member.facilities.order_by("pk")
    )
    return indexed((*own, *people, *(text for texts in facilities for text in texts)))


def words(question: str) -> list[str]:
    """The words of a question in the same shape; a legal form alone is a word, beside others it is none."""
    return [word for part in _spread(question).split() if (word := fold(part))]


def _spread(question: str) -> str:
    plain = unicodedata.normalize("NFKC", question)
    return _FORM.sub(" ", plain) if _FORM.sub("", plain).strip() else plain


def _without_form(text: str) -> str:
    return _FORM.sub(" ", unicodedata.normalize("NFKC", text))
