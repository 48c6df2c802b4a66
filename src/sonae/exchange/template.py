"""What does an empty roster look like? A workbook to fill in, with lists to choose from and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sonae.core.catalogue import Catalogue
from sonae.core.scheme import Scheme
from sonae.exchange.faults import say
from sonae.exchange.headings import LABELS, SIZES
from sonae.exchange.notes import SIZE, TEMPLATE, lines_of
from sonae.exchange.rows import CODE, PLAIN, Column, Notes
from sonae.exchange.sheets import formats, set_widths, workbook, write_headings, write_notes
from sonae.exchange.writing import replacing

_ROWS = 2_000
_LISTS = "lists"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the template: its name for machines, its label, its role and its choices."""

    name: str
    label: str
    role: str = PLAIN
    choices: tuple[str, ...] = ()


def roster_template(
    path: Path, catalogue: Catalogue, scheme: Scheme, *, language: str = "ja", force: bool = False
) -> None:
    """Write a ``.xlsx`` to fill in for ``scheme``: what is filled in can be rated as it is.

    The second row, hidden, names the columns for machines. Raises FileError where it cannot be
    written.
    """
    fields = template_fields(catalogue, scheme, language)
    notes = Notes(say("sheet_roster", language), say("sheet_notes", language), _notes(catalogue, scheme, language))
    with replacing(path, force=force) as part, workbook(part, path.name, {}) as book:
        styles = formats(book)
        sheet = book.add_worksheet(notes.table)
        columns = [Column(field.label, field.role) for field in fields]
        set_widths(sheet, columns, [[max((*field.choices, ""), key=len) for field in fields]], styles)
        write_headings(sheet, columns, styles)
        sheet.write_row(1, 0, [field.name for field in fields])
        sheet.set_row(1, None, None, {"hidden": True})
        write_notes(book, notes, styles)
        _write_choices(book, sheet, fields, language)


def template_fields(catalogue: Catalogue, scheme: Scheme, language: str) -> list[Field]:
    """Return the columns that the scheme needs, in the order people think of them."""
    own = LABELS["ja" if language == "ja" else "en"]
    kinds = tuple(rule.label.say(language) for rule in scheme.kinds.values())
    families = tuple(catalogue.words.say(f"family.{family}", language) for family in scheme.families)
    plans = tuple(dict.fromkeys(plan.code for plan in scheme.plans.values() if plan.on_sale))
    fields = [
        Field("member", own["member"], CODE),
        Field("facility", own["facility"]),
        Field("scheme", own["scheme"], CODE, (scheme.code,)),
        Field("kind", own["kind"], PLAIN, kinds),
    ]
    if _shares_a_size(scheme):
        fields.append(Field("size", own["size"]))
    fields += _measure_fields(scheme, language)
    if families:
        fields.append(Field("family", own["family"], PLAIN, families))
    fields += [Field("plan", own["plan"], CODE, plans), Field("received", own["received"])]
    return fields


def _shares_a_size(scheme: Scheme) -> bool:
    """Return whether one column can take every kind's size: those of rosters of medical institutions."""
    sizes = {rule.size_measure for rule in scheme.kinds.values()} - {""}
    return bool(sizes) and sizes <= SIZES.keys()


def _measure_fields(scheme: Scheme, language: str) -> list[Field]:
    """Return a column for everything else that a kind asks for, such as the type of ward."""
    shared = _shares_a_size(scheme)
    found: dict[str, Field] = {}
    for rule in scheme.kinds.values():
        for measure in rule.measures:
            if not shared or measure.name != rule.size_measure:
                choices = tuple(text.say(language) for _, text in measure.choices)
                found.setdefault(measure.name, Field(measure.name, measure.label.say(language), PLAIN, choices))
    return list(found.values())


def _notes(catalogue: Catalogue, scheme: Scheme, language: str) -> tuple[str, ...]:
    lines = [scheme.name.say(language)]
    if scheme.example:
        lines.append(catalogue.words.say("example.notice", language))
    lines += lines_of(tuple(line for line in TEMPLATE if line is not SIZE or _shares_a_size(scheme)), language)
    return (*lines, catalogue.words.say("demo.notice", language))


def _write_choices(book: Any, sheet: Any, fields: Sequence[Field], language: str) -> None:
    """Put the lists on a hidden sheet (a list written into the cell ends at 255 characters)."""
    lists = book.add_worksheet(_LISTS)
    lists.hide()
    for at, field in enumerate(fields):
        if not field.choices:
            continue
        lists.write_column(0, at, field.choices)
        source = f"={_LISTS}!{_range(at, len(field.choices))}"
        rule = {
            "validate": "list",
            "source": source,
            "error_title": field.label[:32],
            "error_message": say("choose", language),
        }
        sheet.data_validation(2, at, _ROWS, at, rule)


def _range(column: int, rows: int) -> str:
    letter = chr(ord("A") + column)
    return f"${letter}$1:${letter}${rows}"
