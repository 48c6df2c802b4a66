"""Who asks for how much, and how much of each limit is used? The demands and ledgers of many accounts at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sonae.bulk.arrays import check_whole
from sonae.bulk.pour import Ints
from sonae.bulk.rounds import Books
from sonae.bulk.stacks import SCOPES, Stacks
from sonae.core.levels import TERM

NOT_COVERED = -1
NOT_GIVEN = -1
OF_TERM = SCOPES.index(TERM)

Column = NDArray[np.integer]


class Demands(NamedTuple):
    """Amounts asked for, in the order in which they are posted; equally long one-dimensional arrays.

    ``accounts`` are indices of the ledgers' accounts, ``routes`` of the stacks' routes (NOT_COVERED where the
    decision says so), ``yen`` whole yen from 0 to 10^15. ``claims`` (the victim's, where there is one) and ``events``
    number what a row belongs to; a number belongs to one account. ``heads`` are persons, ``hours`` whole hours of
    stoppage; NOT_GIVEN where unknown.
    """

    accounts: Column
    routes: Column
    yen: Column
    claims: Column | None = None
    events: Column | None = None
    heads: Column | None = None
    hours: Column | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Ledgers:
    """How much of each level every account has used; ``settle_rows`` writes it on.

    ``plans[account]`` says which of the stacks is its own. ``books`` hold the use by claim, event and account,
    ``owners`` the account that each claim and each event belongs to, -1 for none yet.
    """

    stacks: Stacks
    plans: Ints
    books: Books
    owners: tuple[Ints, Ints]


def open_ledgers(stacks: Stacks, plans: Column, *, claims: int = 0, events: int = 0) -> Ledgers:
    """Return empty ledgers for one term: ``plans[account]`` is an index of the stacks.

    An account is what has a set of limits to itself: a member whose facilities share them, else each facility
    (``Stacks.shared``). ``claims`` and ``events`` say how many of each can be told apart until ``close_claims``; with
    them and the accounts the memory grows, with nothing else. Raises ValueError for plans that are no whole numbers,
    IndexError for one that is not one of the stacks.
    """
    check_whole("plans", plans)
    last = stacks.lane_of.shape[0] - 1
    if plans.size and not 0 <= plans.min() <= plans.max() <= last:
        raise IndexError(f"plans: indices must lie within 0 and {last}")
    widths = np.array(stacks.widths, np.int64)
    ends = np.cumsum(np.array([0, claims, events, plans.size]) * widths)
    books = Books(np.zeros(int(ends[-1]), np.int64), np.array([0, *ends[:-1]], np.int64), widths)
    return Ledgers(stacks, plans.astype(np.int64), books, (np.full(claims, -1), np.full(events, -1)))


def close_claims(ledgers: Ledgers) -> None:
    """Forget what single claims and events used, so that their numbers can stand for others; the term goes on."""
    ledgers.books.used[: ledgers.books.origins[OF_TERM]] = 0
    for owner in ledgers.owners:
        owner[:] = -1


def number_within(accounts: Column, names: Column) -> Ints:
    """Return numbers from 0 on for claims or events: one for each different pair of account and name.

    Where one event strikes several accounts, each has its own limits for it. ``names`` are integers below 2^31. Raises
    ValueError for anything else.
    """
    check_whole("accounts", accounts)
    check_whole("names", names)
    if names.size and not 0 <= names.min() <= names.max() < 1 << 31:
        raise ValueError(f"names: must lie within 0 and {(1 << 31) - 1}")
    pairs = accounts.astype(np.int64) << 31 | names
    numbers: Ints = np.unique(pairs, return_inverse=True)[1]
    return numbers
