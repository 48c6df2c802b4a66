"""Which moment does somebody mean who asks the ledger? A day in either calendar means its end, an hour may follow."""

from __future__ import annotations

import re
from datetime import datetime

from sonae.app.common.catalogue import current
from sonae.core.moments import day_of, latest
from sonae.core.problems import Problem, problem
from sonae.core.reading import read_receipt, tidy

HAS_HOUR = re.compile(r"[:時]")


def moment_of(typed: str) -> datetime:
    """The moment; raises ValueError for what is none that anybody could mean."""
    moment = read_receipt(typed, current().words.eras)
    return moment if HAS_HOUR.search(tidy(typed)) else latest(moment.date())


def not_known_yet(field: str, known: datetime, now: datetime) -> Problem | None:
    """What is wrong with asking as known on a day that has not come; today is as known now."""
    return problem(field, "known_later") if known > latest(day_of(now)) else None
