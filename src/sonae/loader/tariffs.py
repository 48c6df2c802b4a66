"""How does a tariff's folder (tariff.yaml, bases.csv, factors.csv) become a core Tariff?"""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

from sonae.core.money import WAYS, Rounding
from sonae.core.problems import nearest
from sonae.core.tariff import (
    METHODS,
    Answer,
    Base,
    BaseKey,
    Factor,
    FactorRow,
    FactorTable,
    Tariff,
    factor_of,
)
from sonae.core.trace import Line
from sonae.loader.digests import digest_of
from sonae.loader.nodes import read_yaml
from sonae.loader.problems import Log, Place, name_of
from sonae.loader.shapes import (
    BAD,
    CODE,
    COUNT,
    POSITIVE,
    RATE,
    SOURCE,
    STATUS,
    TEXT,
    WORDS,
    YEN,
    Choice,
    ListOf,
    MapOf,
    Opt,
    Record,
    Values,
)
from sonae.loader.sources import SOURCES, check_sources
from sonae.loader.tables import read_table

TABLE = Record({"code": CODE, "measure": CODE, "method": Choice(METHODS), "kinds": ListOf(CODE)})
TARIFF = Record(
    {
        "tariff": CODE,
        "edition": TEXT,
        "insurer": WORDS,
        "name": WORDS,
        "sources": SOURCES,
        "rounding": Record({"unit_yen": POSITIVE, "way": Choice(WAYS), "status": STATUS, "source": SOURCE}),
        "minimum_yen": Opt(YEN, 0),
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
        "base_yen": RATE,
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
        "rate": RATE,
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
    if values["tariff"] != folder.name:
        log.add(values.place("tariff"), "tariff", "code_folder", found=values["tariff"], known=folder.name)
    for row in (*bases, *rows):
        check_sources(row["source"], values["sources"], row.at, log)
    _check_kinds(values["tables"], bases, rows, log)
    return _tariff(values, bases, rows, digest_of(folder), log)


def _tariff(values: Values, bases: list[Values], rows: list[Values], digest: str, log: Log) -> Tariff:
    rounding = values["rounding"]
    rule = Rounding(rounding["unit_yen"], rounding["way"], rounding["status"], rounding["source"][0])
    return Tariff(
        code=values["tariff"],
        insurer=values["insurer"].ja,
        digest=digest,
        rounding=rule,
        rounding_line=Line(
            "rounding.end",
            params=(("unit", rule.unit), ("way", rule.way)),
            rule=rule.way,
            source=rule.source,
            status=rule.status,
        ),
        bases=_bases(bases, log),
        tables=_tables(values, rows, log),
        minimum_yen=values["minimum_yen"],
    )


def _check_kinds(tables: tuple[Values, ...], bases: list[Values], rows: list[Values], log: Log) -> None:
    """Note kinds that no base knows, and factors known for a kind that their table does not rate."""
    based = {row["kind"] for row in bases}
    rated = {table["code"]: table["kinds"] for table in tables}
    for table in tables if based else ():
        key = f"tables.{table['code']}.kinds"
        for kind in table["kinds"]:
            if kind not in based:
                log.add(table.place("kinds"), key, "unknown_reference", found=kind, known=nearest(kind, based))
    for row in rows:
        known = rated.get(row["table"], ())
        for kind in row["known_for"].split() if known else ():
            if kind not in known:
                log.add(row.at, "known_for", "unknown_reference", found=kind, known=nearest(kind, known))


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


def _tables(values: Values, rows: list[Values], log: Log) -> tuple[FactorTable, ...]:
    codes = {table["code"] for table in values["tables"]}
    for row in rows:
        if row["table"] not in codes:
            log.add(row.at, "table", "unknown_reference", found=row["table"], known=nearest(row["table"], codes))
    return tuple(
        _table(table, [row for row in rows if row["table"] == table["code"]], log) for table in values["tables"]
    )


def _table(table: Values, rows: list[Values], log: Log) -> FactorTable:
    _check_rows(table["method"], rows, log)
    ordered = sorted(rows, key=lambda row: (row["low"] or 0, row["choice"]))
    made = tuple(
        FactorRow(
            row["low"],
            row["high"],
            row["choice"],
            row["rate"],
            frozenset(row["known_for"].split()),
            row["status"],
            row["source"][0],
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


def _check_rows(method: str, rows: list[Values], log: Log) -> None:
    """Note rows that overlap, run backwards or stand twice."""
    seen: list[Values] = []
    for row in rows:
        low, high = row["low"] or 0, row["high"]
        if high is not None and (high < low or (method == "bands" and high == low)):
            log.add(row.at, "high", "order")
        for other in seen:
            if method == "choices":
                if other["choice"] == row["choice"]:
                    log.add(row.at, "choice", "duplicate_row", other=other.at.line)
            elif _overlap(method, row, other):
                end = "∞" if other["high"] is None else other["high"]
                log.add(row.at, "low", "overlap", other=other.at.line, low=other["low"] or 0, high=end)
        seen.append(row)


def _overlap(method: str, one: Values, other: Values) -> bool:
    if method == "points":
        return bool(one["low"] == other["low"])
    endless = float("inf")
    one_end = endless if one["high"] is None else one["high"]
    other_end = endless if other["high"] is None else other["high"]
    return (one["low"] or 0) < other_end and (other["low"] or 0) < one_end
