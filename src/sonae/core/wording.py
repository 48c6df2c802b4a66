"""What do the terms of an insurance say, clause by clause? One edition of an insurer's wording as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from sonae.core.conditions import Condition
from sonae.core.deductions import ASSUMED_DEDUCTIONS, DeductionRule
from sonae.core.facts import DeclaredFact, Implication
from sonae.core.limits import LevelRule
from sonae.core.money import Rounding
from sonae.core.papers import PaperRules
from sonae.core.scheme import Text

TRIGGER, CONDITION, EXCLUSION, DUTY = "trigger", "condition", "exclusion", "duty"
KINDS = (TRIGGER, CONDITION, EXCLUSION, DUTY)
# what a clause does when it is not as it should be: a condition that is not met, an exclusion that is
REFUSES, MAY_REFUSE, PERSON, REDUCES = "refuses", "may_refuse", "person", "reduces"
EFFECTS = (REFUSES, MAY_REFUSE, PERSON, REDUCES)
SIDES = ("liability", "cost", "rider")
SWITCH_TYPES = ("yes_no", "count", "yen", "rate", "choice")


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """One numbered rule, in our own words, with the line of the brochure it comes from.

    It is met where ``when`` holds and ``unless`` (its carve-back) does not. ``applies_to`` names the coverage parts or
    cost items (``part/item``) it is about and ``families`` the plan families; empty means all. ``effect`` says
    what follows where a trigger or condition is not met, an exclusion is met, or a duty is not kept: ``refuses``,
    ``may_refuse`` (a person decides, where nothing else refuses), ``person`` (a person decides, whatever else is
    known), ``reduces`` (a person decides what is deducted). ``later`` says what a condition that is not met yet waits
    for (a demand may still come): as long as it can come the part is not refused for good (``core.awaiting``). What
    may come are the moments the condition asks for; where it asks for none, its other facts. Equal only to itself.
    """

    id: str
    kind: str
    number: Text
    heading: Text
    text: Text
    when: Condition
    unless: Condition | None
    effect: str
    applies_to: frozenset[str]
    families: frozenset[str]
    status: str
    sources: tuple[str, ...]
    later: Text | None = None

    @property
    def facts(self) -> tuple[str, ...]:
        """The facts it asks for, each once."""
        carved = self.unless.facts if self.unless else ()
        return tuple(dict.fromkeys((*self.when.facts, *carved)))


@dataclass(frozen=True, slots=True)
class CostItem:
    """One kind of cost that a coverage part pays; ``families`` are the plan families that list it, empty all."""

    id: str
    text: Text
    families: frozenset[str]
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One coverage part: ``side`` is ``liability``, ``cost`` or ``rider``; ``needs`` is the part it stands on."""

    id: str
    side: str
    text: Text
    items: tuple[CostItem, ...]
    status: str
    sources: tuple[str, ...]
    needs: str = ""

    def items_of(self, family: str) -> tuple[CostItem, ...]:
        """Return the cost items that this part pays in a plan family."""
        return tuple(item for item in self.items if not item.families or family in item.families)


@dataclass(frozen=True, slots=True)
class Switch:
    """A term that no brochure prints: its value is assumed until the insurer fills it in.

    ``type`` is ``yes_no``, ``count``, ``yen``, ``rate`` or ``choice``; without a ``value`` the term is taken not to
    exist. A count or yen lies in ``lowest`` … ``highest``, both included (None: no bound).
    """

    id: str
    type: str
    text: Text
    value: bool | int | str | Fraction | None
    status: str
    sources: tuple[str, ...]
    choices: tuple[str, ...] = ()
    lowest: int | None = None
    highest: int | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """To which part a cost belongs that several list: the first in ``order`` that covers it; never to two.

    ``costs_since`` names the fact before whose moment none of the costs can have arisen; empty where none does.
    """

    order: tuple[str, ...]
    text: Text
    status: str
    sources: tuple[str, ...]
    costs_since: str = ""


@dataclass(frozen=True, slots=True)
class Sharing:
    """Who says, in which words, how several claims share what is left."""

    text: Text
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """What else must be known of a wording; ``schemes`` are those it is about, empty means all."""

    text: Text
    sources: tuple[str, ...] = ()
    schemes: tuple[str, ...] = ()

    def say(self, language: str) -> str:
        """Return its words with where they stand."""
        text = self.text.say(language)
        return f"{text} ({', '.join(self.sources)})" if self.sources else text


@dataclass(frozen=True, slots=True, eq=False)
class Wording:
    """One edition of an insurer's terms; ``schemes`` are those it stands behind.

    ``objection`` tells how to object to a decision; ``deductions`` say in which order recoveries, other insurance and
    breaches of duty are taken off, ``sharing`` where ``split`` comes from; ``opening`` names the facts an interview
    asks first. Equal only to itself: what follows from it is worked out once.
    """

    code: str
    name: Text
    insurer: Text
    edition: str
    digest: str
    schemes: tuple[str, ...]
    families: tuple[str, ...]
    parts: Mapping[str, Part]
    allocation: Allocation
    switches: Mapping[str, Switch]
    facts: Mapping[str, DeclaredFact]
    implications: tuple[Implication, ...]
    clauses: Mapping[str, Clause]
    levels: tuple[LevelRule, ...]
    rounding: Rounding
    split: str
    papers: PaperRules
    objection: Text
    sources: Mapping[str, Text]
    notes: tuple[Note, ...] = field(default=())
    opening: tuple[str, ...] = ()
    deductions: tuple[DeductionRule, ...] = ASSUMED_DEDUCTIONS
    sharing: Sharing | None = None

    def notes_for(self, scheme: str) -> tuple[Note, ...]:
        """Return the notes that a member of a scheme must know."""
        return tuple(one for one in self.notes if not one.schemes or scheme in one.schemes)
