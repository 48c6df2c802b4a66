"""``sonae decide --ask``: the questions that still matter, one by one, at a terminal or from a script."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import date

from sonae.cli.session import Session, console
from sonae.core.conditions import FactValue
from sonae.core.fact_reading import FactError, is_unknown, read_hour
from sonae.core.facts import DeclaredFact
from sonae.core.interview import Interview, answered, hour_asked, next_fact, read_answer, standing, taken_back
from sonae.core.problems import Problem, Refusal
from sonae.core.questions import hanging_on, open_clauses
from sonae.core.reading import tidy
from sonae.core.wording_words import say_value
from sonae.core.words import joined

WHY = frozenset({"?", "why", "なぜ"})
BACK = frozenset({"back", "戻る", "もどる"})
END = frozenset({"end", "exit", "quit", "終了", "終わる", "やめる"})


class Interviewer:
    """Asks one person what still matters, and keeps every answer."""

    def __init__(self, session: Session, interview: Interview) -> None:
        self._session = session
        self.interview = interview
        self._decision = standing(interview)
        self._day: date | None = None

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
        day = hour_asked(self.interview, self._decision, fact.id)
        lines.append(self._hour(day) if day else f"   {self._session.say(f'ask.how.{fact.type}')}")
        self._session.tell("\n".join(lines))

    def _hour(self, day: date) -> str:
        """Return what is asked where the day is known and its hour matters."""
        return self._session.say("ask.hour", day=self._session.catalogue.words.day(day, self._session.language))

    def _answer(self, fact: DeclaredFact) -> str | None:
        """Take one answer in; return "" after it, the fact to ask instead after ``back``, None at the end."""
        self._day = hour_asked(self.interview, self._decision, fact.id)
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
        """Take an answer in and echo how it was understood, say what would be right, or ask for its hour."""
        try:
            value = self._read(fact, typed)
        except FactError as error:
            self._problems([error.problem(fact.id)])
            return False
        after = answered(self.interview, fact.id, value)
        if isinstance(after, Refusal):
            self._problems(after.errors, fact.id)
            self._tell("ask.contradicts")
            return False
        before, (self.interview, self._decision) = self._day, (after, standing(after))
        if before is None and (day := hour_asked(after, self._decision, fact.id)):
            self._day = day
            self._session.tell(self._hour(day))
            return False
        self._echo(fact, value)
        return True

    def _read(self, fact: DeclaredFact, typed: str) -> FactValue | None:
        """Return the answer; once its day is known, the moment at the hour typed now, or that day if nobody knows."""
        eras = self._session.catalogue.words.eras
        if self._day is None:
            return read_answer(fact, typed, eras)
        return self._day if is_unknown(typed) else read_hour(fact, self._day, typed, eras)

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
        lines = [
            f"   [{one.number.say(language)}] {one.heading.say(language)}: {one.text.say(language)}" for one in clauses
        ]
        self._session.tell("\n".join([self._session.say("ask.why"), *lines]))

    def _problems(self, problems: Sequence[Problem], asked: str = "") -> None:
        """Say what is wrong; of a contradiction the other questions and the rule, in words."""
        language, facts = self._session.language, self.interview.wording.facts
        for problem in problems:
            about = dict(problem.params)
            if f"why_{language}" not in about:
                self._session.tell(f"   {self._session.catalogue.words.problem(problem, language)}")
                continue
            typed = [name for name in str(about["typed"]).split(", ") if name in facts and name != asked]
            for name in typed or [problem.field]:
                question = facts[name].question.say(language)
                self._tell("ask.against", question=question, rule=about[f"why_{language}"])

    def _tell(self, key: str, **params: object) -> None:
        self._session.tell(self._session.say(key, **params))
