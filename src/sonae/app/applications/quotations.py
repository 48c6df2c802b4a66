"""What does an insurer's written quotation say? Core's value of an offer, from what was frozen and decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from sonae.app.applications.agreed import covered, representative
from sonae.app.applications.content import Content, thawed
from sonae.app.applications.drafts import text
from sonae.app.applications.models import Application, Offer
from sonae.app.applications.refusals import WantingError
from sonae.app.applications.starts import due, start_of
from sonae.core.joining import NoCover
from sonae.core.moments import Term, day_of
from sonae.core.problems import Problem
from sonae.core.quotation import Limits
from sonae.core.written_quotation import Condition, Decider, QuotedPremium, WrittenQuotation


def written(row: Application, offer: Offer) -> WrittenQuotation:
    """The quotation as its paper prints it; term and sum are those of an acceptance on the day of issue.

    Raises WantingError where nobody can join any more.
    """
    content = thawed(offer.submission.content)
    given, member = content["given"], content["member"]
    at = offer.issued_at or offer.made_at
    cover, payable_yen = start_of(row, at=at, offer=offer), due(row, offer, at=at)
    if isinstance(cover, NoCover) or payable_yen is None:
        raise WantingError((Problem("received", "problem.term_over"),))
    return WrittenQuotation(
        number=offer.number,
        issued_at=at,
        valid_until=offer.valid_until or offer.made_at,
        member=member["name"],
        representative=representative(member),
        member_number=member["number"],
        term=Term(cover.start, cover.end),
        premiums=_premiums(content, offer),
        shared=content["shared_limits"],
        payable_yen=payable_yen,
        way=text(given, "way"),
        instalments=int(text(given, "instalments") or 1),
        decided=_decided(offer),
        conditions=conditions_of(offer),
        remark=offer.remark,
        demonstration=settings.SONAE_EXAMPLE,
    )


def last_day(until: datetime) -> date:
    """The last day (Tokyo) on which something can be done that ends with this moment."""
    return day_of(until - timedelta.resolution)


def conditions_of(offer: Offer) -> tuple[Condition, ...]:
    """What the insurer's acceptance depends on, each with its day."""
    return tuple(Condition(one["text"], date.fromisoformat(one["due_on"])) for one in offer.conditions)


def limits_of(said: Mapping[str, Any]) -> Limits:
    """The limits that the insurer named for a facility whose kind has no published plan."""
    return Limits(said["family"], *(said[f"{name}_yen"] for name in ("liability_limit", "cost_limit", "deductible")))


def limits_said(limits: Limits) -> dict[str, Any]:
    """The same as an offer keeps it, under the names of the frozen content."""
    yen = {f"{name}_yen": getattr(limits, name) for name in ("liability_limit", "cost_limit", "deductible")}
    return {"family": limits.family, **yen}


def _premiums(content: Content, offer: Offer) -> tuple[QuotedPremium, ...]:
    """One for each facility, or one for all that share their limits."""
    said = {one["key"]: one for one in content["facilities"]}
    each = [
        QuotedPremium(
            (covered(said[one["key"]] | one),),
            one["base_yen"],
            Fraction(offer.factor),
            one["annual_yen"],
            one["reason"],
            offer.factor_reason,
        )
        for one in offer.facilities
    ]
    if not content["shared_limits"]:
        return tuple(each)
    together = replace(
        each[0],
        covers=tuple(cover for one in each for cover in one.covers),
        base_yen=sum(one.base_yen for one in each),
        annual_yen=sum(one.annual_yen for one in each),
        base_reason="、".join(dict.fromkeys(one.base_reason for one in each)),
    )
    return (together,)


def _decided(offer: Offer) -> tuple[Decider, ...]:
    first = Decider(offer.made_by, _("引受担当者"), offer.made_at)
    if offer.countersigned_at is None:
        return (first,)
    return (first, Decider(offer.countersigned_by, _("引受責任者"), offer.countersigned_at))
