"""Which question comes next, what did the answer change, and how is an answer taken back?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sonae.core.conditions import FactValue, is_open
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import Decision, decide
from sonae.core.fact_reading import FactError, is_unknown, read_value, undeclared
from sonae.core.facts import DeclaredFact, Facts, Known
from sonae.core.moments import Era
from sonae.core.problems import Refusal
from sonae.core.questions import live_facts, next_questions
from sonae.core.reading import read_count, tidy
from sonae.core.wording import Wording


@dataclass(frozen=True, slots=True)
class Interview:
    """An interview so far: ``before`` was known when it began, ``answers`` were given in it, in order.

    An answer of None means that nobody knows, a day that nobody knows its hour: the fact is not asked again.
    """

    wording: Wording
    terms: CoverTerms
    before: Facts = field(default_factory=dict)
    answers: Mapping[str, Known | None] = field(default_factory=dict)

    @property
    def said(self) -> dict[str, Known]:
        """The facts that were said, before and in the interview."""
        return {**self.before, **{name: one for name, one in self.answers.items() if one is not None}}

    @property
    def unknown(self) -> frozenset[str]:
        """The facts that nobody knows, or knows no closer."""
        return frozenset(name for name, one in self.answers.items() if one is None or is_open(one.value))


def begin(wording: Wording, terms: CoverTerms, facts: Facts) -> Interview | Refusal:
    """Return an interview that has asked nothing yet, or the Refusal where ``decide`` refuses what it begins with.

    What only follows from other facts is worked out anew. What the clocks fed stays: no rule of the wording would bring
    it back.
    """
    rules = {one.id for one in wording.implications}
    return _sound(Interview(wording, terms, {name: one for name, one in facts.items() if one.rule not in rules}))


def _sound(interview: Interview) -> Interview | Refusal:
    """Return the interview, or the Refusal where what is known in it cannot be decided."""
    decision = decide(interview.terms, interview.said, interview.wording)
    return decision if isinstance(decision, Refusal) else interview


def standing(interview: Interview) -> Decision:
    """Return the decision on what is known so far; ``begin`` and ``answered`` have let nothing in that is refused."""
    decision = decide(interview.terms, interview.said, interview.wording)
    assert isinstance(decision, Decision)  # noqa: S101 - refused by those two
    return decision


def next_fact(interview: Interview, decision: Decision) -> str:
    """Return the fact to ask for next; "" where no answer could change the decision any more."""
    return next(iter(next_questions(decision, interview.unknown)), "")


def answered(interview: Interview, fact: str, value: FactValue | None, by: str = "") -> Interview | Refusal:
    """Return the interview with one more answer (None: nobody knows).

    A Refusal is returned where nobody asks for the fact, it cannot have this value, or it contradicts others.
    """
    if wrong := undeclared(interview.wording.facts, fact):
        return Refusal((wrong,))
    answers = {name: one for name, one in interview.answers.items() if name != fact}
    return _sound(replace(interview, answers={**answers, fact: None if value is None else Known(value, by=by)}))


def hour_asked(interview: Interview, decision: Decision, fact: str) -> date | None:
    """Return the day of a moment of which no more is known, where its hour can still change the decision."""
    day = decision.values[fact]
    if not isinstance(day, date) or not is_open(day):
        return None
    return day if fact in live_facts(decision, interview.unknown - {fact}) else None


def taken_back(interview: Interview) -> tuple[Interview, str]:
    """Return the interview without its last answer, and the fact to ask again; "" where there is none."""
    if not interview.answers:
        return interview, ""
    *kept, last = interview.answers
    return replace(interview, answers={name: interview.answers[name] for name in kept}), last


def read_answer(fact: DeclaredFact, text: str, eras: tuple[Era, ...]) -> FactValue | None:
    """Return what somebody typed as the answer: None for "not known".

    A choice may be given by its number from 1, its name or its words; a moment is Tokyo time in any way that people
    write it, or a day. Raises FactError, which says what would be right.
    """
    if text.strip() and is_unknown(text):
        return None
    return read_value(fact, _chosen(fact, text) if fact.type == "choice" else text, eras=eras)


def _chosen(fact: DeclaredFact, text: str) -> str:
    """Return the name of the choice that a number, a name or its words stand for; other text as it is."""
    plain = tidy(text)
    try:
        number = read_count(plain)
    except ValueError:
        number = 0
    names = list(fact.choices)
    if 1 <= number <= len(names):
        return names[number - 1]
    for name, words in fact.choices.items():
        if plain.lower() in {name, words.ja.lower(), words.en.lower()}:
            return name
    raise FactError("problem.fact_choice_number", text, f"1–{len(names)}")
