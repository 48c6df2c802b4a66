"""Can this cover stand under its wording? Its names are known and its figures possible, before it is used."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from sonae.core.cover_terms import CoverTerms
from sonae.core.facts import LARGEST
from sonae.core.problems import Problem, problem, repeated, unknown, without_zone
from sonae.core.switches import about, can_be
from sonae.core.wording import TRIGGER, Wording


def check_cover(cover: CoverTerms, wording: Wording) -> tuple[Problem, ...]:
    """Return everything that is wrong with a cover under a wording, by the fields of ``CoverTerms``.

    An amount that is missing is not among it: only a settlement needs those (``limits.resolve``). What was found is
    remembered with the cover, so that a further decision on it costs nothing.
    """
    if wording not in cover.checked:
        cover.checked[wording] = tuple(_types(cover)) or (
            *_names(cover, wording),
            *_term(cover),
            *_amounts(cover, wording),
            *_facilities(cover),
            *_switches(cover, wording),
        )
    return cover.checked[wording]


def wrong_yen(field: str, yen: object) -> Problem | None:
    """Return the problem of an amount that is not whole, negative or beyond what is reckoned with."""
    if isinstance(yen, bool) or not isinstance(yen, int):
        return problem(field, "yen_not_whole", typed=str(yen))
    if yen < 0:
        return problem(field, "yen_negative", typed=yen)
    return problem(field, "yen_beyond", typed=yen, most=LARGEST) if yen > LARGEST else None


# by the keys of their words (``shape.…``)
TYPES: tuple[tuple[str, type, str], ...] = (
    ("member", str, "value_text"),
    ("family", str, "value_text"),
    ("parts", frozenset, "value_names"),
    ("triggers", frozenset, "value_names"),
    ("facilities", tuple, "value_tuple"),
    ("shared", bool, "value_yes_no"),
    ("emergency_support", bool, "value_yes_no"),
)


def _types(cover: CoverTerms) -> Iterator[Problem]:
    """Yield what a program handed over that is of another type: it would be misread, never refused."""
    for field, wanted, shape in TYPES:
        value = getattr(cover, field)
        texts = value if isinstance(value, frozenset | tuple) else ()
        if type(value) is not wanted or not all(isinstance(one, str) for one in texts):
            yield problem(field, "cover_type", typed=repr(value), shape=shape)


def _names(cover: CoverTerms, wording: Wording) -> Iterator[Problem]:
    triggers = [one.id for one in wording.clauses.values() if one.kind == TRIGGER]
    insured = wording.facts.get("insured")
    named: tuple[tuple[str, str, Iterable[str], Collection[str]], ...] = (
        ("family", "cover_family", [cover.family], wording.families),
        ("parts", "part_unknown", sorted(cover.parts), wording.parts),
        ("triggers", "trigger_unknown", sorted(cover.triggers), triggers),
        ("insured", "insured_unknown", [cover.insured], insured.choices if insured else [cover.insured]),
    )
    for field, key, found, known in named:
        yield from (unknown(field, key, name, known) for name in found if name not in known)
    for name in sorted(cover.parts & wording.parts.keys()):
        needs = wording.parts[name].needs
        if needs and needs not in cover.parts:
            yield problem("parts", "part_needs", typed=name, needs=needs)


def _term(cover: CoverTerms) -> Iterator[Problem]:
    start, end, first = cover.term.start, cover.term.end, cover.first_contract_at
    moments = (("term.start", start), ("term.end", end), ("first_contract_at", first))
    naive = [(field, moment) for field, moment in moments if moment.utcoffset() is None]
    yield from (without_zone(field, moment) for field, moment in naive)
    if naive:
        return
    if end <= start:
        yield problem("term", "term_backwards", start=start, end=end)
    elif first > start:
        yield problem("first_contract_at", "first_contract_late", first=first, start=start)


def _amounts(cover: CoverTerms, wording: Wording) -> Iterator[Problem]:
    """Yield each amount that is no yen, and each that no level reads: it would limit nothing."""
    read = {rule.amount.of for rule in wording.levels} - {""}
    misspelt = cover.parts - wording.parts.keys()
    for name, yen in cover.amounts.items():
        field = f"amounts.{name}"
        if name not in read | misspelt:
            yield unknown(field, "amount_unread", name, read)
        elif found := wrong_yen(field, yen):
            yield found


def _facilities(cover: CoverTerms) -> Iterator[Problem]:
    yield from repeated("facilities", "facility_twice", cover.facilities)
    if not cover.shared and not cover.facilities:
        yield problem("facilities", "facilities_needed")


def _switches(cover: CoverTerms, wording: Wording) -> Iterator[Problem]:
    for name, value in cover.switches.items():
        field, switch = f"switches.{name}", wording.switches.get(name)
        if switch is None:
            yield unknown(field, "switch_unknown", name, wording.switches)
        elif value is None and name in _deciding(wording):
            yield problem(field, "switch_needed", **dict(about(switch)))
        elif not can_be(switch, value):
            yield problem(field, "switch_cannot_be", typed=str(value), **dict(about(switch)))


@lru_cache(maxsize=64)
def _deciding(wording: Wording) -> frozenset[str]:
    """Return the facts and switches that clauses and rules ask for: without a value they would stay open for ever."""
    clauses = (name for one in wording.clauses.values() for name in one.facts)
    return frozenset(clauses).union(*(rule.when.facts for rule in wording.implications))
