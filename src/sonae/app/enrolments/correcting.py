"""What can be put right in an event of the ledger, by whom, and what would follow? Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db.models import QuerySet

from sonae.app.accounts.roles import CHECK, UNDERWRITE
from sonae.app.common.catalogue import current
from sonae.app.enrolments import joining
from sonae.app.enrolments.joining import NotEnrolledError
from sonae.app.enrolments.models import Enrolment, Proposal
from sonae.app.enrolments.premiums import repriced
from sonae.app.enrolments.queries import scheme_of
from sonae.core.enrolment import State, folded, live, state
from sonae.core.enrolment_difference import FACILITY, HOLDER, OFFICE
from sonae.core.enrolment_events import Declare, Event, Hold, Holder, Insure, InsuredFacility, Office, Operation, Pay
from sonae.core.enrolment_history import correct
from sonae.core.enrolment_periods import periods
from sonae.core.enrolment_premium import Owed, owed
from sonae.core.joining import starts_in
from sonae.core.moments import Term
from sonae.core.problems import problem
from sonae.core.quotation import FourEyes, needs_four_eyes
from sonae.core.scheme import Scheme
from sonae.core.trace import Line

Part = Holder | InsuredFacility | Office
Value = TypeVar("Value", Holder, InsuredFacility, Office, Pay)
# what is only printed; all else has a price
PRINTED = {
    HOLDER: ("name", "kana", "representative"),
    FACILITY: ("name", "kana", "address", "manager", "institution_code"),
    OFFICE: ("name", "address"),
}
NEEDED = ("name", "kana")
PAYMENT = "payment"


class Place(NamedTuple):
    """Where a value stands in an event: of the holder, or of the facility or office of this key."""

    subject: str
    key: str
    part: Part


@dataclass(frozen=True, slots=True)
class Planned:
    """What a correction appends, and the two beliefs about the moment from which both hold."""

    known: tuple[Event, ...]
    events: tuple[Event, ...]
    before: State
    after: State
    act: str

    @property
    def right(self) -> Event:
        """The event that stands in the place of the wrong one."""
        return next(one for one in self.events if one.corrects and not one.reapplies)

    @property
    def premium_yen(self) -> int:
        """What more is owed with it, whole yen; negative where something is returned."""
        return sum(one.premium_yen for one in self.events)

    @property
    def owed(self) -> Owed:
        """What would be owed for the term, with a line for each event, those to come included."""
        return owed((*self.known, *self.events), as_known=self.events[-1].recorded_at)


def places(changes: Sequence[Operation]) -> Iterator[Place]:
    """Everybody and everything that an event says something of."""
    for one in changes:
        match one:
            case Hold(holder):
                yield Place(HOLDER, "", holder)
            case Insure(facility):
                yield Place(FACILITY, facility.key, facility)
            case Declare(offices):
                yield from (Place(OFFICE, office.key, office) for office in offices)


def put_right(
    changes: Sequence[Operation], values: Mapping[str, Mapping[str, object] | None], *more: InsuredFacility
) -> tuple[Operation, ...]:
    """The operations with other values: those of the holder and the payment under these words, others under their keys.

    A facility with None was never insured; `more` were, and nobody wrote it down.
    """

    def right(one: Operation) -> Operation | None:
        match one:
            case Hold(holder):
                return Hold(_replaced(holder, values.get(HOLDER)))
            case Insure(facility):
                gone = facility.key in values and values[facility.key] is None
                return None if gone else Insure(_replaced(facility, values.get(facility.key)))
            case Declare(offices):
                return replace(one, offices=tuple(_replaced(office, values.get(office.key)) for office in offices))
            case Pay():
                return _replaced(one, values.get(PAYMENT))
        return one

    return (*(one for one in map(right, changes) if one is not None), *map(Insure, more))


def _replaced(one: Value, values: Mapping[str, object] | None) -> Value:
    return replace(one, **(values or {}))  # type: ignore[arg-type]  # by the form's fields


def act_for(event: Event, changes: Sequence[Operation], valid_from: datetime | None) -> str:
    """The act that a role must be able to do: to check for what costs nothing, to underwrite for what prices."""
    if valid_from not in {None, event.valid_from}:
        return UNDERWRITE
    return CHECK if _priced_by(event.changes) == _priced_by(changes) else UNDERWRITE


def _priced_by(changes: Sequence[Operation]) -> list[Operation]:
    """The operations with all left out that is only printed, kept or about how the premium is paid."""
    blank: dict[str, dict[str, object]] = {
        place.key or place.subject: dict.fromkeys(PRINTED[place.subject], "") for place in places(changes)
    }
    for place in places(changes):
        if place.subject == FACILITY:
            blank[place.key] |= {"products": ()}
    return [one for one in put_right(changes, blank) if not isinstance(one, Pay)]


def four_eyes(enrolment: Enrolment, will: Planned) -> FourEyes:
    """Whether a second person must agree: what prices does it, and there is more at stake than one may decide alone.

    What is at stake is the greater of before and after, as to return the premium of a hospital is no smaller thing;
    with it all that the member has in other enrolments of the same scheme and term, so that no sum is decided in parts.
    """
    procedure = current().procedure_for(enrolment.scheme_code)
    if will.act != UNDERWRITE:
        return FourEyes(needed=False, line=Line("four_eyes.not_needed", value=False, rule="authority"))
    if procedure is None:  # nobody wrote down how much one may decide alone
        return FourEyes(needed=True, line=Line("four_eyes.needed", value=True, rule="authority"))
    stacks = [[will.before, will.after], *(_told(one) for one in together(enrolment).exclude(pk=enrolment.pk))]
    limit, premium = (
        sum(max(map(of, told), default=0) for told in stacks) for of in (_limit, lambda one: one.annual_yen)
    )
    return needs_four_eyes(procedure, limit, premium)


def together(enrolment: Enrolment) -> QuerySet[Enrolment]:
    """This and the member's other enrolments of the same scheme that end with it, in one order for all who hold."""
    same = {name: getattr(enrolment, name) for name in ("member_id", "scheme_code", "term_end")}
    return Enrolment.objects.filter(**same).order_by("pk")


