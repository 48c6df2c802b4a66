"""What does a receptionist do when something is wrong, whom does she call, and by when?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sonae.core.scheme import Text


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

    ``contact`` names the scheme's contact (its role) that the point asks to call, if any.
    """

    id: str
    text: Text
    about: Text | None
    contact: str
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Call:
    """Somebody to tell.

    With a ``role`` the name, number and hours are those of the scheme's contact. Without one they
    stand here, and an empty ``phone`` means that no number is certain: ask, and write it in.
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


@dataclass(frozen=True, slots=True)
class Duty:
    """Something the law or the contract wants within a time; ``within`` in people's words."""

    id: str
    text: Text
    within: Text
    about: Text | None
    status: str
    sources: tuple[str, ...]


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
