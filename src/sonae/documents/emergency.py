"""The emergency sheet (緊急時の手引き): one page for the wall and the FAX, and what else the scheme wants known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from sonae.core.playbook import BORROWED, Call, Door, Duty, Playbook, Point
from sonae.core.scheme import Contact, Scheme, Text
from sonae.core.words import EN, JA, Words
from sonae.documents.contacts import contact_row, hours_text
from sonae.documents.figures import day
from sonae.documents.first_hour import DESK, answering, facts, fitted, for_kinds, for_whom, mark, marked
from sonae.documents.frame import dated, frame, publish
from sonae.documents.notices import notice_groups
from sonae.documents.sources import References
from sonae.documents.typesetting import Json


def emergency_sheet(scheme: Scheme, words: Words, language: str, steps: Playbook) -> bytes:
    """Return the first-hour sheet as PDF: one A4 page for the wall, black on white, fit for FAX.

    What the scheme's own material wants known stands on a page behind it. Raises PaperError where the playbook
    says more than one page can hold in readable type.
    """
    return publish("emergency", emergency(scheme, words, language, steps), dated(scheme))


def emergency(scheme: Scheme, words: Words, language: str, steps: Playbook) -> Json:
    """Return all that the sheet says, as its template reads it."""
    side = EN if language == EN else JA
    steps, called = fitted(steps, scheme), answering(scheme, (DESK,))
    cited = References(scheme.sources, side)
    return {
        **frame("E", scheme, words, side),
        "title": steps.title.say(side),
        "lead": steps.lead.say(side),
        "checked": day(steps.checked_on, words, side),
        "desk": next((contact_row(one, words, side) for one in called if one.role == DESK), None),
        "instead": [contact_row(one, words, side) for one in called],
        "doors": [_door(door, scheme, words, side) for door in steps.doors],
        "steps": [_step(step, scheme, words, side) for step in steps.steps],
        "donts": _points(steps.donts, side),
        "calls": _calls(steps.calls, scheme, words, side),
        "duties": [_duty(duty, side) for duty in steps.duties],
        "notes": _points(steps.notes, side),
        "borrowed": f"{mark(BORROWED)} {words.say(f'status.{BORROWED}.about', side)}" if marked(steps) else "",
        "facts": _facts(scheme, words, side, cited),
        "sources": cited.listed(),
    }


def _facts(scheme: Scheme, words: Words, language: str, cited: References) -> list[Json]:
    """Return the scheme's own facts by subject, each after the words whom it is limited to."""
    told = []
    for fact in facts(scheme):
        whom = for_whom(scheme, words, language, fact)
        said = f"[{whom}] {fact.text.say(language)}" if whom else fact.text.say(language)
        told.append(replace(fact, text=Text(said, said)))
    return notice_groups(told, words, language, cited, among=False)


def _door(door: Door, scheme: Scheme, words: Words, language: str) -> Json:
    return {
        "text": door.text.say(language),
        "about": door.about.say(language),
        "phones": [_number(one, words, language) for one in answering(scheme, door.contacts)],
    }


def _number(contact: Contact, words: Words, language: str) -> Json:
    """Return a number with whose it is and when it answers; the desk's own stands large above."""
    if contact.role == DESK:
        return {"name": "", "phone": contact.phone, "hours": ""}
    row = contact_row(contact, words, language)
    return {"name": row["role_text"], "phone": contact.phone, "hours": row["hours"]}


def _step(step: Point, scheme: Scheme, words: Words, language: str) -> Json:
    """Return a step; where others stand in for the desk, with their numbers and hours."""
    told = _points([step], language)[0]
    others = [one for one in answering(scheme, (step.contact,)) if one.role != DESK] if step.contact else []
    numbers = [_number(one, words, language) for one in others]
    said = [f"{one['name']} {one['phone']} ({one['hours']})" for one in numbers]
    return {**told, "about": "\n".join([str(told["about"]), *said])}


def _points(points: Iterable[Point], language: str) -> list[Json]:
    return [
        {
            "text": one.text.say(language),
            "about": one.about.say(language) if one.about else "",
            "mark": mark(one.status),
        }
        for one in points
    ]


def _duty(duty: Duty, language: str) -> Json:
    return {
        "text": duty.text.say(language),
        "within": duty.within.say(language),
        "about": duty.about.say(language) if duty.about else "",
        "mark": mark(duty.status),
    }


def _calls(calls: Iterable[Call], scheme: Scheme, words: Words, language: str) -> list[Json]:
    """Return whom to call beside the desk."""
    rows = []
    for call in calls:
        contact = scheme.contact(call.role) if call.role else None
        if call.role == DESK:
            continue
        row = _call(call, contact, words, language)
        rows.append({**row, "for": for_kinds(scheme, words, language, call.kinds), "mark": mark(call.status)})
    return rows


def _call(call: Call, contact: Contact | None, words: Words, language: str) -> Json:
    if contact is not None:
        name, phone, fax = contact.name.say(language), contact.phone, contact.fax
        hours = hours_text(contact.hours, words, language)
    else:
        name, phone, fax = (call.name.say(language) if call.name else ""), call.phone, ""
        hours = call.hours.say(language) if call.hours else ""
    return {
        "name": name,
        "phone": phone,
        "fax": fax,
        "hours": hours,
        "site": urlsplit(call.link).hostname or "",
        "about": call.about.say(language),
    }
