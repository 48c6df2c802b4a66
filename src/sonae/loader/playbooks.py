"""How does a folder with a playbook.yaml become a core Playbook?"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sonae.core.playbook import Call, Door, Duty, Playbook, Point
from sonae.loader.editions import check_code, read_edition_file
from sonae.loader.problems import Log
from sonae.loader.shapes import BAD, Choice, ListOf, Opt, Record, Values
from sonae.loader.sources import SOURCES, check_sources
from sonae.loader.trades import KINDS, NamedKind, check_trades, kinds_named
from sonae.loader.unique import check_unique
from sonae.loader.vocabulary import CODE, DAY, TEXT, WORDS
from sonae.loader.wording_shape import SOURCED

ROLE = Choice(("desk", "agency", "insurer", "policyholder", "adr"))
POINT = Record(
    {
        "id": CODE,
        "text": WORDS,
        "about": Opt(WORDS),
        "contact": Opt(ROLE, ""),
        "kinds": KINDS,
        **SOURCED,
    }
)
CALL = Record(
    {
        "id": CODE,
        "role": Opt(ROLE, ""),
        "name": Opt(WORDS),
        "phone": Opt(TEXT, ""),
        "hours": Opt(WORDS),
        "link": Opt(TEXT, ""),
        "about": WORDS,
        "kinds": KINDS,
        **SOURCED,
    }
)
DUTY = Record(
    {
        "id": CODE,
        "text": WORDS,
        "within": WORDS,
        "about": Opt(WORDS),
        "kinds": KINDS,
        **SOURCED,
    }
)
PLAYBOOK = Record(
    {
        "playbook": CODE,
        "trades": ListOf(CODE),
        "title": WORDS,
        "lead": WORDS,
        "checked_on": DAY,
        "sources": SOURCES,
        "doors": ListOf(Record({"id": CODE, "text": WORDS, "about": WORDS, "contacts": ListOf(ROLE)})),
        "steps": ListOf(POINT),
        "donts": ListOf(POINT),
        "calls": ListOf(CALL),
        "duties": ListOf(DUTY),
        "notes": ListOf(POINT),
    }
)
SECTIONS = ("steps", "donts", "calls", "duties", "notes")


@dataclass(frozen=True, slots=True)
class ReadPlaybook:
    """A playbook and where its lines name kinds of facility, so that a later check can name the line."""

    playbook: Playbook
    named: tuple[NamedKind, ...]


def read_playbook(folder: Path, root: Path, log: Log) -> ReadPlaybook | None:
    """Return the playbook in ``folder``, or None after noting what is wrong with it."""
    values = read_edition_file(folder / "playbook.yaml", root, PLAYBOOK, log)
    if values is BAD:
        return None
    check_trades(values, log)
    _check(values, folder, log)
    lines = ((f"{section}.{one['id']}", one) for section in SECTIONS for one in values[section])
    return ReadPlaybook(_playbook(values), kinds_named(lines))


def _playbook(values: Values) -> Playbook:
    return Playbook(
        code=values["playbook"],
        trades=values["trades"],
        title=values["title"],
        lead=values["lead"],
        checked_on=values["checked_on"],
        doors=tuple(Door(one["id"], one["text"], one["about"], one["contacts"]) for one in values["doors"]),
        steps=tuple(_point(one) for one in values["steps"]),
        donts=tuple(_point(one) for one in values["donts"]),
        calls=tuple(_call(one) for one in values["calls"]),
        duties=tuple(_duty(one) for one in values["duties"]),
        notes=tuple(_point(one) for one in values["notes"]),
        sources=values["sources"],
    )


def _check(values: Values, folder: Path, log: Log) -> None:
    check_code(values, "playbook", folder, log)
    for section in SECTIONS:
        check_unique(values[section], "id", log)
        for one in values[section]:
            check_sources(one["source"], values["sources"], one.place("source"), log)
    for call in values["calls"]:
        if not call["role"] and call["name"] is None:
            log.add(call.at, f"calls.{call['id']}.name", "missing_key", shape="{ja, en}, or a role of the scheme")


def _point(one: Values) -> Point:
    kinds = frozenset(one["kinds"])
    return Point(one["id"], one["text"], one["about"], one["contact"], one["status"], one["source"], kinds)


def _call(one: Values) -> Call:
    return Call(
        id=one["id"],
        role=one["role"],
        name=one["name"],
        phone=one["phone"],
        hours=one["hours"],
        link=one["link"],
        about=one["about"],
        status=one["status"],
        sources=one["source"],
        kinds=frozenset(one["kinds"]),
    )


def _duty(one: Values) -> Duty:
    kinds = frozenset(one["kinds"])
    return Duty(one["id"], one["text"], one["within"], one["about"], one["status"], one["source"], kinds)
