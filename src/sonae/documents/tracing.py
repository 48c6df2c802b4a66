"""How does the trace of an answer become the rows of a table?"""

from __future__ import annotations

from dataclasses import replace

from sonae.core.rating import ESTIMATE, PRINTED
from sonae.core.trace import Line
from sonae.core.words import Words
from sonae.documents.figures import about, line_value
from sonae.documents.labels import labels
from sonae.documents.sources import References
from sonae.documents.typesetting import Json

YEN, ANNUAL = "yen", "annual"


def trace_rows(line: Line, words: Words, language: str, cited: References, *, rough: bool = False) -> list[Json]:
    """Return every step below ``line``, the outer ones first, each with its depth in the tree.

    ``rough`` marks the outer amounts as estimates, so that none of them looks like a price.
    """
    rows: list[Json] = []
    for child in line.children:
        _walk(roughened(child, language) if rough else child, 0, rows, words, language, cited)
    for row, step in zip((row for row in rows if row["depth"] == 0), line.children, strict=True):
        if rough and step.unit == YEN:
            row["value"] = about(str(row["value"]), language)
            row["status_text"] = words.say(f"status.{ESTIMATE}", language)
    return rows


def roughened(line: Line, language: str) -> Line:
    """Return a step whose words say ``年間 約165,800円`` where they name the annual premium."""
    params = tuple(
        (name, about(f"{value:,}", language) if name == ANNUAL and isinstance(value, int) else value)
        for name, value in line.params
    )
    return replace(line, params=params)


def stated(status: str, words: Words, language: str) -> str:
    """Return how sure a rule, rate or amount is; ``printed`` here means that a brochure says it."""
    if status == PRINTED:
        return labels(language)["stated.printed"]
    return words.say(f"status.{status}", language) if status else ""


def _walk(line: Line, depth: int, rows: list[Json], words: Words, language: str, cited: References) -> None:
    rows.append(
        {
            "depth": depth,
            "step": words.line(line, language),
            "rule": words.say(f"rule.{line.rule}", language) if line.rule else "",
            "value": line_value(line, words, language),
            "source": cited.cite([line.source]),
            "status": line.status,
            "status_text": stated(line.status, words, language),
        }
    )
    for child in line.children:
        _walk(child, depth + 1, rows, words, language, cited)
