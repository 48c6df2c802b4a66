"""Which cover does each row's receipt lead to, and what is due for it? Compiled from core's own answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from sonae.bulk.arrays import check_whole
from sonae.core.joining import Cover, NoCover, cover_for
from sonae.core.moments import TOKYO, tokyo
from sonae.core.money import Rounding
from sonae.core.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Covers:
    """All covers of one scheme for receipts within a span, in the order of the receipts.

    Answer i holds from ``breaks[i]`` (seconds since 1970, UTC) until the next break. ``months`` is 0
    where no cover is named; ``whole_term`` says where the annual premium itself is due.
    """

    breaks: NDArray[np.int64]
    answers: tuple[Cover | NoCover, ...]
    months: NDArray[np.int64]
    whole_term: NDArray[np.bool_]


def compile_cover(scheme: Scheme, earliest: datetime, latest: datetime) -> Covers:
    """Ask ``core.cover_for`` at every moment where its answer can change, from day to day.

    It changes only at midnight in Tokyo and at the hours at which a term starts or ends; the days
    run from that of ``earliest`` to that of ``latest``, both included.
    """
    day, last = earliest.astimezone(TOKYO).date(), latest.astimezone(TOKYO).date()
    hours = [] if scheme.term is None else [scheme.term.start.timetz(), scheme.term.end.timetz()]
    breaks: list[datetime] = []
    answers: list[Cover | NoCover] = []
    while day <= last:
        for moment in sorted({tokyo(day), *(datetime.combine(day, hour) for hour in hours)}):
            answer = cover_for(scheme, moment)
            if not answers or answer != answers[-1]:
                breaks.append(moment)
                answers.append(answer)
        day += timedelta(days=1)
    covers = [answer if isinstance(answer, Cover) else None for answer in answers]
    return Covers(
        breaks=np.array([int(moment.timestamp()) for moment in breaks], np.int64),
        answers=tuple(answers),
        months=np.array([cover.months if cover else 0 for cover in covers], np.int64),
        whole_term=np.array([bool(cover and cover.whole_term) for cover in covers], np.bool_),
    )


def cover_rows(covers: Covers, received: NDArray[np.int64]) -> NDArray[np.intp]:
    """Return for each receipt (seconds since 1970, UTC) the index of its answer in ``covers``.

    Raises ValueError for receipts that are no whole seconds, or before the span that was compiled; the last answer is
    given to all that come later.
    """
    check_whole("received", received)
    if received.size and received.min() < covers.breaks[0]:
        raise ValueError("a receipt lies before the first day that was compiled")
    return np.searchsorted(covers.breaks, received, side="right") - 1


def payable(
    annual: NDArray[np.integer],
    months: NDArray[np.integer],
    rounding: Rounding,
    whole_term: NDArray[np.bool_] | None = None,
) -> NDArray[np.int64]:
    """Return the yen due for ``months`` of a year, rounded like ``core.quote``; 0 where months are 0.

    ``annual`` are yen (not negative), all arrays broadcast against each other. Where ``whole_term`` is
    true the annual premium is due as it is, without rounding.
    """
    step = 12 * rounding.unit
    exact = np.multiply(annual, months, dtype=np.int64)
    if rounding.way == "half_up":
        exact *= 2
        exact += step
        exact //= 2 * step
    else:
        if rounding.way == "up":
            exact += step - 1
        exact //= step
    exact *= rounding.unit
    return exact if whole_term is None else np.where(whole_term, annual, exact)
