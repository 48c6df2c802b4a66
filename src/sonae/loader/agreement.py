"""Do the files of a catalogue agree with each other: schemes, tariffs, printed prices, words?"""

from __future__ import annotations

from sonae.core.catalogue import Catalogue
from sonae.core.rating import by_formula
from sonae.core.scheme import KindRule, Measure, Plan, Scheme
from sonae.core.steps import Answer
from sonae.core.tariff import BaseKey, FactorTable, Tariff
from sonae.core.trace import rate_text
from sonae.loader.problems import Log, Place
from sonae.loader.references import check_known
from sonae.loader.schemes import ReadScheme
from sonae.loader.wording import check_words


def check_agreement(catalogue: Catalogue, read: ReadScheme, log: Log) -> None:
    """Note a missing tariff or measure, plans nobody can price, contradicted prices and codes without words."""
    scheme = read.scheme
    tariff = catalogue.tariff_of(scheme)
    if scheme.tariff and tariff is None:
        check_known(scheme.tariff, catalogue.tariffs, read.at, "tariff", log)
    elif read.whole and log.unsound.isdisjoint(read.needs):
        for plan in scheme.plans.values():
            _reachable(read, tariff, plan, log)
        if tariff is not None:
            _asked(read, tariff, log)
            for key in scheme.premiums:
                _agrees(read, tariff, key, log)
    if "texts" not in log.unsound:
        check_words(catalogue, read, log)


def _reachable(read: ReadScheme, tariff: Tariff | None, plan: Plan, log: Log) -> None:
    scheme = read.scheme
    kind = scheme.kinds.get(plan.kind)
    if kind is None:
        return
    key = BaseKey(plan.kind, plan.family, plan.liability_limit, plan.cost_limit, plan.deductible)
    own = (plan.kind, plan.family, plan.code)
    printed = any(cell[:3] == own for cell in scheme.premiums)
    based = tariff is not None and key in tariff.bases
    if (kind.priced == "printed" and not printed) or (kind.priced == "tariff" and not based):
        log.add(read.rows[own], "plan", "unreachable_plan", plan=plan.code, kind=plan.kind)


def _asked(read: ReadScheme, tariff: Tariff, log: Log) -> None:
    """Note each measure of the tariff that a kind priced by it does not ask for, or asks for in another way."""
    for kind in read.scheme.kinds.values():
        measures = [one.name for one in kind.measures]
        for table in tariff.tables_for(kind.kind) if kind.priced == "tariff" else ():
            key, at = f"kinds.{kind.kind}.measures: {tariff.code}.{table.code}", read.rows[kind.kind,]
            if (measure := kind.measure(table.measure)) is None:
                check_known(table.measure, measures, at, key, log)
            elif (measure.type == "choice") != (table.method == "choices"):
                log.add(at, key, "method", measure=measure.name, type=measure.type, method=table.method)
            elif measure.type != "choice":
                _positive(kind.kind, measure, table, key, at, log)


def _positive(kind: str, measure: Measure, table: FactorTable, key: str, at: Place, log: Log) -> None:
    """Note an answer that a table turns into nothing or less: no line through its points may fall so far."""
    for value in {max(measure.lowest, measure.refer_below), measure.highest}:
        factor = table.derive(kind, value)
        if factor and factor.rate <= 0:
            log.add(at, key, "not_positive", measure=measure.name, found=value, rate=rate_text(factor.rate))


def _agrees(read: ReadScheme, tariff: Tariff, key: tuple[str, str, str, int | None], log: Log) -> None:
    """Note a printed annual premium that the tariff's own base, factors and discounts deny."""
    scheme = read.scheme
    kind, plan = scheme.kinds.get(key[0]), scheme.plans.get(key[:3])
    cell = scheme.premiums[key]
    if kind is None or plan is None or cell.per_instalment:
        return
    computed = _computed(scheme, tariff, kind, plan, key[3])
    if computed is not None and computed != cell.yen:
        log.add(read.rows[key], "premium_yen", "contradiction", printed=cell.yen, computed=computed)


def _computed(scheme: Scheme, tariff: Tariff, kind: KindRule, plan: Plan, size: int | None) -> int | None:
    """Return what the formula gives for a cell's size and usual choices; None where it can only estimate."""
    measures: dict[str, Answer] = {one.name: one.default for one in kind.measures if one.default}
    if size is not None:
        measures[kind.size_measure] = size
    formula = by_formula(scheme, tariff, plan, measures)
    return formula.yen if formula and not formula.assumed else None
