"""What does a receptionist do when something is wrong, whom does she call, and by when?"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from sonae.core.scheme import Contact, Scheme, Text

EVERYBODY: frozenset[str] = frozenset()
# a brochure says so, but not this scheme's: for this one it is assumed
BORROWED = "borrowed"
GUESSED = frozenset({"assumed", "inferred"})


@dataclass(frozen=True, slots=True)
class Door:
    """How it starts for the person who calls: what to do at once, and which contacts answer."""

    id: str
    text: Text
    about: Text
    contacts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One thing to do, to leave alone or to write down; ``about`` says why or how.

    ``contact`` names the scheme's contact (its role) that the point asks to call, if any; ``kinds``
    the kinds of facility it is for, none meaning all.
    """

    id: str
    text: Text
    about: Text | None
    contact: str
    status: str
    sources: tuple[str, ...]
    kinds: frozenset[str] = EVERYBODY


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to tell.

    With a ``role`` the name, number and hours are those of the scheme's contact. Without one they
    stand here, and an empty ``phone`` means that no number is certain: ask, and write it in.
    ``kinds`` are those whose members may call, none meaning all.
    """

    id: str
    role: str
    name: Text | None
    phone: str
    hours: Text | None
    link: str
    about: Text
    status: str
    sources: tuple[str, ...]
    kinds: frozenset[str] = EVERYBODY


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the law or the contract wants within a time, of all ``kinds`` or of some.

    ``within`` says the time in people's words.
    """

    id: str
    text: Text
    within: Text
    about: Text | None
    status: str
    sources: tuple[str, ...]
    kinds: frozenset[str] = EVERYBODY


@dataclass(frozen=True, slots=True)
class Playbook:
    """One sheet for the first hour: doors, steps, what not to do, calls, duties, what to write down.

    ``trades`` are those of the schemes it is for.
    ``checked_on`` is the day on which numbers and addresses were last compared with their sources.
    """

    code: str
    trades: tuple[str, ...]
    title: Text
    lead: Text
    checked_on: date
    doors: tuple[Door, ...]
    steps: tuple[Point, ...]
    donts: tuple[Point, ...]
    calls: tuple[Call, ...]
    duties: tuple[Duty, ...]
    notes: tuple[Point, ...]
    sources: Mapping[str, Text]

    @property
    def lines(self) -> tuple[Point | Duty | Call, ...]:
        """Every line that has a source, in the order of the sheet."""
        return (*self.steps, *self.donts, *self.calls, *self.duties, *self.notes)


Line = TypeVar("Line", Point, Call, Duty)


def for_scheme(playbook: Playbook, scheme: Scheme) -> Playbook:
    """Return the lines that this scheme's kinds need, each as sure, and with the sources, that it has for them."""
    others = borrowed_from(playbook, scheme)

    def held(lines: Iterable[Line], role: Callable[[Line], str]) -> tuple[Line, ...]:
        here = (one for one in lines if not one.kinds or one.kinds & scheme.kinds.keys())
        return tuple(_held(one, scheme.contact(role(one)), scheme, others) for one in here)

    calls = tuple(call for call in playbook.calls if not call.role or scheme.contact(call.role))
    return replace(
        playbook,
        steps=held(playbook.steps, _contact),
        donts=held(playbook.donts, _contact),
        calls=held(calls, lambda call: call.role),
        duties=held(playbook.duties, lambda _duty: ""),
        notes=held(playbook.notes, _contact),
    )


def borrowed_from(playbook: Playbook, scheme: Scheme) -> frozenset[str]:
    """Return the brochures of the playbook from which this scheme takes nothing as told, at most as assumed."""
    told = [fact.sources for fact in scheme.facts if fact.status not in GUESSED]
    told += [contact.sources for contact in scheme.contacts]
    return frozenset(playbook.sources) - {file_of(source) for sources in told for source in sources}


def file_of(source: str) -> str:
    """Return the file of ``file:lines``; a web address stays what it is."""
    return source if "://" in source else source.split(":", 1)[0]


def _contact(point: Point) -> str:
    return point.contact


def _held(line: Line, contact: Contact | None, scheme: Scheme, others: frozenset[str]) -> Line:
    """Return a line as this scheme has it: where it names a contact, that one's own source comes first."""
    own: tuple[str, ...] = contact.sources if contact else ()
    sources = tuple(dict.fromkeys((*own, *line.sources)))
    status = line.status
    if status == "printed" and own and scheme.example:
        status = "example"
    elif status == "printed" and all(file_of(source) in others for source in sources):
        status = BORROWED
    return replace(line, status=status, sources=sources)
