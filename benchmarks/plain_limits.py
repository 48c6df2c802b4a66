"""What would somebody write who only wants the yen? The levels of ``claims_sample`` by hand, in Python and NumPy.

Both take the figures of the plans and give what is paid, nothing else: no names, no trace, no waterfall.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from benchmarks.claims_sample import PLANS
from sonae.bulk import Demands

DAMAGES, DEFENCE, CALL_CENTRE, GIFTS, PROFIT = 0, 1, 4, 5, 8
WAITING, PER_HEAD, OWN_SHARE = 8, 1_000, 100_000
Ints = NDArray[np.int64]


class PlainLedger:
    """What all accounts have used, in dictionaries."""

    def __init__(self) -> None:
        self.costs: defaultdict[int, int] = defaultdict(int)
        self.damages: defaultdict[int, int] = defaultdict(int)
        self.riders: defaultdict[int, int] = defaultdict(int)
        self.forget()

    def forget(self) -> None:
        """Start with new claims and events."""
        self.own_share: defaultdict[int, int] = defaultdict(int)
        self.claim: defaultdict[int, int] = defaultdict(int)
        self.event: defaultdict[int, int] = defaultdict(int)
        self.calls: defaultdict[int, int] = defaultdict(int)
        self.gifts: defaultdict[int, int] = defaultdict(int)

    def pay(self, plan: int, account: int, route: int, yen: int, claim: int, event: int, heads: int, hours: int) -> int:
        """Return what is paid of one line."""
        liability_limit, cost_limit = PLANS[plan]
        if route == PROFIT:
            yen = min(yen, (2 * yen * (hours - WAITING) + hours) // (2 * hours)) if hours > WAITING else 0
            yen = min(yen, cost_limit - self.riders[account])
            self.riders[account] += yen
            return yen
        joint = liability_limit - self.damages[account] - self.costs[account]
        if route <= DEFENCE:
            own = min(yen, OWN_SHARE - self.own_share[claim])
            self.own_share[claim] += own
            yen = min(yen - own, liability_limit // 2 - self.claim[claim], joint)
            self.claim[claim] += yen
            self.damages[account] += yen
            return yen
        yen = (2 * yen * 9 + 10) // 20
        if route == GIFTS:
            yen = min(yen, max(0, PER_HEAD * heads - self.gifts[event]))
        if route == CALL_CENTRE:
            yen = min(yen, cost_limit // 4 - self.calls[event])
        yen = min(yen, cost_limit // 2 - self.event[event], cost_limit - self.costs[account], joint)
        if route == GIFTS:
            self.gifts[event] += yen
        if route == CALL_CENTRE:
            self.calls[event] += yen
        self.event[event] += yen
        self.costs[account] += yen
        return yen


class NumpyLedger:
    """What all accounts have used, in arrays; the k-th rows of all accounts are settled at once."""

    def __init__(self, plans: Ints, claims: int, events: int) -> None:
        limits = np.array(PLANS)[plans]
        self.liability_limit, self.cost_limit = limits[:, 0].copy(), limits[:, 1].copy()
        self.costs, self.damages, self.riders = np.zeros((3, plans.size), np.int64)
        self.own_share, self.claim = np.zeros((2, claims), np.int64)
        self.event, self.calls, self.gifts = np.zeros((3, events), np.int64)

    def forget(self) -> None:
        """Start with new claims and events."""
        for used in (self.own_share, self.claim, self.event, self.calls, self.gifts):
            used[:] = 0

    def pay(self, demands: Demands) -> Ints:
        """Return what is paid of each line."""
        order = np.argsort(demands.accounts, kind="stable")
        accounts = demands.accounts[order]
        first = np.searchsorted(accounts, accounts)
        rank = np.empty(order.size, np.int64)
        rank[order] = np.arange(order.size) - first
        paid = np.zeros(order.size, np.int64)
        by_rank = np.argsort(rank, kind="stable")
        bounds = np.searchsorted(rank[by_rank], np.arange(rank.max() + 2))
        for begin, end in pairwise(bounds.tolist()):
            rows = by_rank[begin:end]
            route = demands.routes[rows]
            for some, pay in (
                (rows[route == PROFIT], self._pay_profit),
                (rows[route <= DEFENCE], self._pay_damages),
                (rows[(route > DEFENCE) & (route < PROFIT)], self._pay_costs),
            ):
                paid[some] = pay(Demands(*(column[some] for column in demands)))
        return paid

    def _pay_profit(self, rows: Demands) -> Ints:
        hours = np.maximum(rows.hours, 1)
        yen = np.where(rows.hours > WAITING, (2 * rows.yen * (hours - WAITING) + hours) // (2 * hours), 0)
        yen = np.minimum(yen, self.cost_limit[rows.accounts] - self.riders[rows.accounts])
        self.riders[rows.accounts] += yen
        return yen

    def _pay_damages(self, rows: Demands) -> Ints:
        limit = self.liability_limit[rows.accounts]
        own = np.minimum(rows.yen, OWN_SHARE - self.own_share[rows.claims])
        self.own_share[rows.claims] += own
        yen = np.minimum(rows.yen - own, limit // 2 - self.claim[rows.claims])
        yen = np.minimum(yen, limit - self.damages[rows.accounts] - self.costs[rows.accounts])
        self.claim[rows.claims] += yen
        self.damages[rows.accounts] += yen
        return yen

    def _pay_costs(self, rows: Demands) -> Ints:
        limit = self.cost_limit[rows.accounts]
        gifts, calls = rows.routes == GIFTS, rows.routes == CALL_CENTRE
        yen = (2 * rows.yen * 9 + 10) // 20
        most = np.maximum(PER_HEAD * rows.heads - self.gifts[rows.events], 0)
        yen = np.where(gifts, np.minimum(yen, most), yen)
        yen = np.where(calls, np.minimum(yen, limit // 4 - self.calls[rows.events]), yen)
        yen = np.minimum(yen, limit // 2 - self.event[rows.events])
        yen = np.minimum(yen, limit - self.costs[rows.accounts])
        joint = self.liability_limit[rows.accounts] - self.damages[rows.accounts] - self.costs[rows.accounts]
        yen = np.minimum(yen, joint)
        self.gifts[rows.events] += np.where(gifts, yen, 0)
        self.calls[rows.events] += np.where(calls, yen, 0)
        self.event[rows.events] += yen
        self.costs[rows.accounts] += yen
        return yen
