"""How is a wording said to a machine: what it pays, clause by clause, up to which limits, and what is left open?"""

from __future__ import annotations

from sonae.core.answer import Json
from sonae.core.condition_words import condition_answer, condition_lines
from sonae.core.conditions import Condition
from sonae.core.decision_answer import switch_plain
from sonae.core.limits import Amount, LevelRule
from sonae.core.papers import PaperRules
from sonae.core.trace import rate_text
from sonae.core.wording import Clause, CostItem, Part, Switch, Wording
from sonae.core.wording_words import say_switch, words_of
from sonae.core.words import Words


def wording_answer(wording: Wording, words: Words, language: str) -> Json:
    """Return the whole of a wording as JSON, conditions as data and in words."""
    own = words_of(wording, words)
    return {
        **summary_answer(wording, language),
        "insurer": wording.insurer.say(language),
        "families": list(wording.families),
        "parts": [part_answer(one, language) for one in wording.parts.values()],
        "allocation": {
            "order": list(wording.allocation.order),
            "costs_since": wording.allocation.costs_since or None,
            "text": wording.allocation.text.say(language),
            "status": wording.allocation.status,
        },
        "clauses": [clause_answer(one, wording, own, language) for one in wording.clauses.values()],
        "levels": [level_answer(one, language) for one in wording.levels],
        "switches": [switch_answer(one, words, language) for one in wording.switches.values()],
        "papers": papers_answer(wording.papers, language),
        "objection": wording.objection.say(language),
        "notes": [one.say(language) for one in wording.notes],
        "demonstration": words.say("demo.notice", language),
    }


def summary_answer(wording: Wording, language: str) -> Json:
    """Return what a list of wordings says of one."""
    return {
        "wording": wording.code,
        "name": wording.name.say(language),
        "edition": wording.edition,
        "edition_digest": wording.digest,
        "schemes": list(wording.schemes),
        "parts": len(wording.parts),
        "clauses": len(wording.clauses),
        "facts": len(wording.facts),
    }


def part_answer(part: Part, language: str) -> Json:
    """Return a coverage part with its cost items."""
    return {
        "id": part.id,
        "side": part.side,
        "text": part.text.say(language),
        "needs": part.needs or None,
        "status": part.status,
        "sources": list(part.sources),
        "items": [_item(one, language) for one in part.items],
    }


def _item(item: CostItem, language: str) -> Json:
    return {
        "id": item.id,
        "text": item.text.say(language),
        "families": sorted(item.families),
        "status": item.status,
        "sources": list(item.sources),
    }


def clause_answer(clause: Clause, wording: Wording, words: Words, language: str) -> Json:
    """Return a clause with its condition as data and in words; ``words`` are those of the wording."""
    return {
        "id": clause.id,
        "kind": clause.kind,
        "number": clause.number.say(language),
        "heading": clause.heading.say(language),
        "text": clause.text.say(language),
        "effect": clause.effect,
        "applies_to": sorted(clause.applies_to),
        "families": sorted(clause.families),
        "when": condition_answer(clause.when),
        "when_text": _lines(clause.when, wording, words, language),
        "unless": condition_answer(clause.unless) if clause.unless else None,
        "unless_text": _lines(clause.unless, wording, words, language) if clause.unless else [],
        "facts": list(clause.facts),
        "status": clause.status,
        "sources": list(clause.sources),
    }


def _lines(condition: Condition, wording: Wording, words: Words, language: str) -> list[str]:
    return [f"{'  ' * one.depth}{one.text}" for one in condition_lines(condition, wording, words, language)]


def level_answer(level: LevelRule, language: str) -> Json:
    """Return one level of the limits; the order of the levels is the order in which they are applied."""
    return {
        "id": level.id,
        "kind": level.kind,
        "per": level.per,
        "text": level.text.say(language),
        "parts": sorted(level.parts),
        "items": sorted(level.items),
        "amount": amount_answer(level.amount),
        "lasts": list(level.lasts),
        "status": level.status,
        "sources": list(level.sources),
    }


def amount_answer(amount: Amount) -> Json:
    """Return where the figure of a level comes from; what is not said is left out."""
    said = {
        "yen": amount.yen,
        "hours": amount.hours,
        "of": amount.of or None,
        "switch": amount.switch or None,
        "share": rate_text(amount.share) if amount.share != 1 else None,
        "at_most": amount.at_most,
    }
    return {name: value for name, value in said.items() if value is not None}


def papers_answer(papers: PaperRules, language: str) -> Json:
    """Return which papers a claim needs, and by when a complete one is paid; lengths are named by their switches."""
    return {
        "claim_types": {name: text.say(language) for name, text in papers.claim_types.items()},
        "groups": [
            {
                "id": one.id,
                "number": one.number,
                "text": one.text.say(language),
                "examples": one.examples.say(language),
                "claim_types": sorted(one.claim_types),
                "status": one.status,
                "sources": list(one.sources),
            }
            for one in papers.groups
        ],
        "days": papers.days,
        "first_day": papers.first_day,
        "status": papers.status,
        "sources": list(papers.sources),
        "grounds": [
            {
                "id": one.id,
                "number": one.number,
                "text": one.text.say(language),
                "days": one.days or None,
                "status": one.status,
                "sources": list(one.sources),
            }
            for one in papers.grounds
        ],
    }


def switch_answer(switch: Switch, words: Words, language: str) -> Json:
    """Return a term that an insurer can fill in, with what is assumed of it."""
    return {
        "id": switch.id,
        "type": switch.type,
        "text": switch.text.say(language),
        "value": switch_plain(switch.value),
        "value_text": say_switch(switch, words, switch.value, language),
        "choices": list(switch.choices),
        "lowest": switch.lowest,
        "highest": switch.highest,
        "status": switch.status,
        "sources": list(switch.sources),
    }
