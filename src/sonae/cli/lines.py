"""How is an answer laid out as text? Pairs, lists and the tree of reasons."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from itertools import zip_longest
from typing import Literal

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from sonae.cli.session import Session
from sonae.core.scheme import Scheme
from sonae.core.trace import Line, Value, rate_text

STATUS_STYLES = {"printed": "green", "computed": "green", "estimate": "yellow", "referred": "magenta"}


def pairs(rows: Iterable[tuple[str, RenderableType]]) -> Table:
    """Return labels with their values beside them."""
    table = Table.grid(padding=(0, 3))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for label, value in rows:
        table.add_row(label, value)
    return table


def table(columns: Sequence[tuple[str, str]], widest: Sequence[int | None] = ()) -> Table:
    """Return an empty table with headings; each is a label and ``left``, ``right`` or ``code``.

    Figures stand on the right; neither they nor codes are ever broken. ``widest`` are the letters after which a column
    goes on in the next line, so that a wide table still fits on a screen.
    """
    made = Table(box=None, pad_edge=False, header_style="bold", padding=(0, 2, 0, 0))
    for (label, side), most in zip_longest(columns, widest):
        justify: Literal["left", "right"] = "right" if side == "right" else "left"
        made.add_column(label, justify=justify, overflow="fold", no_wrap=side != "left", max_width=most)
    return made


def listed(heading: str, items: Iterable[str]) -> list[RenderableType]:
    """Return a heading with one bullet for each item, or nothing where there is none."""
    bullets = Table.grid(padding=(0, 1))
    bullets.add_column(no_wrap=True)
    bullets.add_column(overflow="fold")
    for item in items:
        bullets.add_row("  -", item)
    return ["", Text(heading, style="bold"), bullets] if bullets.row_count else []


def status(session: Session, code: str) -> Text:
    """Return a status in words."""
    return Text(session.word(f"status.{code}"), style=STATUS_STYLES.get(code, ""))


def headline(session: Session, scheme: Scheme) -> list[RenderableType]:
    """Return which scheme answers; an example says that it is one."""
    parts: list[RenderableType] = [Text(f"{scheme.name.say(session.language)} ({scheme.code})", style="bold")]
    if scheme.example:
        parts.append(Text(session.word("example.notice"), style="yellow"))
    return parts


def demonstration(session: Session) -> list[RenderableType]:
    """Return what every answer of the demonstration says at its end."""
    return ["", Text(session.word("demo.notice"), style="dim")]


def reasons(session: Session, line: Line) -> RenderableType:
    """Return the tree behind an answer, each line with its figure, how sure it is, and its source."""
    tree = Tree(Text(session.catalogue.words.line(line, session.language), style="bold"), guide_style="dim")
    _grow(session, tree, line)
    return Group("", tree)


def _grow(session: Session, tree: Tree, line: Line) -> None:
    for child in line.children:
        _grow(session, tree.add(_said(session, child)), child)


def _said(session: Session, line: Line) -> Text:
    said = Text(session.catalogue.words.line(line, session.language))
    if line.value is not None:
        said.append(f": {figure(session, line.value, line.unit)}", style="bold")
    notes = [session.word(f"status.{line.status}")] if line.status else []
    if line.source:
        notes.append(line.source)
    if notes:
        said.append(f"  [{', '.join(notes)}]", style="dim")
    return said


def figure(session: Session, value: Value, unit: str) -> str:
    """Return a line's result as people read it: yen with separators, changes in percent."""
    if isinstance(value, Fraction):
        if unit == "change":
            return f"{'+' if value > 0 else ''}{rate_text(value * 100)} %"
        if value.denominator == 1 and unit == "yen":
            value = value.numerator
    if isinstance(value, int) and unit == "yen":
        return session.yen(value)
    return f"{session.catalogue.words.value(unit, value, session.language)} {unit}".rstrip()
