"""Which incidents are decided? The worked cases of a wording, and facts drawn with a seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

import sonae
from sonae.core.catalogue import Catalogue
from sonae.core.conditions import FactValue
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import given_values
from sonae.core.fact_reading import derive
from sonae.core.facts import DeclaredFact, Facts, Known
from sonae.core.moments import NEVER, TOKYO
from sonae.core.problems import Refusal
from sonae.core.wording import Wording
from sonae.loader.case_files import read_case
from sonae.loader.problems import Log

WORDING = "sompo-medical-cyber-2025"
SEED = 20250505
DAYS = 500


class Incident(NamedTuple):
    """What is known of one incident, with what follows from it, and the cover it meets."""

    terms: CoverTerms
    facts: Facts


def cases(catalogue: Catalogue) -> list[Incident]:
    """Return every worked case of the wording whose facts do not contradict each other."""
    root = Path(sonae.__file__).parent / "catalogue"
    found = []
    for path in sorted((root / "wordings" / WORDING / "cases").glob("*.yaml")):
        case = read_case(path, path.name, catalogue, Log(), wording=WORDING)
        if case is not None and not isinstance(case.facts, Refusal):
            found.append(Incident(case.terms, case.facts))
    return found


def drawn(wording: Wording, covers: list[CoverTerms], count: int) -> Iterator[Incident]:
    """Yield incidents of which each fact is known by chance, between nothing and everything; none contradicts."""
    random = Random(SEED)  # noqa: S311 - a seeded draw is what a benchmark wants
    while count:
        terms, share = random.choice(covers), random.random()
        known: Facts = {}
        for fact in random.sample(list(wording.facts.values()), len(wording.facts)):
            if fact.given or random.random() > share:
                continue
            # a fact that contradicts those before it is left out
            more = derive(
                {**known, fact.id: Known(value(random, fact, terms))},
                given_values(wording, terms),
                wording.implications,
            )
            known = known if isinstance(more, Refusal) else more
        yield Incident(terms, known)
        count -= 1


def value(random: Random, fact: DeclaredFact, terms: CoverTerms) -> FactValue:
    """Return a value that a fact of its type can have; moments lie around the term."""
    if fact.type == "yes_no":
        return random.random() < 1 / 5
    if fact.type == "choice":
        return random.choice(list(fact.choices))
    if fact.type == "moment":
        return NEVER if random.random() < 1 / 5 else moment(random, terms)
    return random.randrange(1000)


def moment(random: Random, terms: CoverTerms) -> datetime:
    """Return a moment some days before, in or after a term, or exactly where it starts or ends."""
    edge = random.choice((terms.term.start, terms.term.end))
    if random.random() < 1 / 5:
        return edge
    return (
        terms.term.start + timedelta(days=random.randrange(-DAYS, 2 * DAYS), minutes=random.randrange(1440))
    ).astimezone(TOKYO)
