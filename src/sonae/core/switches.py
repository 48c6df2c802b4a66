"""What can a switch be, and for which value does a text stand: in a wording, in an insurer's terms, and on a clock?"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from fractions import Fraction

from sonae.core.cover_terms import SwitchValue
from sonae.core.fact_reading import YES_NO
from sonae.core.facts import LARGEST
from sonae.core.reading import read_count, tidy
from sonae.core.trace import Params
from sonae.core.wording import Switch

_SHARE = re.compile(r"\d+(\.\d+)?(/0*[1-9]\d*)?")


def read_switch(switch: Switch, text: str) -> SwitchValue | None:
    """Return the value of a switch as typed; ``none`` takes away what is no yes or no: the term does not exist.

    ``yes``, ``はい``, ``true`` and so on as facts have them, whole numbers with ``_`` or commas, a share from 0 to 1 as
    ``0.9`` or ``1/2``. Raises ValueError for one that it cannot have.
    """
    plain = tidy(text).lower()
    if switch.type == "yes_no":
        if plain not in YES_NO:
            raise ValueError(text)
        return YES_NO[plain]
    if switch.type == "choice" and text in switch.choices:
        return text
    if plain == "none":
        return None
    if switch.type == "choice":
        raise ValueError(text)
    value = _share(plain) if switch.type == "rate" else read_count(plain.replace("_", ""))
    if not can_be(switch, value):
        raise ValueError(text)
    return value


def assumed_in(switches: Mapping[str, Switch], filled: Collection[str]) -> frozenset[str]:
    """Return the switches whose value is only assumed: those that nobody filled in and no paper prints."""
    return frozenset(name for name, one in switches.items() if one.status == "assumed" and name not in filled)


def _share(text: str) -> Fraction:
    if not _SHARE.fullmatch(text):
        raise ValueError(text)
    return Fraction(text)


def can_be(switch: Switch, value: object) -> bool:
    """Return whether a switch can have a value; None, the term does not exist, is none of a yes or no."""
    if switch.type == "yes_no":
        return isinstance(value, bool)
    if value is None:
        return True
    if switch.type == "choice":
        return value in switch.choices
    if isinstance(value, bool) or not isinstance(value, (int, Fraction)):
        return False
    if switch.type == "rate":
        return 0 <= value <= 1
    highest = LARGEST if switch.highest is None else switch.highest
    return isinstance(value, int) and (switch.lowest or 0) <= value <= highest


def about(switch: Switch) -> Params:
    """Return what a switch can be, for the words of a problem: its type or its choices, and its bounds."""
    bounds = ((">=", switch.lowest), ("<=", switch.highest))
    said = ", ".join(f"{sign} {bound:,}" for sign, bound in bounds if bound is not None)
    return (("shape", ", ".join(switch.choices) or switch.type), ("bounds", f" ({said})" if said else ""))
