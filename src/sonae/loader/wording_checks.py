"""Does a wording hold together: are its names known, can each clause be both met and not met?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from itertools import product
from math import prod

from sonae.core.conditions import FactValue
from sonae.core.coverage import is_met
from sonae.core.fact_reading import derive
from sonae.core.facts import GIVEN, Known
from sonae.core.levels import LIMIT
from sonae.core.limits import LevelRule
from sonae.core.moments import TOKYO, Term
from sonae.core.problems import Refusal
from sonae.core.relevance import BOTH
from sonae.core.samples import samples
from sonae.core.wording import Clause, Wording
from sonae.loader.problems import Log, Place
from sonae.loader.references import check_known
from sonae.loader.scheme_shape import sources_in
from sonae.loader.shapes import Values
from sonae.loader.sources import check_sources
from sonae.loader.unique import check_unique

YEN_OF = ("liability_limit", "cost_limit", "deductible")
# a year that stands for any: only the order of moments decides
YEAR = Term(datetime(2025, 1, 1, tzinfo=TOKYO), datetime(2026, 1, 1, tzinfo=TOKYO))
FIRST = datetime(2024, 1, 1, tzinfo=TOKYO)
# a clause with more combinations of answers than this is believed to be sound
MOST = 20_000


def check_wording(wording: Wording, files: Sequence[Values], log: Log, *, sound: bool) -> None:
    """Note unknown names, ids that stand twice, sources nobody declared, and clauses that nothing can change.

    ``files`` are wording.yaml, facts.yaml, clauses.yaml, limits.yaml and papers.yaml as read; the last check runs only
    where these are ``sound``.
    """
    head, facts, clauses, limits, papers = files
    named = ((head, "parts", "switches"), (facts, "facts", "implications"), (clauses, "clauses"), (limits, "levels"))
    for values, *lists in (*named, (papers, "groups", "grounds")):
        for name in lists:
            check_unique(values[name], "id", log)
    for values in files:
        for source, at in sources_in(values):
            check_sources(source, head["sources"], at, log)
    _check_parts(wording, head, log)
    _check_names(wording, head, facts["facts"], log)
    for one in clauses["clauses"]:
        _check_places(wording, one, "applies_to", log)
        check_each(one["families"], wording.families, one.place("families"), f"{one['id']}.families", log)
    for one in limits["levels"]:
        _check_level(wording, one, log)
    _check_limited(wording, head["parts"], log)
    _check_papers(wording, papers, log)
    check_each(head["opening"], wording.facts, head.place("opening"), "opening", log)
    if sound:
        _check_clauses(wording, clauses["clauses"], log)
        _check_used(wording, facts["facts"], head["switches"], log)


def check_each(found: Iterable[str], known: Collection[str], at: Place, key: str, log: Log) -> None:
    """Note each name that is none of the known ones."""
    for one in found:
        check_known(one, known, at, key, log)


def _check_parts(wording: Wording, head: Values, log: Log) -> None:
    """Note unknown families and parts, and items of several parts that the allocation does not decide between."""
    shared: dict[str, list[str]] = {}
    for part in head["parts"]:
        check_unique(part["items"], "id", log)
        check_each(filter(None, [part["needs"]]), wording.parts, part.place("needs"), f"{part['id']}.needs", log)
        for item in part["items"]:
            key = f"{part['id']}.{item['id']}.families"
            check_each(item["families"], wording.families, item.place("families"), key, log)
            shared.setdefault(item["id"], []).append(part["id"])
    allocation = head["allocation"]
    check_each(allocation["order"], wording.parts, allocation.place("order"), "allocation.order", log)
    _check_moments(wording, allocation, "costs_since", [allocation["costs_since"]], "allocation", log)
    for item, parts in shared.items():
        for part in parts if len(parts) > 1 else ():
            if part not in allocation["order"]:
                log.add(allocation.place("order"), "allocation.order", "unallocated", found=item, part=part)


def _check_names(wording: Wording, head: Values, facts: Iterable[Values], log: Log) -> None:
    """Note names that mean two things, and facts of the cover that Sonae does not give."""
    for name in head["predicates"]:
        if name in wording.facts or name in wording.switches:
            log.add(head.place("predicates"), f"predicates.{name}", "duplicate_code", found=name, other="facts")
    for one in facts:
        if one["id"] in wording.switches:
            log.add(one.place("id"), one["id"], "duplicate_code", found=one["id"], other="switches")
        if one["given"]:
            check_known(one["id"], GIVEN, one.place("id"), f"{one['id']}.given", log)
        if GIVEN.get(one["id"], one["type"]) != one["type"]:
            log.add(one.place("type"), f"{one['id']}.type", "wrong_type", found=one["type"], shape=GIVEN[one["id"]])


def _check_places(wording: Wording, one: Values, name: str, log: Log) -> None:
    check_each(one[name], _places(wording), one.place(name), f"{one['id']}.{name}", log)


def _places(wording: Wording) -> set[str]:
    items = {f"{part.id}/{item.id}" for part in wording.parts.values() for item in part.items}
    return {*wording.parts, *items}


def _check_level(wording: Wording, one: Values, log: Log) -> None:
    key, amount = one["id"], one["amount"]
    check_each(one["parts"], wording.parts, one.place("parts"), f"{key}.parts", log)
    _check_places(wording, one, "items", log)
    riders = [part.id for part in wording.parts.values() if part.side == "rider"]
    if amount["of"]:
        check_known(amount["of"], (*YEN_OF, *riders), amount.place("of"), f"{key}.amount.of", log)
    if amount["switch"]:
        check_known(amount["switch"], wording.switches, amount.place("switch"), f"{key}.amount.switch", log)
    wrong = "yen" if one["kind"] == "waiting" else "hours"
    ways = [name for name in ("yen", "hours", "of", "switch") if amount[name] not in {None, ""}]
    ratio = one["kind"] == "ratio"
    _check_moments(wording, one, "lasts", one["lasts"].values() if one["lasts"] else (), key, log)
    missing = not ways and not (ratio and amount["share"] is not None)
    if len(ways) > 1 or wrong in ways or missing:
        log.add(amount.at, f"{key}.amount", "amount", found=", ".join(ways) or "-")


def _check_limited(wording: Wording, parts: Iterable[Values], log: Log) -> None:
    """Note each part that pays something no limit ends: a forgotten level would let through any amount."""
    for one in parts:
        items = [item["id"] for item in one["items"]]
        endless = [
            item for item in items if not any(_limits(wording, rule, one["id"], item) for rule in wording.levels)
        ]
        if endless:
            log.add(one.at, one["id"], "unlimited_part", found=", ".join(endless))


def _limits(wording: Wording, rule: LevelRule, part: str, item: str) -> bool:
    """Return whether a level limits an item of a part, by an amount that is there until somebody takes it away."""
    switch = wording.switches.get(rule.amount.switch)
    ends = rule.kind == LIMIT and (switch is None or switch.value is not None)
    in_part = not rule.parts or part in rule.parts
    return ends and in_part and (not rule.items or not rule.items.isdisjoint({item, f"{part}/{item}"}))


def _check_moments(wording: Wording, one: Values, field: str, names: Iterable[str], key: str, log: Log) -> None:
    """Note each name that is none of a moment that somebody is asked for."""
    moments = [fact.id for fact in wording.facts.values() if fact.type == "moment" and not fact.given]
    check_each(filter(None, names), moments, one.place(field), f"{key}.{field}", log)


def _check_papers(wording: Wording, papers: Values, log: Log) -> None:
    for one in papers["groups"]:
        at = one.place("claim_types")
        check_each(one["claim_types"], papers["claim_types"], at, f"{one['id']}.claim_types", log)
    counts = [switch.id for switch in wording.switches.values() if switch.type == "count"]
    for one in papers["grounds"]:
        if one["days"]:
            check_known(one["days"], counts, one.place("days"), f"{one['id']}.days", log)
    payment = papers["payment"]
    days = [switch.id for switch in wording.switches.values() if switch.type == "yes_no"]
    check_known(payment["first_day"], days, payment.place("first_day"), "payment.first_day", log)


def _check_clauses(wording: Wording, clauses: Iterable[Values], log: Log) -> None:
    """Note each clause that can never be met, can never fail to be, or is about nothing that anybody can hold."""
    for one in clauses:
        clause = wording.clauses[one["id"]]
        if not _concerns(wording, clause):
            log.add(one.at, one["id"], "unreachable_clause", kind="about no part or item of its families")
            continue
        missing = BOTH - _results(wording, clause)
        for result in sorted(missing):
            log.add(one.at, one["id"], "unreachable_clause", kind="never met" if result else "always met")


def _concerns(wording: Wording, clause: Clause) -> bool:
    families = clause.families or wording.families
    there = {
        place
        for part in wording.parts.values()
        for family in families
        for place in (part.id, *(f"{part.id}/{item.id}" for item in part.items_of(family)))
    }
    return not clause.applies_to or not there.isdisjoint(clause.applies_to)


def _results(wording: Wording, clause: Clause) -> frozenset[bool]:
    """Return the results a clause can have with answers that do not contradict each other; both where none is sure."""
    base = _unknown(wording)
    answers = {name: _answers(wording, name, base) for name in clause.facts if base[name] is None}
    if not answers or prod(map(len, answers.values())) > MOST:
        return BOTH
    found: set[bool] = set()
    for combination in product(*answers.values()):
        chosen = dict(zip(answers, combination, strict=True))
        facts = {name: Known(value) for name, value in chosen.items() if name in wording.facts}
        if isinstance(derive(facts, {**base, **chosen}, wording.implications), Refusal):
            continue
        met = is_met(clause, {**base, **chosen})
        if met is not None:
            found.add(met)
        if found == BOTH:
            break
    return frozenset(found)


def _unknown(wording: Wording) -> dict[str, FactValue | None]:
    values: dict[str, FactValue | None] = dict.fromkeys((*wording.facts, *wording.switches))
    values |= {"term_start": YEAR.start, "term_end": YEAR.end, "first_contract_at": FIRST}
    return values


def _answers(wording: Wording, name: str, base: Mapping[str, FactValue | None]) -> tuple[FactValue, ...]:
    if name in wording.facts:
        return samples(wording, wording.facts[name], base)
    switch = wording.switches[name]
    return (True, False) if switch.type == "yes_no" else switch.choices or (0, 1)


def _check_used(wording: Wording, facts: Iterable[Values], switches: Iterable[Values], log: Log) -> None:
    """Note each fact and switch that nothing asks for: its value would change nothing."""
    asked = {name for clause in wording.clauses.values() for name in clause.facts}
    asked |= {name for rule in wording.implications for name in rule.when.facts}
    for one in facts:
        if one["id"] not in asked and not one["given"]:
            log.add(one.at, one["id"], "unused_fact")
    asked |= {wording.papers.first_day, *(one.days for one in wording.papers.grounds)}
    asked |= {level.amount.switch for level in wording.levels} | {one.switch for one in wording.deductions}
    for one in switches:
        if one["id"] not in asked:
            log.add(one.at, one["id"], "unused_switch")
