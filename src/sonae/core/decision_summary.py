"""How is a decision told in few lines: which answers are worth one, and which share a reason?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sonae.core.coverage import COVERED, NOT_HELD, Decision, Outcome
from sonae.core.facts import Known
from sonae.core.scheme import Text
from sonae.core.wording import TRIGGER, Clause, CostItem, Wording
from sonae.core.words import EN


class Reason(NamedTuple):
    """One answer for one or several parts and items, and the clauses that give it.

    ``triggers`` are those of which none was met; where a clause refuses as well they stand beside it.
    """

    answer: str
    outcomes: tuple[Outcome, ...]
    clauses: tuple[Clause, ...]
    triggers: tuple[Clause, ...]


def told_apart(decision: Decision) -> Iterator[Outcome]:
    """Yield the outcomes worth a line: of every part that the cover has, and of its items answered otherwise."""
    for part, group in groupby(decision.outcomes, lambda one: one.part):
        whole, *items = group
        if part in decision.terms.parts:
            yield whole
            yield from (one for one in items if one._replace(item="") != whole)


def not_held(decision: Decision) -> tuple[str, ...]:
    """Return the parts of the wording that the cover lacks."""
    return tuple(part for part in decision.wording.parts if part not in decision.terms.parts)


def reasons(decision: Decision) -> tuple[Reason, ...]:
    """Return why whatever is not simply covered is answered so: each set of clauses once, with all it answers."""
    found: dict[tuple[str, tuple[str, ...]], list[Outcome]] = {}
    for one in told_apart(decision):
        if one.because and one.answer != COVERED:
            found.setdefault((one.answer, one.because), []).append(one)
    return tuple(_reason(decision, answer, because, outcomes) for (answer, because), outcomes in found.items())


def _reason(decision: Decision, answer: str, because: Iterable[str], outcomes: Iterable[Outcome]) -> Reason:
    clauses = [decision.wording.clauses[name] for name in because if name != NOT_HELD]
    triggers = tuple(one for one in clauses if one.kind == TRIGGER)
    return Reason(answer, tuple(outcomes), tuple(one for one in clauses if one.kind != TRIGGER), triggers)


def name_of(wording: Wording, one: Outcome, language: str) -> str:
    """Return what an outcome is about: the part, or the item with its part."""
    part = wording.parts[one.part].text
    if not one.item:
        return part.say(language)
    item = item_of(wording, one).text
    return Text(f"{part.ja}の{item.ja}", f"{item.en} ({part.en})").say(language)


def item_of(wording: Wording, one: Outcome) -> CostItem:
    """Return the cost item that an outcome is about."""
    return next(item for item in wording.parts[one.part].items if item.id == one.item)


def behind(decision: Decision, clause: Clause) -> tuple[tuple[str, Known], ...]:
    """Return the facts that a clause asks for and that are known, in the order in which it names them."""
    return tuple((name, decision.facts[name]) for name in clause.facts if name in decision.facts)


def joined(names: Iterable[str], language: str) -> str:
    """Return names as one list in words."""
    return (", " if language == EN else "、").join(names)
