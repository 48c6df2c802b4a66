"""What is joined: the facilities with their plans as the ledger takes them in, or everything for which it can not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sonae.app.enrolments.models import Enrolment
from sonae.app.enrolments.queries import covered
from sonae.app.parties.models import Address, Facility, Member
from sonae.core.enrolment_events import (
    Declare,
    Hold,
    Holder,
    Insure,
    InsuredFacility,
    Office,
    Operation,
    Pairs,
    Pay,
    Share,
)
from sonae.core.moments import TOKYO, Term
from sonae.core.problems import Problem, problem
from sonae.core.quotation import Limits, limit_problems
from sonae.core.scheme import Scheme


@dataclass(frozen=True, slots=True)
class Facts:
    """What was agreed about a facility, as the ledger keeps it: no later entry among the parties changes it."""

    name: str
    kana: str
    kind: str
    address: str
    measures: Pairs
    institution_code: str
    manager: str
    products: Pairs


@dataclass(frozen=True, slots=True)
class JoinPart:
    """One facility with its plan and price: whole yen of a year, and of the term joined for.

    `facts` are those that were agreed. `limits` are those of the insurer's individual quotation, for a kind of which no
    plan is published; `plan` is empty.
    """

    facility: Facility
    facts: Facts
    family: str
    plan: str
    annual_yen: int
    payable_yen: int
    priced: str
    riders: Pairs = ()
    limits: Limits | None = None


class NotEnrolledError(ValueError):
    """Why the ledger takes nothing in; `problems` are all there are, each with its field (`parts.1.facility`)."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("; ".join(f"{one.field}: {one.key} {dict(one.params)}" for one in self.problems))


def problems(
    parts: Sequence[JoinPart], own: Mapping[int, Facility], scheme: Scheme, term: Term, at: datetime
) -> Iterator[Problem]:
    """Everything for which these cannot join, but for what has joined already; `own` are the member's facilities."""
    if not parts:
        yield Problem("parts", "problem.no_facility")
    if term.start >= term.end:
        yield problem("term", "enrolment_term_empty", start=term.start, end=term.end)
    if term.end <= at:
        yield problem("term", "enrolment_term_ended", end=term.end)
    seen: set[int] = set()
    for place, part in enumerate(parts, start=1):
        yield from _part_problems(f"parts.{place}", part, own, scheme, term)
        if part.facility.pk in seen:
            yield problem(f"parts.{place}.facility", "facility_named_twice", facility=part.facility.name)
        seen.add(part.facility.pk)


def held(member: Member, keys: Iterable[int]) -> dict[int, Facility]:
    """The member's own among some facilities, held until the transaction ends: nobody enrols them meanwhile.

    In one order for all who want them, so that nobody waits in a circle.
    """
    rows = Facility.objects.select_for_update().filter(member=member, pk__in=set(keys)).order_by("pk")
    return {one.pk: one for one in rows}


def taken(wanted: Sequence[tuple[str, Facility, Term]], apart_from: Enrolment | None = None) -> Iterator[Problem]:
    """Yield which facilities have another enrolment in the terms they are wanted for, under the field named."""
    if not wanted:
        return
    start, end = min(term.start for _, _, term in wanted), max(term.end for _, _, term in wanted)
    others = [one for one in covered([one for _, one, _ in wanted], start, end) if one.enrolment != apart_from]
    for field, facility, term in wanted:
        during = (one for one in others if one.valid_from < term.end and term.start < one.valid_to)
        if other := next((one for one in during if one.facility == facility), None):
            yield problem(
                field,
                "facility_enrolled_already",
                facility=facility.name,
                number=other.enrolment.number,
                until=other.valid_to,
            )


def facility_pk(key: str) -> int:
    """The row behind a key of the ledger (see `Facility.key`)."""
    return int(key.removeprefix("f"))


def _part_problems(
    field: str, part: JoinPart, own: Mapping[int, Facility], scheme: Scheme, term: Term
) -> Iterator[Problem]:
    facility = part.facility
    if facility.pk not in own:
        yield problem(f"{field}.facility", "facility_not_of_member")
        return
    if facility.closed_on and facility.closed_on <= term.start.astimezone(TOKYO).date():
        yield problem(f"{field}.facility", "facility_closed", facility=facility.name, closed_on=facility.closed_on)
    if not _on_offer(part, scheme):
        about = {"facility": facility.name, "kind": part.facts.kind, "family": part.family, "plan": part.plan}
        yield problem(f"{field}.plan", "plan_of_another_kind", **about)


def _on_offer(part: JoinPart, scheme: Scheme) -> bool:
    """Whether it is a plan of the kind, or limits named where the kind has none."""
    kind = part.facts.kind
    if part.limits is None:
        return (kind, part.family, part.plan) in scheme.plans
    unpublished = kind in scheme.kinds and not part.plan and not scheme.plans_for(kind)
    return unpublished and not limit_problems("", part.limits, scheme.families)


def operations(
    holder: Holder,
    parts: Sequence[JoinPart],
    scheme: Scheme,
    *,
    offices: Sequence[Office] = (),
    shared: bool,
    way: str,
    instalments: int,
) -> tuple[Operation, ...]:
    """What a join says to the ledger; `offices` are those declared with it."""
    return (
        Hold(holder),
        *(Insure(insured(one, scheme)) for one in parts),
        *((Declare(tuple(offices)),) if offices else ()),
        Pay(way, instalments),
        *((Share(shared=True),) if shared else ()),
    )


def insured(part: JoinPart, scheme: Scheme) -> InsuredFacility:
    facts = part.facts
    limits = part.limits or scheme.plans[facts.kind, part.family, part.plan]
    return InsuredFacility(
        key=part.facility.key,
        name=facts.name,
        kana=facts.kana,
        kind=facts.kind,
        address=facts.address,
        family=limits.family,
        plan=part.plan,
        liability_limit=limits.liability_limit,
        cost_limit=limits.cost_limit,
        deductible=limits.deductible,
        measures=facts.measures,
        annual_yen=part.annual_yen,
        priced=part.priced,
        riders=part.riders,
        institution_code=facts.institution_code,
        manager=facts.manager,
        products=facts.products,
    )


def facts_of(facility: Facility) -> Facts:
    """What is recorded of a facility now."""
    return Facts(
        name=facility.name,
        kana=facility.kana,
        kind=facility.kind,
        address=address_of(facility),
        measures=tuple(facility.measures.items()),
        institution_code=facility.institution_code,
        manager=facility.manager_name,
        products=tuple({str(one): one.use for one in facility.products.order_by("pk")}.items()),
    )


def address_of(row: Address) -> str:
    return " ".join(filter(None, (f"{row.prefecture}{row.city}{row.street}", row.building)))
