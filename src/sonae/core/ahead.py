"""What of a case lies after the moment at which it is told? What has not come yet should be made sure of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from sonae.core.coverage import Decision
from sonae.core.moments import comes_after
from sonae.core.payment_answer import Payable
from sonae.core.settlement import Settlement
from sonae.core.words import Words, joined


def ahead(decision: Decision, at: datetime) -> tuple[str, ...]:
    """Return the facts that were said and whose moment, or day, begins after ``at``, in the wording's order."""
    said = (name for name in decision.wording.facts if name in decision.facts and not decision.facts[name].rule)
    values = ((name, decision.values[name]) for name in said)
    return tuple(name for name, value in values if comes_after(value, at))


def say_ahead(decision: Decision, at: datetime, words: Words, language: str, more: Sequence[str] = ()) -> str:
    """Return a caution that names them with their moments, and ``more`` beside them; "" where there are none."""
    facts = decision.wording.facts
    told = [
        f"{facts[name].question.say(language)} → {words.value(name, decision.values[name], language)}"
        for name in ahead(decision, at)
    ]
    about = (("at", at), ("typed", joined([*told, *more], language)))
    return words.say("decision.ahead", language, about) if told or more else ""


def money_ahead(
    settlement: Settlement, payables: Sequence[Payable], at: datetime, words: Words, language: str
) -> tuple[str, ...]:
    """Return, with its day, each cost, sum of money, reduction and paper that comes after ``at``."""
    dated = [*_money(settlement), *(("papers", one.name, one.received_at) for each in payables for one in each.given)]
    return tuple(
        words.say(f"ahead.{kind}", language, (("typed", name), ("on", on)))
        for kind, name, on in dated
        if comes_after(on, at)
    )


def _money(settlement: Settlement) -> Iterator[tuple[str, str, date | None]]:
    for claim in settlement.claims:
        yield from (("costs", line.id, line.paid_on) for line in claim.lines)
        yield from (("received", one.id, one.received_on) for one in claim.received)
        yield from (("reductions", cut.id, cut.decided_at) for cut in claim.reductions)
        yield from (("payments", paid.id, paid.paid_on) for paid in claim.payments)
