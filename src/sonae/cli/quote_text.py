"""How is a quote said in plain text? In words: how sure, whether it binds, what is due, and why."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from sonae.cli.lines import demonstration, headline, listed, pairs, reasons, status
from sonae.cli.session import Session
from sonae.core.answer import assumed_texts
from sonae.core.joining import Cover
from sonae.core.quote import Quote
from sonae.core.scheme import KindRule, Measure
from sonae.core.steps import Answer


def show_quote(session: Session, quote: Quote) -> None:
    """Print the whole answer."""
    words, language = session.catalogue.words, session.language
    session.show(
        *headline(session, quote.scheme),
        Text(_about(session, quote)),
        "",
        pairs([*_premium(session, quote), *_cover(session, quote)]),
        *listed(session.say("referral"), (session.word(f"referral.{key}") for key in quote.referral)),
        *listed(session.say("assumed"), assumed_texts(quote, words, language)),
        *listed(session.say("notices"), (fact.text.say(language) for fact in quote.notices)),
        reasons(session, quote.line),
        *demonstration(session),
    )


def _about(session: Session, quote: Quote) -> str:
    parts = [quote.kind.label.say(session.language)]
    parts += [measured(session, quote.kind, name, value) for name, value in quote.measures.items()]
    if quote.plan is None:
        return " · ".join([*parts, session.say("without_plan")])
    plan = quote.plan
    limits = (
        f"{session.word('table.liability_limit')} {session.yen(plan.liability_limit)}",
        f"{session.word('table.cost_limit')} {session.yen(plan.cost_limit)}",
    )
    return " · ".join([*parts, f"{session.word(f'family.{plan.family}')} {plan.code}", *limits])


def measured(session: Session, kind: KindRule, name: str, value: Answer) -> str:
    """Return one of the facility's figures in words."""
    measure = kind.measure(name)
    if measure is None:
        return f"{name} {value}"
    return f"{measure.label.say(session.language)} {_value(session, measure, value)}"


def _value(session: Session, measure: Measure, value: Answer) -> str:
    if isinstance(value, str):
        return next((text.say(session.language) for code, text in measure.choices if code == value), value)
    unit = measure.unit.say(session.language)
    return f"{value:,}{unit if session.language == 'ja' else ''}"


def _premium(session: Session, quote: Quote) -> list[tuple[str, RenderableType]]:
    premium = quote.premium
    label = session.word("table.annual_premium")
    if premium.annual_yen is None:
        return [(label, status(session, premium.status)), ("", session.word(f"status.{premium.status}.about"))]
    rows: list[tuple[str, RenderableType]] = [
        (label, Text(session.yen(premium.annual_yen), style="bold")),
        (session.word("table.status"), status(session, premium.annual_status)),
        ("", session.word(f"binding.{quote.binding_key}")),
    ]
    if premium.instalment_yen is not None:
        each = f"{session.yen(premium.instalment_yen)} × {premium.instalments}"
        rows.append((session.word("table.instalment"), each))
    if quote.payable_yen is not None:
        sure = session.word(f"status.{quote.payable_status}")
        rows.append((session.word("table.payable"), f"{session.yen(quote.payable_yen)} ({sure})"))
    return rows


def _cover(session: Session, quote: Quote) -> list[tuple[str, RenderableType]]:
    words, language, cover = session.catalogue.words, session.language, quote.cover
    if not isinstance(cover, Cover):
        return [(session.say("no_cover"), session.word(f"no_cover.{cover.reason}", cover.params))]
    rows: list[tuple[str, RenderableType]] = [
        (session.word("table.cover_start"), words.moment(cover.start, language)),
        (session.word("table.cover_end"), words.moment(cover.end, language)),
    ]
    if first := cover.first_collection:
        month = f"{first.year}年{first.month}月" if language == "ja" else f"{first:%Y-%m}"
        rows.append((session.word("table.first_collection"), month))
    return rows
