"""How is a day or a moment said, in the language of the person reading it? In both calendars, as paper customs ask."""

from __future__ import annotations

from datetime import date, datetime

from sonae.app.common.catalogue import current
from sonae.app.common.reader import language_code
from sonae.core.moments import TOKYO
from sonae.core.words import EN, JA

_DAYS = {JA: "月火水木金土日", EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


def language() -> str:
    return EN if (language_code() or JA).startswith(EN) else JA


def day(moment: date) -> str:
    """The day in both calendars with its weekday, as people in Tokyo count it."""
    local = moment.astimezone(TOKYO).date() if isinstance(moment, datetime) else moment
    weekday = _DAYS[language()][local.weekday()]
    said = current().words.day(local, language())
    return f"{weekday} {said}" if language() == EN else f"{said}({weekday})"


def moment(at: datetime) -> str:
    return current().words.moment(at, language())
