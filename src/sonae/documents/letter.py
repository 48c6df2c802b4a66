"""The letter about a decision (補償についてのお知らせ): what is covered, what is not and why, and what is needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from sonae.core.coverage import Decision
from sonae.core.letter import Cited, Point, letter_of
from sonae.core.moments import TOKYO
from sonae.core.scheme import Scheme
from sonae.core.wording_words import say_status
from sonae.core.words import EN, JA, Words
from sonae.documents.contacts import contact_rows
from sonae.documents.decision import about_cover
from sonae.documents.figures import day
from sonae.documents.frame import decision_frame, publish
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
    cited = _Cited(
        References(decision.wording.sources, side), frozenset(scheme.sources) if scheme else frozenset(), words, side
    )
    return {
        **decision_frame("L", decision, scheme, words, side, at),
        "to": told.to,
        "on": day(at.astimezone(TOKYO).date(), words, side),
        "subject": subject,
        "about": about_cover(decision, words, side),
        "opening": list(told.opening),
        "covered": [one._asdict() for one in told.covered],
        "refused": [cited.point(one) for one in told.refused],
        "elsewhere": told.elsewhere,
        "later": [cited.point(one) for one in told.later],
        "person": [cited.point(one) for one in told.person],
        "undecided": list(told.undecided),
        "needed": [one._asdict() for one in told.needed],
        "unknown": [one._asdict() for one in told.unknown],
        "reduced": [cited.clause(one) for one in told.reduced],
        "not_held": told.not_held,
        "objection": told.objection,
        "assumed": [one._asdict() for one in told.assumed],
        "notes": list(told.notes),
        "contacts": contact_rows(scheme, words, side) if scheme else [],
        "sources": [{**one, "file": ""} if one["title"] else one for one in cited.references.listed()],
    }


class _Cited(NamedTuple):
    """Cites clauses by the brochures they stand in; ``own`` are those of the member's scheme."""

    references: References
    own: frozenset[str]
    words: Words
    language: str

    def point(self, point: Point) -> Json:
        """Return one point with its clauses."""
        return {"what": point.what, "leads": list(point.leads), "clauses": [self.clause(one) for one in point.clauses]}

    def clause(self, clause: Cited) -> Json:
        """Return one clause."""
        return {
            "number": clause.number,
            "heading": clause.heading,
            "text": clause.text,
            "source": self.references.name(clause.sources, self.own),
            "status": clause.status,
            "status_text": say_status(self.words, clause.status, self.language),
            "basis": [one._asdict() for one in clause.basis],
        }
