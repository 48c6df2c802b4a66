"""The parts of a quote's pages that are made of many values: `{% load quote_parts %}`."""

from collections.abc import Sequence

from django import template
from django.utils.safestring import SafeString

from sonae.app.common.parts import part
from sonae.app.quoting import said
from sonae.app.quoting.quote_forms import Tile
from sonae.app.quoting.said import TraceRow
from sonae.app.quoting.templatetags.said import price
from sonae.core.quote import Quote

register = template.Library()


@register.simple_tag
def figure(quote: Quote) -> SafeString:
    """What a facility costs a year, and how sure that is."""
    premium = quote.premium
    divided = premium.instalment_yen is not None
    return part(
        "quoting/figure.html",
        status=premium.status,
        annual_status=premium.annual_status,
        instalments=premium.instalments if divided else 0,
        instalment_status=premium.instalment_status,
        binding_key=quote.binding_key,
        fresh_annual=said.amount(premium.annual_yen or 0),
        fresh_instalment=said.amount(premium.instalment_yen or 0),
    )


@register.simple_tag
def plan_tiles(tiles: Sequence[Tile]) -> SafeString:
    """The plans to choose from, each with its price."""
    return SafeString("".join(_plan_tile(tile) for tile in tiles))


def _plan_tile(tile: Tile) -> SafeString:
    return part(
        "quoting/plan_tile.html",
        plan=tile.plan,
        name=tile.name,
        id=tile.id,
        picked=tile.picked,
        wrong=tile.wrong,
        fresh_price=price(tile.premium),
    )


@register.simple_tag
def trace_lines(row: TraceRow) -> SafeString:
    """The lines below a line of a trace, with all that lies below them."""
    return SafeString("".join(_trace_line(child) for child in row.children))


def _trace_line(row: TraceRow) -> SafeString:
    return part(
        "quoting/trace_line.html",
        rule=row.rule,
        status=row.status,
        source=row.source,
        raw=row.raw,
        nested=bool(row.children),
        fresh_words=row.words,
        fresh_value=row.value,
        fresh_children=trace_lines(row),
    )
