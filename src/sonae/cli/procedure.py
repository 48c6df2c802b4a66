"""``sonae procedure``: how does a scheme take applications?"""

from __future__ import annotations

from typing import Annotated

import typer

from sonae.cli.asked import Question
from sonae.cli.options import session_of
from sonae.cli.procedure_text import show_procedure
from sonae.cli.session import RefusedError
from sonae.core.procedure_answer import procedure_answer, questions_of

SchemeArgument = Annotated[str, typer.Argument(help="argument.scheme", metavar="SCHEME", show_default=False)]


def run(context: typer.Context, code: SchemeArgument) -> None:
    """Show whom an application goes to, what it must hold, and who binds the insurer."""
    session = session_of(context)
    question = Question(session)
    scheme = question.scheme(code)
    if scheme is None:
        raise RefusedError(question.errors)
    procedure = session.catalogue.procedure_for(scheme.code)
    if procedure is None:
        raise RefusedError([session.error("scheme", "wrong.procedure", code=scheme.code)])
    questions = [session.catalogue.disclosures[one] for one in questions_of(procedure, scheme)]
    if session.as_json:
        session.give(procedure_answer(procedure, scheme, questions, session.language))
    else:
        show_procedure(session, procedure, scheme, questions)
