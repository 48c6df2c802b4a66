"""How is a comparison of plans said to a machine? The one JSON shape of command line and API."""

from __future__ import annotations

from sonae.core.answer import Json, assumed_texts, notice, premium_answer
from sonae.core.compare import Comparison, Offer
from sonae.core.scheme_answer import coverage_answers
from sonae.core.trace import as_dict
from sonae.core.words import Words


def comparison_answer(comparison: Comparison, words: Words, language: str) -> Json:
    """Return every plan with its limits and premium, what the families cover, and what must be known."""
    scheme, kind = comparison.scheme, comparison.kind.kind
    families = {offer.plan.family for offer in comparison.offers}
    return {
        "scheme": scheme.code,
        "edition_digest": scheme.digest,
        "example": scheme.example,
        "kind": kind,
        "measures": dict(comparison.measures),
        "offers": [_offer(offer, words, language) for offer in comparison.offers],
        "coverage": coverage_answers(scheme, families),
        "assumed": assumed_texts(comparison, words, language),
        "assumed_keys": list(comparison.assumed),
        "notices": [notice(fact, language, among=True) for fact in comparison.notices],
    }


def _offer(offer: Offer, words: Words, language: str) -> Json:
    plan, premium = offer.plan, offer.premium
    return {
        "family": plan.family,
        "family_text": words.say(f"family.{plan.family}", language),
        "plan": plan.code,
        "liability_limit_yen": plan.liability_limit,
        "cost_limit_yen": plan.cost_limit,
        "deductible_yen": plan.deductible,
        "emergency_support": plan.emergency_support,
        "on_sale": plan.on_sale,
        "premium": premium_answer(premium, words, language),
        "referral": [words.say(f"referral.{key}", language) for key in premium.referral],
        "referral_keys": list(premium.referral),
        "trace": as_dict(premium.line),
    }
