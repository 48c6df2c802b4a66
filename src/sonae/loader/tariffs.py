"""How does a tariff's folder (tariff.yaml, bases.csv, factors.csv) become a core Tariff?"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from sonae.core.money import WAYS, Rounding
from sonae.core.steps import Answer
from sonae.core.tariff import (
    METHODS,
    Base,
    BaseKey,
    Factor,
    FactorRow,
    FactorTable,
    Minimum,
    Tariff,
    factor_of,
)
from sonae.core.trace import Line
from sonae.loader.digests import digest_of
from sonae.loader.editions import check_code
from sonae.loader.nodes import read_yaml
from sonae.loader.problems import Log, Place, name_of
from sonae.loader.row_checks import sound_rows
from sonae.loader.shapes import BAD, Choice, ListOf, MapOf, Opt, Record, Values
from sonae.loader.sources import SOURCES, check_sources
from sonae.loader.tables import read_table
from sonae.loader.tariff_checks import check_tables
from sonae.loader.vocabulary import CODE, COUNT, FACTOR, POSITIVE, SOURCE, STATUS, TEXT, WORDS, YEN

TABLE = Record({"code": CODE, "measure": CODE, "method": Choice(METHODS), "kinds": ListOf(CODE)})
TARIFF = Record(
    {
        "tariff": CODE,
        "edition": TEXT,
        "insurer": WORDS,
        "name": WORDS,
        "sources": SOURCES,
        "rounding": Record({"unit_yen": POSITIVE, "way": Choice(WAYS), "status": STATUS, "source": SOURCE}),
        "minimum": Opt(Record({"yen": YEN, "status": STATUS, "source": SOURCE})),
        "tables": ListOf(TABLE),
        "notes": Opt(MapOf(WORDS), {}),
    }
)
BASES = Record(
    {
        "kind": CODE,
        "family": CODE,
        "liability_limit_yen": YEN,
        "cost_limit_yen": YEN,
        "deductible_yen": YEN,
        "base_yen": FACTOR,
        "status": STATUS,
        "source": SOURCE,
    }
)
FACTORS = Record(
    {
        "table": CODE,
        "low": Opt(COUNT),
        "high": Opt(COUNT),
        "choice": Opt(CODE, ""),
        "rate": FACTOR,
        "known_for": Opt(TEXT, ""),
        "status": STATUS,
        "source": SOURCE,
    }
)


def read_tariff(folder: Path, root: Path, log: Log) -> Tariff | None:
    """Return the tariff in ``folder``, or None after noting what is wrong with it."""
    name = name_of(folder / "tariff.yaml", root)
    if not (folder / "tariff.yaml").exists():
        log.add(Place(name, 1), "-", "missing_file")
        return None
    tree = read_yaml(folder / "tariff.yaml", name, log)
    values = TARIFF.read(tree, "", log) if tree else BAD
    bases = read_table(folder / "bases.csv", name_of(folder / "bases.csv", root), BASES, log)
    rows = read_table(folder / "factors.csv", name_of(folder / "factors.csv", root), FACTORS, log)
    if values is BAD:
        return None
    check_code(values, "tariff", folder, log)
    for one in (values["rounding"], values["minimum"]):
        if one:
            check_sources(one["source"], values["sources"], one.place("source"), log)
    for row in (*bases, *rows):
        check_sources(row["source"], values["sources"], row.at, log)
    check_tables(values["tables"], bases, rows, log)
    tables = _tables(values, rows, name_of(folder / "factors.csv", root), log)
    return _tariff(values, _bases(bases, log), tables, digest_of(folder))


def _tariff(values: Values, bases: dict[BaseKey, Base], tables: tuple[FactorTable, ...], digest: str) -> Tariff:
    rounding, least = values["rounding"], values["minimum"]
    rule = Rounding(rounding["unit_yen"], rounding["way"], rounding["status"], rounding["source"][0])
    return Tariff(
        code=values["tariff"],
        insurer=values["insurer"].ja,
        digest=digest,
        rounding=rule,
        rounding_line=Line(
            "rounding.end",
            params=(("unit", rule.unit), ("way", rule.way)),
            source=rule.source,
            status=rule.status,
        ),
        bases=bases,
        tables=tables,
        minimum=Minimum(least["yen"], least["status"], least["source"][0]) if least else None,
    )


def _bases(rows: list[Values], log: Log) -> dict[BaseKey, Base]:
    bases: dict[BaseKey, Base] = {}
    lines: dict[BaseKey, int] = {}
    for row in rows:
        key = BaseKey(
            row["kind"],
            row["family"],
            row["liability_limit_yen"],
            row["cost_limit_yen"],
            row["deductible_yen"],
        )
        if key in bases:
            log.add(row.at, "base_yen", "duplicate_row", other=lines[key])
        lines[key] = row.at.line
        yen: Fraction = row["base_yen"]
        line = Line(
            "base",
            yen,
            "yen",
            params=(
                ("kind", key.kind),
                ("family", key.family),
                ("liability_limit", key.liability_limit),
                ("cost_limit", key.cost_limit),
            ),
            source=row["source"][0],
            status=row["status"],
            facts=("kind", "plan"),
        )
        bases[key] = Base(yen, row["status"], row["source"][0], line)
    return bases


def _tables(values: Values, rows: list[Values], factors: str, log: Log) -> tuple[FactorTable, ...]:
    """Return the tables that have rows; one without any is noted, unless its rows are what is wrong."""
    tables = []
    for table in values["tables"]:
        own = [row for row in rows if row["table"] == table["code"]]
        sound = sound_rows(table["method"], own, log, beside=f"method: {table['method']}")
        if sound:
            tables.append(_table(table, sound))
        elif factors not in {problem.file for problem in log.problems}:
            log.add(table.at, f"tables.{table['code']}", "no_rows")
    return tuple(tables)


def _table(table: Values, rows: list[Values]) -> FactorTable:
    ordered = sorted(rows, key=lambda row: (row["low"] or 0, row["choice"]))
    made = tuple(
        FactorRow(
            row["low"],
            row["high"],
            row["choice"],
            row["rate"],
            row["status"],
            row["source"][0],
            frozenset(row["known_for"].split()),
        )
        for row in ordered
    )
    kinds = frozenset(table["kinds"])
    known: dict[tuple[str, Answer], Factor] = {}
    for row in made:
        value: Any = row.choice if table["method"] == "choices" else row.low
        if table["method"] in {"points", "choices"} and value is not None:
            for kind in kinds:
                known[kind, value] = factor_of(table["code"], table["measure"], kind, value, row.rate, row)
    return FactorTable(table["code"], table["measure"], table["method"], kinds, made, known)
