"""What does one facility's part of a quotation sheet say?"""

from __future__ import annotations

from collections.abc import Mapping

from sonae.core.joining import Cover
from sonae.core.quote import Quote
from sonae.core.rating import ESTIMATE, REFERRED
from sonae.core.scheme import KindRule, Measure, Plan
from sonae.core.steps import Answer
from sonae.core.trace import Params
from sonae.core.words import Words
from sonae.documents.figures import about, moment, month, round_yen, yen
from sonae.documents.labels import labels
from sonae.documents.premium import quote_headline
from sonae.documents.sources import References
from sonae.documents.tracing import roughened, stated, trace_rows
from sonae.documents.typesetting import Json


def facility_part(place: int, quote: Quote, words: Words, language: str, cited: References) -> Json:
    """Return all that the paper says of the facility at ``place`` (from 1)."""
    rough = quote.premium.status == ESTIMATE
    return {
        "place": place,
        "title": subject(quote.kind, quote.measures, language),
        "plan": quote.plan.code if quote.plan else labels(language)["plan.by_insurer"],
        "headline": quote_headline(quote, words, language),
        "cover": cover_part(quote, words, language),
        "payable": payable_part(quote, words, language),
        "rows": plan_rows(quote, words, language),
        "trace": trace_rows(quote.line, words, language, cited, rough=rough),
    }


def referral_texts(quote: Quote, words: Words, language: str) -> list[str]:
    """Return in words every reason why the insurer must look."""
    return [words.say(f"referral.{key}", language) for key in quote.referral]


def subject(kind: KindRule, measures: Mapping[str, Answer], language: str) -> str:
    """Return what is priced: ``病院(病床数 50床、主な病床の種類 一般病床)``."""
    label = kind.label.say(language)
    said = measured(kind, measures, language)
    if not said:
        return label
    say = labels(language)
    pairs = say["between"].join(say["measure"].format(name=name, value=value) for name, value in said)
    return say["measures"].format(kind=label, measures=pairs)


def measured(kind: KindRule, measures: Mapping[str, Answer], language: str) -> list[tuple[str, str]]:
    """Return each measure given, by its name, with its unit or its choice in words."""
    return [
        (one.label.say(language), _value(one, measures[one.name], language))
        for one in kind.measures
        if one.name in measures
    ]


def _value(measure: Measure, value: Answer, language: str) -> str:
    if isinstance(value, str):
        chosen = dict(measure.choices).get(value)
        return chosen.say(language) if chosen else value
    space = " " if language == "en" else ""
    return f"{value:,}{space}{measure.unit.say(language)}".strip()


def cover_part(quote: Quote, words: Words, language: str) -> Json:
    """Return start, end and months of cover with its rule, or the reason why none is named."""
    cover = quote.cover
    if not isinstance(cover, Cover):
        return {"start": "", "reason": words.say(f"no_cover.{cover.reason}", language, cover.params)}
    first = cover.first_collection
    return {
        "start": moment(cover.start, words, language),
        "end": moment(cover.end, words, language),
        "months": labels(language)["months"].format(count=cover.months),
        "rule": words.say(f"rule.{cover.line.rule}", language) if cover.line.rule else "",
        "status": cover.line.status,
        "status_text": stated(cover.line.status, words, language),
        "first": month(first, words, language) if first else "",
        "reason": "",
    }


def payable_part(quote: Quote, words: Words, language: str) -> Json:
    """Return what is due for the cover named, with its rule; no figure without a premium."""
    status = quote.premium.status
    if quote.payable_yen is None or status == REFERRED:
        return {"figure": "", "status": "", "status_text": "", "rule": ""}
    figure = yen(quote.payable_yen, language)
    line = next(one for one in quote.line.children if one.key.startswith("payable."))
    sure = ESTIMATE if status == ESTIMATE else quote.payable_status
    return {
        "figure": about(figure, language) if sure == ESTIMATE else figure,
        "status": sure,
        "status_text": words.say(f"status.{sure}", language),
        "rule": words.line(roughened(line, language) if sure == ESTIMATE else line, language),
    }


def plan_rows(quote: Quote, words: Words, language: str) -> list[Json]:
    """Return what the facility would join with, as pairs of name and value."""
    say = labels(language)
    rows: list[tuple[str, str, str]] = [
        (words.say("table.kind", language), quote.kind.label.say(language), ""),
        *((name, value, "") for name, value in measured(quote.kind, quote.measures, language)),
    ]
    if quote.plan is None:
        rows.append((words.say("table.plan", language), say["plan.by_insurer"], ""))
    else:
        rows += _limits(quote.plan, words, language)
    rows.append((say["disclosure"], words.say(f"disclosure.{quote.kind.disclosure}", language), ""))
    rows.append((say["priced"], words.say(f"priced.{quote.kind.priced}", language), ""))
    rows.append((say["pay_by"], _paying(quote, words, language), ""))
    return [{"name": name, "value": value, "note": note} for name, value, note in rows]


def _limits(plan: Plan, words: Words, language: str) -> list[tuple[str, str, str]]:
    gone = "" if plan.on_sale else labels(language)["plan.abolished"]
    none = words.say("value.none", language)
    support = f"value.{str(plan.emergency_support).lower()}"
    return [
        (words.say("table.family", language), words.say(f"family.{plan.family}", language), ""),
        (words.say("table.plan", language), plan.code, gone),
        _limit("table.liability_limit", plan.liability_limit, words, language),
        _limit("table.cost_limit", plan.cost_limit, words, language),
        _limit("table.deductible", plan.deductible, words, language)
        if plan.deductible
        else (words.say("table.deductible", language), none, ""),
        (words.say("table.emergency_support", language), words.say(support, language), ""),
    ]


def _limit(key: str, amount: int, words: Words, language: str) -> tuple[str, str, str]:
    short, exact = round_yen(amount, language), yen(amount, language)
    return words.say(key, language), short, "" if short == exact else exact


def _paying(quote: Quote, words: Words, language: str) -> str:
    """Return the ways of paying, and in how many parts where a price is published in them."""
    payment = quote.scheme.payment
    count: Params = (("count", payment.instalments),)
    ways = [words.say(f"payment.{way}", language, count) for way in payment.ways]
    parts = words.say(f"payment.{'lump_sum' if payment.instalments == 1 else 'instalments'}", language, count)
    told = labels(language)["between"].join(ways or [words.say("payment.not_published", language)])
    priced = payment.parts_known and quote.premium.status != REFERRED
    return f"{told} ({parts})" if priced and parts not in ways else told
