"""What did the caller ask, in core's values? Everything wrong with it is gathered before an answer is refused."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from sonae.app.api.fields import Code, Language, Moment, Typed
from sonae.app.common.catalogue import current
from sonae.app.quoting import actions, arrivals, typed
from sonae.core.asking import Ask, no_such_scheme, read_adjustments
from sonae.core.corporation import CorporationQuote
from sonae.core.problems import Problem, Refusal
from sonae.core.reading import not_a_moment, read_receipt
from sonae.core.scheme import Scheme

MOST_FACILITIES, MOST_MEASURES = typed.MOST_ROWS, 20


class Asked(BaseModel):
    """What every request may say."""

    model_config = ConfigDict(extra="forbid")

    scheme: Code = Field(description="A scheme's code, as `GET /api/v1/schemes` lists them")
    language: Language | None = Field(default=None, description="Of all words in the answer; else by `Accept-Language`")


class Measured(BaseModel):
    """A facility and the figures its premium depends on."""

    model_config = ConfigDict(extra="forbid")

    kind: Code = Field(description="Facility kind, as the scheme lists them")
    size: Typed | None = Field(default=None, description="The kind's main measure, such as beds: `50`, `５０`, `50床`")
    measures: dict[Code, Typed] = Field(
        default_factory=dict, max_length=MOST_MEASURES, description="Measures by name, as the scheme's kind lists them"
    )
    family: Code = Field(default="", description="Plan family; may be empty where the plan's code is in one only")


class Facility(Measured):
    """One facility with the plan it asks for."""

    plan: Code = Field(default="", description="Plan code; empty only for a kind without published plans")
    received: Code | None = Field(
        default=None,
        description="When the complete application is received: ISO 8601, a date, or Japanese such as 令和7年6月15日. "
        "Without an offset it is Tokyo time; a date alone is its 0:00. Empty: the cover is that of one received now",
    )


class AdjustedFacility(Facility):
    """One facility, with what the insurer could decide for it."""

    adjustments: dict[Code, Typed] = Field(
        default_factory=dict,
        max_length=MOST_MEASURES,
        description="Changes tried of those the scheme leaves the insurer to decide for each member, by id: `-10%` or "
        "`-0.1` as text. Such a price binds nobody",
    )


def scheme_of(code: str) -> Scheme | Refusal:
    """The scheme called `code`."""
    schemes = {scheme.code: scheme for scheme in arrivals.schemes()}
    if code in schemes:
        return schemes[code]
    return Refusal((no_such_scheme(code, schemes),))


def moment_of(at: Moment | None) -> datetime:
    """The moment asked about, or now, to the second."""
    return at or arrivals.this_moment()


def ask_of(asked: Measured) -> Ask:
    """The facility as core reads it; what was typed stays as typed."""
    plan = asked.plan if isinstance(asked, Facility) else ""
    return Ask(kind=asked.kind, plan=plan, family=asked.family, size=asked.size, measures=asked.measures)


def price(
    code: str,
    facilities: Sequence[Facility],
    at: datetime,
    *,
    shared_limits: bool = False,
    shared_records: bool = False,
) -> CorporationQuote | Refusal:
    """Price the facilities; errors carry the facility's place from one, as core gives them (`1.size`)."""
    problems: list[Problem] = []
    asks = []
    for place, facility in enumerate(facilities, start=1):
        received = _received(facility.received, place)
        if isinstance(received, Problem):
            problems.append(received)
        tried = facility.adjustments if isinstance(facility, AdjustedFacility) else {}
        adjustments, wrong = read_adjustments(tried)
        problems += (replace(problem, field=f"{place}.{problem.field}") for problem in wrong)
        moment = received if isinstance(received, datetime) else None
        asks.append(replace(ask_of(facility), received=moment, adjustments=adjustments))
    scheme = scheme_of(code)
    if isinstance(scheme, Refusal):
        return Refusal((*scheme.errors, *problems))
    answer = actions.price(scheme, tuple(asks), at=at, shared_limits=shared_limits, shared_records=shared_records)
    if isinstance(answer, Refusal):
        return Refusal((*answer.errors, *problems))
    return Refusal(tuple(problems)) if problems else answer


def _received(text: str | None, place: int) -> datetime | Problem | None:
    if not text:
        return None
    try:
        return read_receipt(text, current().words.eras)
    except ValueError as error:
        return not_a_moment(f"{place}.received", text, error)
