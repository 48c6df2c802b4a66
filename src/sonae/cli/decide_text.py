"""How is a coverage decision said in plain text? Answers first, then why, what to find out next, and every clause."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from sonae.cli.lines import demonstration, listed, pairs, table
from sonae.cli.session import Session
from sonae.core.ahead import say_ahead
from sonae.core.assumptions import assumed_of
from sonae.core.coverage import COVERED, UNDECIDED, Decision, breaches, switch_value
from sonae.core.decision_summary import (
    FIRST,
    LATER,
    OPEN,
    Reason,
    asked_once,
    reasons,
    results_in_words,
    stage,
    status_counts,
    still_unknown,
    support,
    told_answer,
    told_apart,
)
from sonae.core.decision_words import asked_of, item_of, name_of, say_for_person, say_later, say_ruling
from sonae.core.difference import AMOUNT, ANSWER, CLAUSE, FACT, Difference, change_words
from sonae.core.facts import Known
from sonae.core.grounds import by_origin, deciding, said_facts
from sonae.core.questions import next_questions, open_clauses, open_switches
from sonae.core.wording import Clause
from sonae.core.wording_words import say_status, say_switch, say_value
from sonae.core.words import joined

ANSWER_STYLES = {
    "covered": "green",
    "not_covered": "red",
    "later": "cyan",
    "undecided": "yellow",
    "needs_person": "magenta",
}
MET_STYLES = {"met": "bold", "not_met": "", "unknown": "yellow", "needless": "dim", "not_in_cover": "dim"}


def show_decision(
    session: Session, decision: Decision, skip: Iterable[str] = (), moved: Difference | None = None
) -> None:
    """Print the whole answer; ``skip`` are facts that nobody could answer, ``moved`` is what another case changes."""
    unknown = frozenset(skip)
    asked, still = asked_once(decision, next_questions(decision, unknown)), still_unknown(decision, unknown)
    session.show(
        *headline(session, decision),
        "",
        _summary(session, decision, asked, still),
        "",
        _answers(session, decision),
        *(show_moved(session, moved) if moved else []),
        *listed(session.say("decide.why"), (*_why(session, decision), *_covered(session, decision))),
        *listed(session.say("decide.reduced"), (_clause(session, one) for one in breaches(decision))),
        *_questions(session, decision, "decide.questions", asked),
        *_questions(session, decision, "decide.unknown", still),
        *listed(session.say("decide.switches"), (_switch(session, decision, name) for name in open_switches(decision))),
        *_facts(session, decision),
        *_clauses(session, decision),
        *listed(session.say("assumed"), dict.fromkeys(_assumed(session, decision))),
        *listed(session.say("decide.objection"), [decision.wording.objection.say(session.language)]),
        *listed(
            session.say("notes"),
            (one.say(session.language) for one in decision.wording.notes_for(decision.terms.scheme)),
        ),
        *demonstration(session),
    )


def headline(session: Session, decision: Decision, more: Sequence[str] = ()) -> list[RenderableType]:
    """Return under which wording, for whom and for which term it was decided; ``more`` is what else lies ahead."""
    wording, terms, words = decision.wording, decision.terms, session.catalogue.words
    language = session.language
    about = [terms.member, terms.scheme, terms.plan]
    about += [session.word(f"family.{terms.family}")] if words.has(f"family.{terms.family}") else []
    start, end = (words.moment(one, language) for one in (terms.term.start, terms.term.end))
    caution = say_ahead(decision, session.now, words, language, more)
    return [
        Text(f"{wording.name.say(language)} ({wording.code})", style="bold"),
        Text(" · ".join(one for one in about if one)),
        Text(session.say("decide.term", start=start, end=end)),
        *([Text(caution, style="yellow")] if caution else []),
    ]


def _summary(session: Session, decision: Decision, asked: Sequence[str], still: Sequence[str]) -> Text:
    """Return in a sentence how far the decision has come, and what its clauses stand on."""
    counts = session.word("decision.counts", tuple(status_counts(decision).items()))
    reached = stage(decision)
    if reached != OPEN:
        names = say_for_person(decision, session.catalogue.words, session.language)
        said = session.say(f"decide.{reached}", names=names)
        return Text(f"{said}\n{counts}", style="bold")
    key = "decide.open" if asked else "decide.open.unknown" if still else "decide.stuck"
    said = session.say(key, clauses=len(open_clauses(decision)), questions=len(asked), unknown=len(still))
    return Text(f"{said}\n{counts}", style="bold yellow")


def _answers(session: Session, decision: Decision) -> RenderableType:
    """Return a row for each part held, and beneath it for its items that have another answer."""
    rows = table([(session.say("decide.part"), "left"), (session.say("decide.answer"), "left")])
    for one in told_apart(decision):
        text = item_of(decision.wording, one).text if one.item else decision.wording.parts[one.part].text
        name = f"{'  ' if one.item else ''}{text.say(session.language)}"
        told = told_answer(decision, one)
        answer = Text(session.word(f"answer.{told}"), style=ANSWER_STYLES[told])
        if one.reduced:
            answer.append(f" {session.say('decide.less')}")
        if one.open and one.answer != "undecided":
            answer.append(f" {session.say('decide.duties_open')}")
        rows.add_row(name, answer)
    return rows


def _switch(session: Session, decision: Decision, name: str) -> str:
    """Return a term that the insurer must fill in before anything can be decided."""
    return f"{decision.wording.switches[name].text.say(session.language)} (cover.switches.{name})"


def show_moved(session: Session, moved: Difference) -> list[RenderableType]:
    """Return what is otherwise than in the case compared with."""
    heading = session.say("decide.moved")
    if moved.nothing:
        return listed(heading, [session.say("decide.nothing_moved")])
    words, language = session.catalogue.words, session.language
    rows = table(
        [("", "left"), ("", "left"), (session.say("decide.before"), "left"), (session.say("decide.after"), "left")],
        (10, 76, 32, 32),
    )
    changes = {"edition": moved.editions, "cover": moved.cover, FACT: moved.facts, CLAUSE: moved.clauses}
    for kind, several in {**changes, ANSWER: moved.together, AMOUNT: moved.amounts}.items():
        for one in several:
            rows.add_row(session.say(f"decide.moved.{kind}"), *change_words(moved, kind, one, words, language))
    return ["", Text(heading, style="bold"), rows]


def _why(session: Session, decision: Decision) -> Iterator[str]:
    """Yield for each set of reasons what it is against, and the clauses; the words of each clause come once."""
    language, words, told = session.language, session.catalogue.words, set[str]()
    for reason in reasons(decision):
        names = joined((name_of(decision.wording, one, language) for one in reason.outcomes), language)
        lines = [session.say("decide.because", what=names, answer=session.word(f"answer.{reason.answer}"))]
        if reason.triggers:
            triggers = joined((one.heading.say(language) for one in reason.triggers), language)
            lines.append(session.word("letter.no_trigger", (("triggers", triggers),)))
        if reason.answer == UNDECIDED:
            lines.append(session.say("decide.open.reason"))
        lines += [_reason(session, decision, reason, one, whole=one.id not in told) for one in reason.clauses]
        lines += [session.word("letter.renewed")] if reason.renewed else []
        lines += [say_ruling(decision, reason.outcomes[0], words, language)] if reason.ruling else []
        told |= {one.id for one in reason.clauses}
        yield "\n    ".join(lines)


def _reason(session: Session, decision: Decision, reason: Reason, clause: Clause, *, whole: bool) -> str:
    """Return a clause that gives an answer; of what may still come, what it waits for."""
    if reason.answer != LATER:
        return _clause(session, clause, whole=whole)
    waits = say_later(decision, clause, session.catalogue.words, session.language)
    return f"{_clause(session, clause, whole=False)}: {waits}"


def _covered(session: Session, decision: Decision) -> Iterator[str]:
    """Yield for each covered part who decided so, or by which triggers and conditions it is covered."""
    language = session.language
    for one in told_apart(decision):
        if one.answer != COVERED:
            continue
        name = name_of(decision.wording, one, language)
        lines = [session.say("decide.because", what=name, answer=session.word("answer.covered"))]
        if one.ruling:
            lines.append(say_ruling(decision, one, session.catalogue.words, language))
        else:
            found = support(decision, one)
            lines.append(session.say("decide.triggers", triggers=_named(found.triggers, language)))
            lines += (
                [session.say("decide.conditions", conditions=_named(found.conditions, language))]
                if found.conditions
                else []
            )
        yield "\n    ".join(lines)


def _named(clauses: Iterable[Clause], language: str) -> str:
    return joined((f"[{one.number.say(language)}] {one.heading.say(language)}" for one in clauses), language)


def _clause(session: Session, clause: Clause, *, whole: bool = True) -> str:
    language = session.language
    named = _named([clause], language)
    return f"{named}: {clause.text.say(language)}" if whole else named


def _questions(session: Session, decision: Decision, key: str, names: Sequence[str]) -> list[RenderableType]:
    """Return what to find out, with its answers, who usually knows it and what proves it."""
    lines = [_question(session, decision, number, name) for number, name in enumerate(names[:FIRST], 1)]
    if (more := len(names) - FIRST) > 0:
        lines.append(f"  {session.word('decision.more', (('count', more),))}")
    return ["", Text(session.say(key), style="bold"), *lines] if lines else []


def _question(session: Session, decision: Decision, number: int, name: str) -> str:
    asked = asked_of(decision, name, session.catalogue.words, session.language)
    lines = [f"  {number}. {asked.question} ({name})"]
    lines += [" / ".join(asked.choices)] if asked.choices else []
    lines += [session.say("decide.knows", who=asked.who)] if asked.who else []
    lines += [session.say("decide.evidence", what=asked.evidence)] if asked.evidence else []
    return "\n     ".join(lines)


def _facts(session: Session, decision: Decision) -> list[RenderableType]:
    """Return what was said, each with its paper and who entered it, then what follows from it."""
    known = [(name, decision.facts[name]) for name in decision.wording.facts if name in decision.facts]
    said = pairs([_fact(session, decision, name, one) for name, one in known if not one.rule])
    parts: list[RenderableType] = ["", Text(session.say("decide.facts"), style="bold"), said] if known else []
    words, language = session.catalogue.words, session.language
    follows = [
        f"{joined(said_facts(decision, origin, words, language), language)}\n"
        + "\n".join(f"  {one}" for one in said_facts(decision, names, words, language))
        for origin, names in by_origin(decision).items()
    ]
    return [*parts, *listed(session.say("decide.follows"), follows)]


def _fact(session: Session, decision: Decision, name: str, known: Known) -> tuple[str, str]:
    words, wording = session.catalogue.words, decision.wording
    value = say_value(wording, words, name, known.value, session.language)
    origin = ", ".join(one for one in (known.source, known.by) if one)
    question = wording.facts[name].question.say(session.language)
    return f"  {question}", f"{value} ({origin})" if origin else value


def _clauses(session: Session, decision: Decision) -> list[RenderableType]:
    """Return the result of every clause, none left out; no source is ever broken."""
    names = ("number", "clause", "kind", "result", "source", "hangs")
    columns = [(session.say(f"decide.{name}"), "code" if name == "source" else "left") for name in names]
    rows = table(columns, (12, 30, 14, 16, None, 60))
    for (clause, met), result in results_in_words(decision):
        facts = (name for name in deciding(clause, met, decision.values) if not _is_given(decision, name))
        rows.add_row(
            clause.number.say(session.language),
            clause.heading.say(session.language),
            session.word(f"clause_kind.{clause.kind}"),
            Text(session.word(f"met.{result}"), style=MET_STYLES[result]),
            "\n".join((say_status(session.catalogue.words, clause.status, session.language), *clause.sources)),
            "\n".join(_asked_of(session, decision, name) for name in facts),
        )
    return ["", Text(session.say("decide.clauses"), style="bold"), rows]


def _is_given(decision: Decision, name: str) -> bool:
    """Return whether a name is a fact of the cover, which stands at the head already."""
    fact = decision.wording.facts.get(name)
    return fact is not None and fact.given


def _asked_of(session: Session, decision: Decision, name: str) -> str:
    """Return a fact or switch with its value, in words."""
    words, language, wording = session.catalogue.words, session.language, decision.wording
    if switch := wording.switches.get(name):
        value = say_switch(switch, words, switch_value(wording, decision.terms, name), language)
        return f"{switch.text.say(language)} → {value}"
    return " ".join(said_facts(decision, [name], words, language))


def _assumed(session: Session, decision: Decision) -> Iterator[str]:
    words, language = session.catalogue.words, session.language
    for one in assumed_of(decision):
        yield f"{session.word(f'assumed_kind.{one.kind}')}: {one.say(words, language)}"
