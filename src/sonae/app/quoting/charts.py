"""Under which query does the picture of a simulated incident stand, and what is sent back for it?"""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.quoting import said
from sonae.app.quoting.arrivals import Request
from sonae.core.incident import Simulation
from sonae.documents import charts

SVG, PNG = "image/svg+xml; charset=utf-8", "image/png"
KEPT = 600  # seconds: the picture's address names everything it shows but the catalogue in force


def picture(request: Request, simulation: Simulation, *, kind: str) -> HttpResponse:
    """The drawing as SVG or PNG, narrow where the query says so."""
    width = charts.NARROW if "narrow" in request.GET else charts.WIDE
    bars = charts.incident_bars(
        simulation,
        current().words,
        dates.language(),
        width=width,
        say_yen=lambda yen, _language: said.round_amount(yen),
    )
    content: str | bytes = charts.svg(bars) if kind == SVG else charts.png(bars)
    response = HttpResponse(content, content_type=kind)
    patch_cache_control(response, max_age=KEPT, private=True)
    patch_vary_headers(response, ("Cookie", "Accept-Language"))
    return response
