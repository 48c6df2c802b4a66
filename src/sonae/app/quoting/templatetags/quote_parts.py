"""The parts of a quote's pages that are made of many values: `{% load quote_parts %}`."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from sonae.app.common.forms import HouseField
from sonae.app.common.parts import part
from sonae.app.quoting import said
from sonae.app.quoting.quote_forms import FacilityForm, Tile
from sonae.app.quoting.quote_page import Answer
from sonae.app.quoting.said import TraceRow
from sonae.app.quoting.templatetags.said import price_shown
from sonae.core.quote import Quote

register = template.Library()


@register.simple_tag
def facility_fields(form: FacilityForm, *, several: bool, address: str) -> SafeString:
    """What is asked about one facility, as far as it is filled in."""
    tiles, measured = form.tiles, form.measured
    plan = form["plan"] if tiles else None
    return part(
        "quoting/quote_facility.html",
        place=form.place,
        several=several,
        address=address,
        known=form.rule is not None,
        measured=bool(measured),
        asks_family=form.asks_family,
        tiled=bool(tiles),
        waits=form.waits,
        label=plan.label if plan else "",
        required=plan is not None and plan.field.required,
        fresh_kind=form["kind"].as_field_group(),
        fresh_measured=_joined(field.as_field_group() for field in measured),
        fresh_family=form["family"].as_field_group() if form.asks_family else "",
        fresh_errors=str(plan.errors) if plan and plan.errors else "",
        fresh_tiles=_joined(map(_plan_tile, tiles)),
    )


@register.simple_tag
def received_field(field: HouseField, *, address: str, reading: Mapping[str, Any]) -> SafeString:
    """The day of receipt, with how it was read as long as it is typed."""
    read, now = reading.get("read"), reading.get("now")
    return part(
        "quoting/received.html",
        address=address,
        fresh_answer=str(field),
        fresh_reading=part("quoting/quote_reading.html", read=read, now=now) if read else "",
        **field.get_context(),
    )


def _plan_tile(tile: Tile) -> SafeString:
    return part(
        "quoting/plan_tile.html",
        plan=tile.plan,
        name=tile.name,
        id=tile.id,
        picked=tile.picked,
        wrong=tile.wrong,
        **price_shown(tile.premium),
    )


@register.simple_tag
def facility_answer(answer: Answer, *, alone: bool) -> SafeString:
    """What one facility costs, how sure that is, and from when to when it is covered."""
    quote = answer.quote
    cover = answer.cover
    payable = None if cover is None else quote.payable_yen
    return part(
        "quoting/result_facility.html",
        place=answer.place,
        alone=alone,
        kind=quote.kind.label,
        plan=quote.plan,
        start=cover and cover.start,
        end=cover and cover.end,
        months=cover and cover.months,
        first_collection=cover and cover.first_collection,
        payable="" if payable is None else quote.premium.status,
        payable_status="" if quote.payable_status == quote.premium.status else quote.payable_status,
        fresh_measures=format_html_join("", "<span>{}</span>", ((one,) for one in answer.measures)),
        fresh_figure=_figure(quote),
        fresh_payable=said.amount(payable or 0),
        fresh_rule=answer.payable_rule,
        fresh_reason=answer.why_no_cover,
    )


def _figure(quote: Quote) -> SafeString:
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
def trace_lines(row: TraceRow) -> SafeString:
    """The lines below a line of a trace, with all that lies below them."""
    return _joined(map(_trace_line, row.children))


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


def _joined(parts: Iterable[str]) -> SafeString:
    return SafeString("".join(parts))
