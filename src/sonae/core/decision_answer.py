"""How is a coverage decision said to a machine? The one JSON shape of command line, API and stored papers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sonae.core.answer import Json
from sonae.core.assumptions import assumed_answer, assumed_of
from sonae.core.awaiting import awaited
from sonae.core.condition_words import condition_answer
from sonae.core.conditions import FactValue
from sonae.core.cover_terms import CoverTerms, SwitchValue
from sonae.core.coverage import ANSWERS, ClauseResult, Decision, Outcome, Ruling, breaches
from sonae.core.coverage_trace import decision_line
from sonae.core.decision_summary import NOT_IN_COVER, asked_once, results_in_words, stage, still_unknown, told_answer
from sonae.core.decision_words import asked_of
from sonae.core.facts import Known
from sonae.core.grounds import follows_from
from sonae.core.moments import NEVER, iso
from sonae.core.questions import asked_for, needless, next_questions, open_clauses, open_switches
from sonae.core.trace import as_dict, plain
from sonae.core.wording import Clause
from sonae.core.wording_words import say_status, say_value
from sonae.core.words import Words, joined


def decision_answer(decision: Decision, words: Words, language: str, skip: Iterable[str] = ()) -> Json:
    """Return the decision as JSON: what was asked of which edition, every clause, every answer, and what is open.

    ``skip`` are facts that nobody could answer: they are not asked again. The same facts, cover and edition give the
    same object in the same order, whatever the order in which the facts were said.
    """
    wording, unknown = decision.wording, frozenset(skip)
    return {
        "wording": wording.code,
        "wording_name": wording.name.say(language),
        "edition": wording.edition,
        "edition_digest": wording.digest,
        "insurer": wording.insurer.say(language),
        "cover": cover_answer(decision.terms),
        "settled": decision.settled,
        "stage": stage(decision),
        "answers": [_outcome(decision, one, words, language) for one in decision.outcomes],
        "open_switches": list(open_switches(decision)),
        "questions": questions_answer(
            decision, asked_once(decision, next_questions(decision, unknown)), words, language
        ),
        "unknown": questions_answer(decision, still_unknown(decision, unknown), words, language),
        "breaches": [_named(one, language) for one in breaches(decision)],
        "assumed": [assumed_answer(one, words, language) for one in assumed_of(decision)],
        "facts": [_fact(decision, name, one, words, language) for name, one in sorted(decision.facts.items())],
        "needless": list(needless(decision)),
        "clauses": [_clause(one, told, words, language) for one, told in results_in_words(decision)],
        "objection": wording.objection.say(language),
        "notes": [one.say(language) for one in wording.notes_for(decision.terms.scheme)],
        "demonstration": words.say("demo.notice", language),
        "trace": as_dict(decision_line(decision)),
    }


def cover_answer(terms: CoverTerms) -> Json:
    """Return what the member holds."""
    return {
        "member": terms.member,
        "scheme": terms.scheme or None,
        "plan": terms.plan or None,
        "family": terms.family,
        "insured": terms.insured,
        "parts": sorted(terms.parts),
        "triggers": sorted(terms.triggers),
        "start": iso(terms.term.start),
        "end": iso(terms.term.end),
        "first_contract_at": iso(terms.first_contract_at),
        "amounts_yen": dict(sorted(terms.amounts.items())),
        "facilities": list(terms.facilities),
        "shared": terms.shared,
        "emergency_support": terms.emergency_support,
        "switches": {name: switch_plain(value) for name, value in sorted(terms.switches.items())},
    }


def questions_answer(decision: Decision, facts: Sequence[str], words: Words, language: str) -> list[Json]:
    """Return what is to be asked, in order: the question, what it means, who usually knows, and what proves it."""
    still = open_clauses(decision)
    hangs = {name: asked_for(decision, name) for name in decision.wording.clauses if name in still}
    return [
        _question(decision, fact, [name for name, asks in hangs.items() if fact in asks], words, language)
        for fact in facts
    ]


def fact_plain(value: FactValue | None) -> str | int | bool | None:
    """Return the value of a fact as JSON says it: a moment or a day in ISO 8601, ``never`` for one that never came."""
    if isinstance(value, date):
        return "never" if value == NEVER else iso(value)
    return value


def switch_plain(value: SwitchValue | None) -> str | int | bool | None:
    """Return the value of a switch as JSON says it: exact rates as decimal text."""
    return plain(value)


def _outcome(decision: Decision, one: Outcome, words: Words, language: str) -> Json:
    part, later = decision.wording.parts[one.part], awaited(decision, one)
    item = next((each.text.say(language) for each in part.items if each.id == one.item), None)
    return {
        "key": one.key,
        "part": one.part,
        "part_text": part.text.say(language),
        "item": one.item or None,
        "item_text": item,
        "side": part.side,
        "answer": one.answer,
        "answer_text": words.say(f"answer.{told_answer(decision, one)}", language),
        "later": bool(later),
        "later_text": joined((clause.later.say(language) for clause in later if clause.later), language) or None,
        "settled": one.settled,
        "because": list(one.because),
        "open": list(one.open),
        "reduced": list(one.reduced),
        "ruling": _ruling(one.ruling) if one.ruling else None,
    }


def _ruling(one: Ruling) -> Json:
    return {"id": one.id, "by": one.by, "reason": one.reason, "decided_at": iso(one.decided_at)}


def _question(decision: Decision, name: str, clauses: list[str], words: Words, language: str) -> Json:
    fact = decision.wording.facts[name]
    return {
        "fact": fact.id,
        "type": fact.type,
        "question": asked_of(decision, name, words, language).question,
        "about": fact.about.say(language) if fact.about else None,
        "choices": {choice: text.say(language) for choice, text in fact.choices.items()},
        "knows": list(fact.knows),
        "knows_text": [words.say(f"knows.{one}", language) for one in fact.knows],
        "evidence": [one.say(language) for one in fact.evidence],
        "clauses": clauses,
    }


def _fact(decision: Decision, name: str, known: Known, words: Words, language: str) -> Json:
    fact = decision.wording.facts[name]
    rule = next((one.text.say(language) for one in decision.wording.implications if one.id == known.rule), None)
    return {
        "fact": name,
        "question": fact.question.say(language),
        "value": fact_plain(known.value),
        "value_text": say_value(decision.wording, words, name, known.value, language),
        "source": known.source or None,
        "by": known.by or None,
        "rule": known.rule or None,
        "rule_text": rule,
        "follows_from": list(follows_from(decision, known)),
    }


def _named(clause: Clause, language: str) -> Json:
    return {
        "id": clause.id,
        "number": clause.number.say(language),
        "heading": clause.heading.say(language),
        "text": clause.text.say(language),
    }


def _clause(result: ClauseResult, told: str, words: Words, language: str) -> Json:
    clause, met = result
    return {
        **_named(clause, language),
        "kind": clause.kind,
        "kind_text": words.say(f"clause_kind.{clause.kind}", language),
        "result": ANSWERS[met],
        "result_text": words.say(f"met.{told}", language),
        "in_cover": told != NOT_IN_COVER,
        "effect": clause.effect,
        "effect_text": words.say(f"effect.{clause.effect}", language),
        "when": condition_answer(clause.when),
        "unless": condition_answer(clause.unless) if clause.unless else None,
        "facts": list(clause.facts),
        "applies_to": sorted(clause.applies_to),
        "families": sorted(clause.families),
        "status": clause.status,
        "status_text": say_status(words, clause.status, language),
        "sources": list(clause.sources),
    }
