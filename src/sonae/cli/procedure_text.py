"""How is said in plain text how a scheme takes applications?"""

from __future__ import annotations

from collections.abc import Iterable

from rich.console import RenderableType

from sonae.cli.lines import demonstration, headline, listed
from sonae.cli.session import Session
from sonae.core.disclosure import Question, QuestionSet
from sonae.core.procedure import Ceiling, Procedure, Said
from sonae.core.procedure_answer import of_several, serves, who_joins
from sonae.core.scheme import Fact, Scheme
from sonae.core.wording_words import say_status


def show_procedure(session: Session, procedure: Procedure, scheme: Scheme, questions: Iterable[QuestionSet]) -> None:
    """Print what of a procedure concerns a scheme, and the questions of its disclosure."""
    rule = procedure.declaration
    session.show(
        *headline(session, scheme),
        f"{procedure.name.say(session.language)} ({procedure.code})",
        *listed(session.say("procedure.who"), _facts(session, who_joins(scheme))),
        *listed(session.say("procedure.order"), _order(session, procedure)),
        *listed(session.say("procedure.send_back"), _reasons(session, procedure)),
        *listed(session.say("procedure.late"), [_say(session, procedure.late)]),
        *listed(session.say("procedure.until_accepted"), [_say(session, procedure.until_accepted)]),
        *_joining(session, procedure, scheme),
        *listed(session.say("procedure.statements"), (_say(session, one) for one in rule.statements.values())),
        *listed(session.say("procedure.ways"), (_say(session, one.said) for one in rule.ways.values())),
        *listed(session.say("procedure.accepting"), (_say(session, one.said) for one in procedure.accepting.values())),
        *listed(session.say("procedure.capacities"), (_say(session, one) for one in rule.capacities.values())),
        *listed(session.say("procedure.for_all"), [_say(session, rule.for_all)]),
        *listed(session.say("procedure.no_incident"), [_say(session, one) for one in (rule.no_incident,) if one]),
        *listed(session.say("procedure.binding"), _binding(session, procedure)),
        *listed(session.say("procedure.several"), _facts(session, of_several(scheme))),
        *(part for one in questions for part in _questions(session, one)),
        *demonstration(session),
    )


def _say(session: Session, said: Said, *more: str) -> str:
    """Return a rule in words: what else is to be said of it, and how sure it is."""
    status = f"[{say_status(session.catalogue.words, said.status, session.language)}]"
    about = f" ({'; '.join(more)})" if more else ""
    return f"{said.text.say(session.language)}{about} {status}"


def _order(session: Session, procedure: Procedure) -> list[str]:
    order = procedure.order
    steps = [
        _say(session, one.said, session.word(f"organisation.{one.by}"), session.say("procedure.days", days=one.days))
        for one in order.steps
    ]
    return [*steps, _say(session, order.said)]


def _reasons(session: Session, procedure: Procedure) -> list[str]:
    return [
        _say(session, one.said, session.say("procedure.moves" if one.moves_receipt else "procedure.stays"))
        for one in procedure.reasons.values()
    ]


def _joining(session: Session, procedure: Procedure, scheme: Scheme) -> list[RenderableType]:
    """Return what an application must prove, hold, read and confirm."""
    proofs = (
        _say(session, one.said, session.word(f"organisation.{one.by}"))
        for one in procedure.proofs
        if serves(one.scope, scheme)
    )
    held = (
        _say(session, one.said, session.word(f"without.{one.without}"))
        for one in procedure.prerequisites
        if serves(one.scope, scheme)
    )
    papers = (
        _say(session, one.said, session.say("procedure.edition", edition=one.edition))
        for one in procedure.explanations
        if serves(one.scope, scheme)
    )
    needs = (_say(session, one.said) for one in procedure.needs if serves(one.scope, scheme))
    return [
        *listed(session.say("procedure.proofs"), proofs),
        *listed(session.say("procedure.held"), held),
        *listed(session.say("procedure.explanations"), papers),
        *listed(session.say("procedure.needs"), needs),
    ]


def _binding(session: Session, procedure: Procedure) -> list[str]:
    return [
        _say(session, procedure.quotation.said),
        _say(session, procedure.conditions.said),
        _say(session, procedure.factor.said),
        _say(session, procedure.alone.said, *_figures(session, procedure.alone)),
        _say(session, procedure.unreferred.said, *_figures(session, procedure.unreferred)),
    ]


def _facts(session: Session, facts: Iterable[Fact]) -> list[str]:
    return [_say(session, Said(fact.text, fact.status, fact.sources)) for fact in facts]


def _figures(session: Session, ceiling: Ceiling) -> list[str]:
    return [
        session.say("procedure.limit", yen=session.yen(ceiling.liability_limit)),
        session.say("procedure.premium", yen=session.yen(ceiling.annual_premium)),
    ]


def _questions(session: Session, questions: QuestionSet) -> list[RenderableType]:
    heading = f"{questions.name.say(session.language)} ({questions.code})"
    lines = (_question(session, number, one) for number, one in enumerate(questions.questions.values(), start=1))
    return [*listed(heading, [questions.note.say(session.language), *lines])]


def _question(session: Session, number: int, question: Question) -> str:
    language = session.language
    choices = " / ".join(text.say(language) for text in question.choices.values())
    refers = session.say("procedure.refers") if question.refers else ""
    tail = "".join(f" ({one})" for one in filter(None, [choices, refers]))
    return f"{number}. {question.text.say(language)}{tail}"
