from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sonae.app.common import dates, export
from sonae.app.common.catalogue import current
from sonae.app.common.kept_pages import kept
from sonae.app.common.rate_limit import limited
from sonae.app.quoting import actions, said, scheme_page
from sonae.app.quoting.arrivals import Request, around, certainties, find_scheme, schemes, this_moment
from sonae.core.reading import tidy
from sonae.exchange import roster_template as write_template


@require_safe
@kept
def home(request: Request) -> HttpResponse:
    at = this_moment()
    cards = [scheme_page.Card(one, scheme_page.joining_now(one, at)) for one in schemes()]
    examples = [card for card in cards if card.scheme.example]
    context: dict[str, Any] = {
        "examples": examples,
        "cards": [card for card in cards if not card.scheme.example],
        "teaser": actions.sample_price(examples[0].scheme, at=at) if examples else None,
        "roster": settings.SONAE_EXAMPLE and bool(examples),
        "desk": examples[0].scheme.contact("desk") if examples else None,
    }
    return render(request, "quoting/home.html", context)


@require_safe
@kept
def scheme(request: Request, code: str) -> HttpResponse:
    found = find_scheme(code)
    context = around(found) | {
        "now": scheme_page.joining_now(found, this_moment()),
        "chapters": scheme_page.chapters(found),
        "price_tables": scheme_page.price_tables(found),
        "computes": any(kind.priced == "tariff" for kind in found.kinds.values()),
        "gaps": scheme_page.gaps(found),
        "contradictions": scheme_page.contradictions(found),
    }
    return render(request, "quoting/scheme.html", context)


@require_safe
@limited("papers")
def roster_template(_request: Request, code: str) -> HttpResponse:
    """A workbook to fill in for one scheme."""
    found = find_scheme(code)
    return export.written(
        f"roster-{code}.xlsx", lambda path: write_template(path, current(), found, language=dates.language())
    )


@require_safe
@kept
def words(request: Request) -> HttpResponse:
    """The glossary: every `term.*` of the catalogue, `name: what it means`."""
    asked = tidy(request.GET.get("q", "")[:80])
    terms = []
    for key, text in current().words.texts.items():
        if key.startswith("term."):
            name, _colon, meaning = said.text(text).partition(": ")
            if asked.lower() in tidy(f"{text.ja} {text.en}").lower():
                terms.append({"anchor": key.removeprefix("term."), "name": name, "meaning": meaning})
    context = {"terms": terms, "asked": asked, "trail": (("/", _("トップ")), ("", _("用語集")))}
    return render(request, "quoting/words_list.html" if request.htmx else "quoting/words.html", context)


@require_safe
@kept
def roster_help(request: Request) -> HttpResponse:
    context = {
        "schemes": schemes(),
        "certainties": certainties(*schemes()),
        "trail": (("/", _("トップ")), ("", _("名簿をまとめて計算"))),
    }
    return render(request, "quoting/roster_help.html", context)
