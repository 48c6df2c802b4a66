"""Can each change of a scheme come about: its rate or range, the kinds it is for, the measure it depends on?"""

from __future__ import annotations

from itertools import pairwise

from sonae.core.trace import rate_text
from sonae.loader.problems import Log
from sonae.loader.references import check_filters, check_known
from sonae.loader.row_checks import sound_rows
from sonae.loader.shapes import Values
from sonae.loader.unique import check_unique
from sonae.loader.vocabulary import CHANGE


def check_modifiers(values: Values, log: Log) -> None:
    """Note ids that stand twice, ranges that run backwards, unknown kinds and families, and steps nobody can be in."""
    groups = values["modifiers"]
    modifiers = [one for group in groups for one in group["modifiers"]]
    check_unique(groups, "id", log)
    check_unique(modifiers, "id", log)
    for one in (*groups, *modifiers):
        _check_range(one, log)
    for one in modifiers:
        check_filters(one, {name: values[name] for name in ("kinds", "families")}, log)
        if one["by"]:
            _check_steps(one, values["kinds"], log)


def _check_range(one: Values, log: Log) -> None:
    """Note a range that runs backwards, one beside another way to say the change, and a change said in no way."""
    bounds = {name: one[name] for name in ("lowest", "highest")}
    if "rate" in one:
        said = [name for name in ("rate", "by") if one[name] is not None]
        for name, value in (("rate", one["rate"]), *bounds.items()):
            key = f"{one['id']}.{name}"
            if not said and name != "rate" and value is None:
                log.add(one.at, key, "missing_key", shape=f"{CHANGE.shape}, or a `rate`, or `by` a measure")
            if said and name != said[-1] and value is not None:
                log.add(one.place(name), key, "unused", found=rate_text(value), beside=said[-1])
    if None not in bounds.values() and bounds["lowest"] > bounds["highest"]:
        log.add(one.place("highest"), f"{one['id']}.highest", "order")


def _check_steps(one: Values, kinds: dict[str, Values], log: Log) -> None:
    """Note a kind that does not ask for the measure, and steps that cannot be read as the kinds ask for it."""
    by, key = one["by"], f"{one['id']}.by"
    rated = {
        code: rule for code, rule in kinds.items() if rule["priced"] == "tariff" and code in (one["kinds"] or kinds)
    }
    for code, rule in rated.items():
        about = f"kinds.{code}.measures: {one['id']}"
        check_known(by["measure"], rule["measures"], rule.place("measures"), about, log)
    asking = [rule["measures"][by["measure"]] for rule in rated.values() if by["measure"] in rule["measures"]]
    if not by["steps"] and not log.refused:
        log.add(by.place("steps"), f"{key}.steps", "missing_key", shape="a rate for each step")
    for chosen in {measure["type"] == "choice" for measure in asking}:
        method = "choices" if chosen else "bands"
        rows = sound_rows(method, by["steps"], log, key=f"{key}.", beside=f"measure: {by['measure']}")
        if not chosen:
            _check_gaps(rows, key, log)
        else:
            known = [word for measure in asking for word in measure["choices"]]
            for row in rows:
                check_known(row["choice"], known, row.place("choice"), f"{key}.choice", log)


def _check_gaps(rows: list[Values], key: str, log: Log) -> None:
    """Note numbers between two steps: whoever writes 299 and 300 for an end that is excluded loses one."""
    ordered = sorted(rows, key=lambda row: row["low"] or 0)
    for row, after in pairwise(ordered):
        if row["high"] is not None and row["high"] < after["low"]:
            gap = {"low": row["high"], "high": after["low"] - 1}
            log.add(after.place("low"), f"{key}.low", "gap", other=row.place("high").line, **gap)
