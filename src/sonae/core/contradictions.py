"""Which of the facts that somebody typed cannot all be, and by which rules?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sonae.core.conditions import Condition, Values
from sonae.core.facts import Facts, Implication
from sonae.core.problems import Problem

# what stands in a list of facts for all that comes with the cover: its term, its terms filled in
COVER = "cover"


def contradiction(
    rule: Implication, against: str, known: Facts, values: Values, implications: Iterable[Implication]
) -> Problem:
    """Return which of the facts that were typed cannot all be, where ``rule`` concludes otherwise of ``against``.

    ``against`` is empty for a rule that concludes nothing: its ``when`` cannot be. ``known`` holds the facts in the
    order in which they became known, ``values`` them and all that was given. The problem is one of a typed fact:
    ``against`` itself, or the last that leads to it.
    """
    chain = _Chain(known, values, {one.id: one for one in implications})
    if against:
        chain.follow(against)
    chain.use(rule)
    typed = [name for name in known if name in chain.typed]
    place = against if against in typed or not typed else typed[-1]
    names = (*typed, COVER) if chain.cover else typed
    about = (
        ("rule", ", ".join(chain.rules)),
        ("typed", ", ".join(names)),
        ("why_ja", "。".join(one.text.ja.rstrip("。") for one in chain.rules.values())),
        ("why_en", "; ".join(one.text.en.rstrip(".") for one in chain.rules.values())),
    )
    return Problem(place or rule.id, "problem.facts_cannot_all_be", about)


@dataclass(slots=True)
class _Chain:
    """The way back from a conclusion to what was typed: ``rules`` are those on it, the first to conclude first."""

    known: Facts
    values: Values
    by_id: dict[str, Implication]
    typed: set[str] = field(default_factory=set)
    rules: dict[str, Implication] = field(default_factory=dict)
    cover: bool = False
    _seen: set[str] = field(default_factory=set)

    def follow(self, name: str) -> None:
        """Note from what a fact is known: typed, come with the cover, or concluded from others."""
        one = self.known.get(name)
        if one is None:
            self.cover = True
        elif behind := self.by_id.get(one.rule):
            self.use(behind)
        else:
            self.typed.add(name)

    def use(self, rule: Implication) -> None:
        """Note a rule on the way, after those that lead to it."""
        if rule.id in self._seen:
            return
        self._seen.add(rule.id)
        for name in _needed(rule.when, self.known, self.values):
            self.follow(name)
        self.rules[rule.id] = rule


def _needed(condition: Condition, known: Facts, values: Values) -> list[str]:
    """Return facts that alone make a condition hold, rather those known earlier."""
    order = {name: place for place, name in enumerate(known)}
    left = dict(values)
    for name in sorted(condition.facts, key=lambda one: -order.get(one, -1)):
        without = {**left, name: None}
        if condition.test(without) is True:
            left = without
    return [name for name in condition.facts if left[name] is not None]
