"""How is a payment told, line by line: what each level kept back, what it let through, and what it has left?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from sonae.core.coverage import NOT_COVERED, NOT_HELD, Decision, breaches
from sonae.core.decision_words import cited, say_ruling
from sonae.core.deductions import Cut, Deduction, Reduction
from sonae.core.ledger import Posting, Step
from sonae.core.settlement import SettledLine, Settlement
from sonae.core.settlement_trace import assumed_levels, assumed_lines
from sonae.core.trace import Params
from sonae.core.wording import Clause
from sonae.core.wording_words import say_level, say_rate, words_of
from sonae.core.words import Words, joined


class Fall(NamedTuple):
    """One step of a line on its way to being paid, in yen: came in = kept + let through + open.

    ``left`` is what a level has left that keeps count, ``open`` what is neither paid nor kept back yet.
    """

    text: str
    came_in: int
    kept: int
    through: int
    left: int | None = None
    status: str = ""
    source: str = ""
    open: int = 0


def falls(
    settlement: Settlement, line: SettledLine, words: Words, language: str, decision: Decision | None = None
) -> tuple[Fall, ...]:
    """Return the waterfall of a line: deductions before the levels, each level, deductions after, and what stays open.

    The first step comes in with what was demanded, the last lets through what is paid (nothing of what is open).
    Where a line is not covered, the clauses of the ``decision`` that say so are named.
    """
    teller = _Teller(words_of(settlement.wording, words), language)
    because = refusing(decision, line, words, language) if decision else ""
    return tuple(_falls(line, teller, because))


def refusing(decision: Decision, line: SettledLine, words: Words, language: str) -> str:
    """Return the clauses that refuse a line, with their numbers, or who decided so; "" where the cover lacks it."""
    if line.allocated.outcome != NOT_COVERED:
        return ""
    clauses, key = decision.wording.clauses, (line.allocated.part, line.line.item)
    found = [one for one in decision.outcomes if (one.part, one.item) == key]
    if ruled := [say_ruling(decision, one, words, language) for one in found if one.ruling]:
        return joined(ruled, language)
    return joined(
        (cited(clauses[name], language) for one in found for name in one.because if name in clauses), language
    )


def line_words(settlement: Settlement, one: SettledLine, words: Words, language: str) -> tuple[str, str]:
    """Return what a line is for: the item, and the part that it names or belongs to.

    Where the cover has no part for it, that is the first of the wording that lists the item.
    """
    item, part, own = one.line.item, one.allocated.part, words_of(settlement.wording, words)
    if one.allocated.outcome == NOT_HELD and not one.line.part:
        parts = settlement.wording.parts.values()
        part = next((each.id for each in parts if any(item == listed.id for listed in each.items)), part)
    key = f"item.{part}/{item}"
    return own.say(key if own.has(key) else f"item.{item}", language), own.say(f"part.{part}", language)


def assumed_texts(settlement: Settlement, words: Words, language: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return what a settlement assumes, each thing with its sources; the levels that are absent in one sentence."""
    own, absent = words_of(settlement.wording, words), [one.rule for one in settlement.absent]
    lines = (one for one in assumed_lines(settlement) if one not in settlement.absent)
    told = [(own.line(one, language), tuple(filter(None, [one.source]))) for one in lines]
    told += [
        (say_level(own, one, one.id, language), tuple(filter(None, [one.source]))) for one in assumed_levels(settlement)
    ]
    if absent:
        names = joined(dict.fromkeys(own.say(f"level.{one}", language) for one in absent), language)
        sources = tuple(dict.fromkeys(one.source for one in settlement.absent if one.source))
        told.append((own.say("ledger.absent.several", language, (("names", names),)), sources))
    return tuple(told)


def undeducted(settlement: Settlement, decision: Decision) -> tuple[Clause, ...]:
    """Return the duties not kept for which a person has decided no deduction yet, though something is paid.

    A reduction on a claim, be it of nothing, stands for all of them there.
    """
    decided = {claim.id for claim in settlement.claims if claim.reductions}
    paid = {(one.allocated.part, one.line.item) for one in settlement.lines if one.paid and one.claim not in decided}
    reduced = {name for one in decision.outcomes if (one.part, one.item) in paid for name in one.reduced}
    return tuple(one for one in breaches(decision) if one.id in reduced)


