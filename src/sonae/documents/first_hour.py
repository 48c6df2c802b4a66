"""What does a scheme's emergency sheet say: whom it asks to call, for whom a line is, and the scheme's own facts?"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from sonae.core.playbook import BORROWED, Door, Playbook, Point, for_scheme
from sonae.core.scheme import Contact, Fact, Scheme, Text
from sonae.core.words import EN, Words
from sonae.documents.labels import labels

DESK = "desk"
MARK = "※"
PLACE = "emergency"
INSTEAD = ("agency", "insurer")
DOORS = {"now": "emergency.door.now", "suspicion": "emergency.door.suspicion"}


def fitted(playbook: Playbook, scheme: Scheme) -> Playbook:
    """Return the playbook as this scheme can follow it: nobody is sent to a number that is not there."""
    playbook = for_scheme(playbook, scheme)
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
    called = answering(scheme, (step.contact,))
    about = "emergency.step.about" if called else "emergency.no-number"
    step = replace(step, text=_said("emergency.no-desk"), about=_said(about))
    if not called:
        return step
    # whom to call instead is what this scheme's own material prints
    status = "example" if scheme.example else "printed"
    return replace(step, status=status, sources=tuple(dict.fromkeys(s for one in called for s in one.sources)))


def _said(key: str) -> Text:
    return Text(labels("ja")[key], labels("en")[key])


def mark(status: str) -> str:
    """Return the mark of a line that only another scheme's brochure has; what it means stands below the sheet."""
    return MARK if status == BORROWED else ""


def marked(playbook: Playbook) -> bool:
    """Return whether any line of a fitted playbook bears the mark."""
    return any(mark(one.status) for one in playbook.lines)


def facts(scheme: Scheme) -> list[Fact]:
    """Return all that the scheme wants told in an emergency, to whomever: nobody has said yet who is reading."""
    return [fact for fact in scheme.facts if PLACE in fact.show]


def for_whom(scheme: Scheme, words: Words, language: str, fact: Fact) -> str:
    """Return whom a fact is limited to, its kinds, families and plans by name; nothing where it is for all."""
    families = [words.say(f"family.{one}", language) for one in scheme.families if one in fact.families]
    limits = [_joined(names, language) for names in (_kinds(scheme, language, fact.kinds), families) if names]
    if fact.plans:
        codes = _joined(_plans(scheme, fact.plans), language)
        limits.append(words.say("emergency.for.plans", language, (("plans", codes),)))
    # a fact holds only where all its limits do
    return words.say("emergency.for", language, (("names", " / ".join(limits)),)) if limits else ""


def for_kinds(scheme: Scheme, words: Words, language: str, kinds: Collection[str]) -> str:
    """Return for which of the scheme's kinds a line is, or for which few it is not; nothing where it is for all."""
    others = [kind for kind in scheme.kinds if kind not in kinds] if kinds else []
    if not others:
        return ""
    if len(others) < len(scheme.kinds) - len(others):
        return _said_of("emergency.not-for", _kinds(scheme, language, others), words, language)
    return _said_of("emergency.for", _kinds(scheme, language, kinds), words, language)


def _said_of(key: str, names: list[str], words: Words, language: str) -> str:
    return words.say(key, language, (("names", _joined(names, language)),)) if names else ""


def _joined(names: Iterable[str], language: str) -> str:
    return (", " if language == EN else "、").join(names)


def _kinds(scheme: Scheme, language: str, kinds: Collection[str]) -> list[str]:
    return [rule.label.say(language) for kind, rule in scheme.kinds.items() if kind in kinds]


def _plans(scheme: Scheme, plans: Collection[str]) -> list[str]:
    """Return the plans' codes in the brochure's order."""
    return [code for code in dict.fromkeys(plan.code for plan in scheme.plans.values()) if code in plans]
