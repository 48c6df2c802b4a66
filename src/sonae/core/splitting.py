"""Who gets what where several demands want the same remainder? The rule is data: first come, or pro rata."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from fractions import Fraction

from sonae.core.ledger import Demand, Key, Ledger, Posting, Used, cap, check, copied, fall, pour, take, without
from sonae.core.levels import DEDUCTIBLE
from sonae.core.moments import NEVER

FIRST_COME, PRO_RATA = "first_come", "pro_rata"
SPLITS = (FIRST_COME, PRO_RATA)


@dataclass(frozen=True, slots=True)
class Pool:
    """What one level has left for several demands; ``reason`` is its name, ``members`` are places among the demands."""

    reason: str
    room: int
    members: tuple[int, ...]


def post_all(ledger: Ledger, demands: Sequence[Demand], split: str) -> tuple[Ledger, tuple[Posting, ...]]:
    """Return the ledger with all demands posted, and what became of each, in the order given.

    ``first_come`` posts one after another: whose turn comes first, then as given. ``pro_rata``
    gives each the same share of what comes in at a limit they share, until that is used up, to the yen by largest
    remainders; none gets more than alone, and deductibles are borne in the order of ``first_come``. Raises ValueError
    as ``post`` does, and for an unknown split.
    """
    if split not in SPLITS:
        raise ValueError(f"{split} is no way to split: {', '.join(SPLITS)}")
    for demand in demands:
        check(ledger, demand)
    if len({one.id for one in demands}) < len(demands):
        raise ValueError("two demands have the same name")
    used, postings = copied(ledger.used), copied(ledger.postings)
    order = sorted(range(len(demands)), key=lambda place: turn(demands[place]))
    posted = (_one_by_one if split == FIRST_COME else _together)(ledger, used, [demands[place] for place in order])
    by_place = dict(zip(order, posted, strict=True))
    postings |= {one.id: one for one in posted}
    return replace(ledger, used=used, postings=postings), tuple(by_place[place] for place in range(len(demands)))


def turn(demand: Demand) -> datetime:
    """Return a demand's turn where the first comes first: those without one come last."""
    return demand.turn_at or NEVER


def _one_by_one(ledger: Ledger, used: Used, demands: list[Demand]) -> list[Posting]:
    return [pour(ledger.stack, used, demand) for demand in demands]


def _together(ledger: Ledger, used: Used, demands: list[Demand]) -> list[Posting]:
    """Return what each would get alone, cut to its share of what the levels have left."""
    alone = _each(ledger, used, demands)
    pools = _pools(alone, used)
    # the share is one of what comes in at the limits that several want: for it these limits have room for all
    enough = sum(demand.yen for demand in demands)
    freed = used | dict.fromkeys(pools, -enough)
    wanted = [one.paid for one in _each(ledger, freed, demands)]
    shared = list(pools.values())
    own = [Pool("", posting.paid, (place,)) for place, posting in enumerate(alone)]
    got = shares(wanted, [*shared, *own])
    start, postings = dict(used), []
    for place, (posting, paid) in enumerate(zip(alone, got, strict=True)):
        cut = posting.paid - paid
        shared_out = without(posting, _full(place, shared, got), cut) if cut else posting
        postings.append(_in_turn(shared_out, start, used))
        take(used, postings[-1])
    return postings


def _in_turn(posting: Posting, start: Used, used: Used) -> Posting:
    """Return a posting whose levels have the room that those posted with it before have left."""
    steps = tuple(
        step
        if step.key is None or step.level.kind == DEDUCTIBLE
        else step._replace(room=step.room - used.get(step.key, 0) + start.get(step.key, 0))
        for step in posting.steps
    )
    return replace(posting, steps=steps)


def _each(ledger: Ledger, used: Used, demands: list[Demand]) -> list[Posting]:
    """Return what each demand gets of what is left now; only deductibles are used up from one to the next."""
    before = dict(used)
    alone = []
    for demand in demands:
        posting = fall(ledger.stack, before, demand)
        for step in posting.steps:
            if step.level.kind == DEDUCTIBLE and step.key is not None:
                before[step.key] = before.get(step.key, 0) + step.kept
        alone.append(posting)
    return alone


def _pools(alone: list[Posting], used: Used) -> dict[Key, Pool]:
    """Return each count of a limit that several demands draw on, with its room, in the levels' order."""
    rooms: dict[Key, tuple[str, int]] = {}
    members: dict[Key, list[int]] = {}
    for place, posting in enumerate(alone):
        for step in posting.steps:
            if step.key is not None and step.level.kind != DEDUCTIBLE:
                room = cap(step.level, posting.demand) - used.get(step.key, 0)
                rooms[step.key] = (step.level.id, max(room, rooms.get(step.key, ("", 0))[1]))
                members.setdefault(step.key, []).append(place)
    return {key: Pool(*rooms[key], tuple(members[key])) for key in sorted(rooms) if len(members[key]) > 1}


def _full(place: int, pools: list[Pool], got: list[int]) -> str:
    """Return the first level that has nothing left for a demand."""
    return next(
        pool.reason for pool in pools if place in pool.members and sum(got[one] for one in pool.members) >= pool.room
    )


def shares(wanted: Sequence[int], pools: Sequence[Pool]) -> list[int]:
    """Return whole yen for each who wants some, so that no pool is exceeded and none with room leaves a yen unpaid.

    The same share of what is wanted rises for all, exactly; whoever draws on a pool that is used up keeps the share it
    had then. Fractions of a yen go to the largest remainders, among equal ones to the first.
    """
    exact = _rising(wanted, pools)
    got = [one.numerator // one.denominator for one in exact]
    order = sorted(range(len(got)), key=lambda place: (got[place] - exact[place], place))
    left = [pool.room - sum(got[one] for one in pool.members) for pool in pools]
    draws: list[list[int]] = [[] for _ in wanted]
    for number, pool in enumerate(pools):
        for place in pool.members:
            draws[place].append(number)
    moved = True
    while moved:
        moved = False
        for place in order:
            if got[place] < wanted[place] and all(left[number] for number in draws[place]):
                got[place] += 1
                moved = True
                for number in draws[place]:
                    left[number] -= 1
    return got


def _rising(wanted: Sequence[int], pools: Sequence[Pool]) -> list[Fraction]:
    """Return exact shares: the share of what is wanted rises until each demand's first pool is used up."""
    exact = [Fraction(one) for one in wanted]
    open_places = set(range(len(wanted)))
    open_pools = [pool for pool in pools if sum(wanted[one] for one in pool.members) > pool.room]
    while open_pools:
        limits = [(_share(pool, wanted, exact, open_places), number) for number, pool in enumerate(open_pools)]
        share, number = min(limits)
        if share >= 1:
            break
        for place in open_pools.pop(number).members:
            if place in open_places:
                open_places.remove(place)
                exact[place] = share * wanted[place]
    return exact


def _share(pool: Pool, wanted: Sequence[int], exact: Sequence[Fraction], open_places: set[int]) -> Fraction:
    """Return the share of what is wanted at which a pool is used up; 1 where it never is."""
    rest = pool.room - sum(exact[one] for one in pool.members if one not in open_places)
    total = sum(wanted[one] for one in pool.members if one in open_places)
    return min(Fraction(1), Fraction(rest) / total) if total else Fraction(1)
