"""``sonae quote``: what does this facility pay, for which cover, and why?"""

from __future__ import annotations

from typing import Annotated

import typer

from sonae.cli.asked import Question, ask_of
from sonae.cli.options import (
    FamilyOption,
    KindOption,
    MeasureOption,
    SchemeOption,
    SizeOption,
    session_of,
)
from sonae.cli.quote_text import show_quote
from sonae.cli.session import RefusedError, Session
from sonae.core.answer import quote_answer
from sonae.core.asking import Ask
from sonae.core.problems import Refusal
from sonae.core.quote import Quote, quote
from sonae.core.scheme import Scheme

PlanOption = Annotated[str, typer.Option("--plan", help="option.plan", metavar="CODE")]
AdjustOption = Annotated[list[str] | None, typer.Option("--adjust", help="option.adjust", metavar="ID=RATE")]
ReceivedOption = Annotated[str, typer.Option("--received", help="option.received", metavar="MOMENT")]


def run(
    context: typer.Context,
    scheme: SchemeOption = "",
    kind: KindOption = "",
    size: SizeOption = "",
    family: FamilyOption = "",
    plan: PlanOption = "",
    measure: MeasureOption = None,
    received: ReceivedOption = "",
    adjust: AdjustOption = None,
) -> None:
    """Answer one request, or refuse it with everything that is wrong."""
    session = session_of(context)
    question = Question(session)
    chosen = question.scheme(scheme)
    if chosen is None:
        question.received(received)
        raise RefusedError(question.errors)
    ask = ask_of(
        question,
        chosen,
        kind=kind,
        size=size,
        family=family,
        plan=plan,
        measures=measure or (),
        received=received,
        adjust=adjust or (),
    )
    answer = answered(session, question, chosen, ask)
    if session.as_json:
        session.give(quote_answer(answer, session.catalogue.words, session.language))
    else:
        show_quote(session, answer)


def answered(session: Session, question: Question, scheme: Scheme, ask: Ask) -> Quote:
    """Return the quote, or raise RefusedError with what was typed wrong and what core refuses."""
    answer = (
        quote(scheme, session.catalogue.tariff_of(scheme), ask, now=session.now) if ask.kind in scheme.kinds else None
    )
    if isinstance(answer, Refusal):
        question.errors += session.errors(answer.errors)
    question.refuse_if_wrong()
    assert isinstance(answer, Quote)  # noqa: S101 - no such kind is an error, and so is a refusal
    return answer
