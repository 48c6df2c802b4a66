"""What is there to do for somebody who is signed in? The slices say it on their AppConfig, and nobody else knows.

`work = (("parties:members", _("加入者"), "read"),)` enters the work menu: url name, words, the act that is needed.
`waiting = "sonae.app.applications.waiting.waits_for"` puts on the home what waits: a function `(person, now)` that
gives `Waiting`s.
`home = "sonae.app.enrolments.sections.of_home"` draws below it what somebody looks for when nothing waits: a function
`(person, now)` that gives a drawn `<section>`, or nothing.
`calls = "sonae.app.quoting.desk.of"` says whom to call in an emergency, at the head of each of a person's pages: a
function `(person)` that gives it drawn, or nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from sonae.app.common.person import Person


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody: what is to be done, where, since when, until which day, and whose it is."""

    label: str | Promise
    url: str
    since: datetime
    due_on: date | None = None
    subject: str = ""


def waiting_for(person: Person, now: datetime) -> list[Waiting]:
    """Everything that waits for a person: what is due first, then what has waited longest."""
    found = [one for waits_for in _named("waiting") for one in waits_for(person, now)]
    return sorted(found, key=lambda one: (one.due_on or date.max, one.since))


def sections(person: Person, now: datetime) -> list[str]:
    """What the slices draw on a person's home below what waits."""
    return [drawn for section in _named("home") if (drawn := section(person, now))]


def calls(person: Person) -> list[str]:
    """Whom to call in an emergency, as the slices draw it."""
    return [drawn for call in _named("calls") if (drawn := call(person))]


def menu(may: Callable[[str], bool]) -> list[tuple[str, Promise]]:
    """The addresses of the work menu with their words, for somebody who may do what `may` says."""
    entries = (entry for app in apps.get_app_configs() for entry in getattr(app, "work", ()))
    return [(reverse(name), words) for name, words, act in entries if may(act)]


def _named(name: str) -> Iterator[Callable[..., Any]]:
    """The functions the slices name on their AppConfig."""
    return (import_string(path) for app in apps.get_app_configs() if (path := getattr(app, name, "")))
