"""How are amounts, rates, days and moments written on paper, in Japanese and in English?"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from sonae.core.moments import TOKYO, Era, day_of
from sonae.core.trace import Line, rate_text
from sonae.core.words import EN, Words

MAN, OKU = 10_000, 100_000_000
MINUS = "△"


def yen(amount: int, language: str) -> str:
    """Return ``142,900円`` or ``142,900 yen``; a negative amount as ``△1,000円`` in Japanese."""
    if language == EN:
        return f"{amount:,} yen"
    return f"{MINUS if amount < 0 else ''}{abs(amount):,}円"


def about(figure: str, language: str) -> str:
    """Return a figure that nobody can take for a price: ``約165,800円``."""
    return f"about {figure}" if language == EN else f"約{figure}"


def round_yen(amount: int, language: str) -> str:
    """Return a limit as Japanese practice writes it: ``5,000万円``, ``1億5,000万円``.

    English, and amounts that are no multiple of 10,000 yen, keep every digit.
    """
    if language == EN or amount <= 0 or amount % MAN:
        return yen(amount, language)
    oku, rest = divmod(amount, OKU)
    man = rest // MAN
    return (f"{oku:,}億" if oku else "") + (f"{man:,}万" if man else "") + "円"


def column_yen(amount: int, language: str) -> str:
    """Return an amount for a narrow column whose English heading already says yen."""
    return f"{amount:,}" if language == EN else yen(amount, language)


def column_round_yen(amount: int, language: str) -> str:
    """Return a limit for a narrow column: ``5,000万円`` or ``50,000,000``."""
    return f"{amount:,}" if language == EN else round_yen(amount, language)


def line_value(line: Line, words: Words, language: str) -> str:
    """Return what one step of a trace came to, as a calculator's reader expects it."""
    value = line.value
    if line.unit == "yen" and isinstance(value, int):
        return yen(value, language)
    if line.unit == "yen" and isinstance(value, Fraction):
        return yen(int(value), language) if value.denominator == 1 else rate_text(value)
    if line.unit == "change" and isinstance(value, Fraction | int):
        return _change(Fraction(value), language)
    if isinstance(value, datetime):
        return moment(value, words, language)
    if isinstance(value, Fraction):
        return f"×{rate_text(value)}"
    return words.value(line.key, value, language)


def _change(rate: Fraction, language: str) -> str:
    minus = "−" if language == EN else MINUS
    sign = minus if rate < 0 else "+"
    return f"{sign}{rate_text(abs(rate) * 100)}%"


def moment(at: date, words: Words, language: str) -> str:
    """Return ``2025年(令和7年)7月5日午後4時`` or ``5 July 2025 (Reiwa 7), 16:00``; or the day alone."""
    if language != EN:
        return words.moment(at, language)
    on = day_of(at)
    day = f"{words.day(on, language)} ({_era_year(on, words.eras)})"
    return f"{day}, {at.astimezone(TOKYO):%H:%M}" if isinstance(at, datetime) else day


def day(on: date, words: Words, language: str) -> str:
    """Return ``2026年(令和8年)11月21日`` or ``21 November 2026 (Reiwa 8)``."""
    said = words.day(on, language)
    return f"{said} ({_era_year(on, words.eras)})" if language == EN else said


def month(on: date, words: Words, language: str) -> str:
    """Return ``2025年(令和7年)8月`` or ``August 2025 (Reiwa 7)``."""
    said = words.month(on, language)
    return f"{said} ({_era_year(on, words.eras)})" if language == EN else said


def _era_year(day: date, eras: tuple[Era, ...]) -> str:
    era = max((one for one in eras if one.starts_on <= day), key=lambda one: one.starts_on)
    return f"{era.romaji} {day.year - era.starts_on.year + 1}"
