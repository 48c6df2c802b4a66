"""What would somebody write with NumPy alone? The references of R3 and the limit of R5.

All take the same five columns as ``rate_rows``. ``by_key`` and ``by_formula`` give the same premiums
and codes; the two gathers give the premiums alone, without a look at what they are given: index
arithmetic and one ``take`` are the least that five columns ask of NumPy.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.sample import Rows
from sonae.bulk import COMPUTED, ESTIMATE, PRINTED, PRINTED_BINDING, UNANSWERED, Cube
from sonae.bulk.cube import CODE_BITS, CODE_MASK, LEADING
from sonae.core.catalogue import Catalogue
from sonae.core.tariff import BaseKey

Found = tuple[NDArray[np.int64], NDArray[np.uint8]]


@dataclass(frozen=True)
class Dense:
    """The premiums as a plain table of five dimensions; ``size + LEADING`` is the last of them."""

    premiums: NDArray[np.int32]


def dense(cube: Cube) -> Dense:
    """Spread a cube out: every choice has its own row."""
    width = LEADING + cube.largest + 2
    rows = (cube.starts - LEADING)[..., None] + np.arange(width)
    return Dense((cube.cells[rows] >> CODE_BITS).astype(np.int32))


def gather(table: Dense, rows: Rows) -> NDArray[np.int32]:
    """Index arithmetic and one ``take`` from the dense table."""
    _, *counts = table.premiums.shape
    place = rows.schemes.astype(np.int64)
    for count, column in zip(counts, (*rows[1:4], rows.sizes + LEADING), strict=True):
        place *= count
        place += column
    return table.premiums.reshape(-1).take(place)


def gather_in_pieces(table: Dense, rows: Rows, at_once: int = 32_768) -> NDArray[np.int32]:
    """Do the same in pieces that stay in the cache, with the narrowest arithmetic that holds a place."""
    *counts, width = table.premiums.shape
    flat, premiums = table.premiums.reshape(-1), np.empty(rows.sizes.size, np.int32)
    choice_of = np.empty(at_once, np.min_scalar_type(int(np.prod(counts))))
    place_of = np.empty(at_once, np.int32)
    for begin in range(0, premiums.size, at_once):
        piece = slice(begin, begin + at_once)
        size = rows.sizes[piece]
        choice, place = choice_of[: size.size], place_of[: size.size]
        choice[:] = rows.schemes[piece]
        for count, column in zip(counts[1:], rows[1:4], strict=True):
            np.multiply(choice, count, out=choice)
            np.add(choice, column[piece], out=choice)
        np.multiply(choice, width, out=place, dtype=np.int32)
        np.add(place, size, out=place)
        np.add(place, LEADING, out=place)
        np.take(flat, place, out=premiums[piece], mode="clip")
    return premiums


@dataclass(frozen=True)
class Keyed:
    """All cells that have a premium, in the order of their keys."""

    keys: NDArray[np.int64]
    premiums: NDArray[np.int64]
    codes: NDArray[np.uint8]


def cells_of_plans(catalogue: Catalogue, cube: Cube) -> tuple[NDArray[np.integer], ...]:
    """List scheme, kind, family, plan, size, premium and code of every cell that has an answer."""
    width = LEADING + cube.largest + 2
    choices = np.array(
        [
            (cube.schemes[scheme.code], cube.kinds[kind], cube.families[family], cube.plans[plan])
            for scheme in catalogue.schemes.values()
            if scheme.code in cube.schemes
            for kind, family, plan in scheme.plans
        ]
    )
    cells = cube.cells[cube.starts[tuple(choices.T)][:, None] - LEADING + np.arange(width)]
    choice, slot = np.nonzero((cells & CODE_MASK) != UNANSWERED)
    found = cells[choice, slot].astype(np.int64)
    words = choices[choice].astype(np.uint8).T
    return *words, (slot - LEADING).astype(np.int32), found >> CODE_BITS, (found & CODE_MASK).astype(np.uint8)


def keyed(catalogue: Catalogue, cube: Cube) -> Keyed:
    """Put the cells of all plans in the order of their keys."""
    *columns, premiums, codes = cells_of_plans(catalogue, cube)
    keys = _keys(*columns)
    order = np.argsort(keys)
    return Keyed(keys[order], premiums[order], codes[order])


def by_key(table: Keyed, rows: Rows) -> Found:
    """Look each row's key up in the sorted list of keys."""
    place = np.searchsorted(table.keys, _keys(*rows))
    return table.premiums.take(place), table.codes.take(place)


