"""What does the page of a result need that core's answer does not carry itself?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.apps import apps
from django.urls import reverse

from sonae.app.quoting import said
from sonae.app.quoting.arrivals import addresses
from sonae.app.quoting.typed import plan_id
from sonae.core.corporation import CorporationQuote
from sonae.core.joining import Cover
from sonae.core.quote import Quote
from sonae.core.rating import ESTIMATE
from sonae.core.scheme import Fact


@dataclass(frozen=True, slots=True)
class Answer:
    """One facility's quote, ready to be shown."""

    place: int
    quote: Quote
    measures: tuple[str, ...]
    trace: said.TraceRow

    @property
    def estimate(self) -> bool:
        return self.quote.premium.status == ESTIMATE

    @property
    def cover(self) -> Cover | None:
        return self.quote.cover if isinstance(self.quote.cover, Cover) else None

    @property
    def why_no_cover(self) -> str:
        cover = self.quote.cover
        return "" if isinstance(cover, Cover) else said.no_cover(cover)

    @property
    def payable_rule(self) -> str:
        """By which rule the annual premium becomes what is payable, in the trace's own words."""
        rows = self.trace.children[2:]
        return rows[0].words if rows else ""


def answers(quote: CorporationQuote) -> list[Answer]:
    return [
        Answer(place, one, tuple(measures(one)), said.trace(one.line, one.scheme))
        for place, one in enumerate(quote.quotes, start=1)
    ]


def measures(quote: Quote) -> list[str]:
    """The answers given, as people say them: 120床, 一般病床."""
    found = []
    for name, value in quote.measures.items():
        measure = quote.kind.measure(name)
        if measure is None:
            continue
        words = dict(measure.choices).get(str(value))
        if words:
            found.append(said.text(words))
        elif isinstance(value, int):
            found.append(said.count(measure, value))
    return found


@dataclass(frozen=True, slots=True)
class Links:
    """Where to go from a result: its paper, its form, and the pages that take its first facility along."""

    sheet: str
    again: str
    compare: str
    simulator: str


def links(quote: CorporationQuote, *, same: str, again: str) -> Links:
    """``same`` is the query that gives this result once more, ``again`` the one that asks anew."""
    first = quote.quotes[0]
    to, plan = addresses(first.scheme), first.plan
    kind = urlencode({"kind": first.kind.kind} | {name: str(value) for name, value in first.measures.items()})
    chosen = f"&chosen={plan_id(plan)}" if plan else ""
    return Links(
        f"{to.quote_sheet}?{same}", f"{to.quote}?{again}", f"{to.compare}?{kind}{chosen}", f"{to.simulator}?{kind}"
    )


def onward(code: str, same: str) -> list[tuple[str, str]]:
    """What else can be done with a result, address and words: a slice above says it on its AppConfig.

    `after_quote = (("applications:begin", _("…")),)`: the page takes the scheme's code, and the quote as its query.
    """
    named = (entry for app in apps.get_app_configs() for entry in getattr(app, "after_quote", ()))
    return [(f"{reverse(name, args=[code])}?{same}", str(words)) for name, words in named]


def notices(quote: CorporationQuote) -> list[Fact]:
    """Everything that must be known before joining, each thing once."""
    return list(dict.fromkeys((*quote.notices, *(fact for one in quote.quotes for fact in one.notices))))
