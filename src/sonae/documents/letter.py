"""The letter about a decision (補償についてのお知らせ): what is covered, what is not and why, and what is needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sonae.core.coverage import Decision
from sonae.core.letter import Cited, Point, letter_of
from sonae.core.moments import TOKYO
from sonae.core.scheme import Scheme
from sonae.core.wording_words import say_status
from sonae.core.words import EN, JA, Words
from sonae.documents.contacts import contact_rows
from sonae.documents.decision import about_cover
from sonae.documents.figures import day
from sonae.documents.frame import publish, wording_frame
from sonae.documents.sources import References
from sonae.documents.typesetting import Json


def decision_letter(
    decision: Decision,
    words: Words,
    language: str,
    *,
    at: datetime,
    scheme: Scheme | None = None,
    subject: str = "",
    unknown: Iterable[str] = (),
) -> bytes:
    """Return the letter as PDF (A4 portrait), dated ``at``.

    ``scheme`` says whom to ask, ``subject`` what the incident is called; ``unknown`` are facts that nobody knows.
    """
    return publish("letter", letter(decision, words, language, at, scheme, subject, unknown), at)


def letter(
    decision: Decision,
    words: Words,
    language: str,
    at: datetime,
    scheme: Scheme | None,
    subject: str,
    unknown: Iterable[str],
) -> Json:
    """Return all that the letter says, as its template reads it."""
    side = EN if language == EN else JA
    told = letter_of(decision, words, side, unknown)
    cited = References(decision.wording.sources, side)
    return {
        **wording_frame("L", decision.wording, scheme, words, side),
        "to": told.to,
        "on": day(at.astimezone(TOKYO).date(), words, side),
        "subject": subject,
        "about": about_cover(decision, words, side),
        "opening": list(told.opening),
        "covered": list(told.covered),
        "refused": [_point(one, words, side, cited) for one in told.refused],
        "later": [_point(one, words, side, cited) for one in told.later],
        "person": [_point(one, words, side, cited) for one in told.person],
        "undecided": list(told.undecided),
        "needed": [one._asdict() for one in told.needed],
        "more_needed": told.more_needed,
        "reduced": [_cited(one, words, side, cited) for one in told.reduced],
        "not_held": told.not_held,
        "objection": told.objection,
        "assumed": list(told.assumed),
        "notes": list(told.notes),
        "contacts": contact_rows(scheme, words, side) if scheme else [],
        "sources": cited.listed(),
    }


def _point(point: Point, words: Words, language: str, cited: References) -> Json:
    clauses = [_cited(one, words, language, cited) for one in point.clauses]
    return {"what": point.what, "lead": point.lead, "clauses": clauses}


def _cited(clause: Cited, words: Words, language: str, cited: References) -> Json:
    return {
        "number": clause.number,
        "heading": clause.heading,
        "text": clause.text,
        "source": cited.cite(clause.sources),
        "status": clause.status,
        "status_text": say_status(words, clause.status, language),
        "basis": [one._asdict() for one in clause.basis],
    }
