"""``sonae wording``: what does an insurer's wording say, and in what do two of them differ?"""

from __future__ import annotations

from typing import Annotated

import typer

from sonae.cli.options import session_of
from sonae.cli.session import RefusedError, Session
from sonae.cli.terms_text import show_all, show_clause, show_difference, show_one
from sonae.core.problems import nearest
from sonae.core.wording import Wording
from sonae.core.wording_answer import clause_answer, summary_answer, wording_answer
from sonae.core.wording_difference import wording_difference, wording_difference_answer
from sonae.core.wording_words import words_of

CodeArgument = Annotated[str, typer.Argument(help="argument.wording", metavar="[CODE]", show_default=False)]
OneArgument = Annotated[str, typer.Argument(help="argument.wording", metavar="CODE", show_default=False)]
OtherArgument = Annotated[str, typer.Argument(help="argument.other_wording", metavar="OTHER", show_default=False)]
ClauseOption = Annotated[str, typer.Option("--clause", help="option.clause", metavar="ID")]


def show(context: typer.Context, code: CodeArgument = "", clause: ClauseOption = "") -> None:
    """List the wordings, or show one, or one clause of it."""
    session = session_of(context)
    words, language = session.catalogue.words, session.language
    if not code:
        wordings = session.catalogue.wordings.values()
        if session.as_json:
            session.give({"wordings": [summary_answer(one, language) for one in wordings]})
        else:
            show_all(session, wordings)
        return
    (wording,) = wordings_of(session, code)
    if clause:
        if clause not in wording.clauses:
            near = nearest(clause, wording.clauses)
            raise RefusedError([session.error("clause", "wrong.clause", clause=clause, nearest=near)])
        if session.as_json:
            session.give(clause_answer(wording.clauses[clause], wording, words_of(wording, words), language))
        else:
            show_clause(session, wording, wording.clauses[clause])
    elif session.as_json:
        session.give(wording_answer(wording, words, language))
    else:
        show_one(session, wording)


def diff(context: typer.Context, one: OneArgument, other: OtherArgument) -> None:
    """Put side by side what two wordings say otherwise."""
    session = session_of(context)
    left, right = wordings_of(session, one, other)
    found = wording_difference(left, right, session.catalogue.words, session.language)
    if session.as_json:
        session.give(wording_difference_answer(found, session.language))
    else:
        show_difference(session, found)


def wordings_of(session: Session, *codes: str) -> list[Wording]:
    """Return wordings by code. Raises RefusedError naming every one that is not there."""
    known = session.catalogue.wordings
    errors = [
        session.error("wording", "wrong.wording", code=code, nearest=nearest(code, known))
        for code in codes
        if code not in known
    ]
    if errors:
        raise RefusedError(errors)
    return [known[code] for code in codes]
