"""``sonae decide --ask``: the questions that still matter, one by one, at a terminal or from a script."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from sonae.cli.session import Session, console
from sonae.core.conditions import FactValue
from sonae.core.decision_summary import joined
from sonae.core.fact_reading import FactError
from sonae.core.facts import DeclaredFact
from sonae.core.interview import Interview, answered, next_fact, read_answer, standing, taken_back
from sonae.core.problems import Problem, Refusal
from sonae.core.questions import hanging_on, open_clauses
from sonae.core.reading import tidy
from sonae.core.wording_words import say_value

WHY = frozenset({"?", "why", "なぜ"})
BACK = frozenset({"back", "戻る", "もどる"})
END = frozenset({"end", "exit", "quit", "終了", "終わる", "やめる"})


class Interviewer:
    """Asks one person what still matters, and keeps every answer."""

    def __init__(self, session: Session, interview: Interview) -> None:
        self._session = session
        self.interview = interview
        self._decision = standing(interview)

    def ask(self) -> bool:
        """Ask until nothing that is still unknown matters; return whether it came so far, or was ended before."""
        self._tell("ask.start")
        name = next_fact(self.interview, self._decision)
        while name:
            self._question(self.interview.wording.facts[name])
            following = self._answer(self.interview.wording.facts[name])
            if following is None:
                return False
            name = following or next_fact(self.interview, self._decision)
        self._tell("ask.done")
        return True

    def _question(self, fact: DeclaredFact) -> None:
        """Say the question, what it means, who usually knows, and how it can be answered."""
        language = self._session.language
        lines = ["", f"{len(self.interview.answers) + 1}. {fact.question.say(language)}"]
        if fact.about:
            lines.append(f"   {fact.about.say(language)}")
        if fact.knows:
            who = joined((self._session.word(f"knows.{one}") for one in fact.knows), language)
            lines.append(f"   {self._session.say('decide.knows', who=who)}")
        lines += [f"   {number}) {words.say(language)}" for number, words in enumerate(fact.choices.values(), 1)]
        lines.append(f"   {self._session.say(f'ask.how.{fact.type}')}")
        self._session.tell("\n".join(lines))

    def _answer(self, fact: DeclaredFact) -> str | None:
        """Take one answer in; return "" after it, the fact to ask instead after ``back``, None at the end."""
        while True:
            typed = self._typed()
            plain = tidy(typed or "").lower()
            if typed is None or plain in END:
                return None
            if plain in BACK:
                if before := self._back():
                    return before
            elif plain in WHY:
                self._why(fact.id)
            elif self._taken(fact, typed):
                return ""

    def _typed(self) -> str | None:
        """Return the next line that was typed, or None at the end of input."""
        console(sys.stderr).print("> ", end="")
        line = sys.stdin.readline()
        return line.rstrip("\n") if line else None

    def _taken(self, fact: DeclaredFact, typed: str) -> bool:
        """Take an answer in and echo how it was understood, or say what would be right."""
        try:
            value = read_answer(fact, typed, self._session.catalogue.words.eras)
        except FactError as error:
            self._problems([error.problem(fact.id)])
            return False
        after = answered(self.interview, fact.id, value)
        if isinstance(after, Refusal):
            self._problems(after.errors)
            self._tell("ask.contradicts")
            return False
        self._go_on(after)
        self._echo(fact, value)
        return True

    def _go_on(self, interview: Interview) -> None:
        self.interview, self._decision = interview, standing(interview)

    def _echo(self, fact: DeclaredFact, value: FactValue | None) -> None:
        """Say how an answer was understood, and how far the decision has come."""
        words, wording = self._session.catalogue.words, self.interview.wording
        said = say_value(wording, words, fact.id, value, self._session.language)
        self._tell("ask.taken", answer=said, clauses=len(open_clauses(self._decision)), answers=self._answers())

    def _answers(self) -> str:
        """Return how many of the answers that the cover asks for are settled."""
        settled = [one.settled for one in self._decision.outcomes]
        return f"{sum(settled)}/{len(settled)}"

    def _back(self) -> str:
        """Take the last answer back; return the fact to ask again, "" where nothing was answered."""
        interview, fact = taken_back(self.interview)
        if fact:
            self._go_on(interview)
        self._tell("ask.back" if fact else "ask.no_back")
        return fact

    def _why(self, name: str) -> None:
        """Say which clauses hang on the answer."""
        language = self._session.language
        clauses = [self.interview.wording.clauses[one] for one in hanging_on(self._decision, name)]
        lines = [f"   [{one.number}] {one.heading.say(language)}: {one.text.say(language)}" for one in clauses]
        self._session.tell("\n".join([self._session.say("ask.why"), *lines]))

    def _problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong; of a contradiction the other question and the rule, in words."""
        rules = {one.id: one.text.say(self._session.language) for one in self.interview.wording.implications}
        for problem in problems:
            fact, rule = self.interview.wording.facts[problem.field], rules.get(str(dict(problem.params).get("rule")))
            if rule is None:
                self._session.tell(f"   {self._session.catalogue.words.problem(problem, self._session.language)}")
            else:
                self._tell("ask.against", question=fact.question.say(self._session.language), rule=rule)

    def _tell(self, key: str, **params: object) -> None:
        self._session.tell(self._session.say(key, **params))
