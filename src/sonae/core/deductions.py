"""What else is taken off a loss or a payment: recoveries, other insurance, breach of duty? When, and by which rule?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from sonae.core.money import Rounding, rounded
from sonae.core.splitting import Pool, shares
from sonae.core.trace import Line

RECOVERY, OTHER_INSURANCE, REDUCTION = "recovery", "other_insurance", "reduction"
RECEIVED = (RECOVERY, OTHER_INSURANCE)
DEDUCTIONS = (*RECEIVED, REDUCTION)
BEFORE, AFTER = "before_limits", "after_limits"
STAGES = (BEFORE, AFTER)


@dataclass(frozen=True, slots=True)
class DeductionRule:
    """When one kind of deduction is made: from the loss before all levels, or from what they let through.

    The order of the rules is the order of deduction. ``switch`` names the yes/no switch of the wording that turns it
    off; without a value it is on.
    """

    kind: str
    stage: str
    switch: str
    status: str
    sources: tuple[str, ...]


# For a wording that says nothing of them.
ASSUMED_SOURCES = ("docs/method/limits.md",)
ASSUMED_DEDUCTIONS = (
    DeductionRule(RECOVERY, BEFORE, "", "assumed", ASSUMED_SOURCES),
    DeductionRule(OTHER_INSURANCE, BEFORE, "other_insurance_deducted", "assumed", ASSUMED_SOURCES),
    DeductionRule(REDUCTION, AFTER, "", "assumed", ASSUMED_SOURCES),
)


@dataclass(frozen=True, slots=True)
class Received:
    """Money that came from elsewhere for the same loss: ``kind`` is ``recovery`` or ``other_insurance``.

    ``lines`` are the lines of the claim it is for; empty means all, in proportion to what they demand.
    """

    id: str
    kind: str
    yen: int
    payer: str
    received_on: date | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reduction:
    """What a person decided to deduct for a breach of duty: yen, or a rate of what each line would be paid.

    Sonae computes none: it records who decided it, when and why.
    """

    id: str
    by: str
    reason: str
    decided_at: datetime
    yen: int | None = None
    rate: Fraction | None = None
    lines: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        """The name of all that is deducted so."""
        return REDUCTION


Deduction = Received | Reduction


@dataclass(frozen=True, slots=True)
class Cut:
    """Yen that one deduction takes off one line."""

    deduction: Deduction
    yen: int


def cuts(deduction: Deduction, amounts: Sequence[int], rounding: Rounding) -> list[int]:
    """Return what a deduction takes off each amount: in proportion, to the yen by largest remainders.

    Never more than there is. What a rate leaves of all amounts together is rounded like every share.
    """
    taken, total = deduction.yen or 0, sum(amounts)
    if isinstance(deduction, Reduction) and deduction.rate is not None:
        kept = (1 - deduction.rate) * total
        taken = total - min(total, rounded(kept.numerator, kept.denominator, rounding))
    return shares(amounts, [Pool("", taken, tuple(range(len(amounts))))])


def cut_line(cut: Cut, rule: DeductionRule) -> Line:
    """Return one deduction from one line, with who paid or decided it."""
    one = cut.deduction
    source = rule.sources[0] if rule.sources else ""
    if isinstance(one, Reduction):
        params = (("by", one.by), ("reason", one.reason), ("decided_at", one.decided_at), ("yen", one.yen))
        return Line(
            f"deduction.reduction.{'yen' if one.rate is None else 'rate'}",
            cut.yen,
            "yen",
            params=(*params, ("rate", one.rate), ("id", one.id)),
            rule=rule.stage,
            source=source,
            status=rule.status,
        )
    return Line(
        f"deduction.{one.kind}",
        cut.yen,
        "yen",
        params=(("payer", one.payer), ("received", one.yen), ("received_on", one.received_on), ("id", one.id)),
        rule=rule.stage,
        source=source,
        status=rule.status,
    )
