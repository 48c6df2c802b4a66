"""What did the person type? Full-width digits, commas, 万 and Japanese dates read strictly."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta
from fractions import Fraction

from sonae.core.moments import EN_MONTHS, TOKYO, Era, end_of, tokyo
from sonae.core.problems import Problem
from sonae.core.trace import Params

NOON = 12
RECEIPT_YEARS = range(2000, 2100)
MYRIAD = 10_000
LONGEST = 80  # no moment is written longer
MONTHS = range(1, 13)
_WHOLE = r"(\d{1,3}(?:,\d{3})+|\d+)(?:\.0+)?"
_COUNT = re.compile(rf"(?=-?\d)(-?)(?:{_WHOLE}億 ?)?(?:{_WHOLE}万 ?)?(?:{_WHOLE})?")
SIGNS = "〇一二三四五六七八九"
_KANJI = re.compile(rf"[{SIGNS}十]+(?=[年月日時分])")
_TENS = re.compile(rf"([{SIGNS[1:]}]?)十([{SIGNS[1:]}]?)")
_RATE = re.compile(r"([-+]?\d+(?:\.\d+)?) ?(%?)")
_TIME = (
    r"(?:[T ]*(?P<half>午前|午後)?(?P<h>\d{1,2})[:時](?P<min>\d{1,2})?分?(?::(?P<s>\d{2})(?:\.\d+)?)?"
    r"(?P<tz>Z|[+-]\d{2}:?\d{2})?)?"
)
_ISO = re.compile(r"(?P<y>\d{4})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?" + _TIME)
_ERA = re.compile(r"(?P<era>[A-Za-z]|\D{2}?)(?P<y>元|\d{1,2})[-/.年](?P<m>\d{1,2})[-/.月](?P<d>\d{1,2})日?" + _TIME)
# as papers write it: 2025年(令和7年)11月3日, 3 November 2025 (Reiwa 7)
_BOTH = re.compile(r"(?P<year>\d{4}年) ?\((?P<again>\D{2}(?:元|\d{1,2})年)\)(?P<rest>.*)")
_ENGLISH = re.compile(
    rf"(?P<d>\d{{1,2}}) (?P<m>{'|'.join(EN_MONTHS)}) (?P<y>\d{{4}})"
    r"(?: \((?P<era>[a-z]+) (?P<again>\d{1,2})\))?,?(?P<rest>.*)",
    re.IGNORECASE,
)
_PACKED = re.compile(r"(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_ERA_PACKED = re.compile(r"(?P<era>[A-Za-z])(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})")


def tidy(text: str) -> str:
    """Return ``text`` with full-width letters, digits and minus signs made half-width."""
    plain = unicodedata.normalize("NFKC", text).replace("−", "-").replace("‐", "-")
    return " ".join(plain.split())


def read_count(text: str) -> int:
    """Return a whole number as typed: ``50``, ``５０``, ``1,200``, ``3万``, ``1億2000万``, ``50床``.

    Raises ValueError where the text is not one whole number (fractions are refused, not cut).
    """
    plain = tidy(text)
    plain = re.sub(r"(床|人|名|台|円|件|通|回|週|日|件数)$", "", plain).strip()
    found = _COUNT.fullmatch(plain)
    if not found:
        raise ValueError(text)
    sign, *groups = found.groups()
    parts = [None if part is None else int(part.replace(",", "")) for part in groups]
    first = next(i for i, part in enumerate(parts) if part is not None)
    if any(part >= MYRIAD for part in parts[first + 1 :] if part is not None):
        raise ValueError(text)
    hundred_millions, myriads, ones = (part or 0 for part in parts)
    return ((hundred_millions * MYRIAD + myriads) * MYRIAD + ones) * (-1 if sign else 1)


def read_rate(text: str) -> Fraction:
    """Return a signed change as typed, exactly: ``-10%``, ``-0.1``, ``＋５％``, ``0``.

    Raises ValueError for anything else, fractions and powers of ten included.
    """
    found = _RATE.fullmatch(tidy(text))
    if not found:
        raise ValueError(text)
    return Fraction(found[1]) / (100 if found[2] else 1)


class NoSuchDayError(ValueError):
    """A text that is written like a day, of a month or an era that never had it; ``key`` and ``params`` say why."""

    def __init__(self, why: str, *params: tuple[str, str | int | date]) -> None:
        super().__init__(why)
        self.key = f"problem.{why}"
        self.params: Params = params

    def problem(self, field: str) -> Problem:
        """Return what is wrong with ``field``, in which this was typed."""
        return Problem(field, self.key, self.params)


def read_moment(text: str, eras: tuple[Era, ...]) -> datetime:
    """Return the moment a person typed; a date alone means its 0:00 in Tokyo.

    Reads ``2025-06-15``, ``2025/6/15``, ``20250615``, ``2025年6月15日 16時``, ``令和7年6月15日``,
    ``令和七年六月十五日``, ``R7.6.15``, ``R070615``, ISO 8601 with an offset, and all that we print:
    ``2025年(令和7年)6月15日午後4時``, ``15 June 2025 (Reiwa 7), 16:00``. Raises ValueError for anything else, and
    NoSuchDayError for days that do not exist (also an era's year that lies outside that era).
    """
    if len(text) > LONGEST:
        raise ValueError(text)
    plain = _KANJI.sub(_digits, tidy(text))
    if found := _BOTH.fullmatch(plain):
        return _agreeing(found["year"] + found["rest"], found["again"] + found["rest"], eras)
    if found := _ENGLISH.fullmatch(plain):
        return _from_english(found, eras)
    if found := _ISO.fullmatch(plain) or _PACKED.fullmatch(plain):
        return _at(_day(int(found["y"]), found), found)
    if found := _ERA.fullmatch(plain) or _ERA_PACKED.fullmatch(plain):
        return _at(_from_era(found, eras), found)
    raise ValueError(text)


def _agreeing(one: str, other: str, eras: tuple[Era, ...]) -> datetime:
    """Return the moment that is written in two calendars; ValueError where they do not mean the same."""
    moment = read_moment(one, eras)
    if moment != read_moment(other, eras):
        raise ValueError(other)
    return moment


def _from_english(found: re.Match[str], eras: tuple[Era, ...]) -> datetime:
    month = [one.lower() for one in EN_MONTHS].index(found["m"].lower()) + 1
    rest = f"-{month}-{found['d']}{found['rest']}"
    if found["era"] is None:
        return read_moment(found["y"] + rest, eras)
    letter = next((one.letter for one in eras if one.romaji.lower() == found["era"].lower()), found["era"])
    return _agreeing(found["y"] + rest, f"{letter}{found['again']}{rest}", eras)


def _digits(found: re.Match[str]) -> str:
    """Return a number of a date in kanji as digits: 七, 十五, 二十一, 二〇二五; a 十 that makes none stays."""
    if tens := _TENS.fullmatch(found[0]):
        return str((SIGNS.index(tens[1]) or 1) * 10 + SIGNS.index(tens[2]))
    return found[0].translate({ord(sign): str(digit) for digit, sign in enumerate(SIGNS)})


def _day(year: int, found: re.Match[str]) -> date:
    """Return the day of the month written, or raise NoSuchDayError for one that no calendar has."""
    month, day = int(found["m"]), int(found["d"])
    if not MINYEAR <= year <= MAXYEAR:
        raise ValueError(found[0])
    if month not in MONTHS:
        raise NoSuchDayError("no_such_month", ("typed", found[0]), ("month", month))
    last = calendar.monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise NoSuchDayError("no_such_day", ("typed", found[0]), ("year", str(year)), ("month", month), ("last", last))
    return date(year, month, day)


def _at(day: date, found: re.Match[str]) -> datetime:
    """Return the moment of the time that follows a day; 0:00 where none follows."""
    parts = found.groupdict()
    if parts.get("h") is None:
        return tokyo(day)
    if parts["h"] == "24" and not int(parts["min"] or 0) and not int(parts["s"] or 0):
        return end_of(day)
    hour = int(parts["h"])
    if parts["half"]:
        if hour > NOON:
            raise ValueError(found[0])
        hour = hour % NOON + (NOON if parts["half"] == "午後" else 0)
    at = time(hour, int(parts["min"] or 0), int(parts["s"] or 0))
    if not parts["tz"]:
        return tokyo(day, at)
    zone = datetime.strptime(parts["tz"].replace(":", ""), "%z").tzinfo
    return datetime.combine(day, at, zone).astimezone(TOKYO)


def _from_era(found: re.Match[str], eras: tuple[Era, ...]) -> date:
    for era in eras:
        if found["era"] in {era.name, era.letter, era.letter.lower()}:
            year = 1 if found["y"] == "元" else int(found["y"])
            day = _day(era.starts_on.year + year - 1, found)
            about = (("typed", found[0]), ("era", era.name), ("romaji", era.romaji))
            if year < 1 or day < era.starts_on:
                raise NoSuchDayError("before_era", *about, ("first", era.starts_on))
            later = [other.starts_on for other in eras if other.starts_on > era.starts_on]
            if later and day >= min(later):
                raise NoSuchDayError("after_era", *about, ("last", min(later) - timedelta(days=1)))
            return day
    raise ValueError(found[0])


def read_receipt(text: str, eras: tuple[Era, ...]) -> datetime:
    """Return the moment an application was received; ``RECEIPT_YEARS`` are those that can be meant.

    Raises ValueError for anything else, so that a slip of the century is found at once, and NoSuchDayError
    with the reason for a day that does not exist.
    """
    try:
        moment = read_moment(text, eras)
    except OverflowError:
        raise ValueError(text) from None
    if moment.year not in RECEIPT_YEARS:
        raise ValueError(text)
    return moment


def not_a_moment(field: str, text: str, error: ValueError) -> Problem:
    """Return the problem of a text that is no day or moment anybody could mean, as ``error`` tells of it."""
    if isinstance(error, NoSuchDayError):
        return error.problem(field)
    years = (("first", str(RECEIPT_YEARS[0])), ("last", str(RECEIPT_YEARS[-1])))
    return Problem(field, "problem.not_a_moment", (("value", text), *years))
