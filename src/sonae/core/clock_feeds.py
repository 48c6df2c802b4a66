"""What does the evidence of the clocks say for the coverage decision: when was the first filing, who gave notice?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from sonae.core.clock_reading import ClockState, Fed
from sonae.core.clocks import ClockEdition
from sonae.core.fact_reading import derive
from sonae.core.facts import Facts, Known
from sonae.core.moments import earliest, has_come, latest
from sonae.core.problems import Problem, Refusal


def facts_fed(edition: ClockEdition, states: Iterable[ClockState], facts: Facts) -> dict[str, Known] | Refusal:
    """Return the facts that follow from what was filed and received, and were not said by anybody.

    Of several filings the earliest counts. That there was none is known only where each is known never to have come.
    One said to be later than a filing that is on record is a contradiction. Sources: the fourth act by which a leak
    of personal data becomes manifest, ``002_ddd17cbf1aa71dae.txt:423-428``, and the first route by which a suspected
    attack is discovered, ``002_ddd17cbf1aa71dae.txt:306-312``.
    """
    states = tuple(states)
    found: dict[str, list[tuple[ClockState, Fed]]] = {}
    expected: dict[str, int] = {}
    for state in states:
        for feed in state.clock.feeds:
            expected[feed.fact] = expected.get(feed.fact, 0) + 1
        for one in state.fed:
            found.setdefault(one.feed.fact, []).append((state, one))
    problems = []
    known = dict(facts)
    for fact, given in found.items():
        state, first = min(given, key=lambda pair: earliest(pair[1].at))
        said = facts.get(fact)
        if said is not None and isinstance(said.value, date) and latest(first.at) < earliest(said.value):
            about = (("rule", state.clock.id), ("typed", first.feed.moment), ("other", said.rule or "-"))
            problems.append(Problem(fact, "problem.facts_contradict", about))
        elif said is None and (has_come(first.at) or len(given) == expected[fact]):
            known[fact] = Known(first.at, first.known.source, first.known.by, rule=f"clock.{state.clock.id}")
    both = derive(known, dict.fromkeys((*edition.facts, *known)), edition.implications)
    if isinstance(both, Refusal):
        return Refusal((*problems, *both.errors))
    return Refusal(tuple(problems)) if problems else {name: one for name, one in both.items() if name not in facts}
