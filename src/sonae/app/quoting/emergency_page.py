"""Who answers which call of the playbook in this scheme, and where does each line of the sheet come from?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.quoting import said
from sonae.app.quoting.scheme_page import Section, sections
from sonae.core.playbook import Call, Door, Duty, Playbook, Point, borrowed_from
from sonae.core.scheme import Contact, Fact, Scheme, Text
from sonae.documents import first_hour
from sonae.documents.first_hour import DESK, answering, for_kinds


@dataclass(frozen=True, slots=True)
class OpenDoor:
    """One way in, with the contacts of this scheme that answer it."""

    door: Door
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class Step:
    point: Point
    contacts: tuple[Contact, ...]


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody to call, ready to be shown; an empty ``phone`` is to be asked for and written in.

    ``whom`` says for which of the scheme's kinds, where it is not for all of them.
    """

    call: Call
    name: str
    phone: str
    hours: str
    whom: str = ""

    @property
    def dialled(self) -> str:
        """The number as a telephone takes it: `#9110` keeps its sign in an address."""
        return self.phone.replace("-", "").replace("#", "%23")

    @property
    def address(self) -> str:
        """Whose page to look for, as it is typed from paper."""
        return urlsplit(self.call.link).netloc


def doors(scheme: Scheme, playbook: Playbook) -> list[OpenDoor]:
    """The doors; two contacts that share one number stand there once."""
    return [OpenDoor(door, answering(scheme, door.contacts)) for door in playbook.doors]


def steps(scheme: Scheme, playbook: Playbook) -> list[Step]:
    return [Step(point, answering(scheme, (point.contact,) if point.contact else ())) for point in playbook.steps]


def calls(scheme: Scheme, playbook: Playbook) -> list[CallRow]:
    """Everybody beside the desk."""
    return [_row(call, scheme) for call in playbook.calls if call.role != DESK]


def _row(call: Call, scheme: Scheme) -> CallRow:
    contact = scheme.contact(call.role) if call.role else None
    whom = for_kinds(scheme, current().words, dates.language(), call.kinds)
    if contact:
        return CallRow(call, said.text(contact.name), contact.phone, said.hours(contact), whom)
    name = said.text(call.name) if call.name else ""
    return CallRow(call, name, call.phone, said.text(call.hours) if call.hours else "", whom)


def facts(scheme: Scheme) -> tuple[Section, ...]:
    """All that the scheme wants known in an emergency, under its headings."""
    return sections(first_hour.facts(scheme))


def for_whom(scheme: Scheme, fact: Fact) -> str:
    return first_hour.for_whom(scheme, current().words, dates.language(), fact)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a line comes from (an address, or a file of the catalogue); ``borrowed`` from another scheme's brochure."""

    place: str
    borrowed: bool


@dataclass(frozen=True, slots=True)
class Sourced:
    """One line of the sheet, how sure it is for this scheme, and the places it comes from."""

    words: str
    status: str
    places: tuple[Source, ...]

    @property
    def badge(self) -> str:
        """How sure an instruction is, as a word's key: what a brochure states is no amount."""
        return "stated.printed" if self.status == "printed" else f"status.{self.status}"


def sources(scheme: Scheme, playbook: Playbook) -> list[Sourced]:
    """Where every line of the fitted playbook comes from, in the order of the sheet."""
    titles, others = {**scheme.sources, **playbook.sources}, borrowed_from(playbook, scheme)
    return [
        Sourced(_words(one), one.status, tuple(_source(where, titles, others) for where in one.sources))
        for one in playbook.lines
    ]


def _words(line: Point | Duty | Call) -> str:
    if not isinstance(line, Call):
        return said.text(line.text)
    return said.text(line.name) if line.name else said.say(f"role.{line.role}")


def _source(where: str, titles: Mapping[str, Text], others: frozenset[str]) -> Source:
    file, _colon, lines = where.partition(":")
    if not lines or file not in titles:
        return Source(where, borrowed=False)
    return Source(f"{said.text(titles[file])} {lines}", file in others)
