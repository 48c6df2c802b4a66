"""What is missing or wrong in an application? Everything at once, each beside its field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime

from sonae.core.application import Application, ApplyingFacility, Declared
from sonae.core.asking import check, find_plan
from sonae.core.disclosure import QuestionSet, answer_problems
from sonae.core.joining import Cover, begun_on, cover_for
from sonae.core.problems import Problem, Refusal, problem, repeated, unknown
from sonae.core.procedure import NOTHING, REFUSED, Declaration, Procedure
from sonae.core.quote import closed_to
from sonae.core.scheme import Fact, Plan, Scheme
from sonae.core.wording import Wording

SEVERAL, RECORDS, APPLICATION = "several", "shared_records", "application"


def wanting(
    procedure: Procedure,
    scheme: Scheme,
    application: Application,
    questions: Mapping[str, QuestionSet],
    *,
    wording: Wording | None = None,
    received: datetime | None = None,
    declared_at: datetime | None = None,
) -> tuple[Problem, ...]:
    """Return everything missing or wrong before the application can be submitted; empty where it can.

    Fields are ``facilities.KEY.NAME`` (``kind``, ``plan``, ``size`` … as ``core.asking`` names them, ``riders``,
    ``held.ID``, ``answers.ID``), ``proofs``, ``shared_records``, ``sharing``, ``others_share``, ``warning_read``,
    ``explained.ID``, ``needs.ID``, ``declared.NAME`` and ``received``. ``questions`` are the sets of the catalogue,
    ``wording`` tells which rider stands on another. ``received`` is the receipt that counts, ``declared_at`` the moment
    of declaring: where cover begins on a day before it, that no incident is known since is declared too.
    """
    since = begun_on(scheme, received, declared_at) if received and declared_at else None
    found = _wanting(procedure, scheme, application, questions, wording, since)
    return (*found, *closed_to(scheme, received), *_ended(scheme, received, declared_at))


def chosen(scheme: Scheme, application: Application) -> list[tuple[str, str]]:
    """Return kind and plan family of each facility; the family is empty where no plan is known."""
    return [(kind, plan.family if plan else "") for kind, plan in _plans(scheme, application)]


def _plans(scheme: Scheme, application: Application) -> list[tuple[str, Plan | None]]:
    return [(one.ask.kind, find_plan(scheme, one.ask)[0]) for one in application.facilities]


def notices(scheme: Scheme, application: Application) -> tuple[Fact, ...]:
    """Return the facts of the scheme that this application must show, each once.

    Those for applications, those for several facilities, and for shared records the joint-EHR rule.
    """
    places = [APPLICATION]
    places += [SEVERAL] if len(application.facilities) > 1 else []
    places += [RECORDS] if application.shared_records else []
    plans = _plans(scheme, application)
    choices = [(kind, plan.family if plan else "", plan.code if plan else "") for kind, plan in plans]
    found = (fact for place in places for choice in choices for fact in scheme.shown(place, *choice))
    return tuple(dict.fromkeys(found))


def _wanting(
    procedure: Procedure,
    scheme: Scheme,
    application: Application,
    questions: Mapping[str, QuestionSet],
    wording: Wording | None,
    since: date | None,
) -> Iterator[Problem]:
    if not application.facilities:
        yield problem("facilities", "no_facility")
    yield from repeated("facilities", "facility_twice", (one.key for one in application.facilities))
    for facility in application.facilities:
        for found in _facility(procedure, scheme, facility, questions, wording):
            yield replace(found, field=f"facilities.{facility.key}.{found.field}")
    yield from _proved(procedure, scheme, application)
    yield from _records(application)
    yield from _read(procedure, scheme, application)
    asks_several = sum(bool(procedure.questions_for(scheme, one.ask.kind)) for one in application.facilities) > 1
    yield from _declared(procedure.declaration, application.declared, for_all=asks_several, since=since)


def _ended(scheme: Scheme, received: datetime | None, declared_at: datetime | None) -> Iterator[Problem]:
    """An early receipt may have kept a term that has ended before somebody declares."""
    cover = cover_for(scheme, received) if received else None
    if isinstance(cover, Cover) and declared_at and cover.end <= declared_at:
        yield problem("received", "enrolment_term_ended", end=cover.end)


def _facility(
    procedure: Procedure,
    scheme: Scheme,
    facility: ApplyingFacility,
    questions: Mapping[str, QuestionSet],
    wording: Wording | None,
) -> Iterator[Problem]:
    checked = check(scheme, facility.ask)
    if isinstance(checked, Refusal):
        yield from checked.errors
    elif checked[1] and not checked[1].on_sale:
        yield problem("plan", "plan_not_on_sale", plan=checked[1].code)
    yield from _riders(scheme, facility, wording)
    for one in procedure.prerequisites_for(scheme.code, facility.ask.kind):
        if one.without == REFUSED and not facility.held.get(one.id, "").strip():
            yield problem(f"held.{one.id}", f"held_{one.way}")
    code = procedure.questions_for(scheme, facility.ask.kind)
    if code:
        for wrong in answer_problems(questions[code], facility.answers):
            yield replace(wrong, field=f"answers.{wrong.field}")


def _riders(scheme: Scheme, facility: ApplyingFacility, wording: Wording | None) -> Iterator[Problem]:
    if not facility.riders:
        return
    plan, _ = find_plan(scheme, facility.ask)
    coverage = scheme.coverage.get(plan.family if plan else "")
    known = coverage.riders if coverage else ()
    for rider in facility.riders:
        if rider not in known:
            yield problem("riders", "rider_unknown", typed=rider, choices=", ".join(known))
        elif wording and (needs := wording.parts[rider].needs) and needs not in facility.riders:
            yield problem("riders", "rider_needs", part=rider, needs=needs)
    yield from repeated("riders", "rider_twice", facility.riders)


def _proved(procedure: Procedure, scheme: Scheme, application: Application) -> Iterator[Problem]:
    """One proof is enough, of those there are for these kinds."""
    proofs = procedure.proofs_for(scheme.code, (one.ask.kind for one in application.facilities))
    if proofs and not any(application.proofs.get(one.id, "").strip() for one in proofs):
        yield problem("proofs", "proof_needed")
    for name in application.proofs:
        if name not in {one.id for one in proofs}:
            yield unknown("proofs", "proof_unknown", name, [one.id for one in proofs])


def _records(application: Application) -> Iterator[Problem]:
    """Which facilities share records, those that join among them; what is not on record is said too."""
    if application.shared_records is None:
        yield problem("shared_records", "shared_records_needed")
    if not application.shared_records:
        return
    if application.sharing.isdisjoint(application.joining):
        yield problem("sharing", "sharing_needed")
    if application.others_share is None:
        yield problem("others_share", "others_share_needed")
    elif not application.others_share and len(application.sharing) == 1:
        yield problem("others_share", "sharing_alone")
    if application.joins_in_part and not application.warning_read:
        yield problem("warning_read", "warning_unread")


def _read(procedure: Procedure, scheme: Scheme, application: Application) -> Iterator[Problem]:
    """The papers in their present edition, and a yes to every question of the needs confirmation."""
    choices = chosen(scheme, application)
    for paper in procedure.explanations_for(scheme.code, choices):
        found = application.explained.get(paper.id)
        if found is None:
            yield problem(f"explained.{paper.id}", "explanation_unread")
        elif found != paper.edition:
            yield problem(f"explained.{paper.id}", "explanation_edition", typed=found, edition=paper.edition)
    for need in procedure.needs_for(scheme.code, choices):
        answer = application.needs.get(need.id)
        if answer is not True:
            yield problem(f"needs.{need.id}", "need_open" if answer is None else "need_not_met")


def _declared(rule: Declaration, declared: Declared | None, *, for_all: bool, since: date | None) -> Iterator[Problem]:
    if declared is None:
        yield problem("declared", "declaration_needed")
        return
    way = rule.ways.get(declared.way)
    if way is None:
        yield unknown("declared.way", "declaration_way", declared.way, rule.ways)
    elif way.evidence != NOTHING and not declared.evidence.strip():
        yield problem("declared.evidence", f"evidence_{way.evidence}")
    if declared.capacity not in rule.capacities:
        yield unknown("declared.capacity", "declaration_capacity", declared.capacity, rule.capacities)
    if not declared.name.strip():
        yield problem("declared.name", "declaration_name")
    for name in rule.statements:
        if name not in declared.statements:
            yield problem(f"declared.statements.{name}", "not_declared")
    if for_all and not declared.for_all:
        yield problem("declared.for_all", "for_all_needed")
    if rule.no_incident and since and declared.no_incident_since != since:
        yield problem("declared.no_incident_since", "no_incident_needed", since=since)
