"""Quotes: what would this facility, or would these facilities, pay, and for which cover?"""

from dataclasses import replace
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import Field

from sonae.app.api import language
from sonae.app.api.asked import MOST_FACILITIES, AdjustedFacility, Asked, Facility, moment_of, price
from sonae.app.api.fields import Flag, Moment
from sonae.app.api.quote_shapes import CorporationAnswer, QuoteAnswer
from sonae.app.api.reply import replied
from sonae.app.common.catalogue import current
from sonae.core.answer import Json, corporation_answer, quote_answer
from sonae.core.corporation import CorporationQuote
from sonae.core.problems import Problem, Refusal

router = Router(tags=["quotes"])


class Dated(Asked):
    """What can be asked as of another moment."""

    at: Moment | None = Field(default=None, description="Answer as of this moment, to reproduce a quote; default: now")


class QuoteSheetRequest(Facility, Dated):
    """One facility and a plan, on paper: its link can ask no change of the insurer's."""


class QuoteRequest(AdjustedFacility, QuoteSheetRequest):
    """One facility and a plan."""


class Together(Dated):
    """What the facilities of one corporation have in common."""

    shared_limits: Flag = Field(default=False, description="All facilities join under one common limit")
    shared_records: Flag = Field(default=False, description="The facilities use patients' records together")


class CorporationSheetRequest(Together):
    """All facilities of one corporation, on paper."""

    facilities: list[Facility] = Field(min_length=1, max_length=MOST_FACILITIES)


class CorporationRequest(Together):
    """All facilities of one corporation."""

    facilities: list[AdjustedFacility] = Field(min_length=1, max_length=MOST_FACILITIES)


@router.post("/quotes", operation_id="createQuote", summary="Price one facility and plan", response={200: QuoteAnswer})
def create_quote(request: HttpRequest, asked: QuoteRequest) -> HttpResponse:
    """Premium, cover, referral reasons, assumptions, notices and trace: the same JSON as `sonae quote --json`.

    A referral is an answer (`premium.status` is `referred`), a refusal is a problem with every field's error. The
    annual premium never depends on the date; only an explicit `received` that cannot join is refused.
    """
    spoken = asked.language or language.of(request)
    return replied(request, quote_answer_for(asked, spoken), spoken)


@router.post(
    "/corporation-quotes",
    operation_id="createCorporationQuote",
    summary="Price several facilities of one corporation",
    response={200: CorporationAnswer},
)
def create_corporation_quote(request: HttpRequest, asked: CorporationRequest) -> HttpResponse:
    """The quote of each facility with their sums; errors name the facility, such as `facilities.0.size`."""
    spoken = asked.language or language.of(request)
    return replied(request, corporation_answer_for(asked, spoken), spoken)


def quote_answer_for(asked: QuoteSheetRequest, spoken: str) -> Json | Refusal:
    answer = quote_of(asked, moment_of(asked.at))
    return answer if isinstance(answer, Refusal) else quote_answer(answer.quotes[0], current().words, spoken)


def corporation_answer_for(asked: CorporationRequest | CorporationSheetRequest, spoken: str) -> Json | Refusal:
    answer = corporation_quote_of(asked, moment_of(asked.at))
    return answer if isinstance(answer, Refusal) else corporation_answer(answer, current().words, spoken)


def quote_of(asked: QuoteSheetRequest, at: datetime) -> CorporationQuote | Refusal:
    """The quote of the only facility; its errors need no place."""
    return _placed(price(asked.scheme, [asked], at), {"1": ""})


def corporation_quote_of(
    asked: CorporationRequest | CorporationSheetRequest, at: datetime
) -> CorporationQuote | Refusal:
    """The quote of all facilities; errors are placed as in the body, from zero."""
    answer = price(
        asked.scheme, asked.facilities, at, shared_limits=asked.shared_limits, shared_records=asked.shared_records
    )
    return _placed(answer, {str(place): f"facilities.{place - 1}." for place in range(1, MOST_FACILITIES + 1)})


def _placed(answer: CorporationQuote | Refusal, names: dict[str, str]) -> CorporationQuote | Refusal:
    if isinstance(answer, CorporationQuote):
        return answer
    return Refusal(tuple(_renamed(problem, names) for problem in answer.errors))


def _renamed(problem: Problem, names: dict[str, str]) -> Problem:
    place, _dot, field = problem.field.partition(".")
    return replace(problem, field=f"{names[place]}{field}") if field and place in names else problem
