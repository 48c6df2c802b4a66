"""Side by side: what does each plan of a facility cost, and what does it give?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sonae.core.asking import Ask, check_measures, no_such_kind, wrong_family
from sonae.core.problems import Refusal
from sonae.core.rating import Premium, rate
from sonae.core.scheme import Fact, KindRule, Plan, Scheme
from sonae.core.steps import Answer
from sonae.core.tariff import Tariff


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
        """All that was assumed: for the scheme, by its facts for any plan here, for any of the prices shown."""
        facts = (fact.id for fact in self.scheme.facts_assumed if self._concerns(fact))
        estimated = (key for offer in self.offers for key in offer.premium.assumed)
        return tuple(dict.fromkeys((*self.scheme.assumed, *facts, *estimated)))

    @property
    def notices(self) -> tuple[Fact, ...]:
        """What else must be shown to somebody who chooses between these plans, beside all that was assumed."""
        facts = (fact for fact in self.scheme.facts if "compare" in fact.show and self._concerns(fact))
        return tuple(fact for fact in facts if fact not in self.scheme.facts_assumed)

    def _concerns(self, fact: Fact) -> bool:
        """Return whether a fact matters to the kind or to any plan compared."""
        kind = self.kind.kind
        plans = [("", ""), *((offer.plan.family, offer.plan.code) for offer in self.offers)]
        return any(fact.concerns(kind, family, code) for family, code in plans)


def compare(scheme: Scheme, tariff: Tariff | None, ask: Ask) -> Comparison | Refusal:
    """Price every plan open to ``ask.kind`` (and family, if given), or say everything that is wrong.

    The plan of ``ask`` is not used. An empty ``offers`` means that no brochure prints the plans.
    """
    kind = scheme.kinds.get(ask.kind)
    if kind is None:
        return Refusal((no_such_kind(scheme, ask),))
    measures, problems = check_measures(kind, ask)
    if wrong := wrong_family(scheme, ask.kind, ask.family):
        problems.append(wrong)
    if problems:
        return Refusal(tuple(problems))
    offers = tuple(
        Offer(plan, rate(scheme, tariff, kind, plan, measures)) for plan in scheme.plans_for(kind.kind, ask.family)
    )
    return Comparison(scheme, kind, measures, offers)
