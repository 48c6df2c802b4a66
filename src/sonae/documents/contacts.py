"""Whom can the reader call, when, and on which days not?"""

from __future__ import annotations

from datetime import time

from sonae.core.scheme import Contact, Hours, Scheme
from sonae.core.words import EN, Words
from sonae.documents.typesetting import Json

MIDNIGHT, LAST_MINUTE = time(0), time(23, 59)


def contact_rows(scheme: Scheme, words: Words, language: str) -> list[Json]:
    """Return every contact of the scheme with its own hours and closed days."""
    return [contact_row(one, words, language) for one in scheme.contacts]


def contact_row(contact: Contact, words: Words, language: str) -> Json:
    """Return one contact in words."""
    return {
        "role": contact.role,
        "role_text": words.say(f"role.{contact.role}", language),
        "name": contact.name.say(language),
        "phone": contact.phone,
        "fax": contact.fax,
        "address": contact.address.say(language),
        "hours": hours_text(contact.hours, words, language),
        "closed": closed_text(contact.hours, words, language),
        "note": contact.note.say(language) if contact.note else "",
    }


def hours_text(hours: Hours | None, words: Words, language: str) -> str:
    """Return ``平日 9:00〜17:00``, ``Weekdays 9:00–17:00``, or that it never closes."""
    if hours is None:
        return words.say("hours.not_published", language)
    if hours.days == "all" and hours.opens == MIDNIGHT and hours.closes >= LAST_MINUTE:
        return words.say("hours.always", language)
    days = words.say(f"days.{hours.days}", language)
    to = "–" if language == EN else "〜"
    return f"{days} {_clock(hours.opens)}{to}{_clock(hours.closes)}"


def _clock(at: time) -> str:
    return f"{at.hour}:{at.minute:02}"


def closed_text(hours: Hours | None, words: Words, language: str) -> str:
    """Return the closed days in words, or nothing where none are named."""
    closed = hours.closed if hours else ()
    between = ", " if language == EN else "、"
    return between.join(words.say(f"closed.{one}", language) for one in closed)
