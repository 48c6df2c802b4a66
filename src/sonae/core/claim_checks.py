"""Can these claims be settled? Everything that is wrong with them is told before a yen is reckoned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from fractions import Fraction

from sonae.core.claim_facts import beside_facts, money_beside_facts
from sonae.core.claims import OUTCOMES, Claim, ClaimLine, allocate, facility_of, items_of, parts_with, switch_values
from sonae.core.cover_checks import check_cover, wrong_yen
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import COVERED
from sonae.core.deductions import RECEIVED, Deduction, Received, Reduction
from sonae.core.ledger import Ledger
from sonae.core.levels import PER_HEAD, WAITING, Stack
from sonae.core.limits import resolve
from sonae.core.problems import Problem, Refusal, problem, repeated, unknown, without_zone
from sonae.core.trace import Value
from sonae.core.wording import Wording

# a leap year, and more people than live in Japan
MOST_HOURS, MOST_HEADS = 24 * 366, 200_000_000


@dataclass(frozen=True, slots=True)
class _Found:
    """Problems as they are met."""

    problems: list[Problem] = field(default_factory=list)

    def tell(self, where: str, key: str, **params: Value) -> None:
        self.problems.append(problem(where, key, **params))

    def whole_yen(self, where: str, yen: object) -> bool:
        """Tell of an amount that is none; return whether it is one."""
        if wrong := wrong_yen(where, yen):
            self.problems.append(wrong)
        return wrong is None

    def known(self, where: str, key: str, word: str, words: Collection[str]) -> bool:
        """Tell of a word that is not among those there are, with the nearest."""
        if word not in words:
            self.problems.append(unknown(where, key, word, words))
        return word in words

    def aware(self, where: str, moment: datetime | None) -> None:
        """Tell of a moment without its zone."""
        if moment is not None and moment.utcoffset() is None:
            self.problems.append(without_zone(where, moment))

    def once(self, where: str, key: str, names: Iterable[str]) -> None:
        """Tell of every name that stands twice, and of one that is empty."""
        self.problems.extend(repeated(where, key, names))


def check_claims(
    cover: CoverTerms, wording: Wording, claims: Sequence[Claim], ledger: Ledger | None
) -> Stack | Refusal:
    """Return the levels that these claims pass, or every problem of cover, claims and ledger at once."""
    found = _Found([*check_cover(cover, wording)])
    told = {one.field for one in found.problems}
    stack = resolve(wording.levels, cover, switch_values(wording, cover), wording.rounding)
    if isinstance(stack, Refusal):
        found.problems.extend(one for one in stack.errors if one.field not in told)
    elif ledger is not None and ledger.member != cover.member:
        found.tell("ledger", "ledger_of_another", typed=ledger.member, member=cover.member)
    elif ledger is not None and ledger.term != cover.term:
        found.tell("ledger", "ledger_of_another_term", start=ledger.term.start, end=ledger.term.end)
    elif ledger is not None and ledger.stack != stack:
        found.tell("ledger", "ledger_other_levels", member=cover.member)
    found.once("claims", "claim_twice", (one.id for one in claims))
    for claim in claims:
        _check_claim(cover, wording, claim, None if isinstance(stack, Refusal) else stack, found)
    if found.problems or isinstance(stack, Refusal):
        return Refusal(tuple(found.problems))
    return stack


def _check_claim(cover: CoverTerms, wording: Wording, claim: Claim, stack: Stack | None, found: _Found) -> None:
    where = f"claims.{claim.id}"
    if "/" in claim.id:
        found.tell(where, "claim_name", typed=claim.id)
    if not claim.event:
        found.tell(f"{where}.event", "event_needed")
    found.aware(f"{where}.completed_at", claim.completed_at)
    found.once(f"{where}.lines", "line_twice", (one.id for one in claim.lines))
    outcomes_right = _check_outcomes(wording, claim, found)
    for line in claim.lines:
        right = _check_line(cover, wording, line, f"{where}.lines.{line.id}", found)
        found.problems.extend(beside_facts(wording, claim, line, f"{where}.lines.{line.id}"))
        if right and outcomes_right and stack is not None:
            _check_needs(cover, wording, claim, line, stack, found)
    for one in claim.received:
        _check_received(one, f"{where}.received.{one.id}", found)
        _check_lines_named(one, claim, f"{where}.received.{one.id}", found)
    for decided in claim.reductions:
        _check_reduction(decided, f"{where}.reductions.{decided.id}", found)
        _check_lines_named(decided, claim, f"{where}.reductions.{decided.id}", found)
    found.problems.extend(money_beside_facts(wording, claim, where))
    deductions: tuple[Deduction, ...] = (*claim.received, *claim.reductions)
    found.once(f"{where}.deductions", "deduction_twice", (one.id for one in deductions))
    found.once(f"{where}.payments", "payment_twice", (one.id for one in claim.payments))
    whole = [found.whole_yen(f"{where}.payments.{payment.id}.yen", payment.yen) for payment in claim.payments]
    if claim.payments and all(whole) and all(isinstance(line.yen, int) for line in claim.lines):
        paid, demanded = sum(one.yen for one in claim.payments), sum(line.yen for line in claim.lines)
        if paid > demanded:
            at = f"{where}.payments.{claim.payments[-1].id}.yen"
            found.tell(at, "payments_beyond", typed=paid, most=demanded)


def _check_outcomes(wording: Wording, claim: Claim, found: _Found) -> bool:
    before = len(found.problems)
    for place, outcome in claim.outcomes.items():
        if not _names_an_item(place):
            found.tell(f"claims.{claim.id}.outcomes", "outcome_place", typed=repr(place))
            continue
        part, item = place
        where = f"claims.{claim.id}.outcomes.{part}/{item}"
        if found.known(where, "part_unknown", part, wording.parts):
            found.known(where, "item_unknown", item, items_of(wording))
        found.known(where, "outcome_unknown", outcome, OUTCOMES)
    return len(found.problems) == before


def _names_an_item(place: object) -> bool:
    """Return whether something is a part and an item."""
    return isinstance(place, tuple) and list(map(type, place)) == [str, str]


def _check_line(cover: CoverTerms, wording: Wording, line: ClaimLine, where: str, found: _Found) -> bool:
    """Tell all that is wrong with one line; return whether it can be allocated."""
    found.whole_yen(f"{where}.yen", line.yen)
    item_known = found.known(f"{where}.item", "item_unknown", line.item, items_of(wording))
    part_known = not line.part or found.known(f"{where}.part", "part_unknown", line.part, wording.parts)
    fits = item_known and part_known
    if fits and line.part:
        parts = [part.id for part in parts_with(wording, line.item)]
        fits = line.part in parts
        if not fits:
            found.tell(f"{where}.part", "item_of_another_part", item=line.item, part=line.part, parts=", ".join(parts))
    _check_facility(cover, line, f"{where}.facility", found)
    if line.heads is not None and not _counts(line.heads, int, MOST_HEADS):
        found.tell(f"{where}.heads", "heads_range", typed=str(line.heads), most=MOST_HEADS)
    if line.hours is not None and not _counts(line.hours, (int, Fraction), MOST_HOURS):
        found.tell(f"{where}.hours", "hours_range", typed=str(line.hours), most=MOST_HOURS)
    return fits


def _check_facility(cover: CoverTerms, line: ClaimLine, where: str, found: _Found) -> None:
    """Tell of a facility that the cover does not have, and of a line of none where each has its own limits."""
    facility = facility_of(cover, line)
    if facility and cover.facilities:
        found.known(where, "facility_unknown", facility, cover.facilities)
    elif cover.facilities and not cover.shared:
        found.tell(where, "facility_needed", choices=", ".join(cover.facilities))


def _counts(count: object, kinds: type | tuple[type, ...], most: int) -> bool:
    return isinstance(count, kinds) and not isinstance(count, bool) and 0 <= count <= most  # type: ignore[operator]


def _check_needs(
    cover: CoverTerms, wording: Wording, claim: Claim, line: ClaimLine, stack: Stack, found: _Found
) -> None:
    """Tell of persons or hours that a level needs on the way of a line that is covered."""
    if not any(level.kind in {PER_HEAD, WAITING} for level in stack.levels):
        return
    allocated = allocate(wording, cover, line, claim.outcomes)
    if allocated.outcome != COVERED:
        return
    where = f"claims.{claim.id}.lines.{line.id}"
    kinds = {level.kind: level.id for _, level, _ in stack.path(allocated.part, line.item)}
    if PER_HEAD in kinds and line.heads is None:
        found.tell(f"{where}.heads", "heads_needed", level=kinds[PER_HEAD])
    if WAITING in kinds and line.hours is None:
        found.tell(f"{where}.hours", "hours_needed", level=kinds[WAITING])


def _check_received(one: Received, where: str, found: _Found) -> None:
    found.known(f"{where}.kind", "deduction_kind", one.kind, RECEIVED)
    found.whole_yen(f"{where}.yen", one.yen)
    if not one.payer:
        found.tell(f"{where}.payer", "payer_needed")


def _check_reduction(one: Reduction, where: str, found: _Found) -> None:
    found.aware(f"{where}.decided_at", one.decided_at)
    for name, text in (("by", one.by), ("reason", one.reason)):
        if not text.strip():
            found.tell(f"{where}.{name}", f"reduction_{name}")
    if (one.yen is None) == (one.rate is None):
        found.tell(where, "reduction_yen_or_rate")
    if one.yen is not None:
        found.whole_yen(f"{where}.yen", one.yen)
    if one.rate is not None and not _counts(one.rate, (int, Fraction), 1):
        found.tell(f"{where}.rate", "reduction_rate", typed=str(one.rate))


def _check_lines_named(one: Deduction, claim: Claim, where: str, found: _Found) -> None:
    for name in one.lines:
        found.known(f"{where}.lines", "line_unknown", name, [line.id for line in claim.lines])