def say_undeducted(settlement: Settlement, decision: Decision, words: Words, language: str) -> str:
    """Return that less may be paid, and for which duties; "" where no deduction is left to be decided."""
    names = joined((cited(one, language) for one in undeducted(settlement, decision)), language)
    return words.say("settlement.undeducted", language, (("names", names),)) if names else ""


class Beyond(NamedTuple):
    """What of a deduction could not be taken off, in yen: there was not so much to take it from."""

    deduction: Deduction
    yen: int


def beyond(settlement: Settlement) -> tuple[Beyond, ...]:
    """Return the deductions of which not all could be taken off; those that a switch turns off are told elsewhere."""
    made = {rule.kind for rule in settlement.rules}
    found = list[Beyond]()
    for claim in settlement.claims:
        given: tuple[Deduction, ...] = (*claim.received, *claim.reductions)
        cuts = [cut for one in settlement.lines if one.claim == claim.id for cut in (*one.before, *one.after)]
        for deduction in given:
            taken = sum(cut.yen for cut in cuts if cut.deduction == deduction)
            if deduction.kind in made and deduction.yen is not None and taken < deduction.yen:
                found.append(Beyond(deduction, deduction.yen - taken))
    return tuple(found)


def say_beyond(one: Beyond, words: Words, language: str) -> str:
    """Return what of a deduction was taken off, and what not."""
    deduction, yen = one.deduction, one.deduction.yen or 0
    who, kind = (deduction.by, "reduction") if isinstance(deduction, Reduction) else (deduction.payer, "received")
    name = words.say(f"level.{deduction.kind}", language)
    params: Params = (("level", name), ("payer", who), ("received", yen), ("taken", yen - one.yen), ("beyond", one.yen))
    return words.say(f"settlement.beyond.{kind}", language, params)


def amounts_of(settlement: Settlement) -> dict[str, int]:
    """Return the yen paid of each line and left of each level by a name of their own, so that two can be compared."""
    amounts = {f"paid.{one.claim}.{one.line.id}": one.paid for one in settlement.lines}
    for one in settlement.left:
        place = ".".join(part for part in (one.level.id, one.scope, one.facility) if part)
        amounts[f"left.{place}"] = one.left
    return {"paid": settlement.sums.paid, "open": settlement.sums.open, **amounts}


class _Teller(NamedTuple):
    words: Words
    language: str

    def say(self, key: str, *params: tuple[str, str | int]) -> str:
        return self.words.say(key, self.language, params)


def _falls(line: SettledLine, teller: _Teller, because: str) -> Iterator[Fall]:
    amount = line.line.yen
    for cut in line.before:
        yield Fall(_cut(cut, teller), amount, cut.yen, amount - cut.yen)
        amount -= cut.yen
    if line.posting is None:
        key = "settlement.open" if line.open else "settlement.refused"
        text = teller.say(f"{key}.{line.allocated.outcome}")
        if because:
            text = teller.say("settlement.refused.because", ("text", text), ("names", because))
        yield Fall(text, amount, amount - line.open, 0, open=line.open)
        return
    for step in line.posting.steps:
        yield _step(line.posting, step, teller)
        amount = step.let_through
    told = {cut.deduction.kind for cut in line.after}
    for reason, yen in _withheld(line.posting):
        if reason not in told:
            yield Fall(teller.say("ledger.withheld", ("level", reason)), amount, yen, amount - yen)
            amount -= yen
    for cut in line.after:
        yield Fall(_cut(cut, teller), amount, cut.yen, amount - cut.yen)
        amount -= cut.yen


def _step(posting: Posting, step: Step, teller: _Teller) -> Fall:
    level, left = step.level, posting.left(step)
    text = say_level(teller.words, level, level.id, teller.language)
    return Fall(text, step.came_in, step.kept, step.let_through, left, level.status, level.source)


def _withheld(posting: Posting) -> Iterator[tuple[str, int]]:
    """Yield what was kept back after all levels, by its reason."""
    by_levels = {one.level.id: one.kept for one in posting.steps}
    for reason, yen in posting.retained:
        if more := yen - by_levels.get(reason, 0):
            yield reason, more


def _cut(cut: Cut, teller: _Teller) -> str:
    one = cut.deduction
    if isinstance(one, Reduction):
        share = "" if one.rate is None else f" {say_rate(teller.words, one.rate, teller.language)}"
        return teller.say("fall.reduction", ("typed", one.by), ("reason", one.reason), ("share", share))
    params: Params = (("typed", one.payer), ("received", one.yen))
    return teller.words.say(f"deduction.{one.kind}", teller.language, (*params, ("payer", one.payer)))
