"""The insurer's decision on a referred application, the second pair of eyes, and the written quotation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from sonae import documents
from sonae.app.accounts.acting import still_acts
from sonae.app.accounts.roles import COUNTERSIGN, UNDERWRITE, may
from sonae.app.applications import doubled
from sonae.app.applications.acceptance_actions import enter
from sonae.app.applications.approval_actions import own_step
from sonae.app.applications.content import Content, thawed
from sonae.app.applications.drafts import procedure_of
from sonae.app.applications.letters_actions import tell
from sonae.app.applications.models import (
    ACCEPTED,
    AS_QUOTED,
    COUNTERSIGNING,
    DECLINED,
    ISSUED,
    OFFERED,
    PROPOSED,
    QUOTATION,
    REFERRED,
    RETURNED,
    TAKEN,
    Application,
    Offer,
)
from sonae.app.applications.quotations import last_day, limits_said, written
from sonae.app.applications.refusals import NotNowError, WantingError
from sonae.app.applications.row_actions import changed, locked, move, stand
from sonae.app.applications.submit_actions import latest
from sonae.app.common.catalogue import current
from sonae.app.common.numbers_actions import next_number
from sonae.app.common.person import Person
from sonae.app.parties import paper_actions
from sonae.core.moments import day_of
from sonae.core.problems import Problem, problem
from sonae.core.quotation import (
    Base,
    Limits,
    factor_problem,
    individual_quotation,
    limit_problems,
    needs_four_eyes,
    stands_as_quoted,
    valid_until,
)
from sonae.core.scheme import Scheme
from sonae.core.trace import as_dict, rate_text
from sonae.core.words import JA

# what issuing writes on an offer: all else stays as it was decided
WRITTEN_LATER = ("state", "countersigned_by", "countersigned_at", "issued_at", "valid_until", "paper")


@dataclass(frozen=True, slots=True)
class Decision:
    """What an underwriter typed: a base with its reason for each facility by key, the factor, conditions.

    `riders` are the limits of the riders asked for, by (facility, rider), whole yen; `limits` those of the facilities
    whose kind has no published plan. Each condition has its words and its day.
    """

    decision: str
    bases: Mapping[str, tuple[int, str]]
    factor: Fraction = Fraction(0)
    factor_reason: str = ""
    conditions: Sequence[tuple[str, date]] = ()
    remark: str = ""
    riders: Mapping[tuple[str, str], int] = field(default_factory=dict)
    limits: Mapping[str, Limits] = field(default_factory=dict)


@transaction.atomic
def decide(*, application: Application, version: int, decision: Decision, by: Person, at: datetime) -> Application:
    """Accept at the quoted price, on conditions, or by an individual quotation; above the authority, propose it."""
    row = locked(application, version, {REFERRED}, by=by)
    procedure = procedure_of(row.scheme_code)
    step = own_step(row, procedure, by)
    if not may(by.role, UNDERWRITE) or by.user_id is None:
        raise NotNowError(by.role)
    if wrong := tuple(doubled.problems(row, thawed(latest(row).content), by, at)):
        raise WantingError(wrong)
    offer = _offer(row, decision, by, at)
    if offer.four_eyes:
        move(row, "proposed", state=COUNTERSIGNING, by=by, at=at, words=decision.remark)
        row.step = step.id
    else:
        _issue(row, offer, by, at)
    return changed(row)


@transaction.atomic
def countersign(*, application: Application, version: int, by: Person, at: datetime) -> Application:
    """Agree as the second, who is another person than the first, and issue what was proposed."""
    row, offer = _proposed(application, version, by)
    if offer.made_by_id == by.user_id or not may(by.role, COUNTERSIGN):
        raise NotNowError("another person, who may agree")
    offer.countersigned_by, offer.countersigned_at = by.name, at
    move(row, "countersigned", state=REFERRED, by=by, at=at)
    row.step = _insurers_step(row)
    _issue(row, offer, by, at)
    return changed(row)


@transaction.atomic
def return_decision(*, application: Application, version: int, words: str, by: Person, at: datetime) -> Application:
    """Give a proposed decision back to the underwriter, with words; or the underwriter takes it back."""
    row, offer = _proposed(application, version, by)
    if offer.made_by_id != by.user_id and not may(by.role, COUNTERSIGN):
        raise NotNowError(by.role)
    if not words.strip():
        raise WantingError((problem("words", "words_needed"),))
    offer.state = RETURNED
    offer.save(update_fields=["state"])
    move(row, "returned", state=REFERRED, by=by, at=at, words=words)
    stand(row, procedure_of(row.scheme_code))
    return changed(row)


@transaction.atomic
def decline(*, application: Application, version: int, words: str, by: Person, at: datetime) -> Application:
    """Refuse the risk, with reasons the member will read; this ends the application."""
    row = locked(application, version, {REFERRED}, by=by)
    own_step(row, procedure_of(row.scheme_code), by)
    if not may(by.role, UNDERWRITE):
        raise NotNowError(by.role)
    if not words.strip():
        raise WantingError((problem("words", "words_needed"),))
    move(row, "declined", state=DECLINED, by=by, at=at, words=words)
    tell(row, "declined", words=words, at=at, by=by)
    return changed(row)


def _proposed(application: Application, version: int, by: Person) -> tuple[Application, Offer]:
    row = locked(application, version, {COUNTERSIGNING}, by=by)
    if not may(by.role, UNDERWRITE) or not still_acts(by):
        raise NotNowError(by.role)
    return row, row.offers.get(state=PROPOSED)


def _insurers_step(row: Application) -> str:
    return procedure_of(row.scheme_code).order.steps[-1].id


def _offer(row: Application, decision: Decision, by: Person, at: datetime) -> Offer:
    """Price the decision and write it down; raises WantingError with everything that is wrong in it."""
    procedure, scheme = procedure_of(row.scheme_code), current().schemes[row.scheme_code]
    submission = latest(row)
    content = thawed(submission.content)
    decision = _as_frozen(content, decision)
    if wrong := _wrong(content, decision, row):
        raise WantingError(wrong)
    tariff = current().tariff_of(scheme)
    rounding = tariff.rounding if tariff else scheme.joining.mid_term_rounding
    keys = [one["key"] for one in content["facilities"]]
    bases = [Base(key, *decision.bases[key]) for key in keys]
    priced = individual_quotation(procedure, bases, decision.factor, decision.factor_reason, rounding)
    annual = dict(priced.each)
    facilities = [
        {
            "key": base.facility,
            "base_yen": base.yen,
            "reason": base.reason,
            "annual_yen": annual[base.facility],
            "riders": [[rider, yen] for (key, rider), yen in decision.riders.items() if key == base.facility],
        }
        | (limits_said(decision.limits[base.facility]) if base.facility in decision.limits else {})
        for base in bases
    ]
    limit = _limit(content, facilities)
    eyes = needs_four_eyes(procedure, limit, priced.annual_yen)
    offer = Offer(
        member=row.member,
        application=row,
        number=next_number("Q", day_of(at).year),
        decision=decision.decision,
        submission=submission,
        facilities=facilities,
        factor=rate_text(decision.factor),
        factor_reason=decision.factor_reason,
        conditions=[{"text": words, "due_on": day.isoformat()} for words, day in decision.conditions],
        remark=decision.remark,
        annual_yen=priced.annual_yen,
        trace={"quotation": as_dict(priced.line), "four_eyes": as_dict(eyes.line)},
        four_eyes=eyes.needed,
        made_by=by.name,
        made_by_id=by.user_id or 0,
        made_at=at,
    )
    offer.save(force_insert=True)
    return offer


def _as_frozen(content: Content, decision: Decision) -> Decision:
    """Without an individual quotation the price that was quoted stands, whatever was typed, with no factor."""
    if decision.decision == QUOTATION:
        return decision
    reason = _("加入依頼の試算どおり")
    return replace(
        decision,
        bases={one["key"]: (one["annual_yen"] or 0, reason) for one in content["facilities"]},
        factor=Fraction(0),
        factor_reason="",
        conditions=() if decision.decision == AS_QUOTED else decision.conditions,
    )


def _limit(content: Content, offered: Sequence[Mapping[str, Any]]) -> int:
    """The liability limits of it all, as applied for or named: shared ones are there once."""
    pairs = zip(content["facilities"], offered, strict=True)
    each = [(one | named)["liability_limit_yen"] for one, named in pairs]
    return max(each) if content["shared_limits"] else sum(each)


def _wrong(content: Content, decision: Decision, row: Application) -> tuple[Problem, ...]:
    scheme = current().schemes[row.scheme_code]
    found: list[Problem] = []
    for one in content["facilities"]:
        key = one["key"]
        base, reason = decision.bases.get(key, (0, ""))
        if not one["plan"]:
            found += _limits_wrong(one, decision, scheme)
        if decision.decision != QUOTATION:
            found += _quoted_wrong(one, decision, scheme)
        elif base <= 0:
            found.append(problem(f"bases.{key}.yen", "base_needed"))
        if not reason.strip():
            found.append(problem(f"bases.{key}.reason", "words_needed"))
        for rider, _limit in one["riders"]:
            if decision.riders.get((key, rider), 0) <= 0:
                found.append(problem(f"riders.{key}.{rider}", "rider_limit_needed"))
    if wrong := factor_problem(procedure_of(row.scheme_code), decision.factor):
        found.append(wrong)
    elif decision.factor and not decision.factor_reason.strip():
        found.append(problem("factor_reason", "words_needed"))
    return tuple(found)


def _quoted_wrong(one: Mapping[str, Any], decision: Decision, scheme: Scheme) -> Iterator[Problem]:
    """Why the price that was quoted for a facility does not stand."""
    stands = stands_as_quoted(scheme, one["kind"], one["priced"], riders=bool(one["riders"]))
    if one["plan"] and not one["annual_yen"]:
        yield problem("decision", "not_priced")
    elif one["plan"] and decision.decision == AS_QUOTED and not stands:
        yield problem("decision", "not_as_quoted", facility=one["name"])


def _limits_wrong(one: Mapping[str, Any], decision: Decision, scheme: Scheme) -> tuple[Problem, ...]:
    """What is wrong with the limits of a facility whose kind has no published plan."""
    if decision.decision != QUOTATION:
        return (problem("decision", "plan_not_printed", facility=one["name"]),)
    named = decision.limits.get(one["key"], Limits("", 0, 0, 0))
    return limit_problems(f"limits.{one['key']}", named, scheme.families)


def _issue(row: Application, offer: Offer, by: Person, at: datetime) -> None:
    """Bind the insurer: at the quoted price the member has joined, everything else is offered in writing."""
    procedure = procedure_of(row.scheme_code)
    offer.issued_at = at
    if offer.decision == AS_QUOTED:
        offer.state = TAKEN
        offer.save(update_fields=WRITTEN_LATER)
        move(row, "accepted", state=ACCEPTED, by=by, at=at, step=_insurers_step(row), words=offer.remark)
        stand(row, procedure)
        enter(row, offer=offer, by=by, at=at)
        return
    offer.valid_until, offer.state = valid_until(procedure, at), ISSUED
    scheme = current().schemes[row.scheme_code]
    offer.paper = paper_actions.keep(
        member=row.member,
        kind="individual_quotation",
        name=f"{offer.number}.pdf",
        content=documents.individual_quotation_sheet(
            written(row, offer),
            scheme,
            current().words,
            JA,
            link=settings.SONAE_ADDRESS + reverse("applications:offer", args=[row.pk]),
        ),
        by=by,
        at=at,
    )
    offer.save(update_fields=WRITTEN_LATER)
    move(row, "offered", state=OFFERED, by=by, at=at, after={"offer": offer.number, "annual_yen": offer.annual_yen})
    row.due_on = last_day(offer.valid_until)
    tell(row, "offered", papers=[offer.paper], at=at, by=by)
