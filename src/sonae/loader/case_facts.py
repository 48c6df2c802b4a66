"""What is known of a case: what was said, and what the evidence of the clocks says beside it?

A filing with a public body, or a notice from one, is told once, among the facts of the clocks, for the decision too.
"""

from __future__ import annotations

from collections.abc import Mapping

from sonae.core.calendars import Calendar
from sonae.core.catalogue import Catalogue
from sonae.core.clock_feeds import facts_fed
from sonae.core.clock_reading import read_clocks
from sonae.core.clocks import ClockEdition
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import given_values
from sonae.core.fact_reading import Said, derive, nothing_given, read_facts, read_values
from sonae.core.facts import Facts
from sonae.core.moments import NEVER, has_come, latest
from sonae.core.problems import Refusal
from sonae.core.wording import Wording


def facts_of_case(
    said: Mapping[str, Said], wording: Wording, catalogue: Catalogue, clocks: str = "", terms: CoverTerms | None = None
) -> Facts | Refusal:
    """Return the facts for a decision under ``wording``, or everything that is wrong with what was said.

    ``clocks`` names the edition that reads the facts no clause asks for; left out, it is the only one there is. What
    its clocks feed is known where nobody said it; against what was said it is a contradiction. ``terms`` are the cover:
    without them what only contradicts the cover is not found.
    """
    edition = catalogue.clocks_called(clocks)
    if isinstance(edition, Refusal) and clocks:
        return edition
    asked = frozenset() if isinstance(edition, Refusal) else edition.facts.keys()
    elsewhere = {name: one for name, one in said.items() if name in asked - wording.facts.keys()}
    known, problems = read_values(wording.facts, {name: one for name, one in said.items() if name not in elsewhere})
    fed: Facts | Refusal = {}
    if elsewhere and not isinstance(edition, Refusal):
        shared = {name: one for name, one in said.items() if name in asked & wording.facts.keys()}
        fed = _fed(edition, {**shared, **elsewhere}, catalogue.calendar)
    if isinstance(fed, Refusal):
        problems += fed.errors
    else:
        known = {**{name: one for name, one in fed.items() if name in wording.facts}, **known}
    rules = wording.implications
    given = given_values(wording, terms) if terms else nothing_given((*wording.facts, *wording.switches), rules)
    both = derive(known, given, rules)
    if isinstance(both, Refusal):
        problems += both.errors
    return Refusal(tuple(dict.fromkeys(problems))) if problems or isinstance(both, Refusal) else both


def _fed(edition: ClockEdition, said: Mapping[str, Said], calendar: Calendar) -> Facts | Refusal:
    """Return what the clocks say once all that was said has happened."""
    known = read_facts(edition.facts, edition.implications, said)
    if isinstance(known, Refusal):
        return known
    moments = [latest(one.value) for one in known.values() if has_come(one.value)]
    states = read_clocks(edition, known, calendar, at=max(moments, default=NEVER))
    return states if isinstance(states, Refusal) else facts_fed(edition, states, known)
