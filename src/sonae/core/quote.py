"""What would this facility pay, for which cover, and what must it know before it joins?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache

from sonae.core.asking import Ask, check
from sonae.core.binding import binding_key
from sonae.core.joining import Cover, NoCover, cover_for
from sonae.core.money import rounded
from sonae.core.problems import Problem, Refusal
from sonae.core.rating import ESTIMATE, Premium, rate, referred
from sonae.core.scheme import Fact, KindRule, Plan, Scheme
from sonae.core.steps import Answer
from sonae.core.tariff import Tariff
from sonae.core.trace import Line

SHARED_LIMITS = "shared_limits"
MID_TERM_PREMIUM = "mid_term_premium"
NOT_ON_SALE = "plan_not_on_sale"


@dataclass(frozen=True, slots=True)
class Quote:
    """The whole answer for one facility and plan.

    ``payable_yen`` is what is due for the cover named (None without one or without a price).
    ``referral`` holds every reason why the insurer must look, ``assumed`` all that no brochure
    says and was assumed, ``notices`` what else must be shown.
    """

    scheme: Scheme
    kind: KindRule
    plan: Plan | None
    measures: Mapping[str, Answer]
    premium: Premium
    cover: Cover | NoCover
    payable_yen: int | None
    payable_status: str
    referral: tuple[str, ...]
    assumed: tuple[str, ...]
    notices: tuple[Fact, ...]
    asked_at: datetime
    received: datetime | None
    line: Line

    @property
    def binding_key(self) -> str:
        """Whether somebody joins at this price now, as ``binding_key`` says it."""
        return binding_key(self.scheme, self.kind, self.plan, self.premium, self.cover, self.asked_at)


def quote(scheme: Scheme, tariff: Tariff | None, ask: Ask, *, now: datetime) -> Quote | Refusal:
    """Answer one request as of ``now``; every error at once where it cannot be answered.

    The annual premium never depends on the date. Without ``ask.received`` the cover is that of an
    application received now, and a closed scheme is still priced; only an explicit receipt that
    cannot join is refused. A plan no longer sold is priced for those who hold it, without cover.
    """
    checked = check(scheme, ask)
    if isinstance(checked, Refusal):
        return Refusal((*checked.errors, *closed_to(scheme, ask.received)))
    kind, plan, measures = checked
    answer = answer_for(scheme, tariff, kind, plan, measures, ask, now)
    if ask.received is not None and (problem := cannot_join(answer)):
        return Refusal((problem,))
    return answer


def cannot_join(answer: Quote) -> Problem | None:
    """Return why the receipt asked about cannot join, or None where it can or nobody knows."""
    cover = answer.cover
    if isinstance(cover, NoCover) and cover.reason == NOT_ON_SALE:
        return Problem("plan", "problem.plan_not_on_sale", cover.params)
    return _closed(cover)


def closed_to(scheme: Scheme, received: datetime | None) -> tuple[Problem, ...]:
    """Return why nobody can join with this receipt, whatever the plan; empty where somebody can."""
    problem = _closed(cover_for(scheme, received)) if received is not None else None
    return (problem,) if problem else ()


def _closed(cover: Cover | NoCover) -> Problem | None:
    if isinstance(cover, Cover) or not cover.closed:
        return None
    return Problem("received", f"problem.{cover.reason}", cover.params)


def answer_for(
    scheme: Scheme,
    tariff: Tariff | None,
    kind: KindRule,
    plan: Plan | None,
    measures: Mapping[str, Answer],
    ask: Ask,
    now: datetime,
) -> Quote:
    """Price a checked request and name its cover, whether or not it can join."""
    premium = rate(scheme, tariff, kind, plan, measures, ask.adjustments)
    if ask.shared_limits:
        premium = referred(scheme, (*premium.referral, SHARED_LIMITS))
    cover = cover_for(scheme, ask.received or now)
    if plan is not None and not plan.on_sale:
        cover = NoCover(NOT_ON_SALE, closed=True, params=(("plan", plan.code),))
    due, due_status, due_line = _payable(scheme, premium, cover)
    family, code = (plan.family, plan.code) if plan else ("", "")
    assumed, notices = _standing(scheme, kind.kind, family, code)
    if more := _assumed_here(scheme, premium, cover):
        assumed = tuple(dict.fromkeys((*assumed, *more)))
    cover_line = cover.line if isinstance(cover, Cover) else Line(f"no_cover.{cover.reason}", params=cover.params)
    line = Line(
        "quote",
        params=(
            ("scheme", scheme.code),
            ("digest", scheme.digest),
            ("tariff", scheme.tariff),
            ("tariff_digest", tariff.digest if tariff else ""),
            ("plan", code),
        ),
        children=(premium.line, cover_line, *due_line),
    )
    return Quote(
        scheme,
        kind,
        plan,
        measures,
        premium,
        cover,
        due,
        due_status,
        premium.referral,
        assumed,
        notices,
        now,
        ask.received,
        line,
    )


@lru_cache(maxsize=4096)
def _standing(scheme: Scheme, kind: str, family: str, plan: str) -> tuple[tuple[str, ...], tuple[Fact, ...]]:
    """Return what is assumed and what else must be shown for a choice, whatever its size and date."""
    assumed = [*scheme.assumed, *(fact.id for fact in scheme.facts_assumed if fact.concerns(kind, family, plan))]
    return tuple(dict.fromkeys(assumed)), tuple(scheme.notices("quote", kind, family, plan))


def _assumed_here(scheme: Scheme, premium: Premium, cover: Cover | NoCover) -> list[str]:
    """Return what this size and date had to assume beyond what the scheme always does."""
    assumed = [*premium.assumed]
    if isinstance(cover, Cover):
        assumed += cover.assumed
        pro_rata = premium.annual_yen is not None and not cover.whole_term
        if pro_rata and scheme.joining.mid_term_premium_status == "assumed":
            assumed.append(MID_TERM_PREMIUM)
    return assumed


def _payable(scheme: Scheme, premium: Premium, cover: Cover | NoCover) -> tuple[int | None, str, tuple[Line, ...]]:
    if premium.annual_yen is None or isinstance(cover, NoCover):
        return None, "", ()
    due, status, line = payable(scheme, premium.annual_yen, premium.annual_status, cover)
    return due, status, (line,)


def payable(scheme: Scheme, annual_yen: int, annual_status: str, cover: Cover) -> tuple[int, str, Line]:
    """Return what is due for a cover of an annual premium (printed, computed, or an insurer's quotation): whole yen.

    The whole term costs the annual premium; a part of it the scheme's share by months. With it, how sure that is.
    """
    if cover.whole_term:
        return annual_yen, annual_status, Line("payable.whole_term", annual_yen, "yen", status=annual_status)
    joining = scheme.joining
    yen = rounded(annual_yen * cover.months, 12, joining.mid_term_rounding)
    status = ESTIMATE if annual_status == ESTIMATE else joining.mid_term_premium_status
    line = Line(
        "payable.months",
        yen,
        "yen",
        params=(("annual", annual_yen), ("months", cover.months)),
        rule="monthly_pro_rata",
        source=joining.mid_term_premium_source,
        status=status,
    )
    return yen, status, line
