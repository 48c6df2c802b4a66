"""Papers: the same quotes as a PDF to hand over."""

from collections.abc import Callable, Sequence
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from ninja import Router

from sonae.app.api import language, problems
from sonae.app.api.asked import Facility, moment_of
from sonae.app.api.door import guarded
from sonae.app.api.quotes import CorporationSheetRequest, QuoteSheetRequest, corporation_quote_of, quote_of
from sonae.app.common.catalogue import current
from sonae.app.quoting import typed
from sonae.app.quoting.quote_forms import NO, SHARED, YES
from sonae.core.corporation import CorporationQuote
from sonae.core.problems import Refusal
from sonae.documents import quotation_sheet

MEDIA_TYPE = "application/pdf"
router = Router(tags=["papers"])
router.add_decorator(guarded("papers"), mode="view")


@router.post("/quotes.pdf", operation_id="createQuoteSheet", summary="Price one facility, as PDF", response={200: None})
def create_quote_sheet(request: HttpRequest, asked: QuoteSheetRequest) -> HttpResponse:
    """The quotation sheet for the body of `POST /api/v1/quotes`, with the link where the quote comes again.

    `adjustments` are not taken: no page asks for them, so no link could bring the quote again.
    """
    spoken, at = asked.language or language.of(request), moment_of(asked.at)
    return _sheet(request, quote_of(asked, at), spoken, lambda: _link(asked.scheme, [asked], at))


@router.post(
    "/corporation-quotes.pdf",
    operation_id="createCorporationQuoteSheet",
    summary="Price several facilities, as PDF",
    response={200: None},
)
def create_corporation_quote_sheet(request: HttpRequest, asked: CorporationSheetRequest) -> HttpResponse:
    """The quotation sheet for the body of `POST /api/v1/corporation-quotes`, without `adjustments`."""
    spoken, at = asked.language or language.of(request), moment_of(asked.at)
    together = {"limits": SHARED if asked.shared_limits else "", "records": YES if asked.shared_records else NO}
    answer = corporation_quote_of(asked, at)
    return _sheet(request, answer, spoken, lambda: _link(asked.scheme, asked.facilities, at, **together))


def _sheet(
    request: HttpRequest, quote: CorporationQuote | Refusal, spoken: str, link: Callable[[], str]
) -> HttpResponse:
    if isinstance(quote, Refusal):
        return problems.refused(request, quote)
    paper = quotation_sheet(quote, current().words, spoken, request.build_absolute_uri(link()))
    name = f"quotation-{quote.quotes[0].scheme.code}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Content-Language": spoken,
        "Cache-Control": "no-store",
    }
    return HttpResponse(paper, content_type=MEDIA_TYPE, headers=headers)


def _link(code: str, facilities: Sequence[Facility], at: datetime, **together: str) -> str:
    """The page that answers the same; where receipts differ, which pages cannot ask, the form filled in so far."""
    rows = [_row(facility) for facility in facilities]
    receipts = {facility.received or "" for facility in facilities}
    if len(receipts) > 1:
        return f"{reverse('quoting:quote', args=[code])}?{typed.Typed(rows, together).address()}"
    together |= {"received": receipts.pop(), "at": typed.pin(at)}
    return f"{reverse('quoting:result', args=[code])}?{typed.Typed(rows, together).address()}"


def _row(facility: Facility) -> typed.Row:
    size = {} if facility.size in {"", None} else {"size": str(facility.size)}
    measures = {name: str(value) for name, value in facility.measures.items()}
    return {"kind": facility.kind, **size, **measures, "family": facility.family, "plan": facility.plan}
