"""The comparison sheet (比較表): what does each plan cost and give, all-risk beside leak-only?"""

from __future__ import annotations

from collections.abc import Sequence

from sonae.core.binding import binding_key
from sonae.core.compare import Comparison, Offer
from sonae.core.rating import ESTIMATE
from sonae.core.scheme import Plan, Scheme
from sonae.core.words import EN, JA, Words
from sonae.documents.contacts import contact_rows
from sonae.documents.facility import subject
from sonae.documents.figures import about, round_yen, yen
from sonae.documents.frame import dated, frame, publish
from sonae.documents.labels import labels
from sonae.documents.notices import assumed_items, notice_groups
from sonae.documents.premium import ABOLISHED, EXAMPLE, PRICE, style_of
from sonae.documents.sources import References
from sonae.documents.typesetting import Json

Key = tuple[int, int, int, bool, int]


def comparison_sheet(comparison: Comparison, words: Words, language: str, link: str) -> bytes:
    """Return the comparison as PDF (A4 landscape), plans of equal limits side by side by family.

    Estimates and referrals are marked in each cell; abolished plans are shown and struck out.
    """
    data = compared(comparison, words, language, link)
    return publish("comparison", data, dated(comparison.scheme))


def compared(comparison: Comparison, words: Words, language: str, link: str) -> Json:
    """Return all that the sheet says, as its template reads it."""
    side = EN if language == EN else JA
    scheme = comparison.scheme
    cited = References(scheme.sources, side)
    families = [f for f in scheme.families if any(o.plan.family == f for o in comparison.offers)]
    reasons = [key for offer in comparison.offers for key in offer.premium.referral]
    reasons += [] if comparison.offers else [*comparison.kind.referrals, "no_table"]
    return {
        **frame("C", scheme, words, side, link),
        "subject": subject(comparison.kind, comparison.measures, side),
        "families": [_family(scheme, one, words, side, cited) for one in families],
        "rows": [_row(row, families, words, side, comparison) for row in _rows(comparison.offers)],
        "alike": _alike(comparison.offers, words, side),
        "coverage": _coverage(scheme, families, words, side),
        "legend": _legend(comparison, words, side),
        "referral": [{"text": words.say(f"referral.{key}", side), "places": []} for key in dict.fromkeys(reasons)],
        "assumed": assumed_items([comparison], words, side, cited),
        "notices": notice_groups(comparison.notices, words, side, cited, among=True),
        "contacts": contact_rows(scheme, words, side),
        "sources": cited.listed(),
    }


def _rows(offers: Sequence[Offer]) -> list[list[Offer]]:
    """Gather offers of equal limits, in the brochure's order; a family never shares a row with itself."""
    rows: dict[Key, list[Offer]] = {}
    for offer in offers:
        plan, again = offer.plan, 0
        while any(o.plan.family == plan.family for o in rows.get(_key(plan, again), [])):
            again += 1
        rows.setdefault(_key(plan, again), []).append(offer)
    return list(rows.values())


def _key(plan: Plan, again: int) -> Key:
    return (plan.liability_limit, plan.cost_limit, plan.deductible, plan.emergency_support, again)


def _row(offers: list[Offer], families: list[str], words: Words, language: str, comparison: Comparison) -> Json:
    plan = offers[0].plan
    by_family = {offer.plan.family: offer for offer in offers}
    return {
        "liability": round_yen(plan.liability_limit, language),
        "cost": round_yen(plan.cost_limit, language),
        "deductible": _deductible(plan, words, language),
        "support": _support(plan, words, language),
        "cells": [_cell(by_family.get(family), language, comparison) for family in families],
        "difference": _difference([by_family.get(family) for family in families], language),
    }


def _cell(offer: Offer | None, language: str, comparison: Comparison) -> Json | None:
    if offer is None:
        return None
    premium, say = offer.premium, labels(language)
    style = _style(offer, comparison)
    figure = "" if premium.annual_yen is None else yen(premium.annual_yen, language)
    part = premium.instalment_yen
    return {
        "plan": offer.plan.code,
        "on_sale": offer.plan.on_sale,
        "style": style,
        "figure": about(figure, language) if style == ESTIMATE else figure,
        "instalment": ""
        if part is None
        else say["instalment"].format(yen=yen(part, language), count=premium.instalments),
        "big": say.get(f"big.{style}", ""),
        "status": premium.status,
        "short": say[f"short.{premium.status}"],
    }


