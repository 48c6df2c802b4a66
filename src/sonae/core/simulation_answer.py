"""How is a simulated incident said to a machine? The one JSON shape of command line and API."""

from __future__ import annotations

from sonae.core.answer import Json, notice
from sonae.core.incident import CostBook, CostLine, LeftOut, Simulation
from sonae.core.ledger import Posting
from sonae.core.scheme import Plan, Scheme
from sonae.core.trace import as_dict
from sonae.core.waterfall import Waterfall
from sonae.core.words import EN, Words


def simulation_answer(
    scheme: Scheme, book: CostBook, kind: str, scenario: str, simulation: Simulation, words: Words, language: str
) -> Json:
    """Return the incident's cost items and, for each plan, what is paid, what stays and why."""
    falls = zip(simulation.plans, simulation.waterfalls, strict=True)
    return {
        "scheme": scheme.code,
        "edition_digest": scheme.digest,
        "example": scheme.example,
        "kind": kind,
        "costs": book.code,
        "scenario": scenario or None,
        "lines": [_line(line, language) for line in simulation.lines],
        "total_yen": simulation.total,
        "plans": [_plan(plan, fall, words, language) for plan, fall in falls],
        "left_out": [_left_out(one, words, language) for one in simulation.left_out],
        "notes": [note.say(language) for note in book.notes_for(simulation.plans)],
        "notices": [notice(fact, language, among=True) for fact in scheme.shown("simulate", kind)],
    }


def left_out_text(one: LeftOut, words: Words, language: str) -> str:
    """Return which plans are not simulated, and why, in one sentence of every door."""
    codes = dict.fromkeys(plan.code for plan in one.plans)
    return words.say(f"left_out.{one.reason}", language, (("plans", (", " if language == EN else "・").join(codes)),))


def _left_out(one: LeftOut, words: Words, language: str) -> Json:
    return {
        "reason": one.reason,
        "text": left_out_text(one, words, language),
        "plans": [{"family": plan.family, "plan": plan.code} for plan in one.plans],
    }


def _line(line: CostLine, language: str) -> Json:
    item = line.item
    return {
        "item": item.id,
        "text": item.text.say(language),
        "side": item.side,
        "quantity": line.quantity,
        "yen": line.yen,
        "status": item.status,
        "source": item.source,
    }


def _plan(plan: Plan, fall: Waterfall, words: Words, language: str) -> Json:
    return {
        "family": plan.family,
        "family_text": words.say(f"family.{plan.family}", language),
        "plan": plan.code,
        "liability_limit_yen": plan.liability_limit,
        "cost_limit_yen": plan.cost_limit,
        "demanded_yen": fall.demanded,
        "paid_yen": fall.paid,
        "stays_yen": fall.demanded - fall.paid,
        "cost_left_yen": fall.cost_left,
        "liability_left_yen": fall.liability_left,
        "postings": [_posting(one, words, language) for one in fall.postings],
        "trace": as_dict(fall.line),
    }


def _posting(posting: Posting, words: Words, language: str) -> Json:
    return {
        "item": posting.item,
        "side": posting.part,
        "demanded_yen": posting.demanded,
        "paid_yen": posting.paid,
        "stays_yen": posting.stays,
        "retained": [
            {"level": level, "level_text": words.say(f"level.{level}", language), "yen": yen}
            for level, yen in posting.retained
        ],
    }
