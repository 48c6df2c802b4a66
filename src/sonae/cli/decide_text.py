"""How is a coverage decision said in plain text? Answers first, then why, what to find out next, and every clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from rich.console import RenderableType
from rich.text import Text

from sonae.cli.lines import demonstration, listed, pairs, table
from sonae.cli.session import Session
from sonae.core.assumptions import assumed_of
from sonae.core.coverage import ANSWERS, NEEDS_PERSON, NOT_COVERED, NOT_HELD, Decision, Outcome, breaches
from sonae.core.facts import DeclaredFact
from sonae.core.questions import next_questions, open_clauses
from sonae.core.wording import TRIGGER, Clause
from sonae.core.wording_words import say_value

ANSWER_STYLES = {"covered": "green", "not_covered": "red", "undecided": "yellow", "needs_person": "magenta"}
MET_STYLES = {"met": "bold", "not_met": "", "unknown": "yellow"}


def show_decision(session: Session, decision: Decision, skip: Iterable[str] = ()) -> None:
    """Print the whole answer; ``skip`` are facts that nobody could answer."""
    asked = next_questions(decision, skip)
    session.show(
        *_headline(session, decision),
        "",
        _summary(session, decision, asked),
        "",
        _answers(session, decision),
        *listed(session.say("decide.why"), _why(session, decision)),
        *listed(session.say("decide.reduced"), (_clause(session, one) for one in breaches(decision))),
        *_questions(session, decision, asked),
        *_facts(session, decision),
        *_clauses(session, decision),
        *listed(session.say("assumed"), (_assumed(session, decision))),
        *listed(session.say("decide.objection"), [decision.wording.objection.say(session.language)]),
        *listed(session.say("notes"), (one.say(session.language) for one in decision.wording.notes)),
        *demonstration(session),
    )


def _headline(session: Session, decision: Decision) -> list[RenderableType]:
    wording, terms, words = decision.wording, decision.terms, session.catalogue.words
    language = session.language
    about = [terms.member, terms.scheme, terms.plan, session.word(f"family.{terms.family}")]
    start, end = (words.moment(one, language) for one in (terms.term.start, terms.term.end))
    return [
        Text(f"{wording.name.say(language)} ({wording.code})", style="bold"),
        Text(" · ".join(one for one in about if one)),
        Text(session.say("decide.term", start=start, end=end)),
    ]


def _summary(session: Session, decision: Decision, asked: Sequence[str]) -> Text:
    """Return in one sentence how far the decision has come."""
    if decision.settled:
        return Text(session.say("decide.settled"), style="bold")
    key = "decide.open" if asked else "decide.stuck"
    return Text(session.say(key, clauses=len(open_clauses(decision)), questions=len(asked)), style="bold yellow")


def _answers(session: Session, decision: Decision) -> RenderableType:
    """Return a row for each part held, and beneath it for its items that have another answer."""
    rows = table([(session.say("decide.part"), "left"), (session.say("decide.answer"), "left")])
    for one in told_apart(decision):
        name = f"  {item_name(session, decision, one)}" if one.item else part_name(session, decision, one.part)
        answer = Text(session.word(f"answer.{one.answer}"), style=ANSWER_STYLES[one.answer])
        if one.reduced:
            answer.append(f" {session.say('decide.less')}")
        if one.open and one.answer != "undecided":
            answer.append(f" {session.say('decide.duties_open')}")
        rows.add_row(name, answer)
    return rows


def told_apart(decision: Decision) -> Iterator[Outcome]:
    """Yield the outcomes worth a line: every part held, and each of its items that is answered otherwise."""
    for _, group in groupby(decision.outcomes, lambda one: one.part):
        whole, *items = group
        if whole.because == (NOT_HELD,) and whole.part not in decision.terms.parts:
            continue
        yield whole
        yield from (one for one in items if one._replace(item="") != whole)


def part_name(session: Session, decision: Decision, part: str) -> str:
    """Return the name of a coverage part."""
    return decision.wording.parts[part].text.say(session.language)


def item_name(session: Session, decision: Decision, one: Outcome) -> str:
    """Return the name of a cost item, or of the part for the part as a whole."""
    part = decision.wording.parts[one.part]
    return next(
        (item.text.say(session.language) for item in part.items if item.id == one.item),
        part_name(session, decision, one.part),
    )


def _why(session: Session, decision: Decision) -> Iterator[str]:
    """Yield for each set of reasons what it is against, and the clauses with their words."""
    reasons: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for one in told_apart(decision):
        if one.because and one.answer in {NOT_COVERED, NEEDS_PERSON, "undecided"}:
            name = item_name(session, decision, one)
            reasons.setdefault((one.answer, one.because), []).append(name)
    for (answer, because), names in reasons.items():
        said = session.say("decide.because", what=_joined(session, names), answer=session.word(f"answer.{answer}"))
        yield "\n".join([said, *(f"  {one}" for one in _reasons(session, decision, because))])


def _reasons(session: Session, decision: Decision, because: Sequence[str]) -> Iterator[str]:
    """Yield each clause with its words; triggers of which none was met in one line."""
    clauses = [decision.wording.clauses[name] for name in because if name != NOT_HELD]
    triggers = [one.heading.say(session.language) for one in clauses if one.kind == TRIGGER]
    if triggers:
        yield session.say("decide.no_trigger", triggers=_joined(session, triggers))
    yield from (_clause(session, one) for one in clauses if one.kind != TRIGGER)


def _clause(session: Session, clause: Clause) -> str:
    language = session.language
    return f"[{clause.number}] {clause.heading.say(language)}: {clause.text.say(language)}"


def _joined(session: Session, names: Iterable[str]) -> str:
    return ("、" if session.language == "ja" else ", ").join(names)


def _questions(session: Session, decision: Decision, asked: Sequence[str]) -> list[RenderableType]:
    """Return what to find out, first what settles most, with who usually knows it and what proves it."""
    facts = [decision.wording.facts[name] for name in asked]
    return listed(
        session.say("decide.questions"), (_question(session, number, one) for number, one in enumerate(facts, 1))
    )


def _question(session: Session, number: int, fact: DeclaredFact) -> str:
    language = session.language
    lines = [f"{number}. {fact.question.say(language)} ({fact.id})"]
    if fact.knows:
        lines.append(
            session.say("decide.knows", who=_joined(session, (session.word(f"knows.{one}") for one in fact.knows)))
        )
    if fact.evidence:
        lines.append(
            session.say("decide.evidence", what=_joined(session, (one.say(language) for one in fact.evidence)))
        )
    return "\n   ".join(lines)


def _facts(session: Session, decision: Decision) -> list[RenderableType]:
    words, wording, language = session.catalogue.words, decision.wording, session.language
    if not decision.facts:
        return []
    rows = []
    for name, known in sorted(decision.facts.items(), key=lambda one: list(wording.facts).index(one[0])):
        value = say_value(wording, words, name, known.value, language)
        origin = [known.source, known.by, session.say("decide.follows", rule=known.rule) if known.rule else ""]
        about = f" ({', '.join(one for one in origin if one)})" if any(origin) else ""
        rows.append((f"  {wording.facts[name].question.say(language)}", f"{value}{about}"))
    return ["", Text(session.say("decide.facts"), style="bold"), pairs(rows)]


def _clauses(session: Session, decision: Decision) -> list[RenderableType]:
    """Return the result of every clause, none left out."""
    names = ("number", "clause", "kind", "result", "status", "source")
    rows = table([(session.say(f"decide.{name}"), "left") for name in names])
    for clause, met in decision.clauses:
        result = ANSWERS[met]
        rows.add_row(
            clause.number,
            clause.heading.say(session.language),
            session.word(f"clause_kind.{clause.kind}"),
            Text(session.word(f"met.{result}"), style=MET_STYLES[result]),
            session.word(f"status.{clause.status}"),
            ", ".join(clause.sources),
        )
    return ["", Text(session.say("decide.clauses"), style="bold"), rows]


def _assumed(session: Session, decision: Decision) -> Iterator[str]:
    words, language = session.catalogue.words, session.language
    for one in assumed_of(decision):
        yield f"{session.word(f'assumed_kind.{one.kind}')}: {one.say(words, language)}"
