"""What is known of a case: what was said, and what clauses and clocks know from each other beside it?

A filing with a public body is told once, among the facts of the clocks, for the decision too; that an attack locked the
files is told once, among the facts of the wording, for the clocks too.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sonae.core.calendars import Calendar
from sonae.core.catalogue import Catalogue
from sonae.core.clock_feeds import facts_fed
from sonae.core.clock_links import ClockLink, beneath, rules_of, told_by_clocks, told_to_clocks
from sonae.core.clock_reading import read_clocks
from sonae.core.clocks import ClockEdition
from sonae.core.conditions import Values
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import given_values
from sonae.core.fact_reading import Said, derive, nothing_given, read_facts, read_values
from sonae.core.facts import Facts
from sonae.core.moments import NEVER, comes_after, has_come, latest
from sonae.core.problems import Refusal
from sonae.core.wording import Wording


def facts_of_case(
    said: Mapping[str, Said], wording: Wording, catalogue: Catalogue, clocks: str = "", terms: CoverTerms | None = None
) -> Facts | Refusal:
    """Return the facts for a decision under ``wording``, or everything that is wrong with what was said.

    ``clocks`` names the edition that reads the facts no clause asks for; left out, it is the only one there is. What
    its clocks feed, and what its facts tell, is known where nobody said it; against what was said it is a
    contradiction. ``terms`` are the cover: without them what only contradicts the cover is not found.
    """
    edition = catalogue.clocks_called(clocks)
    if isinstance(edition, Refusal) and clocks:
        return edition
    asked = frozenset() if isinstance(edition, Refusal) else edition.facts.keys()
    elsewhere = {name: one for name, one in said.items() if name in asked - wording.facts.keys()}
    known, problems = read_values(wording.facts, {name: one for name, one in said.items() if name not in elsewhere})
    if elsewhere and not isinstance(edition, Refusal):
        shared = {name: one for name, one in said.items() if name in asked & wording.facts.keys()}
        told = _told(wording, edition, catalogue, {**shared, **elsewhere})
        rules = rules_of(wording, catalogue.link_of(wording, edition))
        both = told if isinstance(told, Refusal) else beneath(told, known, rules)
        if isinstance(both, Refusal):
            problems += both.errors
        else:
            known = dict(both)
    given = given_values(wording, terms) if terms else _nothing(wording)
    found = derive(known, given, wording.implications)
    if isinstance(found, Refusal):
        problems += found.errors
    return Refusal(tuple(dict.fromkeys(problems))) if problems or isinstance(found, Refusal) else found


def _told(wording: Wording, edition: ClockEdition, catalogue: Catalogue, said: Mapping[str, Said]) -> Facts | Refusal:
    """Return what facts and clocks of an edition say of a wording's facts beside those that were ``said``."""
    known = read_facts(edition.facts, edition.implications, said)
    if isinstance(known, Refusal):
        return known
    fed = _fed(edition, known, catalogue.calendar)
    if isinstance(fed, Refusal):
        return fed
    heard = told_by_clocks(edition, catalogue.link_of(wording, edition), known)
    return {**heard, **{name: one for name, one in fed.items() if name in wording.facts}}


def _fed(edition: ClockEdition, known: Facts, calendar: Calendar) -> Facts | Refusal:
    """Return what the clocks say once all that was said has happened."""
    moments = [latest(one.value) for one in known.values() if has_come(one.value)]
    states = read_clocks(edition, known, calendar, at=max(moments, default=NEVER))
    return states if isinstance(states, Refusal) else facts_fed(edition, states, known)


def facts_for_clocks(
    said: Mapping[str, Said], wording: Wording, edition: ClockEdition, link: ClockLink, given: Values, at: datetime
) -> Facts | Refusal:
    """Return what a case under ``wording`` tells the clocks beside their own facts, or what is wrong with it.

    ``said`` are all facts of the case, ``given`` what its cover gives by name. What came after ``at`` is not known at
    ``at``. What is wrong with a fact that the clocks ask for as well is left to them.
    """
    mine = {name: one for name, one in said.items() if name in wording.facts}
    known, problems = read_values(wording.facts, mine)
    early = {name: one for name, one in known.items() if not comes_after(one.value, at)}
    values = {**_nothing(wording), **given}
    found = derive(early, values, wording.implications)
    problems = [one for one in problems if one.field not in edition.facts]
    if isinstance(found, Refusal) or problems:
        return Refusal((*problems, *(found.errors if isinstance(found, Refusal) else ())))
    return told_to_clocks(wording, edition, link, found, values)


def _nothing(wording: Wording) -> Values:
    """Return every name of a wording's conditions, as long as no cover gives any."""
    return nothing_given((*wording.facts, *wording.switches), wording.implications)
