"""``sonae compare``: what does each plan of this facility cost, and what does it give?"""

from __future__ import annotations

import typer
from rich.console import RenderableType
from rich.text import Text

from sonae.cli.asked import Question, ask_of
from sonae.cli.lines import demonstration, headline, listed, status, table
from sonae.cli.options import (
    FamilyOption,
    KindOption,
    MeasureOption,
    SchemeOption,
    SizeOption,
    session_of,
)
from sonae.cli.quote_text import measured
from sonae.cli.session import RefusedError, Session
from sonae.core.answer import assumed_texts
from sonae.core.binding import binding_key
from sonae.core.compare import Comparison, Offer, compare
from sonae.core.comparison_answer import comparison_answer
from sonae.core.problems import Refusal

COLUMNS = (
    ("plan", "code"),
    ("liability_limit", "right"),
    ("cost_limit", "right"),
    ("emergency_support", "left"),
    ("annual_premium", "right"),
    ("status", "left"),
)


def run(
    context: typer.Context,
    scheme: SchemeOption = "",
    kind: KindOption = "",
    size: SizeOption = "",
    family: FamilyOption = "",
    measure: MeasureOption = None,
) -> None:
    """Price every plan of one facility."""
    session = session_of(context)
    question = Question(session)
    chosen = question.scheme(scheme)
    if chosen is None:
        raise RefusedError(question.errors)
    ask = ask_of(question, chosen, kind=kind, size=size, family=family, measures=measure or ())
    answer = compare(chosen, session.catalogue.tariff_of(chosen), ask) if ask.kind in chosen.kinds else None
    if isinstance(answer, Refusal):
        question.errors += session.errors(answer.errors)
    question.refuse_if_wrong()
    assert isinstance(answer, Comparison)  # noqa: S101 - no such kind is an error, and so is a refusal
    if session.as_json:
        session.give(comparison_answer(answer, session.catalogue.words, session.language))
    else:
        show_comparison(session, answer)


def show_comparison(session: Session, comparison: Comparison) -> None:
    """Print the plans side by side, what their families cover, and what must be known."""
    scheme, kind, language = comparison.scheme, comparison.kind, session.language
    about = [kind.label.say(language)]
    about += [measured(session, kind, name, value) for name, value in comparison.measures.items()]
    referrals = dict.fromkeys(key for offer in comparison.offers for key in offer.premium.referral)
    session.show(
        *headline(session, scheme),
        Text(" · ".join(about)),
        "",
        *_offers(session, comparison),
        *_coverage(session, comparison),
        *listed(session.say("referral"), (session.word(f"referral.{key}") for key in referrals)),
        *listed(session.say("assumed"), assumed_texts(comparison, session.catalogue.words, language)),
        *listed(session.say("notices"), (fact.among_plans(language) for fact in comparison.notices)),
        *demonstration(session),
    )


def _offers(session: Session, comparison: Comparison) -> list[RenderableType]:
    """Return a table for each plan family, and whether one joins at these prices."""
    if not comparison.offers:
        return [session.say("no_plans")]
    parts: list[RenderableType] = []
    for family in dict.fromkeys(offer.plan.family for offer in comparison.offers):
        offers = table([(session.word(f"table.{name}"), side) for name, side in COLUMNS])
        for offer in comparison.offers:
            if offer.plan.family == family:
                offers.add_row(*_cells(session, offer))
        parts += [Text(session.word(f"family.{family}"), style="bold"), offers, ""]
    key = binding_key(comparison.scheme, comparison.kind)
    return [*parts, session.word(f"binding.{key}")]


def _cells(session: Session, offer: Offer) -> list[RenderableType]:
    plan, premium = offer.plan, offer.premium
    return [
        plan.code if plan.on_sale else f"{plan.code} ({session.say('abolished')})",
        session.yen(plan.liability_limit),
        session.yen(plan.cost_limit),
        session.word(f"value.{str(plan.emergency_support).lower()}"),
        _premium(session, offer),
        status(session, premium.annual_status or premium.status),
    ]


def _premium(session: Session, offer: Offer) -> str:
    premium = offer.premium
    if premium.annual_yen is None:
        return "-"
    if premium.instalment_yen is None:
        return session.yen(premium.annual_yen)
    return f"{session.yen(premium.annual_yen)}\n({session.yen(premium.instalment_yen)} × {premium.instalments})"


def _coverage(session: Session, comparison: Comparison) -> list[RenderableType]:
    families = dict.fromkeys(offer.plan.family for offer in comparison.offers)
    lines = []
    for family in families:
        covers = comparison.scheme.coverage.get(family)
        if covers is None:
            continue
        triggers = ", ".join(session.word(f"trigger.{one}") for one in covers.triggers)
        parts = ", ".join(session.word(f"part.{one}") for one in covers.parts)
        lines.append(
            session.say("family_covers", family=session.word(f"family.{family}"), triggers=triggers, parts=parts)
        )
    return listed(session.say("covers"), lines)
