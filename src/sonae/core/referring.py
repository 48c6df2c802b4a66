"""Why must the insurer look at an application before anybody is bound? Every reason, never only the first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sonae.core.application import Application, ApplyingFacility
from sonae.core.corporation import CorporationQuote
from sonae.core.disclosure import QuestionSet, concerns
from sonae.core.procedure import REFERRED, Procedure
from sonae.core.quotation import ceiling_line
from sonae.core.quote import SHARED_LIMITS, Quote
from sonae.core.rating import ESTIMATE
from sonae.core.trace import Line, Params

ESTIMATED, NOT_BINDING, RIDERS = "estimated", "not_binding", "riders"
NOT_HELD, RECORDS_IN_PART = "prerequisite_not_held", "records_in_part"
# reasons of several facilities together: told once, of none of them
OF_ALL = frozenset({SHARED_LIMITS})


@dataclass(frozen=True, slots=True)
class Referral:
    """One reason; ``key`` has words under ``referral.KEY``, ``facility`` is empty where it concerns all of them."""

    key: str
    facility: str
    line: Line


@dataclass(frozen=True, slots=True)
class Referrals:
    """Every reason, and the trace of them; none: what was quoted can be joined at."""

    reasons: tuple[Referral, ...]
    line: Line

    @property
    def needed(self) -> bool:
        """Whether the insurer must look."""
        return bool(self.reasons)


def referrals(
    procedure: Procedure, application: Application, quoted: CorporationQuote, questions: Mapping[str, QuestionSet]
) -> Referrals:
    """Return every reason why an application is referred to the insurer.

    ``quoted`` is the quote of its facilities in their order (``core.corporation.quote_corporation``), whose own
    reasons are among them. Beside these: a price that is estimated or does not bind, riders, a policy that should be
    held first and is not, records shared with facilities that do not join, disclosed answers, and what lies above the
    procedure's ceilings. Raises ValueError where quote and application do not have as many facilities.
    """
    several = list(zip(application.facilities, quoted.quotes, strict=True))
    found = [one for facility, quote in several for one in _of_facility(procedure, facility, quote, questions)]
    found += _of_all(procedure, application, quoted)
    reasons = tuple(dict.fromkeys(found))
    key = "referral.needed" if reasons else "referral.not_needed"
    lines = tuple(one.line for one in reasons)
    return Referrals(reasons, Line(key, bool(reasons), rule="referral", children=lines))


def _of_facility(
    procedure: Procedure, facility: ApplyingFacility, quote: Quote, questions: Mapping[str, QuestionSet]
) -> Iterator[Referral]:
    scheme, premium, kind = quote.scheme, quote.premium, quote.kind
    for key in premium.referral:
        if key not in OF_ALL:
            yield _reason(key, facility, source=kind.source)
    if premium.status == ESTIMATE:
        yield _reason(ESTIMATED, facility)
    if not kind.binding and not scheme.example and not premium.referral:
        yield _reason(NOT_BINDING, facility, source=kind.source)
    for rider in facility.riders:
        yield _reason(RIDERS, facility, params=(("part", rider),))
    for one in procedure.prerequisites_for(scheme.code, kind.kind):
        if one.without == REFERRED and not facility.held.get(one.id, "").strip():
            yield _reason(NOT_HELD, facility, source=", ".join(one.said.sources), status=one.said.status)
    if code := procedure.questions_for(scheme, kind.kind):
        for line in concerns(questions[code], facility.answers):
            yield Referral(line.key.removeprefix("referral."), facility.key, _about(line, facility.key))


def _of_all(procedure: Procedure, application: Application, quoted: CorporationQuote) -> Iterator[Referral]:
    for key in quoted.referral:
        if key in OF_ALL:
            yield Referral(key, "", Line(f"referral.{key}"))
    if application.joins_in_part:
        yield Referral(RECORDS_IN_PART, "", Line(f"referral.{RECORDS_IN_PART}", status="assumed"))
    limits = [one.plan.liability_limit for one in quoted.quotes if one.plan]
    limit = max(limits, default=0) if application.shared_limits else sum(limits)
    for key in procedure.unreferred.above(limit, quoted.annual_yen):
        yield Referral(key, "", ceiling_line(f"referral.{key}", procedure.unreferred, limit, quoted.annual_yen))


def _reason(
    key: str, facility: ApplyingFacility, *, params: Params = (), source: str = "", status: str = ""
) -> Referral:
    line = Line(f"referral.{key}", params=params, source=source, status=status)
    return Referral(key, facility.key, _about(line, facility.key))


def _about(line: Line, facility: str) -> Line:
    return replace(line, facts=(*line.facts, facility))
