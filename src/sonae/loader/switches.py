"""Which value of a switch does a text stand for, in a wording as in the terms an insurer filled in?"""

from __future__ import annotations

from fractions import Fraction

from sonae.core.wording import Switch
from sonae.loader.shapes import Word
from sonae.loader.vocabulary import BOOL, CODE, COUNT, SHARE, YEN

WORDS_OF: dict[str, Word] = {"yes_no": BOOL, "count": COUNT, "yen": YEN, "rate": SHARE, "choice": CODE}


def switch_value(switch: Switch, text: str) -> bool | int | str | Fraction:
    """Return the value of a switch as written. Raises ValueError for one that it cannot have."""
    value: bool | int | str | Fraction = WORDS_OF[switch.type].parse(text)
    if switch.type == "choice" and value not in switch.choices:
        raise ValueError(text)
    if isinstance(value, int) and (
        (switch.lowest is not None and value < switch.lowest) or (switch.highest is not None and value > switch.highest)
    ):
        raise ValueError(text)
    return value


def switch_shape(switch: Switch) -> str:
    """Return in words what a switch can be."""
    shape = ", ".join(switch.choices) or WORDS_OF[switch.type].shape
    bounds = (("from", switch.lowest), ("to", switch.highest))
    return " ".join((shape, *(f"{word} {bound}" for word, bound in bounds if bound is not None)))
