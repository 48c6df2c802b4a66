"""Who answers which call of the playbook in this scheme, and where does each line of the sheet come from?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from sonae.app.quoting import said
from sonae.core.playbook import Call, Door, Duty, Playbook, Point
from sonae.core.scheme import Contact, Scheme
from sonae.documents.first_hour import DESK, answering

_LINES = re.compile(r"(?P<file>[^:/]+\.\w+):[\d,-]+")


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
    """Somebody to call, ready to be shown; an empty ``phone`` is to be asked for and written in."""

    call: Call
    name: str
    phone: str
    hours: str

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
    """Everybody beside the desk; a contact that the scheme does not have is left out."""
    rows = []
    for call in playbook.calls:
        contact = scheme.contact(call.role) if call.role else None
        if call.role == DESK or (call.role and contact is None):
            continue
        if contact:
            rows.append(CallRow(call, said.text(contact.name), contact.phone, said.hours(contact)))
        else:
            name = said.text(call.name) if call.name else ""
            rows.append(CallRow(call, name, call.phone, said.text(call.hours) if call.hours else ""))
    return rows


@dataclass(frozen=True, slots=True)
class Sourced:
    """One line of the sheet and the places it comes from (addresses, or files of the catalogue)."""

    words: str
    status: str
    places: tuple[str, ...]


def sources(playbook: Playbook) -> list[Sourced]:
    """Where every line comes from, in the order of the sheet."""
    lines: Iterable[Point | Duty | Call] = (
        *playbook.steps,
        *playbook.donts,
        *playbook.calls,
        *playbook.duties,
        *playbook.notes,
    )
    return [Sourced(_words(one), one.status, tuple(_place(where, playbook) for where in one.sources)) for one in lines]


def _words(line: Point | Duty | Call) -> str:
    if not isinstance(line, Call):
        return said.text(line.text)
    return said.text(line.name) if line.name else said.say(f"role.{line.role}")


def _place(where: str, playbook: Playbook) -> str:
    found = _LINES.fullmatch(where)
    if found is None or found["file"] not in playbook.sources:
        return where
    lines = where.removeprefix(f"{found['file']}:")
    return f"{said.text(playbook.sources[found['file']])} {lines}"
