"""How is an exact amount turned into whole yen? Where, to what unit and which way is data."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

WAYS = ("half_up", "up", "down")


@dataclass(frozen=True, slots=True)
class Rounding:
    """To which unit of yen, and which way; a half goes away from zero in ``half_up``."""

    unit: int = 1
    way: str = "half_up"
    status: str = ""
    source: str = ""


def rounded(numerator: int, denominator: int, rounding: Rounding) -> int:
    """Return ``numerator / denominator`` yen rounded to whole units, in integers only.

    Signs are kept: a return premium is rounded like the premium it returns.
    """
    sign = -1 if numerator < 0 else 1
    step = denominator * rounding.unit
    size = abs(numerator)
    if rounding.way == "half_up":
        units = (2 * size + step) // (2 * step)
    elif rounding.way == "up":
        units = -(-size // step)
    else:
        units = size // step
    return sign * units * rounding.unit


def yen(amount: Fraction, rounding: Rounding) -> int:
    """Return an exact amount of yen as a whole number under ``rounding``."""
    return rounded(amount.numerator, amount.denominator, rounding)