def _keys(*columns: NDArray[np.integer]) -> NDArray[np.int64]:
    key = columns[0].astype(np.int64)
    for column in columns[1:4]:
        key = key << 8 | column
    return (key << 16) + columns[4] + LEADING


@dataclass(frozen=True)
class Formula:
    """The tariff of one scheme as arrays: bases by kind, family and plan, points by kind.

    ``factors`` are hundredths at ``points``; a kind without points has the factor 1. ``known`` says
    whether the tariff knows a point's factor for the kind, ``binding`` whether its prices bind.
    """

    bases: NDArray[np.int64]
    points: NDArray[np.int64]
    factors: NDArray[np.int64]
    sized: NDArray[np.bool_]
    known: NDArray[np.bool_]
    printed: NDArray[np.bool_]
    percent: int


def formula(catalogue: Catalogue, cube: Cube, code: str) -> Formula:
    """Copy the figures of a scheme's tariff into arrays indexed by the cube's words."""
    scheme = catalogue.schemes[code]
    tariff = catalogue.tariffs[scheme.tariff]
    bases = np.zeros(cube.starts.shape[1:], np.int64)
    for plan in scheme.plans.values():
        key = BaseKey(plan.kind, plan.family, plan.liability_limit, plan.cost_limit, plan.deductible)
        bases[cube.kinds[plan.kind], cube.families[plan.family], cube.plans[plan.code]] = int(tariff.bases[key].yen)
    count, points = len(cube.kinds) + 1, np.array([20, 50, 100])
    factors, sized = np.full((count, 3), 100, np.int64), np.zeros(count, np.bool_)
    known, printed = np.zeros((count, 3), np.bool_), np.zeros((count, 3), np.bool_)
    for table in tariff.tables:
        for kind in table.kinds if table.method == "points" else ():
            at = cube.kinds[kind]
            sized[at], factors[at] = True, [int(row.rate * 100) for row in table.rows]
            known[at] = [kind in row.known_for for row in table.rows]
            printed[at] = [any(cell[0] == kind and cell[3] == point for cell in scheme.premiums) for point in points]
    return Formula(bases, points, factors, sized, known, printed, percent=80)


def by_formula(table: Formula, rows: Rows) -> Found:
    """Find the points around each size, draw the straight line, multiply in integers, round at the end."""
    base = table.bases[rows.kinds, rows.families, rows.plans]
    right = np.clip(np.searchsorted(table.points, rows.sizes, side="right"), 1, 2)
    low, high = table.points.take(right - 1), table.points.take(right)
    y0, y1 = table.factors[rows.kinds, right - 1], table.factors[rows.kinds, right]
    sized = table.sized.take(rows.kinds)
    width = np.where(sized, high - low, 1)
    factor = np.where(sized, y0 * width + (y1 - y0) * (rows.sizes - low), 100)
    parts = 100_000 * width
    premiums = (2 * base * factor * table.percent + parts) // (2 * parts) * 10
    point = np.clip(np.searchsorted(table.points, rows.sizes), 0, 2)
    at_point = table.points.take(point) == rows.sizes
    codes = np.where(
        at_point & table.printed[rows.kinds, point],
        PRINTED,
        np.where(at_point & table.known[rows.kinds, point], COMPUTED, ESTIMATE),
    )
    return premiums, np.where(sized, codes, PRINTED_BINDING).astype(np.uint8)
