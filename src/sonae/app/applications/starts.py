"""From when is an accepted application covered, and what is then due? Reckoned by core from the receipt that counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sonae.app.applications.models import AS_QUOTED, ISSUED, TAKEN, Application, Offer
from sonae.app.common.catalogue import current
from sonae.app.enrolments.models import CoverPeriod
from sonae.app.enrolments.queries import covered
from sonae.app.parties.models import Facility
from sonae.core.joining import Cover, NoCover, cover_for
from sonae.core.moments import iso
from sonae.core.quote import payable
from sonae.core.scheme import Scheme

QUOTATION_STATUS = "quotation"


def start_of(row: Application, *, at: datetime, offer: Offer | None = None) -> Cover | NoCover:
    """The cover that follows from the receipt that counts.

    Where an offer was waited for so long that this start has passed, the acceptance is what was received: nobody is
    covered, and owes, for a time in which he had not yet agreed to the price. What the insurer takes at the quoted
    price nobody has to accept: the member agreed to it when he applied.
    """
    scheme = current().schemes[row.scheme_code]
    cover = cover_for(scheme, row.received_at or at)
    asked = offer is not None and offer.decision != AS_QUOTED and offer.state in {ISSUED, TAKEN}
    late = not (isinstance(cover, Cover) and cover.start >= at)
    return cover_for(scheme, at) if asked and late else cover


def as_shown(cover: Cover | NoCover | None, payable_yen: int | None) -> str:
    """First day and sum as a page tells them and its form gives them back: what is bound is what was read."""
    start = iso(cover.start) if isinstance(cover, Cover) else ""
    return f"{start} {'' if payable_yen is None else payable_yen}".strip()


def enrolled(scheme: Scheme, facilities: Iterable[Facility], *, at: datetime) -> dict[int, CoverPeriod]:
    """Which facilities are covered already in the term that they would join for, received now: the last by facility."""
    cover = cover_for(scheme, at)
    found = covered(facilities, cover.start, cover.end) if isinstance(cover, Cover) else []
    return {one.facility_id: one for one in found}


def due(row: Application, offer: Offer, *, at: datetime) -> int | None:
    """What is due for an offer accepted at this moment, in whole yen; None where nobody can join any more."""
    cover = start_of(row, at=at, offer=offer)
    if isinstance(cover, NoCover):
        return None
    scheme = current().schemes[row.scheme_code]
    each = (one["annual_yen"] for one in offer.facilities)
    return sum(payable(scheme, annual, QUOTATION_STATUS, cover)[0] for annual in each)
