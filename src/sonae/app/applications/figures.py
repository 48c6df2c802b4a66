"""Which figures stand beside the questions of the needs confirmation? Those of what was chosen, as core has them."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from sonae.app.applications.drafts import Case, several, text
from sonae.app.common import dates
from sonae.app.quoting import said
from sonae.core.corporation import CorporationQuote
from sonae.core.joining import Cover
from sonae.core.rating import ESTIMATE
from sonae.core.scheme import Plan
from sonae.core.words import joined


def beside_needs(case: Case) -> dict[str, str]:
    """The figures by the id of their question; nothing before enough was chosen, or where no moment is told."""
    quoted = case.price(case.at) if case.at and case.facilities else None
    if not isinstance(quoted, CorporationQuote):
        return {}
    cover = quoted.quotes[0].cover
    return {
        "limits": _between(f"{one.plan.code}: {limits(one.plan)}" for one in quoted.quotes if one.plan),
        "riders": _riders(case),
        "term": f"{dates.moment(cover.start)} - {dates.moment(cover.end)}" if isinstance(cover, Cover) else "",
        "premium": _premium(case, quoted),
    }


def about(yen: int | None, status: str) -> str:
    """A premium where an estimate never looks like a price, and what the insurer must name has none."""
    if yen is None:
        return _("個別見積")
    return _("約%(price)s(概算)") % {"price": said.amount(yen)} if status == ESTIMATE else said.amount(yen)


def limits(plan: Plan) -> str:
    """The limits of a plan and what one bears oneself."""
    return _("賠償%(liability)s・費用%(cost)s・自己負担額%(deductible)s") % {
        "liability": said.round_amount(plan.liability_limit),
        "cost": said.round_amount(plan.cost_limit),
        "deductible": said.round_amount(plan.deductible) if plan.deductible else _("なし"),
    }


def _riders(case: Case) -> str:
    chosen = [rider for one in case.facilities for rider in several(case.given, f"facilities.{one.key}.riders")]
    return _("オプション: %(riders)s") % {
        "riders": _between(said.say(f"part.{one}") for one in dict.fromkeys(chosen)) or _("なし")
    }


def _premium(case: Case, quoted: CorporationQuote) -> str:
    way = text(case.given, "way")
    told = [_("年間 %(price)s") % {"price": about(quoted.annual_yen, quoted.status)}]
    if quoted.payable_yen is not None:
        told.append(_("今回 %(price)s") % {"price": about(quoted.payable_yen, quoted.status)})
    return _between([*told, *([said.say(f"payment.{way}")] if way in case.scheme.payment.ways else [])])


def _between(parts: Iterable[str]) -> str:
    return joined(parts, dates.language())
