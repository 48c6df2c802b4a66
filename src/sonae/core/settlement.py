"""How much is paid of each line of a claim, why does each other yen stay, and what is still open?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from sonae.core.claim_checks import check_claims
from sonae.core.claims import (
    Allocated,
    Claim,
    ClaimLine,
    allocate,
    demand_of,
    posting_id,
    switch_values,
)
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import COVERED, NEEDS_PERSON, UNDECIDED
from sonae.core.deductions import AFTER, BEFORE, Cut, Deduction, DeductionRule, cuts
from sonae.core.ledger import Ledger, Posting, Retained, reverse, withhold
from sonae.core.ledger_trace import Left, left_of
from sonae.core.moments import NEVER
from sonae.core.problems import Refusal
from sonae.core.splitting import FIRST_COME, post_all
from sonae.core.trace import Line
from sonae.core.wording import Wording


@dataclass(frozen=True, slots=True)
class SettledLine:
    """What became of one line: demanded = paid + retained (by reason) + open, in yen.

    ``before`` and ``after`` are the deductions made before and after the levels; ``posting`` is None where the line did
    not come to the levels.
    """

    claim: str
    line: ClaimLine
    allocated: Allocated
    paid: int
    retained: Retained
    open: int
    before: tuple[Cut, ...]
    after: tuple[Cut, ...]
    posting: Posting | None


@dataclass(frozen=True, slots=True)
class Sums:
    """Yen of one claim, or of all together: demanded = paid + retained + open.

    ``paid_before`` are earlier payments, ``due`` is what is still to be paid, ``ahead`` what was paid beyond what is
    settled so far: paid + ahead = paid_before + due.
    """

    demanded: int
    paid: int
    retained: Retained
    open: int
    paid_before: int
    due: int
    ahead: int


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is paid of one or more claims of a member, and the ledger that it leaves.

    ``left`` is what each level has left, ``absent`` the levels that this cover has not, ``rules`` the deductions made,
    in their order.
    """

    member: str
    wording: Wording
    claims: tuple[Claim, ...]
    lines: tuple[SettledLine, ...]
    by_claim: tuple[tuple[str, Sums], ...]
    sums: Sums
    left: tuple[Left, ...]
    absent: tuple[Line, ...]
    rules: tuple[DeductionRule, ...]
    ledger: Ledger

    def due_for(self, claim: str) -> int:
        """Return what is still to be paid on one claim, in yen; 0 for one that was not settled here."""
        return next((sums.due for name, sums in self.by_claim if name == claim), 0)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A line on its way: its part, and the yen left of it before the levels."""

    claim: Claim
    line: ClaimLine
    allocated: Allocated
    before: tuple[Cut, ...]
    after: tuple[Cut, ...] = ()

    @property
    def loss(self) -> int:
        """Yen left after the deductions made before the levels."""
        return self.line.yen - sum(cut.yen for cut in self.before)

    @property
    def posting_id(self) -> str:
        """The name under which it is posted."""
        return posting_id(self.claim.id, self.line.id)

    @property
    def counts(self) -> bool:
        """Whether it comes to the levels."""
        return self.allocated.outcome == COVERED


def settle(
    cover: CoverTerms, wording: Wording, claims: Sequence[Claim], ledger: Ledger | None = None
) -> Settlement | Refusal:
    """Return what is paid of claims line by line, or everything that is wrong with them.

    ``ledger`` holds what was posted before for this member and term; a claim that stands in it is settled anew. What is
    not decided, or needs a person, stays open: neither paid nor refused. Each line belongs to one part. Deductions are
    made before or after the levels as the wording's rules say; those after do not make room for other lines of the same
    claims. Claims of one call share what is left by the wording's ``split``.
    """
    stack = check_claims(cover, wording, claims, ledger)
    if isinstance(stack, Refusal):
        return stack
    ledger = _without(ledger or Ledger(cover.member, cover.term, stack), claims)
    rules = _rules(wording, cover)
    drafts = {claim.id: _drafts(wording, cover, claim, rules) for claim in claims}
    groups = _groups(claims, wording.split)
    for group in groups:
        ledger = _post(cover, ledger, [one for claim in group for one in drafts[claim.id]], wording.split)
        for claim in group:
            ledger, drafts[claim.id] = _deduct_after(ledger, wording, claim, drafts[claim.id], rules)
    lines = tuple(_settled(draft, ledger) for group in groups for claim in group for draft in drafts[claim.id])
    by_claim = tuple((claim.id, _sums(claim, [one for one in lines if one.claim == claim.id])) for claim in claims)
    return Settlement(
        cover.member,
        wording,
        tuple(claims),
        lines,
        by_claim,
        _together([sums for _, sums in by_claim]),
        _left(ledger, claims),
        stack.absent,
        rules,
        ledger,
    )


def _without(ledger: Ledger, claims: Iterable[Claim]) -> Ledger:
    """Return the ledger without what was posted before of these claims."""
    again = {claim.id for claim in claims}
    return reverse(ledger, *[name for name in ledger.postings if name.partition("/")[0] in again])


def _left(ledger: Ledger, claims: Sequence[Claim]) -> tuple[Left, ...]:
    """Return what the levels have left for these claims: those of the term, and of their own events and claims."""
    ids = {one.id for one in claims}
    demands = [one.demand for one in ledger.postings.values() if one.demand.claim in ids]
    return left_of(ledger, {"", *(one.event for one in claims), *(one.limit_of_claim for one in demands)})


def _rules(wording: Wording, cover: CoverTerms) -> tuple[DeductionRule, ...]:
    """Return the kinds of deduction that are made, in their order: those no switch turns off."""
    switches = switch_values(wording, cover)
    return tuple(rule for rule in wording.deductions if switches.get(rule.switch) is not False)


def _drafts(wording: Wording, cover: CoverTerms, claim: Claim, rules: tuple[DeductionRule, ...]) -> list[_Draft]:
    drafts = [_Draft(claim, line, allocate(wording, cover, line, claim.outcomes), ()) for line in claim.lines]
    for deduction in _made(claim, rules, BEFORE):
        chosen = _chosen(deduction, drafts)
        taken = cuts(deduction, [drafts[place].loss for place in chosen], wording.rounding)
        for place, yen in zip(chosen, taken, strict=True):
            if yen:
                drafts[place] = replace(drafts[place], before=(*drafts[place].before, Cut(deduction, yen)))
    return drafts


def _made(claim: Claim, rules: tuple[DeductionRule, ...], stage: str) -> list[Deduction]:
    """Return the claim's deductions of one stage: in the order of the rules, then as given."""
    given: tuple[Deduction, ...] = (*claim.received, *claim.reductions)
    return [one for rule in rules if rule.stage == stage for one in given if one.kind == rule.kind]


