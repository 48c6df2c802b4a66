"""The answers that pages and API share: price, comparison and simulated incident.

Nothing is written: a quote lives in its link, which carries every answer and the moment asked.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from sonae.app.common import walls
from sonae.app.common.catalogue import current
from sonae.app.parties.models import Association, Facility
from sonae.core.asking import Ask
from sonae.core.compare import Comparison, compare
from sonae.core.corporation import CorporationQuote, quote_corporation
from sonae.core.incident import CostBook, Scenario, Simulation, count_incident, simulate
from sonae.core.problems import Refusal
from sonae.core.quote import Quote
from sonae.core.scheme import Scheme


def price(
    scheme: Scheme,
    asks: tuple[Ask, ...],
    *,
    at: datetime,
    shared_limits: bool = False,
    shared_records: bool = False,
) -> CorporationQuote | Refusal:
    """Price one or several facilities of one corporation as of ``at``."""
    tariff = current().tariff_of(scheme)
    return quote_corporation(scheme, tariff, asks, shared_limits=shared_limits, shared_records=shared_records, now=at)


def sample_price(scheme: Scheme, *, at: datetime) -> Quote | None:
    """Price the cheapest plan of the first family and kind that asks for nothing: what an answer looks like."""
    for kind in scheme.kinds.values():
        if any(measure.required and not measure.default for measure in kind.measures):
            continue
        comparison = compare_plans(scheme, Ask(kind.kind, "", next(iter(scheme.families), "")))
        offers = comparison.offers if isinstance(comparison, Comparison) else ()
        prices = [(one.premium.annual_yen, one.plan) for one in offers if one.plan.on_sale and one.premium.annual_yen]
        if prices:
            plan = min(prices, key=lambda price: price[0])[1]
            answer = price(scheme, (Ask(kind.kind, plan.code, plan.family),), at=at)
            return answer.quotes[0] if isinstance(answer, CorporationQuote) else None
    return None


def compare_plans(scheme: Scheme, ask: Ask) -> Comparison | Refusal:
    """Price every plan of one facility side by side."""
    return compare(scheme, current().tariff_of(scheme), ask)


def price_examples(
    scheme: Scheme, *, family: str, plan: str, at: datetime
) -> list[tuple[Facility, CorporationQuote | Refusal]]:
    """Price every facility of the demonstration's members on its own, for one plan where its kind has any."""
    association = Association.objects.filter(example=True, scheme_code=scheme.code).first()
    with walls.within(
        association.organisation_id if association else None
    ):  # nobody has signed in: its own door is opened
        facilities = list(Facility.objects.of_examples().filter(member__association=association))
    asks = ((one, one.to_ask(family=family, plan=plan if scheme.plans_for(one.kind) else "")) for one in facilities)
    return [(one, price(scheme, (ask,), at=at)) for one, ask in asks]


def simulate_incident(
    scheme: Scheme,
    book: CostBook,
    kind: str,
    scenario: Scenario | None,
    given: Mapping[str, str | int],
    following: Collection[str] = (),
) -> Simulation | Refusal:
    """Show what each plan pays of the scenario with these quantities, as typed, put over it."""
    quantities = count_incident(book, scenario, given, following)
    if isinstance(quantities, Refusal):
        return quantities
    return simulate(scheme, book, kind, quantities)
