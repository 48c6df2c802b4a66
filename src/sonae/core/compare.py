"""Side by side: what does each plan of a facility cost, and what does it give?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sonae.core.asking import Ask, check_measures
from sonae.core.problems import Problem, Refusal
from sonae.core.rating import Premium, rate
from sonae.core.scheme import Fact, KindRule, Plan, Scheme
from sonae.core.tariff import Answer, Tariff


@dataclass(frozen=True, slots=True)
class Offer:
    """One plan with its annual premium for the facility asked about."""

    plan: Plan
    premium: Premium


@dataclass(frozen=True, slots=True)
class Comparison:
    """All plans of a kind in the brochure's order; abolished ones are marked by their plan."""

    scheme: Scheme
    kind: KindRule
    measures: Mapping[str, Answer]
    offers: tuple[Offer, ...]

    @property
    def assumed(self) -> tuple[str, ...]:
        """All that was assumed for the scheme or any of the prices shown."""
        estimated = (key for offer in self.offers for key in offer.premium.assumed)
        return tuple(dict.fromkeys((*self.scheme.assumed, *estimated)))

    @property
    def notices(self) -> tuple[Fact, ...]:
        """What must be shown to somebody who chooses between these plans."""
        kind = self.kind.kind
        plans = [offer.plan for offer in self.offers]
        return tuple(
            fact
            for fact in self.scheme.facts
            if "compare" in fact.show
            and (any(fact.concerns(kind, plan.family, plan.code) for plan in plans) or fact.concerns(kind, "", ""))
        )


def compare(scheme: Scheme, tariff: Tariff | None, ask: Ask) -> Comparison | Refusal:
    """Price every plan open to ``ask.kind`` (and family, if given), or say what is wrong.

    The plan of ``ask`` is not used. An empty ``offers`` means that no brochure prints the plans.
    """
    kind = scheme.kinds.get(ask.kind)
    if kind is None:
        choices = ", ".join(scheme.kinds)
        params = (("kind", ask.kind), ("choices", choices))
        return Refusal((Problem("kind", "problem.kind_not_eligible", params),))
    measures, problems = check_measures(kind, ask)
    if problems:
        return Refusal(tuple(problems))
    offers = tuple(
        Offer(plan, rate(scheme, tariff, kind, plan, measures)) for plan in scheme.plans_for(kind.kind, ask.family)
    )
    return Comparison(scheme, kind, measures, offers)
