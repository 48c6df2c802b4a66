"""Which questions does a facility answer, what is wrong with its answers, and what exactly was answered?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sonae.core.conditions import Condition, FactValue
from sonae.core.fact_reading import YES_NO
from sonae.core.problems import Problem, problem, unknown
from sonae.core.reading import read_count, tidy
from sonae.core.scheme import Text
from sonae.core.trace import Line

Answer = bool | int | str
Answers = Mapping[str, Answer]
QUESTION_TYPES = ("yes_no", "choice", "count", "text")
LONGEST = 2000  # letters of a text answer


@dataclass(frozen=True, slots=True)
class Question:
    """One question: ``about`` says in a line what it means for a small place.

    It is asked where ``when`` holds of the answers to earlier ones (None: always). Where ``refers`` holds of the
    answers up to its own, the insurer must look, for the reason in the words ``concern``. A count lies in ``lowest``
    … ``highest``; a text may be left out where it is not ``required``.
    """

    id: str
    section: str
    type: str
    text: Text
    about: Text
    status: str
    sources: tuple[str, ...]
    choices: Mapping[str, Text]
    lowest: int = 0
    highest: int = 0
    required: bool = True
    when: Condition | None = None
    refers: Condition | None = None
    concern: Text | None = None


@dataclass(frozen=True, slots=True, eq=False)
class QuestionSet:
    """The questions of one edition in their order; ``note`` says whose they are. Equal only to itself."""

    code: str
    name: Text
    edition: str
    digest: str
    note: Text
    sections: Mapping[str, Text]
    questions: Mapping[str, Question]
    sources: Mapping[str, Text]

    def concern_key(self, question: str) -> str:
        """Return the key of the reason for which an answer is referred (``referral.KEY`` are its words)."""
        return f"{self.code}.{question}"

    def texts(self) -> dict[str, Text]:
        """Return every text that a trace of these questions names, by its key."""
        several = self.questions.values()
        return {f"referral.{self.concern_key(one.id)}": one.concern for one in several if one.concern}


@dataclass(frozen=True, slots=True)
class Frozen:
    """What was answered, for ever: canonical JSON with set, edition and its digest, and the SHA-256 of that text."""

    questions: str
    edition: str
    digest: str
    answers: tuple[tuple[str, Answer], ...]
    text: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Change:
    """A question that two frozen sets answer otherwise; None where one of them does not answer it."""

    question: str
    before: Answer | None
    after: Answer | None


def asked(questions: QuestionSet, answers: Answers) -> tuple[Question, ...]:
    """Return the questions that apply so far; one whose condition hangs on an answer still to come does not."""
    return tuple(one for one, _ in _walk(questions, answers))


def _walk(questions: QuestionSet, answers: Answers) -> Iterator[tuple[Question, Mapping[str, FactValue | None]]]:
    """Yield each question that applies, with all answers up to its own; an answer to any other counts as none."""
    values: dict[str, FactValue | None] = dict.fromkeys(questions.questions)
    for one in questions.questions.values():
        if one.when is None or one.when.test(values):
            answer = answers.get(one.id)
            values[one.id] = answer if answer is not None and not _wrong(one, answer) else None
            yield one, values


def read_answers(questions: QuestionSet, typed: Mapping[str, str]) -> tuple[dict[str, Answer], list[Problem]]:
    """Return the answers typed (``はい``, ``yes``, ``５``, a choice's code), with the problem of each that is none.

    What was left empty is not answered.
    """
    answers: dict[str, Answer] = {}
    problems = []
    for name, text in typed.items():
        one = questions.questions.get(name)
        if one is None:
            problems.append(unknown(name, "answer_unknown", name, questions.questions))
        elif text.strip():
            try:
                answers[name] = _read(one, text.strip())
            except (ValueError, KeyError):
                problems.append(problem(name, f"answer_{one.type}", typed=text, **_bounds(one)))
    return answers, problems


def _read(question: Question, text: str) -> Answer:
    if question.type == "yes_no":
        return YES_NO[tidy(text).lower()]
    return read_count(text) if question.type == "count" else text


def answer_problems(questions: QuestionSet, answers: Answers) -> tuple[Problem, ...]:
    """Return everything that is missing or wrong, by question; an answer to one that does not apply is no problem."""
    names = (name for name in answers if name not in questions.questions)
    problems = [unknown(name, "answer_unknown", name, questions.questions) for name in names]
    for one in asked(questions, answers):
        answer = answers.get(one.id)
        if answer is None or _empty(answer):
            if one.required:
                problems.append(problem(one.id, "answer_needed"))
        elif _wrong(one, answer):
            problems.append(problem(one.id, f"answer_{one.type}", typed=answer, **_bounds(one)))
    return tuple(problems)


def _empty(answer: Answer) -> bool:
    return isinstance(answer, str) and not answer.strip()


def _wrong(question: Question, answer: Answer) -> bool:
    if question.type == "yes_no":
        return not isinstance(answer, bool)
    if question.type == "count":
        number = isinstance(answer, int) and not isinstance(answer, bool)
        return not number or not question.lowest <= int(answer) <= question.highest
    if question.type == "choice":
        return answer not in question.choices
    return not isinstance(answer, str) or len(answer) > LONGEST


def _bounds(question: Question) -> dict[str, int | str]:
    if question.type == "count":
        return {"low": question.lowest, "high": question.highest}
    if question.type == "choice":
        return {"choices": ", ".join(question.choices)}
    return {"high": LONGEST} if question.type == "text" else {}


def concerns(questions: QuestionSet, answers: Answers) -> tuple[Line, ...]:
    """Return a line for every answer for which the insurer must look; a question not answered gives none."""
    return tuple(
        Line(
            f"referral.{questions.concern_key(one.id)}",
            source=", ".join(one.sources),
            status=one.status,
            facts=(one.id,),
        )
        for one, values in _walk(questions, answers)
        if one.refers is not None and one.refers.test(values)
    )


def freeze(questions: QuestionSet, answers: Answers) -> Frozen:
    """Return the answers to the questions that apply, as they will be kept. Raises ValueError while any is wrong."""
    if wrong := answer_problems(questions, answers):
        message = f"not answered, or wrongly: {', '.join(one.field for one in wrong)}"
        raise ValueError(message)
    several = (one.id for one in asked(questions, answers))
    kept = {name: answers[name] for name in several if not _empty(answers.get(name, ""))}
    head = {"questions": questions.code, "edition": questions.edition, "digest": questions.digest}
    text = json.dumps({**head, "answers": kept}, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return thaw(text)


def thaw(text: str) -> Frozen:
    """Return what a kept text says, with its hash. Raises ValueError for a text that ``freeze`` never wrote."""
    try:
        kept = json.loads(text)
        answers = tuple(sorted(kept["answers"].items()))
        own = json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        told = kept["questions"], kept["edition"], kept["digest"]
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError(text) from error
    if own != text:
        raise ValueError(text)
    return Frozen(*told, answers, text, hashlib.sha256(text.encode()).hexdigest())


def changes(before: Frozen, after: Frozen) -> tuple[Change, ...]:
    """Return what two frozen sets answer otherwise, by question; a question of one edition only is among it."""
    old, new = dict(before.answers), dict(after.answers)
    names = dict.fromkeys((*old, *new))
    found = (Change(name, old.get(name), new.get(name)) for name in names)
    return tuple(one for one in found if (type(one.before), one.before) != (type(one.after), one.after))
