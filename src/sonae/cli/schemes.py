"""``sonae schemes``: which schemes are there, and what does each offer?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer
from rich.text import Text

from sonae.cli.asked import Question
from sonae.cli.lines import demonstration, headline, listed, pairs, table
from sonae.cli.options import session_of
from sonae.cli.session import RefusedError, Session
from sonae.core.asking import open_changes
from sonae.core.scheme import KindRule, Measure, Scheme
from sonae.core.scheme_answer import scheme_answer, summary_answer
from sonae.core.trace import percent_text

SchemeArgument = Annotated[str, typer.Argument(help="argument.scheme", metavar="[CODE]", show_default=False)]


def run(context: typer.Context, code: SchemeArgument = "") -> None:
    """List all schemes, or show one."""
    session = session_of(context)
    if not code:
        show_all(session)
        return
    question = Question(session)
    scheme = question.scheme(code)
    if scheme is None:
        raise RefusedError(question.errors)
    if session.as_json:
        session.give(scheme_answer(scheme))
    else:
        show_one(session, scheme)


def show_all(session: Session) -> None:
    """Print a line for each scheme."""
    schemes = session.catalogue.schemes.values()
    if session.as_json:
        session.give({"schemes": [summary_answer(scheme) for scheme in schemes]})
        return
    lines = table(
        [
            (session.say(f"table.{name}"), "code" if name == "code" else "left")
            for name in ("code", "name", "term", "kinds")
        ]
    )
    for scheme in schemes:
        name = scheme.name.say(session.language)
        kinds = ", ".join(scheme.kinds)
        lines.add_row(scheme.code, name, _term(session, scheme), kinds)
    session.show(lines, *demonstration(session))


def show_one(session: Session, scheme: Scheme) -> None:
    """Print who joins, how each kind is priced, and which plans there are."""
    language = session.language
    kinds = table([(session.say(f"table.{name}"), "left") for name in ("kinds", "asks", "priced", "plans")])
    for rule in scheme.kinds.values():
        asks = ", ".join(_asked(session, measure) for measure in rule.measures) or "-"
        label = f"{rule.kind}\n{rule.label.say(language)}"
        kinds.add_row(
            label, asks, session.word(f"priced.{rule.priced}"), _plans(session, scheme, rule), end_section=True
        )
    contacts = (
        f"{session.word(f'role.{one.role}')}: {one.name.say(language)} {one.phone}".rstrip() for one in scheme.contacts
    )
    session.show(
        *headline(session, scheme),
        pairs(
            [
                (session.word("role.policyholder"), scheme.association.say(language)),
                (session.word("role.insurer"), scheme.insurer.say(language)),
                (session.say("table.term"), _term(session, scheme)),
            ]
        ),
        "",
        kinds,
        *listed(session.say("open_changes"), _open(session, scheme)),
        *listed(session.say("contacts"), contacts),
        *listed(session.say("notices"), (fact.among_plans(language) for fact in scheme.shown("quote"))),
        *demonstration(session),
    )


def _term(session: Session, scheme: Scheme) -> str:
    if scheme.term is None:
        return session.say("term_unknown")
    return f"{scheme.term.start:%Y-%m-%d %H:%M} – {scheme.term.end:%Y-%m-%d %H:%M}"


def _asked(session: Session, measure: Measure) -> str:
    label = f"{measure.name} {measure.label.say(session.language)}"
    if measure.type == "choice":
        return f"{label}: {' / '.join(code for code, _ in measure.choices)}"
    return session.say("range", name=label, low=measure.lowest, high=measure.highest)


def _open(session: Session, scheme: Scheme) -> Iterator[str]:
    """Yield each change that the insurer decides for a member, as ``--adjust`` names it, with its range."""
    for name, one in open_changes(scheme, None).items():
        label, low, high = session.word(f"modifier.{name}"), percent_text(one.lowest), percent_text(one.highest)
        yield session.say("range", name=f"{name} {label}", low=low, high=high)


def _plans(session: Session, scheme: Scheme, rule: KindRule) -> Text:
    """Return the plans by family; abolished ones say so."""
    text = Text()
    for family in scheme.families:
        plans = scheme.plans_for(rule.kind, family)
        if plans:
            codes = (plan.code if plan.on_sale else f"{plan.code} ({session.say('abolished')})" for plan in plans)
            text.append(f"{family}: {' '.join(codes)}\n")
    text.rstrip()
    return text or Text(session.say("without_plan"))
