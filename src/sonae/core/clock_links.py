"""What do the facts of a wording say to the clocks of the same incident, and what do theirs say to the wording?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sonae.core.clocks import ClockEdition
from sonae.core.conditions import FactValue, Happened, Values
from sonae.core.facts import Facts, Implication, Known
from sonae.core.problems import Problem, Refusal
from sonae.core.scheme import Text
from sonae.core.wording import Wording


@dataclass(frozen=True, slots=True)
class LinkedMoment:
    """The moment ``start`` of a wording counts as that of ``fact`` of the clocks, unless somebody said another."""

    id: str
    fact: str
    start: str
    text: Text
    status: str
    sources: tuple[str, ...]

    def at(self, moment: FactValue) -> Implication:
        """Return what follows from the moment."""
        then = ((self.fact, moment),)
        return Implication(self.id, Happened(self.start), then, self.text, self.status, self.sources)


@dataclass(frozen=True, slots=True)
class ClockLink:
    """What a wording tells an edition of clocks beyond the facts that both name alike.

    ``tells`` conclude facts of the clocks from facts of the wording and what its cover gives, ``hears`` the other way;
    ``moments`` take a moment over.
    """

    clocks: str
    tells: tuple[Implication, ...] = ()
    hears: tuple[Implication, ...] = ()
    moments: tuple[LinkedMoment, ...] = ()


def told_to_clocks(wording: Wording, edition: ClockEdition, link: ClockLink, facts: Facts, given: Values) -> Facts:
    """Return what follows under a wording for facts of the clocks that nobody said.

    ``facts`` are those known under the wording, ``given`` is what comes with the cover. Each conclusion names its rule
    as ``rules_of`` does.
    """
    shared = {
        name: replace(one, rule=f"{wording.code}.{one.rule}")
        for name, one in facts.items()
        if one.rule and name in edition.facts
    }
    moments = (one.at(facts[one.start].value) for one in link.moments if one.start in facts)
    return {**_concluded((*link.tells, *moments), facts, given), **shared}


def rules_of(wording: Wording, link: ClockLink) -> dict[str, Implication]:
    """Return the rules by which one side's facts follow from the other's, by names that no rule of the clocks has."""
    own = {f"{wording.code}.{rule.id}": rule for rule in wording.implications}
    return own | {f"link.{rule.id}": rule for rule in (*link.tells, *link.hears)}


def told_by_clocks(edition: ClockEdition, link: ClockLink, facts: Facts) -> Facts:
    """Return what the facts of the clocks (said, and what follows) say of facts of the wording."""
    return _concluded(link.hears, facts, dict.fromkeys(edition.facts))


def _concluded(rules: Iterable[Implication], facts: Facts, given: Values) -> dict[str, Known]:
    """Return what rules conclude, with the paper of the first fact they rest on."""
    values = {**given, **{name: one.value for name, one in facts.items()}}
    found = {}
    for rule in rules:
        if rule.when.test(values):
            first = next((facts[name] for name in rule.when.facts if name in facts), Known(value=True))
            known = {name: Known(value, first.source, first.by, rule=f"link.{rule.id}") for name, value in rule.then}
            found.update(known)
    return found


def beneath(told: Facts, said: Facts, rules: Mapping[str, Implication]) -> Facts | Refusal:
    """Return what was said, and where nobody said it what was told elsewhere; what differs is a contradiction.

    ``rules`` are those by which it was told, by the names that it gives them.
    """
    problems = [
        Problem(
            name, "problem.facts_contradict", (("rule", one.rule), ("typed", ", ".join(rules[one.rule].when.facts)))
        )
        for name, one in told.items()
        if one.rule in rules and name in said and said[name].value != one.value
    ]
    return Refusal(tuple(problems)) if problems else {**told, **said}
