"""What was accepted enters the ledger: one enrolment for each stack of limits, from the start that core reckons."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sonae.app.applications import agreed
from sonae.app.applications.content import Content, thawed
from sonae.app.applications.drafts import procedure_of, text
from sonae.app.applications.letters_actions import tell
from sonae.app.applications.models import AS_QUOTED, Acceptance, Application, Joined, Offer, Submission
from sonae.app.applications.quotations import conditions_of, limits_of
from sonae.app.applications.refusals import WantingError
from sonae.app.applications.starts import QUOTATION_STATUS, start_of
from sonae.app.applications.submit_actions import latest
from sonae.app.common.catalogue import current
from sonae.app.common.person import Person
from sonae.app.enrolments import actions as enrolments
from sonae.app.enrolments.joining import JoinPart, NotEnrolledError
from sonae.app.parties.models import Facility, Paper
from sonae.core.joining import Cover, NoCover
from sonae.core.problems import Problem, problem
from sonae.core.quote import payable
from sonae.core.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Terms:
    """At which annual price a facility was accepted, and how sure that is."""

    facility: Facility
    said: Mapping[str, Any]
    annual_yen: int
    priced: str


def enter(
    row: Application, *, offer: Offer | None = None, acceptance: Acceptance | None = None, by: Person, at: datetime
) -> None:
    """Write the ledger. Raises WantingError where no cover can begin any more, or a facility is covered meanwhile.

    What enters is what was frozen at the submission, and at the offer: no later entry among the parties changes it.
    """
    submission = latest(row)
    content = thawed(submission.content)
    _in_force(content, row)
    facilities = {one.key: one for one in Facility.objects.filter(member=row.member)}
    cover = start_of(row, at=at, offer=offer)
    if isinstance(cover, NoCover):
        raise WantingError((Problem("received", f"problem.{cover.reason}", cover.params),))
    terms = list(_terms(content, facilities, offer))
    stacks = [terms] if content["shared_limits"] else [[one] for one in terms]
    papers = _papers(submission, offer, acceptance)
    try:
        for stack in stacks:
            _join(row, stack, cover, submission, offer, papers=papers, by=by, at=at)
    except NotEnrolledError as error:
        raise WantingError(error.problems) from error
    tell(row, "accepted", at=at, by=by, acceptance=acceptance, papers=papers[1:] if acceptance else ())


def _join(
    row: Application,
    stack: list[Terms],
    cover: Cover,
    submission: Submission,
    offer: Offer | None,
    *,
    papers: Sequence[Paper],
    by: Person,
    at: datetime,
) -> None:
    content, scheme = thawed(submission.content), current().schemes[row.scheme_code]
    enrolment = enrolments.join(
        key=f"application {row.number} {stack[0].facility.key}",
        member=row.member,
        holder=agreed.holder(content),
        parts=[_part(scheme, one, cover) for one in stack],
        offices=agreed.offices(content),
        shared=len(stack) > 1,
        start=cover.start,
        end=cover.end,
        scheme=scheme,
        trace=_trace(stack, content, offer),
        papers=papers,
        conditions=conditions_of(offer) if offer else (),
        way=text(content["given"], "way"),
        instalments=int(text(content["given"], "instalments") or 1),
        by=by,
        at=at,
    )
    Joined(member=row.member, application=row, enrolment=enrolment).save(force_insert=True)


def _in_force(content: Content, row: Application) -> None:
    """Raises WantingError where the scheme, its procedure or a question set is another than what was agreed on."""
    catalogue, procedure = current(), procedure_of(row.scheme_code)
    sets = [catalogue.disclosures.get(one["code"]) for one in content["questions"]]
    agreed_on = [content["edition_digest"], *(one["digest"] for one in (content["procedure"], *content["questions"]))]
    in_force = [catalogue.schemes[row.scheme_code].digest, procedure.digest, *(one and one.digest for one in sets)]
    if agreed_on != in_force:
        raise WantingError((problem("edition", "edition_changed"),))


def _terms(content: Content, facilities: Mapping[str, Facility], offer: Offer | None) -> Iterator[Terms]:
    offered = {one["key"]: one for one in offer.facilities} if offer else {}
    for said in content["facilities"]:
        one = offered.get(said["key"])
        annual = one["annual_yen"] if one else said["annual_yen"]
        quoted = offer is None or offer.decision == AS_QUOTED
        status = said["priced"] if quoted else QUOTATION_STATUS
        yield Terms(facilities[said["key"]], said | (one or {}), annual, status)


def _part(scheme: Scheme, one: Terms, cover: Cover) -> JoinPart:
    due, _status, _line = payable(scheme, one.annual_yen, one.priced, cover)
    return JoinPart(
        facility=one.facility,
        facts=agreed.facts(one.said),
        family=one.said["family"],
        plan=one.said["plan"],
        riders=tuple((name, limit) for name, limit in one.said["riders"]),
        annual_yen=one.annual_yen,
        payable_yen=due,
        priced=one.priced,
        limits=None if one.said["plan"] else limits_of(one.said),
    )


def _trace(stack: list[Terms], content: Content, offer: Offer | None) -> dict[str, Any]:
    """Behind the premium: the quote of each facility in its order, why it was referred, and what was decided.

    With it the editions of the procedure and of the question sets that were agreed on.
    """
    decided = offer.trace if offer else {}
    editions = {name: content[name] for name in ("procedure", "questions")}
    return {"quote": [one.said["trace"] for one in stack], "referral": content["referral"], **editions, **decided}


def _papers(submission: Submission, offer: Offer | None, acceptance: Acceptance | None) -> list[Paper]:
    """What was agreed on, in the order in which it came about."""
    later = (offer.paper if offer else None, acceptance.paper if acceptance else None)
    return [submission.paper, *(one for one in later if one)]
