"""Which scheme is this address about, when was it asked, and what stands around its pages?"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django_htmx.middleware import HtmxDetails

from sonae.app.common import clock
from sonae.app.common.catalogue import current
from sonae.app.common.parts import remembered
from sonae.app.quoting import said
from sonae.core.moments import TOKYO
from sonae.core.rating import COMPUTED, ESTIMATE, PRINTED, REFERRED
from sonae.core.scheme import Scheme


class Request(HttpRequest):
    """A request as django-htmx's middleware hands it on."""

    htmx: HtmxDetails


Trail = tuple[tuple[str, str | Promise], ...]


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the pages of a scheme stand."""

    scheme: str
    quote: str
    reading: str
    result: str
    quote_sheet: str
    compare: str
    simulator: str


@remembered(128)
def addresses(scheme: Scheme) -> Addresses:
    return Addresses(*(reverse(f"quoting:{field.name}", args=[scheme.code]) for field in fields(Addresses)))


def schemes() -> list[Scheme]:
    """The schemes people may see here: examples first, and only where examples are shown at all."""
    found = sorted(current().schemes.values(), key=lambda scheme: not scheme.example)
    return [scheme for scheme in found if settings.SONAE_EXAMPLE or not scheme.example]


def find_scheme(code: str) -> Scheme:
    for scheme in schemes():
        if scheme.code == code:
            return scheme
    raise Http404


def this_moment() -> datetime:
    """Now in Tokyo, to the second: what a link can pin and a paper can carry."""
    return clock.now().astimezone(TOKYO).replace(microsecond=0)


def around(scheme: Scheme, *steps: tuple[str, str | Promise]) -> dict[str, Any]:
    """What every page of a scheme shows: the way to it, and whom to call in an emergency."""
    trail: Trail = ((reverse("quoting:home"), _("トップ")),)
    to = addresses(scheme)
    trail += ((to.scheme, said.text(scheme.association)), *steps) if steps else (("", said.text(scheme.association)),)
    return {"scheme": scheme, "desk": scheme.contact("desk"), "trail": trail, "to": to}


def certainties(*schemes: Scheme) -> tuple[str, ...]:
    """How sure a figure of these schemes can be: what the legend beside a form explains."""
    found = {REFERRED}
    for scheme in schemes:
        found |= {PRINTED} if scheme.premiums else set()
        found |= {COMPUTED, ESTIMATE} if any(kind.priced == "tariff" for kind in scheme.kinds.values()) else set()
    return tuple(status for status in (PRINTED, COMPUTED, ESTIMATE, REFERRED) if status in found)
