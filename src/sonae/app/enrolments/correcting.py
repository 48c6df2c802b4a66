"""What can be put right in an event of the ledger, by whom, and what would follow? Nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from sonae.app.accounts.roles import CHECK, UNDERWRITE
from sonae.app.enrolments import joining
from sonae.app.enrolments.joining import NotEnrolledError
from sonae.app.enrolments.models import Enrolment
from sonae.app.enrolments.premiums import repriced
from sonae.app.enrolments.queries import scheme_of
from sonae.core.enrolment import State, live, state
from sonae.core.enrolment_difference import FACILITY, HOLDER, OFFICE
from sonae.core.enrolment_events import Declare, Event, Hold, Holder, Insure, InsuredFacility, Office, Operation
from sonae.core.enrolment_history import correct
from sonae.core.enrolment_periods import periods
from sonae.core.moments import Term
from sonae.core.problems import problem

Part = Holder | InsuredFacility | Office
# what is only printed; all else has a price
PRINTED = {
    HOLDER: ("name", "kana", "representative"),
    FACILITY: ("name", "kana", "address", "manager", "institution_code"),
    OFFICE: ("name", "address"),
}
NEEDED = ("name", "kana")


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

    @property
    def premium_yen(self) -> int:
        """What more is owed with it, whole yen; negative where something is returned."""
        return sum(one.premium_yen for one in self.events)


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


def put_right(changes: Sequence[Operation], values: Mapping[str, Mapping[str, object]]) -> tuple[Operation, ...]:
    """The operations with other values: those of the holder under ``holder``, all others under their keys."""

    def right(one: Operation) -> Operation:
        match one:
            case Hold(holder):
                return Hold(replace(holder, **values.get(HOLDER, {})))  # type: ignore[arg-type]  # by the form's fields
            case Insure(facility):
                return Insure(replace(facility, **values.get(facility.key, {})))  # type: ignore[arg-type]
            case Declare(offices):
                told = tuple(replace(office, **values.get(office.key, {})) for office in offices)  # type: ignore[arg-type]
                return replace(one, offices=told)
        return one

    return tuple(map(right, changes))


def act_for(event: Event, changes: Sequence[Operation], valid_from: datetime | None) -> str:
    """The act that a role must be able to do: to check for what is printed, to underwrite for what prices."""
    if valid_from not in {None, event.valid_from}:
        return UNDERWRITE
    return CHECK if _without_print(event.changes) == _without_print(changes) else UNDERWRITE


def _without_print(changes: Sequence[Operation]) -> tuple[Operation, ...]:
    """The operations with all that is only printed left out."""
    blank = {place.key or place.subject: dict.fromkeys(PRINTED[place.subject], "") for place in places(changes)}
    return put_right(changes, blank)


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
    """What recording this would append. Raises core's ImpossibleEventsError or NotEnrolledError where it cannot be."""
    known = enrolment.to_core()
    moment = max(at, known[-1].recorded_at)  # whoever waited for another's turn has looked at the clock before it
    events = correct(
        known,
        number=number,
        changes=changes,
        recorded_at=moment,
        price=repriced(known, enrolment.term, scheme_of(enrolment).joining.mid_term_rounding),
        term=enrolment.term,
        valid_from=valid_from,
        reason=reason,
    )
    _insurable(enrolment, [*known, *events])
    wrong = known[number - 1]
    on = max(wrong.valid_from, valid_from or wrong.valid_from)
    before, after = (state(told, on=on, as_known=moment, term=enrolment.term) for told in (known, (*known, *events)))
    return Planned(known, events, before, after)


def _insurable(enrolment: Enrolment, events: Sequence[Event]) -> None:
    """Hold the facilities of a ledger; raise NotEnrolledError for one that is another's or enrolled elsewhere."""
    told = periods(events, term=enrolment.term, as_known=events[-1].recorded_at)
    own = joining.held(enrolment.member, (joining.facility_pk(one.facility_key) for one in told))
    wanted = [(one, own.get(joining.facility_pk(one.facility_key))) for one in told]
    wrong = [problem("changes", "facility_not_of_member") for _, facility in wanted if facility is None]
    terms = [("changes", facility, Term(one.valid_from, one.valid_to)) for one, facility in wanted if facility]
    if wrong := [*wrong, *joining.taken(terms, apart_from=enrolment)]:
        raise NotEnrolledError(wrong)
