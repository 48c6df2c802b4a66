"""What differs between two states of an enrolment: two moments, or what was believed of one moment at two others?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from typing import NamedTuple

from sonae.core.enrolment import State
from sonae.core.enrolment_events import PAIRS, Holder, InsuredFacility, Office

ENROLMENT, HOLDER, FACILITY, OFFICE = "enrolment", "holder", "facility", "office"
Held = int | str | bool | None
Name = tuple[str, str, str, str]


class Moved(NamedTuple):
    """One thing that is another, ``before`` and ``after``; None where it is not there.

    ``subject`` is what it belongs to (``enrolment``, ``holder``, or the ``facility`` or ``office`` of this ``key``),
    ``field`` what of it, ``item`` which measure, product or rider. Its words: ``enrolment.SUBJECT.FIELD``.
    """

    subject: str
    key: str
    field: str
    item: str
    before: Held
    after: Held


def difference(before: State, after: State) -> tuple[Moved, ...]:
    """Return everything that differs between two states but their moments and events; nothing where they hold alike."""
    one, other = dict(_told(before)), dict(_told(after))
    names = dict.fromkeys((*one, *other))
    pairs = ((name, one.get(name), other.get(name)) for name in names)
    return tuple(Moved(*name, was, now) for name, was, now in pairs if was != now)


def _told(state: State) -> Iterator[tuple[Name, Held]]:
    """Yield everything a state says, each thing by its name."""
    for name in ("in_force", "ended", "shared", "way", "instalments", "annual_yen"):
        yield (ENROLMENT, "", name, ""), getattr(state, name)
    if state.holder:
        yield from _fields(HOLDER, "", state.holder)
    for facility in state.facilities:
        yield from _fields(FACILITY, facility.key, facility)
    for office in state.offices:
        yield from _fields(OFFICE, office.key, office)


def _fields(subject: str, key: str, value: Holder | InsuredFacility | Office) -> Iterator[tuple[Name, Held]]:
    for name in (one.name for one in fields(value)):
        held = getattr(value, name)
        if name in PAIRS:
            yield from (((subject, key, name, item), what) for item, what in held)
        else:
            yield (subject, key, name, ""), held
