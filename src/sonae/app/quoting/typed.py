"""What has been typed into a quote so far? Its address is read into rows, and rows are written into an address.

The first facility's answers carry no prefix, so that a link can be written by hand:
`?kind=hospital&beds=120&family=all_risk&plan=S3&rows=2&f2-kind=clinic&f2-plan=S1`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from sonae.core.reading import tidy
from sonae.core.scheme import Plan, Scheme

MOST_ROWS = 30
LONGEST = 80
TOGETHER = ("received", "limits", "records", "at")
OF_A_FACILITY = ("kind", "size", "family", "plan")
Row = dict[str, str]


@dataclass(slots=True)
class Typed:
    """Answers as typed: one row a facility, and those that concern all of them."""

    rows: list[Row] = field(default_factory=lambda: [{}])
    together: Row = field(default_factory=dict)
    full: bool = False

    def address(self, **pinned: str) -> str:
        """The query that says the same again, without what was left empty."""
        parts = []
        for place, row in enumerate(self.rows, start=1):
            parts += [(f"{prefix(place)}{name}", value) for name, value in row.items() if value]
        if len(self.rows) > 1:
            parts.append(("rows", str(len(self.rows))))
        parts += [(name, value) for name, value in (self.together | pinned).items() if value]
        return urlencode(parts)


def prefix(place: int) -> str:
    return "" if place == 1 else f"f{place}-"


def answers_of(scheme: Scheme) -> set[str]:
    """The names of what a scheme asks about one facility, whatever its kind."""
    return {*OF_A_FACILITY, *(one.name for kind in scheme.kinds.values() for one in kind.measures)}


def read(query: Mapping[str, str], known: Collection[str]) -> Typed:
    """Read an address, carrying out the button pressed: `add` a facility, `remove` one.

    What is not `known` of a facility is passed over: an address holds what was asked, and no more.
    """
    answers = {name: str(query[name])[:LONGEST].replace("\0", "") for name in query}
    count = _count(answers.get("rows", ""), 1, MOST_ROWS)
    rows: list[Row] = [{} for _ in range(count)]
    for name, value in answers.items():
        place, bare = _place(name)
        if 1 <= place <= count and bare in known:
            rows[place - 1][bare] = value
    full = "add" in answers and count == MOST_ROWS
    if "add" in answers and not full:
        rows.append({})
    gone = _count(answers.get("remove", ""), 0, count)
    if gone and count > 1:
        del rows[gone - 1]
    return Typed(rows, {name: answers[name] for name in TOGETHER if answers.get(name)}, full)


def plan_id(plan: Plan) -> str:
    """How an address names a plan, whatever its kind: ``all_risk:S3``."""
    return f"{plan.family}:{plan.code}"


def pin(at: datetime) -> str:
    """The moment asked, as an address carries it: Tokyo time, whole seconds."""
    return f"{at:%Y-%m-%dT%H:%M:%S}"


def _place(name: str) -> tuple[int, str]:
    head, dash, bare = name.partition("-")
    if dash and head[:1] == "f" and head[1:].isdecimal():
        return _count(head[1:], 0, MOST_ROWS + 1), bare
    return 1, name


def _count(text: str, low: int, high: int) -> int:
    plain = tidy(text)
    if not plain.isascii() or not plain.isdecimal() or len(plain) > len(str(high)) + 1:
        return low
    return max(low, min(int(plain), high))
