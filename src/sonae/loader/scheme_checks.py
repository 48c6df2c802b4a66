"""Do the files of one scheme agree with each other: kinds, plans, premiums, facts, sources?"""

from __future__ import annotations

from sonae.core.scheme import MONTH_END
from sonae.loader import scheme_shape as shape
from sonae.loader.kind_checks import check_cells, check_kinds
from sonae.loader.modifier_checks import check_modifiers
from sonae.loader.problems import Log
from sonae.loader.references import check_filters, check_known
from sonae.loader.shapes import Values
from sonae.loader.sources import check_sources
from sonae.loader.unique import check_unique
from sonae.loader.vocabulary import POSITIVE

PlanLines = dict[tuple[str, str, str], int]


def check_scheme(values: Values, plans: list[Values], premiums: list[Values], facts: list[Values], log: Log) -> None:
    """Note undeclared sources, unknown references, rows that stand twice, sections left out and terms that repeat."""
    for found, at in shape.sources_in(values):
        check_sources(found, values["sources"], at, log)
    for row in (*plans, *premiums, *facts):
        check_sources(row["source"], values["sources"], row.at, log)
    if values["repeats"] and not values["example_of"]:
        log.add(values.place("repeats"), "repeats", "repeats")
    payment = values["payment"]
    if payment["loading"] and payment["instalments"] == 1:
        log.add(payment.place("loading"), "payment.loading", "unused", found="loading", beside="instalments: 1")
    lines = _check_plans(values, plans, log)
    _check_premiums(premiums, lines, log)
    check_kinds(values["kinds"], log)
    check_cells(values["kinds"], premiums, log)
    check_modifiers(values, log)
    _check_times(values, log)
    _check_facts(values, lines, facts, log)
    for family, coverage in values["coverage"].items():
        check_known(family, values["families"], coverage.at, "coverage", log)


def _check_plans(values: Values, plans: list[Values], log: Log) -> PlanLines:
    lines: PlanLines = {}
    for row in plans:
        check_known(row["kind"], values["kinds"], row.at, "kind", log)
        check_known(row["family"], values["families"], row.at, "family", log)
        key = (row["kind"], row["family"], row["plan"])
        if key in lines:
            log.add(row.at, "plan", "duplicate_row", other=lines[key])
        lines[key] = row.at.line
        cost, liability = row["cost_limit_yen"], row["liability_limit_yen"]
        if cost > liability:
            log.add(row.at, "cost_limit_yen", "joint_limit", cost=cost, liability=liability)
    return lines


def _check_premiums(premiums: list[Values], plans: PlanLines, log: Log) -> None:
    words = ["/".join(one) for one in plans]
    cells: dict[tuple[str, str, str, int | None], int] = {}
    for row in premiums:
        key = (row["kind"], row["family"], row["plan"])
        if not log.was_refused(row["plan"]):
            check_known("/".join(key), words, row.at, "plan", log)
        if (cell := (*key, row["size"])) in cells:
            log.add(row.at, "size", "duplicate_row", other=cells[cell])
        cells[cell] = row.at.line


def _check_times(values: Values, log: Log) -> None:
    """Note a term or hours that end before they begin, a deadline after the start, and cover before the receipt."""
    term, closes, rule = values["term"], values["joining"]["closes"], values["joining"]["mid_term"]
    if term and term["end"] <= term["start"]:
        log.add(term.place("end"), "term.end", "order")
    if term and closes and closes["on"] > (start := term["start"].date()):
        log.add(closes.place("on"), "joining.closes.on", "deadline", found=closes["on"], start=start)
    if rule:
        _check_cutoff(rule, log)
    for i, contact in enumerate(values["contacts"]):
        if (hours := contact["hours"]) and hours["closes"] <= hours["opens"]:
            log.add(hours.place("closes"), f"contacts[{i}].hours.closes", "order")


def _check_cutoff(rule: Values, log: Log) -> None:
    """Note cover before the receipt, and months after a cut-off that are left out, or that nobody can be in."""
    cutoff = "end" if rule["cutoff_day"] == MONTH_END else rule["cutoff_day"]
    if not rule["months_by_cutoff"] and rule["effective_day"] <= rule["cutoff_day"]:
        key, days = "joining.mid_term.months_by_cutoff", {"day": rule["effective_day"], "cutoff": cutoff}
        log.add(rule.place("months_by_cutoff"), key, "before_receipt", **days)
    key, after = "joining.mid_term.months_after_cutoff", rule["months_after_cutoff"]
    if cutoff == "end" and after is not None:
        log.add(rule.place("months_after_cutoff"), key, "unused", found=after, beside="cutoff_day: end")
    elif cutoff != "end" and after is None:
        log.add(rule.at, key, "missing_key", shape=POSITIVE.shape)


def _check_facts(values: Values, plans: PlanLines, facts: list[Values], log: Log) -> None:
    filters = {"kinds": values["kinds"], "families": values["families"], "plans": {code for _, _, code in plans}}
    check_unique(facts, "id", log)
    for fact in facts:
        check_filters(fact, filters, log)
    told = {fact["section"] for fact in facts}
    for section in shape.REQUIRED_SECTIONS:
        if section not in told:
            log.add(values.at, section, "missing_section", section=section)
