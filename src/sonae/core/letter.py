"""What does a member read about the cover of an incident? A letter in plain words, all of it from the decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from sonae.core.assumptions import ASSUMED, assumed_of
from sonae.core.coverage import COVERED, NEEDS_PERSON, NOT_COVERED, UNDECIDED, Decision, Outcome, breaches
from sonae.core.decision_summary import (
    LATER,
    OPEN,
    PERSON,
    Reason,
    asked_once,
    not_held,
    reasons,
    stage,
    status_counts,
    still_unknown,
    support,
    told_answer,
    told_apart,
)
from sonae.core.decision_words import Asked, asked_of, item_of, name_of, say_for_person, say_later, say_ruling
from sonae.core.grounds import asked_behind, by_origin, deciding, said_facts
from sonae.core.questions import next_questions
from sonae.core.wording import CONDITION, EXCLUSION, Clause
from sonae.core.wording_words import say_value
from sonae.core.words import Words, joined

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


class Covered(NamedTuple):
    """A part that is covered, or an item of another: the costs that belong to it, and why it is covered."""

    what: str
    items: str
    why: str


class Point(NamedTuple):
    """What is not simply covered, and by which clauses; ``leads`` say it where no single clause does."""

    what: str
    leads: tuple[str, ...]
    clauses: tuple[Cited, ...]


class Gathered(NamedTuple):
    """What was assumed of one kind, line by line."""

    heading: str
    lines: tuple[str, ...]


class Letter(NamedTuple):
    """A letter about one decision, in the reader's language; whoever sets it leaves empty parts out.

    ``needed`` is what the member is asked, ``unknown`` what he could not answer and somebody else may know.
    """

    to: str
    wording: str
    edition: str
    settled: bool
    opening: tuple[str, ...]
    covered: tuple[Covered, ...]
    refused: tuple[Point, ...]
    elsewhere: str
    later: tuple[Point, ...]
    person: tuple[Point, ...]
    undecided: tuple[str, ...]
    needed: tuple[Asked, ...]
    unknown: tuple[Asked, ...]
    reduced: tuple[Cited, ...]
    not_held: str
    objection: str
    assumed: tuple[Gathered, ...]
    notes: tuple[str, ...]


def letter_of(decision: Decision, words: Words, language: str, unknown: Iterable[str] = ()) -> Letter:
    """Return the letter; ``unknown`` are facts that whoever was asked could not tell."""
    unknown = frozenset(unknown)
    teller = _Teller(decision, words, language)
    why = sorted(reasons(decision), key=lambda one: SECTIONS.index(one.answer) if one.answer in SECTIONS else -1)
    told = tuple(zip(_once(teller.point(one) for one in why), (one.answer for one in why), strict=True))
    covered, refused = tuple(teller.covered()), tuple(one for one, answer in told if answer == NOT_COVERED)
    needed = teller.asked(asked_once(decision, next_questions(decision, unknown)))
    missing = teller.asked(still_unknown(decision, unknown))
    return Letter(
        to=teller.recipient(),
        wording=decision.wording.name.say(language),
        edition=decision.wording.edition,
        settled=decision.settled,
        opening=tuple(teller.opening(asks=bool(needed or missing))),
        covered=covered,
        refused=refused,
        elsewhere=words.say("letter.elsewhere", language) if covered and refused else "",
        later=tuple(one for one, answer in told if answer == LATER),
        person=tuple(one for one, answer in told if answer == NEEDS_PERSON),
        undecided=tuple(teller.undecided()),
        needed=needed,
        unknown=missing,
        reduced=tuple(teller.cited(one) for one in breaches(decision)),
        not_held=joined((decision.wording.parts[one].text.say(language) for one in not_held(decision)), language),
        objection=decision.wording.objection.say(language),
        assumed=tuple(teller.assumed()),
        notes=tuple(one.text.say(language) for one in decision.wording.notes_for(decision.terms.scheme)),
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

    def opening(self, *, asks: bool) -> Iterator[str]:
        """Yield what the reader must know first: what was looked at, how far the decision is, what follows from it."""
        wording = self.decision.wording
        looked = (("wording", wording.name.say(self.language)), ("typed", wording.edition))
        yield self.words.say("letter.looked", self.language, (*looked, *status_counts(self.decision).items()))
        answers = {told_answer(self.decision, one) for one in told_apart(self.decision)}
        reached = stage(self.decision)
        if reached == OPEN:
            yield self.words.say("letter.not_yet" if asks else "letter.not_yet.insurer", self.language)
        elif reached == PERSON:
            names = say_for_person(self.decision, self.words, self.language)
            yield self.words.say("letter.for_person", self.language, (("names", names),))
        else:
            yield self.words.say("letter.all_covered" if answers == {COVERED} else "letter.settled", self.language)

    def covered(self) -> Iterator[Covered]:
        """Yield the parts that are covered, each with its items that are, then items covered on their own."""
        for part, group in groupby(self.decision.outcomes, lambda one: one.part):
            whole, *items = group
            paid = [one for one in items if one.answer == COVERED]
            if part in self.decision.terms.parts:
                if whole.answer == COVERED:
                    names = (item_of(self.decision.wording, one).text.say(self.language) for one in paid)
                    yield self._covered(whole, joined(names, self.language))
                else:
                    yield from (self._covered(one) for one in paid)

    def _covered(self, one: Outcome, items: str = "") -> Covered:
        if one.ruling:
            why = say_ruling(self.decision, one, self.words, self.language)
            return Covered(name_of(self.decision.wording, one, self.language), items, why)
        found = support(self.decision, one)
        triggers = joined((each.heading.say(self.language) for each in found.triggers), self.language)
        why = self.words.say("letter.because", self.language, (("triggers", triggers),))
        return Covered(name_of(self.decision.wording, one, self.language), items, why)

    def undecided(self) -> Iterator[str]:
        """Yield the parts that are undecided, and such items of other parts."""
        for _, group in groupby(told_apart(self.decision), lambda one: one.part):
            open_ = [one for one in group if one.answer == UNDECIDED]
            named = [one for one in open_ if not one.item] or open_
            yield from (name_of(self.decision.wording, one, self.language) for one in named)

    def asked(self, names: Iterable[str]) -> tuple[Asked, ...]:
        """Return facts as questions."""
        return tuple(asked_of(self.decision, name, self.words, self.language) for name in names)

    def point(self, reason: Reason) -> Point:
        """Return one reason: what it is about, and its clauses with the facts on which each was judged."""
        names = (name_of(self.decision.wording, one, self.language) for one in reason.outcomes)
        triggers = joined((one.heading.say(self.language) for one in reason.triggers), self.language)
        leads = [self.words.say("letter.no_trigger", self.language, (("triggers", triggers),))] if triggers else []
        leads += [say_ruling(self.decision, reason.outcomes[0], self.words, self.language)] if reason.ruling else []
        leads += [self.words.say("letter.renewed", self.language)] if reason.renewed else []
        clauses = tuple(self.cited(one, reason.answer) for one in reason.clauses)
        return Point(joined(names, self.language), tuple(leads), clauses)

    def cited(self, clause: Clause, answer: str = "") -> Cited:
        """Return a clause with the facts on which it was judged; of what may still come, what it waits for."""
        names = deciding(clause, self.decision.met[clause.id], self.decision.values)
        basis = tuple(self._basis(name) for name in asked_behind(self.decision, names))
        heading, number = clause.heading.say(self.language), clause.number.say(self.language)
        return Cited(number, heading, self._words_of(clause, answer), clause.sources, clause.status, basis)

    def _words_of(self, clause: Clause, answer: str) -> str:
        """Return the words of a clause; where it refuses, that it was needed and missing, or that it is the case."""
        if answer == LATER:
            return say_later(self.decision, clause, self.words, self.language)
        text = clause.text.say(self.language)
        keys = {CONDITION: "letter.missing", EXCLUSION: "letter.excluded"}
        if answer != NOT_COVERED or clause.kind not in keys:
            return text
        return self.words.say(keys[clause.kind], self.language, (("typed", text),))

    def _basis(self, name: str) -> Basis:
        wording, known = self.decision.wording, self.decision.facts[name]
        value = say_value(wording, self.words, name, known.value, self.language)
        return Basis(wording.facts[name].question.say(self.language), value, known.source or known.by)

    def assumed(self) -> Iterator[Gathered]:
        """Yield what was assumed, each thing once: rules, what follows from the answers, and terms of the insurer."""
        found = assumed_of(self.decision)
        clauses = [one.say(self.words, self.language) for one in found if one.kind == "clause"]
        terms = [one.say(self.words, self.language) for one in found if one.kind in {"switch", "level"}]
        for kind, texts in (("clause", clauses), ("implication", self._read()), ("terms", terms)):
            if lines := tuple(dict.fromkeys(texts)):
                yield Gathered(self.words.say(f"letter.assumed.{kind}", self.language), lines)

    def _read(self) -> Iterator[str]:
        """Yield what was taken to follow from which answers."""
        rules = {one.id: one.text for one in self.decision.wording.implications if one.status == ASSUMED}
        between = self.words.say("letter.between", self.language)
        found: dict[tuple[str, ...], dict[str, None]] = {}
        for origin, names in by_origin(self.decision).items():
            texts = found.setdefault(asked_behind(self.decision, origin), {})
            used = (self.decision.facts[name].rule for name in names)
            texts |= dict.fromkeys(rules[rule].say(self.language) for rule in used if rule in rules)
        for origin, texts in found.items():
            asked = between.join(said_facts(self.decision, origin, self.words, self.language))
            if texts:
                yield self.words.say("letter.read", self.language, (("asked", asked), ("typed", between.join(texts))))
