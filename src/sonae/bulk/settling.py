"""What is paid of a million demands, under all limits? To the yen what ``core.ledger`` pays one by one."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from sonae.bulk import pour
from sonae.bulk.checking import Lanes, checked, pieces
from sonae.bulk.ledgers import Demands, Ledgers
from sonae.bulk.pour import Ints
from sonae.bulk.rounds import Prepared, settle_in_rounds


class Settled(NamedTuple):
    """Yen paid of each row and, where asked for, the yen that each level kept back (rows by levels)."""

    paid: Ints
    kept: Ints | None


def settle_rows(ledgers: Ledgers, demands: Demands, *, keeps: bool = False, compiled: bool | None = None) -> Settled:
    """Post every row in its order and return what is paid; the ledgers are written on.

    Each row gets what ``core.ledger.post`` pays it: levels in the order of its plan's stack, limits used up by what is
    paid in the end. ``keeps`` asks for what each level keeps back, a column for each of ``stacks.levels``.
    ``compiled`` says whether to use numba, if it is installed; None leaves that to the number of rows. The integers
    are the same, and exact for amounts to 10^15 as long as no claim, event or account is paid 10^18 yen in all.

    Everything is checked before anything is written: raises ValueError for columns of different shapes or of other than
    whole numbers, amounts out of range, a claim or event of two accounts, and persons, hours, claims or events that a
    level needs and a row lacks; IndexError for indices that the ledgers do not have.
    """
    lanes = checked(ledgers, demands)
    if compiled is None:
        compiled = lanes.size >= pour.WORTH_IT
    machine_code = pour.compiled() if compiled else None
    width = len(ledgers.stacks.levels)
    paid, kept = np.zeros(lanes.size, np.int64), np.zeros((lanes.size if keeps else 0, width), np.int64)
    for piece in pieces(lanes.size):
        columns = _columns(ledgers, demands, lanes, piece)
        mine = kept[piece] if keeps else kept
        if machine_code is not None:
            _pour(machine_code, ledgers, columns, paid[piece], mine)
            continue
        left = settle_in_rounds(ledgers.stacks, ledgers.books, columns, paid[piece], mine)
        if left.size:
            some, back = np.zeros(left.size, np.int64), np.zeros((left.size if keeps else 0, width), np.int64)
            _pour(pour.pour, ledgers, Prepared(*(column[left] for column in columns)), some, back)
            paid[piece][left] = some
            if keeps:
                mine[left] = back
    return Settled(paid, kept if keeps else None)


def _columns(ledgers: Ledgers, demands: Demands, lanes: Lanes, piece: slice) -> Prepared:
    """Return some of the rows in the integers of all arithmetic; what is not given is 0, and no level asks for it."""
    nothing = np.zeros(piece.stop - piece.start, np.int64)
    accounts, _, yen, claims, events, heads, hours = (
        nothing if one is None else one[piece].astype(np.int64, copy=False) for one in demands
    )
    plans, lane = ledgers.plans.take(accounts), lanes[piece].astype(np.int64)
    return Prepared(accounts, yen, claims, events, heads, hours, plans, lane)


def _pour(one_pass: pour.Pour, ledgers: Ledgers, rows: Prepared, paid: Ints, kept: Ints) -> None:
    stacks = ledgers.stacks
    tables = (stacks.first, stacks.steps, stacks.rounding, stacks.figures, stacks.denominators)
    places = np.empty(len(stacks.levels), np.int64)
    one_pass(*rows, *tables, *ledgers.books, places, paid, kept)
