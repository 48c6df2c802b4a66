"""Can these demands be posted? Everything is looked at before a single yen is written down."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from sonae.bulk.arrays import check_whole
from sonae.bulk.ledgers import NOT_COVERED, Column, Demands, Ledgers
from sonae.bulk.pour import Ints
from sonae.bulk.stacks import FINEST, NEEDS, NOT_HELD
from sonae.core.facts import LARGEST

ROWS_AT_ONCE = 262_144
Lanes = NDArray[np.int32]


def pieces(count: int) -> Iterator[slice]:
    """Yield the rows in pieces that stay in the cache."""
    for begin in range(0, count, ROWS_AT_ONCE):
        yield slice(begin, min(begin + ROWS_AT_ONCE, count))


def checked(ledgers: Ledgers, demands: Demands) -> Lanes:
    """Return the lane of every row, NOT_COVERED where it has none, and note whose each claim and event is.

    Raises ValueError for columns of different shapes or of other than whole numbers, amounts out of range, a claim or
    event of two accounts, a route that the row's cover does not hold, and for what a level needs and a row lacks;
    IndexError for indices that the ledgers lack.
    """
    _check_columns(ledgers, demands)
    lanes = _lanes(ledgers, demands)
    if lanes.size and lanes.min() == NOT_HELD:
        row = int(lanes.argmin())
        part, item = list(ledgers.stacks.routes)[int(demands.routes[row])]
        raise ValueError(f"routes: row {row} is of ({part}, {item}), which its cover does not hold")
    counts = [owner.size - 1 for owner in ledgers.owners]
    for name, needed, column, most in zip(
        NEEDS, ledgers.stacks.needs, demands[3:], (*counts, LARGEST, FINEST), strict=True
    ):
        if needed.any():
            _check_needed(name, needed, column, most, lanes)
    owners = [owner.copy() for owner in ledgers.owners]
    for name, needed, numbers, owner in zip(NEEDS[:2], ledgers.stacks.needs[:2], demands[3:5], owners, strict=True):
        if numbers is not None and numbers.size and needed.any():
            _take(name, owner, numbers, demands.accounts)
    for mine, owner in zip(ledgers.owners, owners, strict=True):
        mine[:] = owner
    return lanes


def _check_columns(ledgers: Ledgers, demands: Demands) -> None:
    for name, given in zip(demands._fields, demands, strict=True):
        if given is not None:
            check_whole(name, given)
    shapes = [column.shape for column in demands if column is not None]
    if any(shape != (demands.yen.size,) for shape in shapes):
        raise ValueError(f"columns are of different shapes: {shapes}")
    if not demands.yen.size:
        return
    for name, column, least, most in (
        ("accounts", demands.accounts, 0, ledgers.plans.size - 1),
        ("routes", demands.routes, NOT_COVERED, len(ledgers.stacks.routes) - 1),
    ):
        if column.min() < least or column.max() > most:
            raise IndexError(f"{name}: indices must lie within {least} and {most}")
    if demands.yen.min() < 0 or demands.yen.max() > LARGEST:
        raise ValueError(f"yen: amounts must lie within 0 and {LARGEST}")


def _lanes(ledgers: Ledgers, demands: Demands) -> Lanes:
    lanes = np.empty(demands.yen.size, np.int32)
    count = ledgers.stacks.lane_of.shape[1]
    flat = ledgers.stacks.lane_of.reshape(-1)
    for piece in pieces(lanes.size):
        routes = demands.routes[piece]
        place = ledgers.plans.take(demands.accounts[piece])
        place *= count
        place += routes
        lanes[piece] = flat.take(place, mode="clip")
        lanes[piece][routes < 0] = NOT_COVERED
    return lanes


def _check_needed(name: str, needed: NDArray[np.bool_], column: Column | None, most: int, lanes: Lanes) -> None:
    """Raise ValueError where a row lacks what one of its levels needs, or has more than can be."""
    if column is None:
        wrong = needed[lanes]
    elif not column.size or (column.min() >= 0 and column.max() <= most):
        return
    else:
        wrong = (needed[lanes] & (column < 0)) | (column > most)
    if wrong.any():
        row = int(np.argmax(wrong))
        found = "nothing" if column is None else int(column[row])
        raise ValueError(f"{name}: row {row} has {found}, and needs one of 0 to {most}")


def _take(name: str, owner: Ints, numbers: Column, accounts: Column) -> None:
    """Write down whose each claim or event is, or raise ValueError where one belongs to two accounts."""
    if numbers.min() < 0:
        given = numbers >= 0
        numbers, accounts = numbers[given], accounts[given]
    known = owner.take(numbers) if (owner >= 0).any() else None
    owner[numbers] = accounts
    wrong = owner.take(numbers) != accounts
    if known is not None:
        wrong |= (known >= 0) & (known != accounts)
    if wrong.any():
        raise ValueError(f"{name}: {int(numbers[np.argmax(wrong)])} belongs to two accounts")