def _told(enrolment: Enrolment) -> list[State]:
    """What is known now to hold at one time or another of the term."""
    known = enrolment.to_core()
    return [one.after for one in folded(known, as_known=known[-1].recorded_at, term=enrolment.term)]


def _limit(told: State) -> int:
    """The liability limits of it all: shared ones are there once."""
    each = [one.liability_limit for one in told.facilities]
    return max(each, default=0) if told.shared else sum(each)


def standing(enrolment: Enrolment, number: int) -> Event | None:
    """The event of this number if it stands and says anything that can be put right."""
    found = next((one for one in live(enrolment.to_core()) if one.number == number), None)
    return found if found and any(places(found.changes)) else None


def planned(
    enrolment: Enrolment,
    *,
    number: int,
    changes: tuple[Operation, ...],
    reason: str,
    at: datetime,
    valid_from: datetime | None = None,
) -> Planned:
    """What recording this would append.

    Raises core's ImpossibleEventsError or NotEnrolledError where it cannot be, and EditionMissingError.
    """
    known, scheme = enrolment.to_core(), scheme_of(enrolment)
    moment = max(at, known[-1].recorded_at)  # whoever waited for another's turn has looked at the clock before it
    events = correct(
        known,
        number=number,
        changes=changes,
        recorded_at=moment,
        price=repriced(known, enrolment.term, scheme.joining.mid_term_rounding),
        term=enrolment.term,
        valid_from=valid_from,
        reason=reason,
    )
    wrong = known[number - 1]
    if valid_from not in {None, wrong.valid_from} and any(isinstance(one, Insure) for one in changes):
        _startable(scheme, enrolment.term, valid_from)
    _insurable(enrolment, [*known, *events])
    on = max(wrong.valid_from, valid_from or wrong.valid_from)
    before, after = (state(told, on=on, as_known=moment, term=enrolment.term) for told in (known, (*known, *events)))
    return Planned(known, events, before, after, act_for(wrong, changes, valid_from))


def planned_of(proposal: Proposal, at: datetime) -> Planned:
    """What recording it now would append; raises as `planned`."""
    return planned(
        proposal.enrolment,
        number=proposal.corrects,
        changes=proposal.operations,
        reason=proposal.reason,
        at=at,
        valid_from=proposal.valid_from,
    )


def _startable(scheme: Scheme, term: Term, start: datetime) -> None:
    """Raise NotEnrolledError for a moment from which no cover begins: it would have a part of a month that costs 0."""
    first, *later = starts_in(scheme, term)
    if start not in {first, *later}:
        more = {"last": later[-1]} if later else {}
        key = "cover_starts_monthly" if later else "cover_starts_once"
        raise NotEnrolledError([problem("valid_from", key, start=start, first=first, **more)])


def _insurable(enrolment: Enrolment, events: Sequence[Event]) -> None:
    """Hold the facilities of a ledger; raise NotEnrolledError for one that is another's or enrolled elsewhere."""
    told = periods(events, term=enrolment.term, as_known=events[-1].recorded_at)
    own = joining.held(enrolment.member, (joining.facility_pk(one.facility_key) for one in told))
    wanted = [(one, own.get(joining.facility_pk(one.facility_key))) for one in told]
    wrong = [problem("changes", "facility_not_of_member") for _, facility in wanted if facility is None]
    terms = [("changes", facility, Term(one.valid_from, one.valid_to)) for one, facility in wanted if facility]
    if wrong := [*wrong, *joining.taken(terms, apart_from=enrolment)]:
        raise NotEnrolledError(wrong)
