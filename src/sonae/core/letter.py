"""What does a member read about the cover of an incident? A letter in plain words, all of it from the decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sonae.core.assumptions import ASSUMED, assumed_of
from sonae.core.coverage import COVERED, NEEDS_PERSON, NOT_COVERED, UNDECIDED, Decision, Outcome, bearing, breaches
from sonae.core.decision_summary import (
    FIRST,
    LATER,
    Asked,
    Reason,
    asked_of,
    asked_once,
    behind,
    item_of,
    joined,
    name_of,
    not_held,
    reasons,
    told_answer,
    told_apart,
)
from sonae.core.facts import Known
from sonae.core.grounds import say_origin
from sonae.core.questions import next_questions
from sonae.core.wording import Clause
from sonae.core.wording_words import say_value
from sonae.core.words import Words

# the answers that have a heading of their own, in the order of the letter
SECTIONS = (NOT_COVERED, LATER, NEEDS_PERSON)


class Basis(NamedTuple):
    """A fact on which a clause was judged: the question, its answer, and the paper or person it came from."""

    question: str
    answer: str
    origin: str


class Cited(NamedTuple):
    """A clause in the wording's own plain words, with its number and where it stands.

    ``status`` says whether it was printed or only assumed. Where it was cited before, its words are left out.
    """

    number: str
    heading: str
    text: str
    sources: tuple[str, ...]
    status: str
    basis: tuple[Basis, ...]


class Point(NamedTuple):
    """What is not simply covered, and by which clauses; ``lead`` says it where no single clause does."""

    what: str
    lead: str
    clauses: tuple[Cited, ...]


class Letter(NamedTuple):
    """A letter about one decision, in the reader's language; whoever sets it leaves empty parts out."""

    to: str
    wording: str
    edition: str
    settled: bool
    opening: tuple[str, ...]
    covered: tuple[str, ...]
    refused: tuple[Point, ...]
    later: tuple[Point, ...]
    person: tuple[Point, ...]
    undecided: tuple[str, ...]
    needed: tuple[Asked, ...]
    more_needed: str
    reduced: tuple[Cited, ...]
    not_held: str
    objection: str
    assumed: tuple[str, ...]
    notes: tuple[str, ...]


def letter_of(decision: Decision, words: Words, language: str, skip: Iterable[str] = ()) -> Letter:
    """Return the letter; ``skip`` are facts that nobody could answer, they are asked for all the same."""
    teller = _Teller(decision, words, language)
    why = sorted(reasons(decision), key=lambda one: SECTIONS.index(one.answer) if one.answer in SECTIONS else -1)
    told = tuple(zip(_once(teller.point(one) for one in why), (one.answer for one in why), strict=True))
    asked = asked_once(decision, next_questions(decision, skip))
    return Letter(
        to=teller.recipient(),
        wording=decision.wording.name.say(language),
        edition=decision.wording.edition,
        settled=decision.settled,
        opening=tuple(teller.opening()),
        covered=tuple(teller.covered()),
        refused=tuple(one for one, answer in told if answer == NOT_COVERED),
        later=tuple(one for one, answer in told if answer == LATER),
        person=tuple(one for one, answer in told if answer == NEEDS_PERSON),
        undecided=tuple(teller.undecided()),
        needed=tuple(asked_of(decision, name, words, language) for name in asked[:FIRST]),
        more_needed=teller.more(len(asked) - FIRST),
        reduced=tuple(teller.cited(one) for one in breaches(decision)),
        not_held=joined((decision.wording.parts[one].text.say(language) for one in not_held(decision)), language),
        objection=decision.wording.objection.say(language),
        assumed=tuple(teller.assumed()),
        notes=tuple(one.say(language) for one in decision.wording.notes),
    )


def _once(points: Iterable[Point]) -> tuple[Point, ...]:
    """Return the points with the words of each clause where it is cited first."""
    seen: set[tuple[str, str, str]] = set()
    found = []
    for point in points:
        keys = [(one.number, one.heading, one.text) for one in point.clauses]
        again = [one._replace(text="", basis=()) for one in point.clauses]
        cited = (less if key in seen else one for key, one, less in zip(keys, point.clauses, again, strict=True))
        found.append(point._replace(clauses=tuple(cited)))
        seen |= set(keys)
    return tuple(found)


