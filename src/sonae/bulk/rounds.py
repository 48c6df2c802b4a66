"""The same levels with NumPy alone: the k-th rows of all accounts at once, those that pass the same levels together.

A row sees only what earlier rows of its own account used up; so all first rows can be worked off at once, then
all second ones. What is left when few accounts have further rows goes through ``pour`` one by one.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sonae.bulk.pour import MOST, Ints
from sonae.bulk.stacks import KINDS, WAYS, Lane, Stacks, Step
from sonae.core.levels import DEDUCTIBLE, PER_HEAD, RATIO, WAITING

# with fewer rows than this a round of arrays is slower than Python
NARROW = 32


class Prepared(NamedTuple):
    """Demands as equally long arrays: ``plans`` is the plan of each row's account, ``lanes`` its lane or -1."""

    accounts: Ints
    yen: Ints
    claims: Ints
    events: Ints
    heads: Ints
    hours: Ints
    plans: Ints
    lanes: Ints


class Books(NamedTuple):
    """Where the use of the levels is written: in ``used`` from ``origins[scope]``, ``widths[scope]`` for each owner."""

    used: Ints
    origins: Ints
    widths: Ints


def in_order(keys: Ints) -> Ints:
    """Return the stable order of numbers from 0 on, 16 bits at a time: NumPy sorts these by counting."""
    order: Ints = np.argsort(keys.astype(np.uint16), kind="stable")
    while (keys := keys >> 16).any():
        order = order.take(np.argsort(keys.take(order).astype(np.uint16), kind="stable"))
    return order


class Rounds(NamedTuple):
    """Rows in the order of their rounds, those of one lane together: ``counts[rank, lane]`` tells how many."""

    rows: Ints
    counts: Ints


def ranked(columns: Prepared, lanes: int) -> Rounds:
    """Return the rows that are covered by the rank of each within its account, then by lane."""
    rows = np.flatnonzero(columns.lanes >= 0)
    accounts = columns.accounts.take(rows)
    order = in_order(accounts)
    rows, accounts = rows.take(order), accounts.take(order)
    first = np.flatnonzero(np.append(True, accounts[1:] != accounts[:-1])[: rows.size])
    ranks = np.arange(rows.size) - np.repeat(first, np.diff(first, append=rows.size))
    places = ranks * lanes + columns.lanes.take(rows)
    counts = np.bincount(places, minlength=lanes)
    counts = np.append(counts, np.zeros(-counts.size % lanes, np.int64))
    return Rounds(rows.take(in_order(places)), counts.reshape(-1, lanes))


def settle_in_rounds(stacks: Stacks, books: Books, columns: Prepared, paid: Ints, kept: Ints) -> Ints:
    """Write what is paid of each row and what each level keeps; return the rows left over, in their order."""
    rows, counts = ranked(columns, len(stacks.lanes))
    narrow = np.flatnonzero(counts.sum(axis=1) < NARROW)
    begin = 0
    for of_lanes in counts[: narrow[0] if narrow.size else len(counts)].tolist():
        for lane, count in enumerate(of_lanes):
            if count:
                _settle(stacks, books, stacks.lanes[lane], columns, rows[begin : begin + count], paid, kept)
                begin += count
    return np.sort(rows[begin:])


def _settle(stacks: Stacks, books: Books, lane: Lane, columns: Prepared, rows: Ints, paid: Ints, kept: Ints) -> None:
    """Settle rows of one lane, no two of one account, and add to the books what they use up."""
    amount, plans = columns.yen.take(rows), columns.plans.take(rows)
    owners: dict[int, Ints] = {}
    counts = []
    for step in lane.steps:
        taken: Ints | None = None
        if step.scope:
            if step.scope not in owners:
                column = (columns.claims, columns.events, columns.accounts)[step.scope - 1]
                owners[step.scope] = column.take(rows) * books.widths[step.scope] + books.origins[step.scope]
            place = owners[step.scope] + step.slot
            taken = books.used.take(place)
        left = _let_through(stacks, step, lane, Passing(columns, rows, plans, amount, taken))
        if taken is not None and KINDS[step.kind] == DEDUCTIBLE:
            books.used[place] = taken + (amount - left)
        elif taken is not None:
            counts.append((place, taken))
        if kept.size:
            kept[rows, step.column] = amount - left
        amount = left
    for place, before in counts:
        books.used[place] = before + amount
    paid[rows] = amount


class Passing(NamedTuple):
    """Rows on their way: yen that come to a level, and what it has taken before where it keeps count."""

    columns: Prepared
    rows: Ints
    plans: Ints
    amount: Ints
    taken: Ints | None


def _let_through(stacks: Stacks, step: Step, lane: Lane, passing: Passing) -> Ints:
    """Return how many yen of each amount go on to the next level."""
    columns, rows, plans, amount, taken = passing
    kind = KINDS[step.kind]
    figure: Ints = stacks.figures[step.column].take(plans)
    if kind == RATIO:
        denominators = stacks.denominators[step.column]
        # NumPy divides by one number several times as fast as by an array
        same = bool((denominators == denominators[0]).all())
        return share(amount, figure, int(denominators[0]) if same else denominators.take(plans), lane)
    if kind == WAITING:
        hours = columns.hours.take(rows)
        return share(amount, np.maximum(hours - figure, 0), np.maximum(hours, 1), lane)
    if kind == PER_HEAD:
        figure *= np.minimum(columns.heads.take(rows), MOST // np.maximum(figure, 1))
    if taken is not None:
        figure -= taken
    if kind == PER_HEAD:
        np.maximum(figure, 0, out=figure)
    np.minimum(amount, figure, out=figure)
    if kind == DEDUCTIBLE:
        np.subtract(amount, figure, out=figure)
    return figure


def share(amount: Ints, numerator: Ints | np.int64, denominator: Ints | int, lane: Lane) -> Ints:
    """Return a share of each amount, rounded as the lane rounds, never more than the amount.

    The amount is split at the denominator, so that no product is larger than it or than the square of the
    denominator: nothing leaves int64 with amounts to 10^15 and denominators and units to 10^9.
    """
    units, over = _divided(amount, denominator)
    over *= numerator
    carried, over = _divided(over, denominator)
    units *= numerator
    units += carried
    if lane.unit > 1:
        units, rest = _divided(units, lane.unit)
        rest *= denominator
        over += rest
    if WAYS[lane.way] == "half_up":
        over *= 2
        units += over >= denominator * lane.unit
    elif WAYS[lane.way] == "up":
        units += over > 0
    units *= lane.unit
    np.minimum(amount, units, out=units)
    return units


def _divided(amount: Ints, denominator: Ints | int) -> tuple[Ints, Ints]:
    whole: Ints = amount // denominator
    rest: Ints = amount - whole * denominator
    return whole, rest
