"""How is it said what came of a roster? How many rows came out how, what they rest on, and how the file was read."""

from __future__ import annotations

from pathlib import Path

from rich.console import RenderableType

from sonae.cli.lines import demonstration, listed
from sonae.cli.session import Session
from sonae.exchange import Rated
from sonae.exchange.faults import say
from sonae.exchange.letters import CP932, UTF8, UTF8_BOM
from sonae.exchange.standing import Tally

ENCODINGS = {UTF8: "UTF-8", UTF8_BOM: "UTF-8 (BOM)", CP932: "CP932 (Shift_JIS)"}


def told(session: Session, rated: Rated, out: Path) -> list[RenderableType]:
    """Return the counts, and whatever about rows and file must not go unsaid."""
    return [
        *_done(session, rated, out),
        *_counted(session, "rows_assumed", rated.assumed),
        *_counted(session, "rows_no_cover", rated.no_cover),
        *_counted(session, "rows_examples", rated.examples),
        *([session.word("example.notice")] if rated.examples.rows else []),
        *demonstration(session),
    ]


def _counted(session: Session, key: str, tally: Tally) -> list[RenderableType]:
    """Return how many rows have a reason of this sort, and each reason with its rows; nothing for none."""
    language = session.language
    counted = (say("rows_counted", language, rows=one.rows, text=one.text) for one in tally.each)
    return listed(say(key, language, rows=tally.rows), counted)


def _done(session: Session, rated: Rated, out: Path) -> list[str]:
    """Return the rows by outcome, and how the file was read."""
    lines = [session.say("rate.done", rows=rated.rows, file=out, **rated.outcomes)]
    if rated.outcomes["problem"]:
        lines.append(session.say("rate.problems"))
    if rated.sheet:
        lines.append(session.say("rate.sheet", sheet=rated.sheet))
    if rated.others:
        lines.append(session.say("rate.others", sheets=", ".join(rated.others)))
    if rated.encoding:
        lines.append(session.say("rate.encoding", encoding=ENCODINGS[rated.encoding]))
    if rated.above:
        lines.append(session.say("rate.above", rows=rated.above))
    if rated.renewed:
        lines.append(session.say("rate.renewed"))
    if not rated.received:
        lines.append(session.say("rate.no_receipts"))
    return lines
