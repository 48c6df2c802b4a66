"""How does a folder with a questions.yaml become a core QuestionSet?"""

from __future__ import annotations

from pathlib import Path

from sonae.core.conditions import Condition
from sonae.core.disclosure import QUESTION_TYPES, Question, QuestionSet
from sonae.loader.conditions import CONDITION, Conditions, Named
from sonae.loader.digests import digest_of
from sonae.loader.editions import check_code, read_edition_file
from sonae.loader.problems import Log
from sonae.loader.references import check_known
from sonae.loader.shapes import BAD, Choice, ListOf, MapOf, Opt, Record, Values
from sonae.loader.sources import SOURCES, check_sources
from sonae.loader.unique import check_unique
from sonae.loader.vocabulary import BOOL, CODE, COUNT, TEXT, WORDS
from sonae.loader.wording_shape import SOURCED

QUESTION = Record(
    {
        "id": CODE,
        "section": CODE,
        "type": Choice(QUESTION_TYPES),
        "text": WORDS,
        "about": WORDS,
        "choices": Opt(MapOf(WORDS), {}),
        "lowest": Opt(COUNT, 0),
        "highest": Opt(COUNT, 0),
        "required": Opt(BOOL, True),
        "when": Opt(CONDITION),
        "refers": Opt(Record({"when": CONDITION, "text": WORDS})),
        **SOURCED,
    }
)
QUESTIONS = Record(
    {
        "questions": CODE,
        "edition": Record({"year": TEXT, **SOURCED}),
        "name": WORDS,
        "note": WORDS,
        "sources": SOURCES,
        "sections": MapOf(WORDS),
        "list": ListOf(QUESTION),
    }
)


def read_questions(folder: Path, root: Path, log: Log) -> QuestionSet | None:
    """Return the question set in ``folder``, or None after noting what is wrong with it."""
    before = len(log.problems)
    values = read_edition_file(folder / "questions.yaml", root, QUESTIONS, log)
    if values is BAD:
        return None
    check_code(values, "questions", folder, log)
    check_unique(values["list"], "id", log)
    for one in (values["edition"], *values["list"]):
        check_sources(one["source"], values["sources"], one.place("source"), log)
    # a condition may name the questions before it, and what refers an answer also its own
    names: dict[str, Named] = {}
    conditions = Conditions(names, {}, log)
    questions = {}
    for one in values["list"]:
        _check(one, values, log)
        when = _condition(one, "when", conditions)
        names[one["id"]] = Named(one["type"], tuple(one["choices"]))
        refers = _condition(one["refers"], "when", conditions, f"{one['id']}.refers") if one["refers"] else None
        questions[one["id"]] = _question(one, when, refers)
    if len(log.problems) > before:
        return None
    return QuestionSet(
        code=values["questions"],
        name=values["name"],
        edition=values["edition"]["year"],
        digest=digest_of(folder),
        note=values["note"],
        sections=values["sections"],
        questions=questions,
        sources=values["sources"],
    )


def _condition(one: Values, field: str, conditions: Conditions, key: str = "") -> Condition | None:
    return conditions.read(one[field], f"{key or one['id']}.{field}") if one[field] else None


def _check(one: Values, values: Values, log: Log) -> None:
    """Note a section that is not there, choices beside another type or none of a choice, and a count without end."""
    key, choice = one["id"], one["type"] == "choice"
    check_known(one["section"], values["sections"], one.place("section"), f"{key}.section", log)
    if choice and not one["choices"]:
        log.add(one.place("choices"), f"{key}.choices", "missing_key", shape="each choice with its words")
    if one["choices"] and not choice:
        log.add(one.place("choices"), f"{key}.choices", "unused", found=", ".join(one["choices"]), beside="type")
    if one["type"] == "count" and one["highest"] < max(one["lowest"], 1):
        log.add(one.place("highest"), f"{key}.highest", "order")


def _question(one: Values, when: Condition | None, refers: Condition | None) -> Question:
    return Question(
        id=one["id"],
        section=one["section"],
        type=one["type"],
        text=one["text"],
        about=one["about"],
        status=one["status"],
        sources=one["source"],
        choices=one["choices"],
        lowest=one["lowest"],
        highest=one["highest"],
        required=one["required"],
        when=when,
        refers=refers,
        concern=one["refers"]["text"] if one["refers"] else None,
    )