class _Teller(NamedTuple):
    """Says the parts of one decision in a language."""

    decision: Decision
    words: Words
    language: str

    def recipient(self) -> str:
        """Return to whom the letter goes."""
        member = self.decision.terms.member
        key = "letter.to" if member else "letter.to_nobody"
        return self.words.say(key, self.language, (("typed", member),))

    def opening(self) -> Iterator[str]:
        """Yield what the reader must know first: how far the decision is, and what follows from it."""
        answers = {told_answer(self.decision, one) for one in told_apart(self.decision)}
        wording, statuses = self.decision.wording, [one.status for one in bearing(self.decision)]
        assumed = statuses.count(ASSUMED)
        looked = (
            ("wording", wording.name.say(self.language)),
            ("printed", len(statuses) - assumed),
            ("assumed", assumed),
            ("typed", wording.edition),
        )
        keys = ("letter.looked", "letter.looked.assumed") if assumed else ("letter.looked",)
        yield "".join(self.words.say(key, self.language, looked) for key in keys)
        if UNDECIDED in answers or not self.decision.settled:
            yield self.words.say("letter.not_yet", self.language)
        elif answers == {COVERED}:
            yield self.words.say("letter.all_covered", self.language)
        else:
            yield self.words.say("letter.settled", self.language)

    def covered(self) -> Iterator[str]:
        """Yield the parts that are covered, each with the items that are not, then items covered on their own."""
        for _, group in groupby(told_apart(self.decision), lambda one: one.part):
            whole, *items = group
            others = [one for one in items if one.answer != COVERED]
            if whole.answer == COVERED:
                yield self._except(whole, others)
            else:
                yield from (
                    name_of(self.decision.wording, one, self.language) for one in items if one.answer == COVERED
                )

    def _except(self, whole: Outcome, others: list[Outcome]) -> str:
        name = name_of(self.decision.wording, whole, self.language)
        if not others:
            return name
        items = joined((item_of(self.decision.wording, one).text.say(self.language) for one in others), self.language)
        return self.words.say("letter.except", self.language, (("typed", name), ("items", items)))

    def undecided(self) -> Iterator[str]:
        """Yield the parts that are undecided, and such items of other parts."""
        for _, group in groupby(told_apart(self.decision), lambda one: one.part):
            open_ = [one for one in group if one.answer == UNDECIDED]
            named = [one for one in open_ if not one.item] or open_
            yield from (name_of(self.decision.wording, one, self.language) for one in named)

    def more(self, count: int) -> str:
        """Return how many questions there are besides those asked; "" where there is none."""
        return self.words.say("letter.more", self.language, (("count", count),)) if count > 0 else ""

    def point(self, reason: Reason) -> Point:
        """Return one reason: what it is about, and its clauses with the facts on which each was judged."""
        names = (name_of(self.decision.wording, one, self.language) for one in reason.outcomes)
        triggers = joined((one.heading.say(self.language) for one in reason.triggers), self.language)
        lead = self.words.say("letter.no_trigger", self.language, (("triggers", triggers),)) if triggers else ""
        return Point(
            joined(names, self.language), lead, tuple(self.cited(one, reason.answer) for one in reason.clauses)
        )

    def cited(self, clause: Clause, answer: str = "") -> Cited:
        """Return a clause with the facts on which it was judged; of what may still come, what it waits for."""
        basis = tuple(self._basis(name, known) for name, known in behind(self.decision, clause))
        text = clause.later if answer == LATER and clause.later else clause.text
        heading = clause.heading.say(self.language)
        return Cited(clause.number, heading, text.say(self.language), clause.sources, clause.status, basis)

    def _basis(self, name: str, known: Known) -> Basis:
        wording = self.decision.wording
        value = say_value(wording, self.words, name, known.value, self.language)
        origin = say_origin(self.decision, known, self.words, self.language)
        return Basis(wording.facts[name].question.say(self.language), value, origin)

    def assumed(self) -> Iterator[str]:
        """Yield what was assumed, gathered by its kind, each thing once."""
        between = self.words.say("letter.between", self.language)
        for kind, group in groupby(assumed_of(self.decision), lambda one: one.kind):
            texts = dict.fromkeys(one.say(self.words, self.language) for one in group)
            yield f"{self.words.say(f'assumed_kind.{kind}', self.language)}: {between.join(texts)}"
