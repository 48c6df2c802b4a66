"""One row after another through its levels: the rule of ``core.ledger`` on the arrays of ``stacks``, in one pass.

With numba (the extra ``sonae[fast]``) it is machine code that holds no lock; without it the same lines run as Python.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sonae.bulk.stacks import KINDS, WAYS
from sonae.core.levels import DEDUCTIBLE, LIMIT, RATIO

# making the machine code takes 1.6 s in each process and saves 0.12 s a million rows (``benchmarks.claims``)
WORTH_IT = 14_000_000
# what a cap per head comes to at most: above all that one claim can be paid, below the end of int64
MOST = 4 * 10**18
_LIMIT, _DEDUCTIBLE, _RATIO = map(KINDS.index, (LIMIT, DEDUCTIBLE, RATIO))
_HALF_UP, _UP = map(WAYS.index, ("half_up", "up"))
Pour = Callable[..., None]
Ints = NDArray[np.int64]


@cache
def compiled() -> Pour | None:
    """Return ``pour`` as machine code, or None without numba."""
    if find_spec("numba") is None:
        return None
    for called in (whole, share, after, cut):
        import_module("numba.extending").register_jitable(called)
    machine_code: Pour = import_module("numba").njit(nogil=True, error_model="numpy")(pour)
    return machine_code


def whole(amount: Any, denominator: Any) -> Any:
    """Return how many times a denominator goes into an amount: as unsigned numbers, which machines divide faster."""
    return np.int64(np.uint64(amount) // np.uint64(denominator))


def share(amount: Any, numerator: Any, denominator: Any, unit: Any, way: Any) -> Any:
    """Return a share of an amount, rounded and never more than it, as ``rounds.share`` does."""
    units = whole(amount, denominator)
    over = (amount - units * denominator) * numerator
    carried = whole(over, denominator)
    units, over = units * numerator + carried, over - carried * denominator
    if unit > 1:
        over += units % unit * denominator
        units //= unit
    if (way == _HALF_UP and 2 * over >= unit * denominator) or (way == _UP and over > 0):
        units += 1
    return min(amount, units * unit)


def after(hours: Any, waiting: Any) -> Any:
    """Return the hours after those of waiting, and all hours; nothing of none."""
    return max(hours - waiting, 0), max(hours, 1)


def cut(kind: Any, amount: Any, figure: Any, taken: Any, heads: Any) -> Any:
    """Return how many yen a limit, deductible or cap per head keeps back."""
    if kind == _LIMIT:
        return max(amount - (figure - taken), 0)
    if kind == _DEDUCTIBLE:
        return min(amount, figure - taken)
    cap = figure * min(heads, MOST // figure) if figure > 0 else figure
    return max(amount - max(cap - taken, 0), 0)


def pour(
    accounts: Ints,
    yen: Ints,
    claims: Ints,
    events: Ints,
    heads: Ints,
    hours: Ints,
    plans: Ints,
    lanes: Ints,
    first: Ints,
    steps: Ints,
    rounding: Ints,
    figures: Ints,
    denominators: Ints,
    used: Ints,
    origins: Ints,
    widths: Ints,
    places: Ints,
    paid: Ints,
    kept: Ints,
) -> None:
    """Write what is paid of each row, and what each level keeps where ``kept`` has rows; add to ``used``.

    The arrays are those of ``Prepared``, ``Stacks`` and ``Books``; ``places`` has room for a number a level.
    """
    for row in range(yen.size):
        lane, plan, amount, counts = lanes[row], plans[row], yen[row], 0
        owners = (0, claims[row], events[row], accounts[row])
        # lane -1 is not covered: nothing is paid and no level passed
        begin, end = (first[lane], first[lane + 1]) if lane >= 0 else (0, 0)
        for step in range(begin, end):
            column, kind, scope = steps[step, 0], steps[step, 1], steps[step, 2]
            figure, place = figures[column, plan], origins[scope] + owners[scope] * widths[scope] + steps[step, 3]
            if kind < _RATIO:
                keeps = cut(kind, amount, figure, used[place] if scope else 0, heads[row])
            else:
                parts = (figure, denominators[column, plan]) if kind == _RATIO else after(hours[row], figure)
                keeps = amount - share(amount, parts[0], parts[1], rounding[lane, 0], rounding[lane, 1])
            if scope and kind == _DEDUCTIBLE:
                used[place] += keeps
            elif scope:
                places[counts] = place
                counts += 1
            if kept.shape[0]:
                kept[row, column] = keeps
            amount -= keeps
        for at in range(counts):
            used[places[at]] += amount
        paid[row] = amount if lane >= 0 else 0