def _alike(offers: Sequence[Offer], words: Words, language: str) -> Json:
    """Return which of deductible and support are the same for every plan, and that in words."""
    say, plans = labels(language), [offer.plan for offer in offers]
    deductibles = {plan.deductible for plan in plans}
    supports = {plan.emergency_support for plan in plans}
    facts = []
    if len(deductibles) == 1:
        facts.append((say["limit.deductible"], _deductible(plans[0], words, language)))
    if len(supports) == 1:
        facts.append((say["limit.support"], _support(plans[0], words, language)))
    told = say["between"].join(say["alike.fact"].format(name=name, value=value) for name, value in facts)
    return {
        "deductible": len(deductibles) == 1,
        "support": len(supports) == 1,
        "text": say["alike"].format(facts=told) if told else "",
    }


def _deductible(plan: Plan, words: Words, language: str) -> str:
    return round_yen(plan.deductible, language) if plan.deductible else words.say("value.none", language)


def _support(plan: Plan, words: Words, language: str) -> str:
    return words.say(f"value.{str(plan.emergency_support).lower()}", language)


def _difference(offers: Sequence[Offer | None], language: str) -> str:
    """Return how much more the first of two families costs, where both have a price of their own."""
    sure = [one.premium.annual_yen for one in offers if one and one.premium.status != ESTIMATE]
    match sure:
        case [int(first), int(second)]:
            sign = "+" if first > second else ""
            return sign + yen(first - second, language)
    return ""


def _family(scheme: Scheme, family: str, words: Words, language: str, cited: References) -> Json:
    coverage = scheme.coverage.get(family)
    return {
        "name": words.say(f"family.{family}", language),
        "about": words.say(f"family.{family}.about", language),
        "source": cited.cite(coverage.sources) if coverage else "",
    }


def _coverage(scheme: Scheme, families: list[str], words: Words, language: str) -> list[Json]:
    """Return what each family covers: triggers, then parts, then the riders it can carry."""
    known = [scheme.coverage[family] for family in families if family in scheme.coverage]
    if len(known) != len(families):
        return []
    groups = (
        ("table.trigger", "trigger", [one.triggers for one in known]),
        ("table.part", "part", [one.parts for one in known]),
        ("rider", "part", [one.riders for one in known]),
    )
    return [
        {
            "heading": words.say(key, language) if words.has(key) else labels(language)[key],
            "items": [
                {
                    "name": words.say(f"{prefix}.{item}", language),
                    "about": words.say(f"{prefix}.{item}.about", language),
                    "cells": [item in one for one in covered],
                }
                for item in dict.fromkeys(item for one in covered for item in one)
            ],
        }
        for key, prefix, covered in groups
        if any(covered)
    ]


def _style(offer: Offer, comparison: Comparison) -> str:
    """An abolished plan keeps the look of its printed price: its own mark says that nobody joins at it."""
    key = binding_key(comparison.scheme, comparison.kind, offer.plan, offer.premium)
    style = style_of(offer.premium.status, key)
    return PRICE if style == ABOLISHED else style


def _legend(comparison: Comparison, words: Words, language: str) -> list[Json]:
    """Return each mark on the sheet with what it means."""
    say = labels(language)
    legend: list[Json] = []
    for status in dict.fromkeys(offer.premium.status for offer in comparison.offers):
        name, told = (words.say(key, language) for key in (f"status.{status}", f"status.{status}.about"))
        legend.append({"status": status, "name": say[f"short.{status}"], "about": f"{name}{say['colon']}{told}"})
    if EXAMPLE in {_style(offer, comparison) for offer in comparison.offers}:
        told = words.say(f"binding.{binding_key(comparison.scheme, comparison.kind)}", language)
        legend.append({"status": "example", "name": say["short.example"], "about": told})
    return legend
