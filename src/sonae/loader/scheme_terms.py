"""How do a scheme's joining, payment and discounts become core values?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from sonae.core.modifiers import Modifier, ModifierGroup
from sonae.core.money import Rounding
from sonae.core.scheme import Joining, Loading, MidTermJoin, Payment
from sonae.core.steps import Step
from sonae.loader.shapes import Values

ASSUMED_PRO_RATA = Rounding(10, "half_up", "assumed")


def joining_of(joining: Values) -> Joining:
    """Return until when, and how, one can join."""
    closes, rule = joining["closes"], joining["mid_term"]
    premium = joining["mid_term_premium"]
    rounding = ASSUMED_PRO_RATA
    if premium:
        rounding = replace(rounding, unit=premium["unit_yen"], way=premium["way"], status=premium["status"])
    return Joining(
        closes_on=closes["on"] if closes else None,
        closes_status=closes["status"] if closes else "not_published",
        closes_source=closes["source"][0] if closes else "",
        mid_term=MidTermJoin(
            rule["cutoff_day"],
            rule["months_by_cutoff"],
            rule["months_after_cutoff"] or rule["months_by_cutoff"],
            rule["effective_day"],
            rule["effective_time"],
            rule["status"],
            rule["source"][0],
        )
        if rule
        else None,
        mid_term_rounding=rounding,
        mid_term_premium_status=rounding.status,
        mid_term_premium_source=premium["source"][0] if premium else "",
    )


def payment_of(payment: Values) -> Payment:
    """Return how premiums are paid."""
    collection = payment["collection"]
    return Payment(
        instalments=payment["instalments"],
        ways=payment["ways"],
        first_collection_months=collection["months_after_start"] if collection else None,
        collection_covers_main=bool(collection and collection["covers_main"]),
        collection_source=collection["source"][0] if collection else "",
        loading=_loading(payment["loading"]) if payment["loading"] else None,
        status=payment["status"],
    )


def _loading(one: Values) -> Loading:
    return Loading(one["rate"], Rounding(one["unit_yen"], one["way"], one["status"], one["source"][0]))


def group_of(values: Values) -> ModifierGroup:
    """Return changes that are multiplied or added, within their bounds."""
    modifiers = tuple(_modifier(one) for one in values["modifiers"])
    return ModifierGroup(values["id"], values["combine"], values["lowest"], values["highest"], modifiers)


def _modifier(one: Values) -> Modifier:
    by = one["by"]
    return Modifier(
        one["id"],
        one["rate"],
        one["lowest"] if one["lowest"] is not None else Fraction(0),
        one["highest"] if one["highest"] is not None else Fraction(0),
        frozenset(one["kinds"]),
        frozenset(one["families"]),
        one["status"],
        one["source"][0],
        by["measure"] if by else "",
        tuple(_step(row, one) for row in by["steps"]) if by else (),
    )


def _step(row: Values, modifier: Values) -> Step:
    """Return a step; where it names no status or source of its own, those of its modifier are meant."""
    status, source = row["status"] or modifier["status"], row["source"] or modifier["source"]
    return Step(row["low"], row["high"], row["choice"], row["rate"], status, source[0])
