"""Whom does the playbook ask to call in a scheme without a desk, or without an agency's number?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sonae.core.playbook import Door, Playbook, Point
from sonae.core.scheme import Contact, Scheme, Text
from sonae.documents.labels import labels

DESK = "desk"
INSTEAD = ("agency", "insurer")
DOORS = {"now": "emergency.door.now", "suspicion": "emergency.door.suspicion"}


def fitted(playbook: Playbook, scheme: Scheme) -> Playbook:
    """Return the playbook in words this scheme can follow: nobody is sent to a number that is not there."""
    doors = tuple(_door(door, scheme) for door in playbook.doors)
    steps = tuple(_step(step, scheme) for step in playbook.steps)
    return replace(playbook, doors=doors, steps=steps)


def answering(scheme: Scheme, roles: Iterable[str]) -> tuple[Contact, ...]:
    """Return who answers by telephone, each number once; agency and insurer stand in for a desk."""
    asked = tuple(roles)
    if DESK in asked and not _numbers(scheme, (DESK,)):
        asked = INSTEAD
    return _numbers(scheme, asked)


def _numbers(scheme: Scheme, roles: Iterable[str]) -> tuple[Contact, ...]:
    found: dict[str, Contact] = {}
    for role in roles:
        contact = scheme.contact(role)
        if contact and contact.phone:
            found.setdefault(contact.phone, contact)
    return tuple(found.values())


def _door(door: Door, scheme: Scheme) -> Door:
    if _numbers(scheme, door.contacts):
        return door
    known = DOORS.get(door.id, "") if answering(scheme, door.contacts) else ""
    return replace(door, about=_said(known or "emergency.no-number"))


def _step(step: Point, scheme: Scheme) -> Point:
    if not step.contact or _numbers(scheme, (step.contact,)):
        return step
    about = "emergency.step.about" if answering(scheme, (step.contact,)) else "emergency.no-number"
    return replace(step, text=_said("emergency.no-desk"), about=_said(about))


def _said(key: str) -> Text:
    return Text(labels("ja")[key], labels("en")[key])
