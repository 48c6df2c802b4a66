from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sonae import documents
from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.common.kept_pages import kept
from sonae.app.common.rate_limit import limited
from sonae.app.quoting import actions, quote_page, said, scheme_page, typed
from sonae.app.quoting.arrivals import Request, addresses, around, certainties, find_scheme, this_moment
from sonae.app.quoting.kind_forms import read_day
from sonae.app.quoting.quote_forms import QuoteForms, read_pin
from sonae.core.corporation import CorporationQuote
from sonae.core.problems import Refusal
from sonae.core.scheme import Scheme

WRONG = 422


@require_safe
@kept
def form(request: Request, code: str) -> HttpResponse:
    """The form as far as it is filled in; nothing is found wrong before the result is asked for."""
    scheme = find_scheme(code)
    asked = typed.read(request.GET, typed.answers_of(scheme))
    if {"add", "remove"} & request.GET.keys() and not request.htmx:
        return HttpResponseRedirect(_here(asked, scheme))  # so that loading the page again presses no button again
    here = _here(asked, scheme) if request.htmx else ""
    response = _form(request, QuoteForms(scheme, asked, checked=False))
    if here:
        response["HX-Replace-Url"] = here
    return response


@require_safe
@kept
def reading(request: Request, code: str) -> HttpResponse:
    """How a date of receipt was read, and when cover would start: said while it is being typed."""
    scheme = find_scheme(code)
    return render(request, "quoting/quote_reading.html", _reading(scheme, request.GET.get("received", "")))


@require_safe
@kept
def result(request: Request, code: str) -> HttpResponse:
    scheme, now = find_scheme(code), this_moment()
    asked = typed.read(request.GET, typed.answers_of(scheme))
    if "at" not in asked.together:
        pinned = asked.address(at=typed.pin(now))
        return HttpResponseRedirect(f"{addresses(scheme).result}?{pinned}")
    answer = _answer(scheme, asked, now)
    if isinstance(answer, QuoteForms):
        return _form(request, answer, status=WRONG)
    same = asked.address()
    context = around(scheme, (addresses(scheme).quote, _asked(scheme)), ("", _("見積結果"))) | {
        "quote": answer,
        "answers": quote_page.answers(answer),
        "alone": len(answer.quotes) == 1,
        "agency": scheme.contact("agency"),
        "notices": scheme_page.sections(quote_page.notices(answer)),
        "assumptions": said.assumptions(answer),
        "link": request.build_absolute_uri(f"{request.path}?{same}"),
        "links": quote_page.links(answer, same=same, again=asked.address(at="")),
        "now": scheme_page.joining_now(scheme, answer.quotes[0].asked_at),
        "onward": quote_page.onward(code, same),
    }
    return render(request, "quoting/result.html", context)


@require_safe
@limited("papers")
def sheet(request: Request, code: str) -> HttpResponse:
    """The same answer on paper, under the same query."""
    scheme, now = find_scheme(code), this_moment()
    asked = typed.read(request.GET, typed.answers_of(scheme))
    answer = _answer(scheme, asked, now)
    if isinstance(answer, QuoteForms):
        return _form(request, answer, status=WRONG)
    link = request.build_absolute_uri(f"{addresses(scheme).result}?{asked.address()}")
    paper = documents.quotation_sheet(answer, current().words, dates.language(), link)
    name = f"quotation-{code}.pdf"
    headers = {"Content-Disposition": f'inline; filename="{name}"'}
    return HttpResponse(paper, content_type="application/pdf", headers=headers)


def _answer(scheme: Scheme, asked: typed.Typed, now: datetime) -> CorporationQuote | QuoteForms:
    """Core's answer as of the moment pinned, or the form with everything that is wrong in it."""
    forms = QuoteForms(scheme, asked, checked=True)
    pinned = asked.together.pop("at", "")
    at = read_pin(pinned, now) if pinned else now
    if at is None:
        forms.corporation.add_error(
            None, _("リンクの時点(at=%(at)s)は使えません。もう一度お調べください。") % {"at": pinned}
        )
    else:
        asked.together["at"] = typed.pin(at)
    answer = actions.price(
        scheme, forms.asks(), at=at or now, shared_limits=forms.shared_limits, shared_records=forms.shared_records
    )
    if isinstance(answer, Refusal):
        forms.refuse(answer)
    return forms if forms.wrong or isinstance(answer, Refusal) else answer


def _here(asked: typed.Typed, scheme: Scheme) -> str:
    return f"{addresses(scheme).quote}?{asked.address()}"


def _asked(scheme: Scheme) -> str:
    return _("保険料を調べる") if scheme.plans else _("照会先を調べる")


def _reading(scheme: Scheme, text: str) -> dict[str, Any]:
    if not text.strip():
        return {}
    try:
        read = read_day(text[: typed.LONGEST])
    except ValidationError as error:
        return {"error": error.message}
    return {"read": read, "now": scheme_page.joining_now(scheme, read)}


def _read(forms: QuoteForms) -> dict[str, Any]:
    """What stands below the date when the page comes whole; an error stands beside the field then."""
    found = _reading(forms.scheme, forms.typed.together.get("received", ""))
    return {} if forms.checked and "error" in found else found


def _form(request: Request, forms: QuoteForms, status: int = 200) -> HttpResponse:
    scheme, at = forms.scheme, this_moment()
    for facility in forms.facilities:
        if facility.rule is not None:
            facility.show_prices(actions.compare_plans(scheme, facility.ask()))
    context = around(scheme, ("", _asked(scheme))) | {
        "forms": forms,
        "reading": _read(forms),
        "certainties": certainties(scheme),
        "priced": bool(scheme.plans),
        "now": scheme_page.joining_now(scheme, at),
    }
    template = "quoting/quote_fields.html" if request.htmx else "quoting/quote.html"
    return render(request, template, context, status=status)
