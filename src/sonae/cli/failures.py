"""What is told, and with which exit code, when a run cannot give its answer?"""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from sonae.cli.session import Error, RefusedError, Session, console
from sonae.exchange import SYSTEM_WORDS, FileError
from sonae.loader import CatalogueError

WRONG_CATALOGUE, REFUSED, STOPPED = 1, 2, 130


def report(error: Exception, session: Session) -> int | None:
    """Tell the failure and return its exit code; None for a defect of Sonae's own."""
    language = session.language
    if isinstance(error, CatalogueError):
        errors = [{"field": one.key, "message": one.say(language), "file": one.file} for one in error.problems]
        return _tell(session, errors, WRONG_CATALOGUE, heading=session.say("catalogue.wrong"))
    if isinstance(error, RefusedError):
        return _tell(session, error.errors, error.code)
    if isinstance(error, FileError):
        return _tell(session, [{"field": "file", "message": error.say(language), "key": error.key}], REFUSED)
    if isinstance(error, typer.TyperException):
        return _tell(session, [_usage(error, session)], REFUSED)
    if isinstance(error, OSError) and error.filename:
        why = error.strerror or str(error)
        said = SYSTEM_WORDS.get(why, why) if language == "ja" else why
        message = session.say("wrong.file", file=error.filename, why=said)
        return _tell(session, [{"field": "file", "message": message}], REFUSED)
    if isinstance(error, typer.Abort):
        return STOPPED
    return None


def _tell(session: Session, errors: Sequence[Error], code: int, heading: str = "") -> int:
    """Say every error: as JSON where a script listens, else in lines on the error stream."""
    if session.as_json:
        session.give({"errors": errors})
        return code
    err = console(sys.stderr)
    if heading:
        err.print(heading, soft_wrap=True)
    for error in errors:
        named = "" if heading or "file" in {*error, error["field"]} else f"{error['field']}: "
        err.print(f"{named}{error['message']}", style="red", soft_wrap=True)
    return code


def _usage(error: typer.TyperException, session: Session) -> Error:
    """Say what is wrong with the options themselves, and whose help tells what would be right."""
    context = getattr(error, "ctx", None)
    param = getattr(error, "param", None)
    path = f"{context.command_path} ".partition(" ")[2] if context is not None else ""
    message = session.say("wrong.usage", why=error.format_message().rstrip("."), command=path)
    field = getattr(error, "option_name", None) or next(iter(getattr(param, "opts", ())), "command")
    return {"field": str(field).lstrip("-"), "message": message, "key": "wrong.usage"}
