"""What does the insurer charge before anybody's discount? Bases and factors of one edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from sonae.core.money import Rounding
from sonae.core.steps import Answer, Step
from sonae.core.trace import Line

STRAIGHT_LINE, BORROWED = "estimate", "borrowed_factor"
METHODS = ("points", "bands", "choices", "per_unit")


@dataclass(frozen=True, slots=True)
class BaseKey:
    """What a base premium depends on: who is covered, by which family, up to which limits."""

    kind: str
    family: str
    liability_limit: int
    cost_limit: int
    deductible: int


@dataclass(frozen=True, slots=True)
class Base:
    """One base premium in yen before every factor, with the trace line that shows it."""

    yen: Fraction
    status: str
    source: str
    line: Line


@dataclass(frozen=True, slots=True)
class Factor:
    """What a measure does to the premium; ``assumed`` names why it can only estimate, if so."""

    rate: Fraction
    assumed: str
    line: Line


@dataclass(frozen=True, slots=True)
class FactorRow(Step):
    """One row of a factor table: a step, or a point, whose ``low`` and ``high`` are equal.

    ``known_for`` lists the facility kinds the figure is known for; for every other kind it can only estimate.
    """

    known_for: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class FactorTable:
    """How one measure (beds, sales, industry …) becomes a factor, by one of ``METHODS``.

    ``points``: exact at the points, a straight line between and beyond them as an estimate.
    ``bands``: a step for each range. ``choices``: one row for each word. ``per_unit``: the rate of
    the single row times the measure itself. Equal only to itself, like its tariff.
    """

    code: str
    measure: str
    method: str
    kinds: frozenset[str]
    rows: tuple[FactorRow, ...]
    known: Mapping[tuple[str, Answer], Factor]

    def factor(self, kind: str, value: Answer) -> Factor | None:
        """Return the factor for ``value``, or None where the table says nothing about it."""
        return self.known.get((kind, value)) or _derived(self, kind, value)

    def derive(self, kind: str, value: Answer) -> Factor | None:
        """Work the factor for ``value`` out of the rows."""
        if self.method in {"choices", "bands"} or isinstance(value, str):
            row = next((row for row in self.rows if row.holds(value)), None)
            return self._say(kind, value, row.rate, row) if row else None
        if self.method == "per_unit":
            return self._say(kind, value, self.rows[0].rate * value, self.rows[0])
        return self._between(kind, value)

    def _between(self, kind: str, value: int) -> Factor | None:
        for row in self.rows:
            if row.low == value:
                return self._say(kind, value, row.rate, row)
        points = [(row.low or 0, row.rate) for row in self.rows]
        if len(points) <= 1:
            return None
        right = next((i for i, point in enumerate(points) if point[0] > value), len(points) - 1)
        (x0, y0), (x1, y1) = points[max(right, 1) - 1], points[max(right, 1)]
        rate = y0 + (y1 - y0) * (value - x0) / (x1 - x0)
        line = Line(
            key="factor.interpolated",
            value=rate,
            params=(("table", self.code), ("low", x0), ("high", x1), ("size", value)),
            rule="linear",
            source=self.rows[0].source,
            status="estimate",
            facts=(self.measure,),
        )
        return Factor(rate, STRAIGHT_LINE, line)

    def _say(self, kind: str, value: Answer, rate: Fraction, row: FactorRow) -> Factor:
        return factor_of(self.code, self.measure, kind, value, rate, row)


@lru_cache(maxsize=65_536)
def _derived(table: FactorTable, kind: str, value: Answer) -> Factor | None:
    """Derive once what many ask for: people have few different sizes."""
    return table.derive(kind, value)


def factor_of(code: str, measure: str, kind: str, value: Answer, rate: Fraction, row: FactorRow) -> Factor:
    """Return the factor that ``row`` gives ``kind``, with its trace line."""
    known = kind in row.known_for
    line = Line(
        key=f"factor.{measure}",
        value=rate,
        params=(("table", code), ("value", value)),
        source=row.source,
        status=row.status if known else "estimate",
        facts=(measure,),
    )
    return Factor(rate, "" if known else BORROWED, line)


@dataclass(frozen=True, slots=True)
class Minimum:
    """The least premium of a year in whole yen, whatever the formula gives."""

    yen: int
    status: str
    source: str

    def line(self, rounded: int) -> Line:
        """Return the step that raises a premium ``rounded`` below it."""
        return Line("minimum", self.yen, "yen", (("rounded", rounded),), source=self.source, status=self.status)


@dataclass(frozen=True, slots=True, eq=False)
class Tariff:
    """One edition of an insurer's prices behind one or more schemes; equal only to itself."""

    code: str
    insurer: str
    digest: str
    rounding: Rounding
    rounding_line: Line
    bases: Mapping[BaseKey, Base]
    tables: tuple[FactorTable, ...]
    minimum: Minimum | None = None

    def tables_for(self, kind: str) -> tuple[FactorTable, ...]:
        """Return the factor tables that ``kind`` is rated by, in the tariff's order."""
        return tuple(table for table in self.tables if kind in table.kinds)
