"""The record of a decision (適用判断の記録): every answer, every clause, every fact, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from sonae.core.assumptions import assumed_of
from sonae.core.coverage import ANSWERS, ClauseResult, Decision, Outcome, breaches, switch_value
from sonae.core.decision_summary import item_of, joined
from sonae.core.facts import DeclaredFact
from sonae.core.questions import needless, next_questions
from sonae.core.scheme import Scheme
from sonae.core.wording import EXCLUSION
from sonae.core.wording_words import say_switch, say_value
from sonae.core.words import EN, JA, Words
from sonae.documents.figures import moment, yen
from sonae.documents.frame import publish, wording_frame
from sonae.documents.labels import labels
from sonae.documents.sources import References
from sonae.documents.tracing import stated
from sonae.documents.typesetting import Json


def decision_sheet(
    decision: Decision,
    words: Words,
    language: str,
    *,
    at: datetime,
    scheme: Scheme | None = None,
    subject: str = "",
    unknown: Iterable[str] = (),
) -> bytes:
    """Return the whole trace of a decision as PDF (A4 landscape), as of ``at``; no clause is left out."""
    return publish("decision", record(decision, words, language, at, scheme, subject, unknown), at)


def record(
    decision: Decision,
    words: Words,
    language: str,
    at: datetime,
    scheme: Scheme | None,
    subject: str,
    unknown: Iterable[str],
) -> Json:
    """Return all that the record says, as its template reads it."""
    side = EN if language == EN else JA
    wording = decision.wording
    cited = References(wording.sources, side)
    asked = [wording.facts[name] for name in next_questions(decision, unknown)]
    return {
        **wording_frame("R", wording, scheme, words, side),
        "subject": subject,
        "at": moment(at, words, side),
        "about": about_cover(decision, words, side),
        "settled": decision.settled,
        "parts": [_part(decision, list(group), words, side) for _, group in groupby(decision.outcomes, _part_of)],
        "breaches": [f"{one.number} {one.heading.say(side)}" for one in breaches(decision)],
        "clauses": [_clause(decision, one, words, side, cited) for one in decision.clauses],
        "facts": _facts(decision, words, side),
        "questions": [_question(one, words, side) for one in asked],
        "needless": len(needless(decision)),
        "assumed": [
            {
                "kind": words.say(f"assumed_kind.{one.kind}", side),
                "text": one.say(words, side),
                "source": cited.cite(one.sources),
            }
            for one in assumed_of(decision)
        ],
        "objection": wording.objection.say(side),
        "notes": [one.say(side) for one in wording.notes],
        "sources": cited.listed(),
    }


def about_cover(decision: Decision, words: Words, language: str) -> list[list[str]]:
    """Return what the member holds, as labels with their values."""
    terms, say = decision.terms, labels(language)
    start, end = (moment(one, words, language) for one in (terms.term.start, terms.term.end))
    plan = " ".join(one for one in (_word(words, f"family.{terms.family}", language), terms.plan) if one)
    insured = decision.wording.facts.get("insured")
    for_whom = insured.choices[terms.insured].say(language) if insured and terms.insured in insured.choices else ""
    rows = [
        [say["decision.member"], terms.member],
        [say["facilities.plan"], plan],
        [say["cover"], f"{start}{say['to']}{end}"],
        [say["decision.amounts"], joined(_amounts(decision, words, language), language)],
        [say["decision.facilities"], joined(terms.facilities, language)],
        [say["decision.insured"], for_whom if terms.insured != "named_insured" else ""],
    ]
    return [row for row in rows if row[1]]


def _word(words: Words, key: str, language: str) -> str:
    return words.say(key, language) if words.has(key) else ""


def _amounts(decision: Decision, words: Words, language: str) -> list[str]:
    """Return the limits that the cover names, each with its name."""
    said = []
    for name, amount in decision.terms.amounts.items():
        part = decision.wording.parts.get(name)
        label = part.text.say(language) if part else words.say(f"table.{name}", language)
        said.append(f"{label} {yen(amount, language)}")
    return said


def _part_of(one: Outcome) -> str:
    return one.part


def _part(decision: Decision, outcomes: list[Outcome], words: Words, language: str) -> Json:
    """Return one part with its items, those that are answered as the part itself in one row."""
    whole, *items = outcomes
    part = decision.wording.parts[whole.part]
    alike = [one for one in items if one._replace(item="") == whole]
    names = joined((item_of(decision.wording, one).text.say(language) for one in alike), language)
    named = [(whole, names), *((one, item_of(decision.wording, one).text.say(language)) for one in items)]
    rows = [_outcome(decision, one, text, words, language) for one, text in named if one not in alike]
    return {"name": part.text.say(language), "rows": rows}


def _outcome(decision: Decision, one: Outcome, items: str, words: Words, language: str) -> Json:
    """Return one answer; its reasons are named by the numbers of their clauses."""
    return {
        "whole": not one.item,
        "items": items,
        "answer": one.answer,
        "answer_text": words.say(f"answer.{one.answer}", language),
        "because": _numbers(decision, one.because, words, language),
        "open": _numbers(decision, one.open, words, language),
        "reduced": _numbers(decision, one.reduced, words, language),
    }


def _numbers(decision: Decision, clauses: Iterable[str], words: Words, language: str) -> str:
    known = decision.wording.clauses
    return joined((known[one].number if one in known else words.say(one, language) for one in clauses), language)


def _clause(decision: Decision, result: ClauseResult, words: Words, language: str, cited: References) -> Json:
    clause, met = result
    return {
        "number": clause.number,
        "heading": clause.heading.say(language),
        "text": clause.text.say(language),
        "kind": words.say(f"clause_kind.{clause.kind}", language),
        "effect": words.say(f"effect.{clause.effect}", language),
        "turns": labels(language)["decision.if.met" if clause.kind == EXCLUSION else "decision.if.not_met"],
        "result": ANSWERS[met],
        "result_text": words.say(f"met.{ANSWERS[met]}", language),
        "facts": [_asked_of(decision, name, words, language) for name in clause.facts if not _given(decision, name)],
        "source": cited.cite(clause.sources),
        "status": clause.status,
        "status_text": stated(clause.status, words, language),
    }


def _given(decision: Decision, name: str) -> bool:
    """Return whether a fact comes with the cover, which stands at the head of the paper."""
    fact = decision.wording.facts.get(name)
    return fact is not None and fact.given


def _asked_of(decision: Decision, name: str, words: Words, language: str) -> Json:
    """Return a fact or switch that a clause asks for, with its value."""
    wording = decision.wording
    if name in wording.switches:
        switch = wording.switches[name]
        value = say_switch(switch, words, switch_value(wording, decision.terms, name), language)
        return {"text": switch.text.say(language), "value": value, "known": True}
    value = say_value(wording, words, name, decision.values[name], language)
    return {
        "text": wording.facts[name].question.say(language),
        "value": value,
        "known": decision.values[name] is not None,
    }


def _facts(decision: Decision, words: Words, language: str) -> list[Json]:
    """Return every fact that is known, in the wording's order, with the paper it came from and who entered it."""
    wording, rows = decision.wording, list[Json]()
    rules = {one.id: one.text.say(language) for one in wording.implications}
    for name, fact in wording.facts.items():
        if known := decision.facts.get(name):
            value = say_value(wording, words, name, known.value, language)
            origin = rules.get(known.rule, known.source)
            rows.append({"text": fact.question.say(language), "value": value, "origin": origin, "by": known.by})
    return rows


def _question(fact: DeclaredFact, words: Words, language: str) -> Json:
    return {
        "question": fact.question.say(language),
        "about": fact.about.say(language) if fact.about else "",
        "who": joined((words.say(f"knows.{one}", language) for one in fact.knows), language),
        "evidence": joined((one.say(language) for one in fact.evidence), language),
    }
