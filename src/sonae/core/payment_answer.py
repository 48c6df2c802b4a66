"""Which papers does a claim still need, and by which day must it be paid?"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from sonae.core.answer import Json
from sonae.core.claims import switch_values
from sonae.core.cover_terms import CoverTerms
from sonae.core.extensions import Notice, Obstruction
from sonae.core.papers import Completeness, Paper, PaperGroup, completeness
from sonae.core.payment_day import ASSUMED, PaymentDay, Says, payment_day
from sonae.core.problems import Problem, Refusal
from sonae.core.trace import as_dict
from sonae.core.wording import Wording
from sonae.core.words import Words


class Payable(NamedTuple):
    """The papers of the claim for one event, and the last day of payment once they are complete."""

    event: str
    papers: Completeness
    day: PaymentDay | None


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
        return Payable(event, found, None)
    values, says = switch_values(wording, cover), _says(wording, cover)
    day = payment_day(wording.papers, found.complete_at, values, notices, obstructions, says=says)
    return _of(event, day) if isinstance(day, Refusal) else Payable(event, found, day)


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


def payable_answer(one: Payable, words: Words, language: str) -> Json:
    """Return it as JSON says it."""
    complete, day = one.papers.complete_at, one.day
    return {
        "event": one.event,
        "needed": [_group(group, language) for group in one.papers.needed],
        "missing": [group.id for group in one.papers.missing],
        "outstanding": [paper.name for paper in one.papers.outstanding],
        "complete_at": complete.isoformat() if complete else None,
        "pay_by": day.last_day.isoformat() if day else None,
        "interest_from": day.interest_from.isoformat() if day else None,
        "extended": bool(day and day.course.taken),
        "days_lost": day.course.lost if day else 0,
        "moved": list(say_moved(one, words, language)),
        "trace": [as_dict(line) for line in (one.papers.line, *((day.line,) if day else ()))],
        "text": say_payable(one, words, language),
    }


def _group(group: PaperGroup, language: str) -> Json:
    return {"id": group.id, "number": group.number, "text": group.text.say(language)}


def say_payable(one: Payable, words: Words, language: str) -> str:
    """Return in a sentence what is missing, or by when it must be paid."""
    if one.day:
        params = (("day", one.day.last_day), ("complete_at", one.papers.complete_at))
        return words.say("payable_by", language, params)
    names = [f"{group.number} {group.text.say(language)}" for group in one.papers.missing]
    names += [paper.name for paper in one.papers.outstanding]
    between = words.say("letter.between", language)
    return words.say("papers_wanted", language, (("names", between.join(names)),))


def say_moved(one: Payable, words: Words, language: str) -> tuple[str, ...]:
    """Return a sentence for each thing that moved the day, or was meant to and did not."""
    lines = one.day.line.children if one.day else ()
    moved = [line for line in lines if line.key.startswith("extension.")]
    said = [": ".join(words.line(part, language) for part in (line, *line.children)) for line in moved]
    idle = [words.problem(problem, language) for problem in (one.day.course.problems if one.day else ())]
    return (*said, *(words.say("payable_not_moved", language, (("typed", text),)) for text in idle))
