"""How is a settlement said to a machine? The one JSON shape of every door."""

from __future__ import annotations

from sonae.core.answer import Json
from sonae.core.assumptions import assumed_level_answer, assumed_line_answer
from sonae.core.coverage import Decision
from sonae.core.ledger import Retained
from sonae.core.settlement import SettledLine, Settlement, Sums
from sonae.core.settlement_trace import assumed_levels, assumed_lines, settlement_line
from sonae.core.settlement_words import beyond, say_beyond, say_undeducted, undeducted
from sonae.core.trace import as_dict
from sonae.core.words import Words


def settlement_answer(settlement: Settlement, words: Words, language: str) -> Json:
    """Return what is paid of each line, why each other yen stays, what is open, and what each level has left."""
    names = reason_texts(settlement, words, language)
    return {
        "member": settlement.member,
        "wording": settlement.wording.code,
        "edition": settlement.wording.edition,
        "edition_digest": settlement.wording.digest,
        **_sums(settlement.sums, names),
        "claims": [
            {
                "claim": claim,
                **_sums(sums, names),
                "lines": [_line(one, names) for one in settlement.lines if one.claim == claim],
            }
            for claim, sums in settlement.by_claim
        ],
        "left": [
            {
                "level": one.level.id,
                "level_text": names[one.level.id],
                "per": one.level.per,
                "scope": one.scope or None,
                "facility": one.facility or None,
                "figure_yen": one.level.figure,
                "used_yen": one.used,
                "left_yen": one.left,
                "status": one.level.status,
                "source": one.level.source,
            }
            for one in settlement.left
        ],
        "assumed": [
            *(assumed_line_answer(one, words, language) for one in assumed_lines(settlement)),
            *(assumed_level_answer(one, words, language) for one in assumed_levels(settlement)),
        ],
        "beyond": [
            {"deduction": one.deduction.id, "yen": one.yen, "text": say_beyond(one, words, language)}
            for one in beyond(settlement)
        ],
        "demonstration": words.say("demo.notice", language),
        "trace": as_dict(settlement_line(settlement)),
    }


def undeducted_answer(settlement: Settlement, decision: Decision, words: Words, language: str) -> Json:
    """Return the duties not kept for which a person has still to decide what is deducted, and that so in words."""
    return {
        "undeducted": [one.id for one in undeducted(settlement, decision)],
        "undeducted_text": say_undeducted(settlement, decision, words, language) or None,
    }


def reason_texts(settlement: Settlement, words: Words, language: str) -> dict[str, str]:
    """Return the words of every level and of every reason for which a yen was kept back."""
    names = {rule.id: rule.text.say(language) for rule in settlement.wording.levels}
    for reason, _ in settlement.sums.retained:
        names.setdefault(reason, words.say(f"level.{reason}", language))
    return names


def _sums(sums: Sums, names: dict[str, str]) -> Json:
    return {
        "demanded_yen": sums.demanded,
        "paid_yen": sums.paid,
        "retained": _retained(sums.retained, names),
        "open_yen": sums.open,
        "paid_before_yen": sums.paid_before,
        "due_yen": sums.due,
        "ahead_yen": sums.ahead,
    }


def _retained(retained: Retained, names: dict[str, str]) -> list[Json]:
    return [{"level": reason, "level_text": names[reason], "yen": yen} for reason, yen in retained]


def _line(one: SettledLine, names: dict[str, str]) -> Json:
    line = one.line
    return {
        "line": line.id,
        "item": line.item,
        "part": one.allocated.part,
        "outcome": one.allocated.outcome,
        "facility": line.facility or None,
        "payee": line.payee or None,
        "document": line.document or None,
        "paid_on": line.paid_on.isoformat() if line.paid_on else None,
        "demanded_yen": line.yen,
        "paid_yen": one.paid,
        "retained": _retained(one.retained, names),
        "open_yen": one.open,
    }
