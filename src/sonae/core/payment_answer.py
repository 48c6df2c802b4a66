"""Which papers does a claim still need, and by which day must it be paid?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sonae.core.answer import Json
from sonae.core.claims import Payment, switch_values
from sonae.core.cover_terms import CoverTerms
from sonae.core.extensions import Notice, Obstruction
from sonae.core.moments import iso
from sonae.core.papers import Completeness, Paper, PaperGroup, completeness
from sonae.core.payment_day import ASSUMED, PaymentDay, Says, payment_day
from sonae.core.problems import Problem, Refusal
from sonae.core.switches import assumed_in
from sonae.core.trace import Params, as_dict
from sonae.core.wording import Wording
from sonae.core.words import EN, Words


class Payable(NamedTuple):
    """The papers of the claim for one event, and the last day of payment once they are complete.

    ``given`` are the papers it was reckoned from, ``payments`` what was paid on the claim before.
    """

    event: str
    papers: Completeness
    day: PaymentDay | None
    given: tuple[Paper, ...] = ()
    payments: tuple[Payment, ...] = ()

    @property
    def late(self) -> tuple[tuple[Payment, int], ...]:
        """The payments that came after the last day, each with how many days late."""
        if self.day is None:
            return ()
        days = ((one, (one.paid_on - self.day.last_day).days) for one in self.payments)
        return tuple((one, late) for one, late in days if late > 0)


def payable(
    wording: Wording,
    cover: CoverTerms,
    event: str,
    claim_types: Collection[str],
    papers: Sequence[Paper],
    notices: Sequence[Notice] = (),
    obstructions: Sequence[Obstruction] = (),
) -> Payable | Refusal:
    """Return what is missing and by when payment is due, or everything that is wrong with what was given."""
    found = completeness(wording.papers, claim_types, papers)
    if isinstance(found, Refusal):
        return _of(event, found)
    if found.complete_at is None:
        return Payable(event, found, None, tuple(papers))
    values, says = switch_values(wording, cover), _says(wording, cover)
    assumed = assumed_in(wording.switches, cover.switches)
    day = payment_day(wording.papers, found.complete_at, values, notices, obstructions, says=says, assumed=assumed)
    # papers are of the event; notices and obstructions stand apart, and say themselves of which they are
    return day if isinstance(day, Refusal) else Payable(event, found, day, tuple(papers))


def _says(wording: Wording, cover: CoverTerms) -> Says:
    """Return who says which day is the first: the insurer for this cover, or the wording's switch."""
    name = wording.papers.first_day
    if name in cover.switches:
        return Says("", "")
    switch = wording.switches.get(name)
    return Says(switch.status, switch.sources[0]) if switch and switch.value is not None else ASSUMED


def _of(event: str, refusal: Refusal) -> Refusal:
    """Return the problems with the event they are about."""
    return Refusal(tuple(Problem(f"papers.{event}.{one.field}", one.key, one.params) for one in refusal.errors))


def payable_answer(one: Payable, words: Words, language: str, *, at: datetime, due: int) -> Json:
    """Return it as JSON says it; ``due`` is what is still to be paid for the event, in yen, and ``at`` the moment."""
    complete, day = one.papers.complete_at, one.day
    return {
        "event": one.event,
        "needed": [_group(group, language) for group in one.papers.needed],
        "missing": [group.id for group in one.papers.missing],
        "outstanding": [paper.name for paper in one.papers.outstanding],
        "complete_at": iso(complete) if complete else None,
        "pay_by": day.last_day.isoformat() if day else None,
        "due_yen": due,
        "overdue": is_overdue(one, at, due),
        "interest_from": day.interest_from.isoformat() if day else None,
        "late": [
            {"payment": paid.id, "yen": paid.yen, "on": paid.paid_on.isoformat(), "days": days}
            for paid, days in one.late
        ],
        "extended": bool(day and day.course.taken),
        "days_lost": day.course.lost if day else 0,
        "moved": list(say_moved(one, words, language)),
        "trace": [as_dict(line) for line in (one.papers.line, *((day.line,) if day else ()))],
        "text": payable_text(one, words, language, at=at, due=due),
    }


def _group(group: PaperGroup, language: str) -> Json:
    return {"id": group.id, "number": group.number, "text": group.text.say(language)}


def is_overdue(one: Payable, at: datetime, due: int) -> bool:
    """Return whether the last day has passed and something is still to be paid."""
    return bool(due and one.day and at >= one.day.deadline)


def payable_text(one: Payable, words: Words, language: str, *, at: datetime, due: int) -> str:
    """Return ``say_payable`` in one line."""
    return (" " if language == EN else "").join(say_payable(one, words, language, at=at, due=due))


def say_payable(one: Payable, words: Words, language: str, *, at: datetime, due: int) -> tuple[str, ...]:
    """Return in sentences what is still to be paid of an event (``due`` yen), and what is missing for it or by when.

    With the day it is told how it was counted and, once it has passed, since when interest runs.
    """
    return tuple(_said(one, words, language, at, due))


def _said(one: Payable, words: Words, language: str, at: datetime, due: int) -> Iterator[str]:
    yield words.say("payable_due", language, (("due", due),))
    if one.day is None:
        names = [f"{group.number} {group.text.say(language)}" for group in one.papers.missing]
        names += [paper.name for paper in one.papers.outstanding]
        between = words.say("letter.between", language)
        yield words.say("papers_wanted", language, (("names", between.join(names)),))
        return
    day = one.day
    yield words.say("payable_by", language, (("day", day.last_day), ("complete_at", one.papers.complete_at)))
    first, *_ = day.line.children
    mark = f"[{words.say('status.assumed', language)}] " if first.status == ASSUMED.status else ""
    yield f"{mark}{words.line(first, language)}{'.' if language == EN else '。'}"
    if is_overdue(one, at, due):
        yield words.say("payable_overdue", language, (("day", day.interest_from),))
    for paid, days in one.late:
        about: Params = (("typed", paid.id), ("paid", paid.yen), ("on", paid.paid_on), ("days", days))
        yield words.say("payable_late", language, (*about, ("day", day.interest_from)))


def say_moved(one: Payable, words: Words, language: str) -> tuple[str, ...]:
    """Return a sentence for each thing that moved the day, or was meant to and did not."""
    lines = one.day.line.children if one.day else ()
    moved = [line for line in lines if line.key.startswith("extension.")]
    said = [": ".join(words.line(part, language) for part in (line, *line.children)) for line in moved]
    idle = [words.problem(problem, language) for problem in (one.day.course.problems if one.day else ())]
    return (*said, *(words.say("payable_not_moved", language, (("typed", text),)) for text in idle))
