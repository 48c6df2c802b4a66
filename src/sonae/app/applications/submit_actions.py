"""Submitting: what was given is frozen, its paper is kept, and from this moment it is received."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from sonae import documents
from sonae.app.accounts.models import Organisation
from sonae.app.accounts.roles import INSURER
from sonae.app.applications.agreed import agreed
from sonae.app.applications.allowed import HEAD, may_fill_in
from sonae.app.applications.content import content, frozen, thawed
from sonae.app.applications.drafts import (
    EVIDENCE,
    Case,
    Given,
    case_of,
    kept,
    members_own,
    several,
    text,
    undeclared,
)
from sonae.app.applications.letters_actions import tell
from sonae.app.applications.models import (
    CONFIRMING,
    DRAFT,
    ENDED,
    ISSUED,
    LAPSED,
    OPEN_TO_CHANGE,
    PROPOSED,
    STATES,
    SUBMITTED,
    WITHDRAWN,
    Application,
    Submission,
    is_of,
)
from sonae.app.applications.refusals import NotNowError, OtherFiguresError, WantingError
from sonae.app.applications.row_actions import alone, changed, locked, move, stand
from sonae.app.applications.starts import as_shown
from sonae.app.applications.summary import words
from sonae.app.common import walls
from sonae.app.common.catalogue import current
from sonae.app.common.person import Person
from sonae.app.enrolments.joining import taken
from sonae.app.parties import paper_actions
from sonae.app.parties.models import Paper
from sonae.core.corporation import CorporationQuote
from sonae.core.joining import Cover
from sonae.core.moments import Term
from sonae.core.problems import Problem, Refusal, problem
from sonae.core.words import JA

REPRESENTATIVE = "representative"


@transaction.atomic
def submit(
    *, application: Application, version: int, shown: str | None = None, by: Person, at: datetime
) -> Application:
    """Hand the application in. Raises WantingError with everything that is missing or wrong.

    What somebody else keyed in without the member's own signature waits for the member, who reads and declares; all
    else is received now. `shown` are the figures that were read on a page, if on one: OtherFiguresError where these
    are others now.
    """
    row = locked(application, version, OPEN_TO_CHANGE, by=by)
    if not may_fill_in(by, row):
        raise NotNowError(by.role)
    alone(row)
    case = case_of(row, at)
    _judge(case, shown, by, at)
    waits = case.left_to_member
    if waits:
        row.given = {name: value for name, value in row.given.items() if not members_own(name)}
        case = case_of(row, at)
    submission = _freeze(case, by, at, declared=not waits)
    if not waits:
        move(row, "submitted", state=SUBMITTED, by=by, at=at, after={"sha256": submission.sha256})
        stand(row, case.procedure)
        tell(row, "received", papers=[submission.paper], at=at, by=by)
    else:
        move(row, "keyed_in", state=CONFIRMING, by=by, at=at, after={"sha256": submission.sha256})
        tell(row, "confirm", papers=[submission.paper], at=at, by=by)
    return changed(row)


@transaction.atomic
def confirm(
    *, application: Application, version: int, given: Given, shown: str | None = None, by: Person, at: datetime
) -> Application:
    """The member reads the papers, says that what was keyed in for it is right, and declares it: now it is received.

    `given` is what only the member fills. Raises as `submit` does.
    """
    row = locked(application, version, {CONFIRMING}, by=by)
    if not is_of(by, row) or not may_fill_in(by, row):
        raise NotNowError(by.role)
    alone(row)
    row.given = kept(row.given, {name: value for name, value in given.items() if members_own(name)}, by, at)
    case = case_of(row, at)
    _judge(case, shown, by, at)
    submission = _freeze(case, by, at, declared=True)
    move(row, "confirmed", state=SUBMITTED, by=by, at=at, after={"sha256": submission.sha256})
    stand(row, case.procedure)
    tell(row, "received", papers=[submission.paper], at=at, by=by)
    return changed(row)


@transaction.atomic
def withdraw(*, application: Application, version: int, words: str, by: Person, at: datetime) -> Application:
    """The member takes its application back before it is accepted; so may who keyed it in, until it is confirmed."""
    row = locked(application, version, set(STATES) - set(ENDED), by=by)
    unconfirmed = row.open_to_change or row.state == CONFIRMING
    if not (is_of(by, row) or unconfirmed) or not may_fill_in(by, row):
        raise NotNowError(by.role)
    move(row, "withdrawn", state=WITHDRAWN, by=by, at=at, words=words)
    _lapse(row)
    return changed(row)


def _lapse(row: Application) -> None:
    """No offer outlives its application; what is only proposed, the insurer alone finds behind its wall."""
    for insurer in Organisation.objects.filter(kind=INSURER, reaches__association=row.association.organisation_id):
        with walls.within(insurer.pk):
            row.offers.filter(state__in=(PROPOSED, ISSUED)).update(state=LAPSED)


def latest(application: Application) -> Submission:
    return application.submissions.order_by("-number")[0]


def shown_of(quoted: CorporationQuote | Refusal | None) -> str:
    """The figures that a page tells of what is handed in; none without a price."""
    return as_shown(quoted.quotes[0].cover, quoted.payable_yen) if isinstance(quoted, CorporationQuote) else ""


def _judge(case: Case, shown: str | None, by: Person, at: datetime) -> None:
    """Raises OtherFiguresError or WantingError where it cannot be handed in as it was read."""
    if shown is not None and shown != shown_of(case.price(at)):
        raise OtherFiguresError
    if wrong := (*problems(case, at), *_as_whom(case, by)):
        raise WantingError(wrong)


def problems(case: Case, at: datetime) -> tuple[Problem, ...]:
    """Everything in the way of submitting at this moment, by the names of the fields."""
    wrong = [*case.wanting(at), *_not_kept(case), *applied_elsewhere(case)]
    quoted = case.price(at)
    start = None if isinstance(quoted, Refusal) else quoted.quotes[0].cover
    if isinstance(start, Cover):
        term = Term(start.start, start.end)
        wrong += taken([("facilities", one, term) for one in case.facilities])
    return tuple(wrong)


def _not_kept(case: Case) -> list[Problem]:
    """What is named as a paper and is none that was kept for this member."""
    kept = Paper.objects.filter(member=case.application.member_id, kind=EVIDENCE, pk__in=case.papers.values())
    numbers = set(kept.values_list("pk", flat=True))
    return [problem(name, "paper_not_kept") for name, number in case.papers.items() if number not in numbers]


def applied_elsewhere(case: Case) -> list[Problem]:
    """The facilities for which another application of the member is under way."""
    others = Application.objects.filter(member=case.application.member_id).exclude(pk=case.application.pk)
    found = {
        facility: one.number
        for one in others.exclude(state__in=(DRAFT, *ENDED)).order_by("-pk")
        for facility in several(one.given, "facilities")
    }
    return [
        problem("facilities", "facility_applied_for", facility=one.name, number=found[str(one.pk)])
        for one in case.facilities
        if str(one.pk) in found
    ]


def _as_whom(case: Case, by: Person) -> list[Problem]:
    """Of the member's own people its head alone declares as the representative."""
    own = is_of(by, case.application) and by.role != HEAD
    as_head = text(case.given, "declared.capacity") == REPRESENTATIVE
    return [problem("declared.capacity", "not_the_head")] if own and as_head else []


def _freeze(case: Case, by: Person, at: datetime, *, declared: bool) -> Submission:
    row, quoted = case.application, case.price(at)
    if isinstance(quoted, Refusal):
        raise WantingError(quoted.errors)
    number = row.submissions.count() + 1
    said = content(
        case, quoted, case.referrals(quoted), words=words(case), number=number, by=by.name, at=at, declared=declared
    )
    kept = frozen(said)
    sheet = agreed(thawed(kept.text), kept.sha256, case.procedure)
    paper = paper_actions.keep(
        member=row.member,
        kind="application",
        name=f"{row.number}-{number}.pdf" if declared else f"{row.number}-{number}-未確認の写し.pdf",
        content=documents.application_sheet(sheet, case.scheme, current().words, JA),
        by=by,
        at=at,
    )
    submission = Submission(
        member=row.member,
        application=row,
        number=number,
        at=at,
        by=by.name,
        content=kept.text,
        sha256=kept.sha256,
        paper=paper,
    )
    submission.save(force_insert=True)
    row.given = undeclared(row.given)
    paper_actions.hand_over(papers=case.papers.values())
    return submission
