"""Which colours does the house draw with? The values of the one file of tokens, for drawings and papers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

# data of the visual language: it stands with the pages that load it, and nothing else repeats its colours
TOKENS = Path(__file__).resolve().parent.parent / "app/common/static/common/tokens.css"
DARKEST_GROUND_FOR_INK = 127 * 10_000  # of 255 × 10,000: half-way between black and white

_PROPERTY = re.compile(r"--(?P<name>[\w-]+):\s*(?P<value>[^;]+);")
_REFERENCE = re.compile(r"var\(--(?P<name>[\w-]+)\)")
_HEX = re.compile(r"#[0-9a-f]{6}", re.IGNORECASE)


@cache
def colours() -> Mapping[str, str]:
    """Return every token whose value is a colour, as ``#rrggbb`` by its name without dashes.

    Raises ValueError for a token that names one which does not exist.
    """
    values = {found["name"]: found["value"].strip() for found in _PROPERTY.finditer(TOKENS.read_text("utf-8"))}
    resolved = {name: _resolve(name, values) for name in values}
    return MappingProxyType({name: value for name, value in resolved.items() if _HEX.fullmatch(value)})


def readable_on(ground: str) -> str:
    """Return the ink or the white, whichever is easier to read on ``ground`` (``#rrggbb``).

    Lightness by the luma weights of ITU-R BT.709, in integers.
    """
    red, green, blue = (int(ground[place : place + 2], 16) for place in (1, 3, 5))
    luma = 2126 * red + 7152 * green + 722 * blue
    return colours()["ink" if luma > DARKEST_GROUND_FOR_INK else "on-brand"]


def _resolve(name: str, values: Mapping[str, str]) -> str:
    value = values[name]
    if found := _REFERENCE.fullmatch(value):
        if found["name"] not in values:
            raise ValueError(f"{TOKENS.name}: --{name} names --{found['name']}, which does not exist")
        return _resolve(found["name"], values)
    return value
