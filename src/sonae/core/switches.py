"""Which value of a switch does a text stand for, in a wording, in the terms an insurer filled in, and on a clock?"""

from __future__ import annotations

import re
from fractions import Fraction

from sonae.core.cover_terms import SwitchValue
from sonae.core.fact_reading import YES_NO
from sonae.core.reading import read_count, tidy
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
    return _share(plain) if switch.type == "rate" else _number(switch, plain)


def _share(text: str) -> Fraction:
    share = Fraction(text) if _SHARE.fullmatch(text) else None
    if share is None or share > 1:
        raise ValueError(text)
    return share


def _number(switch: Switch, text: str) -> int:
    number = read_count(text.replace("_", ""))
    lowest = switch.lowest or 0
    if number < lowest or (switch.highest is not None and number > switch.highest):
        raise ValueError(text)
    return number
