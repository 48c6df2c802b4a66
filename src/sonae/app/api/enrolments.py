"""Enrolments: what is insured, on any day as it was known on any day? To a token, as its role sees it on the pages."""

from dataclasses import asdict
from datetime import datetime
from typing import Annotated, Any, Literal

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Path, Query, Router

from sonae.app.accounts.roles import READ
from sonae.app.api import language
from sonae.app.api.enrolment_shapes import EnrolmentAnswer, EnrolmentList
from sonae.app.api.fields import LONGEST, PLAIN
from sonae.app.api.keys import SECURITY, Call, opened_by
from sonae.app.api.reply import replied
from sonae.app.common import clock
from sonae.app.enrolments import listing
from sonae.app.enrolments.belief import moment_of, not_known_yet
from sonae.app.enrolments.models import Certificate, Enrolment, Event
from sonae.core.enrolment import State, state
from sonae.core.enrolment_events import PAIRS, InsuredFacility
from sonae.core.enrolment_premium import owed
from sonae.core.moments import iso
from sonae.core.problems import Problem, Refusal
from sonae.core.reading import not_a_moment
from sonae.core.trace import as_dict

ON_A_PAGE = 100
Found = Annotated[
    str, Query(description="A number, name, kana or telephone, however they are written", max_length=80, pattern=PLAIN)
]
Standing = Annotated[
    Literal["", "in_force", "coming", "over", "ending"],
    Query(description="`in_force`, `coming`, `over`, or `ending` within 60 days; empty: all"),
]
Papers = Annotated[Literal["", "missing"], Query(description="`missing`: only those that wait for a certificate")]
Whose = Annotated[
    str,
    Query(description="The code of an association: only its members' enrolments", max_length=LONGEST, pattern=PLAIN),
]
Page = Annotated[int, Query(description="From 1")]
Number = Annotated[str, Path(description="An enrolment's number, such as `K-2026-000123`")]
ABOUT_MOMENT = "ISO 8601 or Japanese (`令和8年4月1日`, `R8.4.1`, `2026-04-01`); a day alone means its end"
On = Annotated[
    str, Query(description=f"The moment asked about. {ABOUT_MOMENT}. Empty: now, or the start", max_length=64)
]
Known = Annotated[str, Query(description=f"As it was known then. {ABOUT_MOMENT}. Empty: now", max_length=64)]
OF_EVENT = ("number", "kind", "recorded_by", "premium_yen", "reverses", "reapplies", "corrects", "reason")
router = Router(tags=["enrolments"])


@router.get(
    "/enrolments",
    operation_id="listEnrolments",
    summary="Find enrolments",
    response={200: EnrolmentList},
    openapi_extra=SECURITY,
)
@opened_by(READ)
def list_enrolments(
    request: Call,
    q: Found = "",
    state: Standing = "",
    certificate: Papers = "",
    association: Whose = "",
    page: Page = 1,
) -> HttpResponse:
    """The enrolments that the token's organisation sees, the newest first, a hundred on a page."""
    now = clock.now()
    asked = listing.Asked({"q": q, "state": state, "certificate": certificate, "association": association})
    found = Paginator(listing.listed(listing.enrolments(asked, request.person, now)), ON_A_PAGE)
    shown = found.get_page(page)
    answer = {
        "enrolments": [_row(one) for one in listing.rows(shown, now)],
        "count": found.count,
        "page": shown.number,
        "pages": found.num_pages,
    }
    return replied(request, answer, language.of(request))


@router.get(
    "/enrolments/{number}",
    operation_id="readEnrolment",
    summary="Read one enrolment, on any day as known on any day",
    response={200: EnrolmentAnswer},
    openapi_extra=SECURITY,
)
@opened_by(READ)
def read_enrolment(request: Call, number: Number, on: On = "", as_known: Known = "") -> HttpResponse:
    """What was believed on 10 May about cover on 1 April: `?on=2026-04-01&as_known=2026-05-10`."""
    rows = Enrolment.objects.visible_to(request.person).select_related("member", "association")
    found, spoken = get_object_or_404(rows, number=number), language.of(request)
    now, wrong = clock.now(), list[Problem]()
    asked_on = _moment("on", on, max(now, found.term_start), wrong)
    known = _moment("as_known", as_known, now, wrong)
    if later := not_known_yet("as_known", known, now):
        wrong.append(later)
    return replied(request, Refusal(tuple(wrong)) if wrong else _told(found, asked_on, min(known, now)), spoken)


def _moment(name: str, typed: str, otherwise: datetime, wrong: list[Problem]) -> datetime:
    try:
        return moment_of(typed) if typed else otherwise
    except ValueError as error:
        wrong.append(not_a_moment(name, typed, error))
        return otherwise


def _row(row: listing.Row) -> dict[str, Any]:
    one = row.enrolment
    return _named(one) | {
        "member_name": one.member.name,
        "state": row.state,
        "facilities": [period.facility.key for period in row.periods],
        "certificate_edition": row.edition,
    }


def _named(one: Enrolment) -> dict[str, Any]:
    return {
        "number": one.number,
        "association": one.association.code,
        "scheme": one.scheme_code,
        "member_number": one.member.number,
        "term_start": iso(one.term_start),
        "term_end": iso(one.term_end),
    }


def _told(found: Enrolment, on: datetime, known: datetime) -> dict[str, Any]:
    events = found.to_core()
    account = owed(events, as_known=known)
    rows = found.events.filter(recorded_at__lte=known).order_by("number")
    certificates = found.certificates.filter(issued_at__lte=known).order_by("edition")
    return _named(found) | {
        "edition_digest": found.edition_digest,
        "on": iso(on),
        "as_known": iso(known),
        **_state(state(events, on=on, as_known=known, term=found.term)),
        "owed_yen": account.yen,
        "owed_trace": as_dict(account.line),
        "events": [_event(one) for one in rows],
        "certificates": [_certificate(one) for one in certificates],
    }


def _state(told: State) -> dict[str, Any]:
    same = {name: getattr(told, name) for name in ("in_force", "ended", "way", "instalments", "shared")}
    return same | {
        "holder": asdict(told.holder) if told.holder else None,
        "facilities": [_facility(one) for one in told.facilities],
        "offices": [asdict(one) for one in told.offices],
    }


def _facility(one: InsuredFacility) -> dict[str, Any]:
    return asdict(one) | {name: dict(getattr(one, name)) for name in PAIRS}


def _event(row: Event) -> dict[str, Any]:
    same = {name: getattr(row, name) for name in OF_EVENT}
    return same | {"valid_from": iso(row.valid_from), "recorded_at": iso(row.recorded_at), "basis": row.basis or ""}


def _certificate(row: Certificate) -> dict[str, Any]:
    verify = settings.SONAE_ADDRESS + reverse("verify:certificate", args=[row.number, row.code])
    return {"edition": row.edition, "issued_at": iso(row.issued_at), "verify": verify}
