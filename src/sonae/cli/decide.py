"""``sonae decide``: is it covered, by which clauses, and what must be known next?"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from sonae.cli.cases import case_of, decided
from sonae.cli.decide_text import show_decision
from sonae.cli.options import session_of
from sonae.cli.session import Session
from sonae.core.coverage import Decision
from sonae.core.decision_answer import decision_answer

CaseArgument = Annotated[Path, typer.Argument(help="argument.case", metavar="CASE.yaml", show_default=False)]


def run(context: typer.Context, case: CaseArgument) -> None:
    """Decide a case on what is known."""
    session = session_of(context)
    told = case_of(session, case)
    decision = decided(told)
    give(session, decision)


def give(session: Session, decision: Decision) -> None:
    """Print the answer."""
    if session.as_json:
        session.give(decision_answer(decision, session.catalogue.words, session.language))
    else:
        show_decision(session, decision)
