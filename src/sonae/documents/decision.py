"""The record of a decision (適用判断の記録): every answer, every clause, every fact, and what is still open."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby

from sonae.core.assumptions import assumed_of
from sonae.core.coverage import ANSWERS, ClauseResult, Decision, Outcome, bearing, switch_value
from sonae.core.decision_summary import (
    FIRST,
    NEEDLESS,
    NOT_IN_COVER,
    asked_once,
    not_held,
    results_in_words,
    stage,
    status_counts,
    still_unknown,
    told_answer,
    told_apart,
)
from sonae.core.decision_words import asked_of, item_of, say_for_person, say_ruling
from sonae.core.decision_words import cited as clause_name
from sonae.core.grounds import by_origin, deciding, said_facts, said_pairs
from sonae.core.questions import needless, next_questions
from sonae.core.scheme import Scheme
from sonae.core.wording import EXCLUSION, KINDS, TRIGGER
from sonae.core.wording_words import say_status, say_switch, say_value
from sonae.core.words import EN, JA, Words, joined
from sonae.documents.figures import moment, yen
from sonae.documents.frame import decision_frame, publish
from sonae.documents.labels import labels
from sonae.documents.sources import References
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
    unknown = frozenset(unknown)
    asked, shared = asked_once(decision, next_questions(decision, unknown)), _shared(decision)
    return {
        **decision_frame("R", decision, scheme, words, side, at),
        "subject": subject,
        "at": moment(at, words, side),
        "about": about_cover(decision, words, side),
        "stage": stage(decision),
        "for_person": say_for_person(decision, words, side),
        "counts": words.say("decision.counts", side, tuple(status_counts(decision).items())),
        "parts": _parts(decision, shared, words, side),
        "shared": _numbers(decision, (name for name in wording.clauses if name in shared), words, side),
        "not_held": joined((wording.parts[one].text.say(side) for one in not_held(decision)), side),
        **_clauses(decision, words, side, cited),
        "facts": _facts(decision, words, side),
        "follows": _follows(decision, words, side),
        "questions": _asked(decision, asked[:FIRST], words, side),
        "unknown": _asked(decision, still_unknown(decision, unknown), words, side),
        "more": words.say("decision.more", side, (("count", len(asked) - FIRST),)) if len(asked) > FIRST else "",
        "needless": len(needless(decision)),
        "assumed": _assumed(decision, words, side, cited),
        "objection": wording.objection.say(side),
        "notes": [
            {"text": one.text.say(side), "places": [], "source": cited.cite(one.sources)}
            for one in wording.notes_for(decision.terms.scheme)
        ],
        "sources": cited.listed(),
    }


def _asked(decision: Decision, names: Iterable[str], words: Words, language: str) -> list[Json]:
    return [asked_of(decision, name, words, language)._asdict() for name in names]


def _assumed(decision: Decision, words: Words, language: str, cited: References) -> list[Json]:
    """Return all that was assumed, gathered by its kind, each thing once, with everywhere that says something of it."""
    rows = list[Json]()
    for kind, group in groupby(assumed_of(decision), lambda one: one.kind):
        found: dict[str, dict[str, None]] = {}
        for one in group:
            text = one.say(words, language)
            found[text] = found.get(text, {}) | dict.fromkeys(one.sources)
        lines = [{"text": text, "source": cited.cite(sources)} for text, sources in found.items()]
        rows.append({"kind": words.say(f"assumed_kind.{kind}", language), "lines": lines})
    return rows


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


def _parts(decision: Decision, shared: frozenset[str], words: Words, language: str) -> list[Json]:
    """Return every part that the cover has; ``shared`` are clauses that stay open everywhere and are named once."""
    held = (one for one in decision.outcomes if one.part in decision.terms.parts)
    return [_part(decision, list(group), shared, words, language) for _, group in groupby(held, _part_of)]


def _shared(decision: Decision) -> frozenset[str]:
    """Return the clauses that are open for every part that has any open: none where only one has."""
    still = {one.part: frozenset(one.open) for one in told_apart(decision) if one.open and not one.item}
    return frozenset.intersection(*still.values()) if len(still) > 1 else frozenset()


def _part(decision: Decision, outcomes: list[Outcome], shared: frozenset[str], words: Words, language: str) -> Json:
    """Return one part with its items, those that are answered as the part itself in one row."""
    whole, *items = outcomes
    part = decision.wording.parts[whole.part]
    alike = [one for one in items if one._replace(item="") == whole]
    names = joined((item_of(decision.wording, one).text.say(language) for one in alike), language)
    named = [(whole, names), *((one, item_of(decision.wording, one).text.say(language)) for one in items)]
    rows = []
    for one, text in named:
        if one not in alike:
            told = shared if one is whole else shared.union(whole.open)
            rows.append(_outcome(decision, one, text, told, words, language))
    return {"name": part.text.say(language), "rows": rows}


def _outcome(decision: Decision, one: Outcome, items: str, told: frozenset[str], words: Words, language: str) -> Json:
    """Return one answer; its reasons are named by the numbers of their clauses, what is ``told`` above left out."""
    answer = told_answer(decision, one)
    return {
        "whole": not one.item,
        "items": items,
        "answer": answer,
        "answer_text": words.say(f"answer.{answer}", language),
        "because": _numbers(decision, one.because, words, language),
        "ruling": say_ruling(decision, one, words, language),
        "open": _numbers(decision, (name for name in one.open if name not in told), words, language),
        "reduced": _numbers(decision, one.reduced, words, language),
    }


def _numbers(decision: Decision, clauses: Iterable[str], words: Words, language: str) -> str:
    """Return the numbers of clauses, each once."""
    known = decision.wording.clauses
    numbers = (known[one].number.say(language) if one in known else words.say(one, language) for one in clauses)
    return joined(dict.fromkeys(numbers), language)


def _decisive(decision: Decision) -> frozenset[str]:
    """Return the clauses that give an answer of this cover: triggers that were met, and all that is against it."""
    held = [one for one in decision.outcomes if one.part in decision.terms.parts]
    against = {name for one in held for name in (*one.because, *one.reduced)}
    return frozenset(against | {one.id for one in bearing(decision) if one.kind == TRIGGER and decision.met[one.id]})


def _clause(
    decision: Decision, result: ClauseResult, told: str, words: Words, language: str, cited: References
) -> Json:
    clause = result.clause
    return {
        "number": clause.number.say(language),
        "heading": clause.heading.say(language),
        "text": clause.text.say(language),
        "kind": words.say(f"clause_kind.{clause.kind}", language),
        "effect": words.say(f"effect.{clause.effect}", language),
        "turns": labels(language)["decision.if.met" if clause.kind == EXCLUSION else "decision.if.not_met"],
        "result": told,
        "result_text": words.say(f"met.{told}", language),
        "facts": _facts_of(decision, result, words, language),
        "source": cited.cite(clause.sources),
        "status": clause.status,
        "status_text": say_status(words, clause.status, language),
    }


def _clauses(decision: Decision, words: Words, language: str, cited: References) -> Json:
    """Return the clauses that decide, all others of the cover by kind and result, and those that it has not."""
    decisive, first = _decisive(decision), list[Json]()
    others, absent = dict[tuple[str, str], list[Json]](), list[str]()
    for one, told in results_in_words(decision):
        if told == NOT_IN_COVER:
            absent.append(clause_name(one.clause, language))
            continue
        said = _clause(decision, one, told, words, language, cited)
        if one.clause.id in decisive:
            first.append(said)
        else:
            # what follows from another answer stands below with that answer, and not at each clause as well
            others.setdefault((one.clause.kind, told), []).append(
                {**said, "facts": _facts_of(decision, one, words, language, said_only=True)}
            )
    order = [(kind, told) for kind in KINDS for told in (*ANSWERS.values(), NEEDLESS)]
    groups = [
        {"kind": each[0]["kind"], "result": each[0]["result"], "result_text": each[0]["result_text"], "clauses": each}
        for key in order
        if (each := others.get(key))
    ]
    return {"clauses": first, "others": groups, "absent": joined(absent, language)}


def _facts_of(
    decision: Decision, result: ClauseResult, words: Words, language: str, *, said_only: bool = False
) -> list[Json]:
    """Return on what a result rests, without what comes with the cover; ``said_only`` leaves out what follows."""
    names = deciding(result.clause, result.met, decision.values)
    follows = {name for name, known in decision.facts.items() if known.rule} if said_only else set()
    return [
        _asked_of(decision, name, words, language)
        for name in names
        if not _given(decision, name) and name not in follows
    ]


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
    """Return every fact that was said, in the wording's order, with the paper it came from and who entered it."""
    said = [name for name in decision.wording.facts if name in decision.facts and not decision.facts[name].rule]
    told = zip(said, said_pairs(decision, said, words, language), strict=True)
    return [
        {"text": text, "value": value, "origin": decision.facts[name].source, "by": decision.facts[name].by}
        for name, (text, value) in told
    ]


def _follows(decision: Decision, words: Words, language: str) -> list[Json]:
    """Return what follows from other facts, gathered by what it follows from."""
    return [
        {
            "origin": joined(said_facts(decision, origin, words, language), language),
            "facts": [
                {"text": text, "value": value, "known": True}
                for text, value in said_pairs(decision, names, words, language)
            ],
        }
        for origin, names in by_origin(decision).items()
    ]