def _chosen(deduction: Deduction, drafts: list[_Draft]) -> list[int]:
    """Return the places of the lines that a deduction is for."""
    return [place for place, one in enumerate(drafts) if not deduction.lines or one.line.id in deduction.lines]


def _groups(claims: Sequence[Claim], split: str) -> list[list[Claim]]:
    """Return the claims that are posted together: one after another where the first comes first."""
    if split != FIRST_COME:
        return [list(claims)]
    return [[one] for one in sorted(claims, key=lambda one: one.turn_at or NEVER)]


def _post(cover: CoverTerms, ledger: Ledger, drafts: list[_Draft], split: str) -> Ledger:
    demands = [demand_of(cover, one.claim, one.line, one.allocated.part, one.loss) for one in drafts if one.counts]
    return post_all(ledger, demands, split)[0]


def _deduct_after(
    ledger: Ledger, wording: Wording, claim: Claim, drafts: list[_Draft], rules: tuple[DeductionRule, ...]
) -> tuple[Ledger, list[_Draft]]:
    """Return ledger and lines with what is deducted from what the levels let through."""
    found = list(drafts)
    for deduction in _made(claim, rules, AFTER):
        chosen = [place for place in _chosen(deduction, found) if found[place].counts]
        paid = [ledger.postings[found[place].posting_id].paid for place in chosen]
        for place, yen in zip(chosen, cuts(deduction, paid, wording.rounding), strict=True):
            if yen:
                ledger = withhold(ledger, found[place].posting_id, deduction.kind, yen)
                found[place] = replace(found[place], after=(*found[place].after, Cut(deduction, yen)))
    return ledger, found


def _settled(draft: _Draft, ledger: Ledger) -> SettledLine:
    outcome, loss = draft.allocated.outcome, draft.loss
    before = _summed((cut.deduction.kind, cut.yen) for cut in draft.before)
    posting = ledger.postings[draft.posting_id] if draft.counts else None
    waits = outcome in {UNDECIDED, NEEDS_PERSON}
    refused = () if waits or posting or not loss else ((outcome, loss),)
    retained = _summed((*before, *(posting.retained if posting else ()), *refused))
    return SettledLine(
        draft.claim.id,
        draft.line,
        draft.allocated,
        posting.paid if posting else 0,
        retained,
        loss if waits else 0,
        draft.before,
        draft.after,
        posting,
    )


def _sums(claim: Claim, lines: list[SettledLine]) -> Sums:
    paid, before = sum(one.paid for one in lines), sum(one.yen for one in claim.payments)
    return Sums(
        sum(one.line.yen for one in lines),
        paid,
        _summed(kept for one in lines for kept in one.retained),
        sum(one.open for one in lines),
        before,
        max(0, paid - before),
        max(0, before - paid),
    )


def _together(sums: list[Sums]) -> Sums:
    return Sums(
        sum(one.demanded for one in sums),
        sum(one.paid for one in sums),
        _summed(kept for one in sums for kept in one.retained),
        sum(one.open for one in sums),
        sum(one.paid_before for one in sums),
        sum(one.due for one in sums),
        sum(one.ahead for one in sums),
    )


def _summed(kept: Iterable[tuple[str, int]]) -> Retained:
    """Return yen by reason, each reason once, in the order met."""
    found: dict[str, int] = {}
    for reason, yen in kept:
        found[reason] = found.get(reason, 0) + yen
    return tuple(found.items())
