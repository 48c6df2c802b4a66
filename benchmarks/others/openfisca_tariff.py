"""The tariff of one scheme in OpenFisca: entities, variables and parameters as its manual writes them.

Runs in an environment of its own (OpenFisca is AGPL and no dependency of Sonae); the figures come as
files from ``benchmarks.openfisca``. Every amount is a whole number in the formulas, so that they are exact.
``python openfisca_tariff.py FOLDER``
"""

# ruff: noqa: ANN001, ANN201, N801, N805, PLR2004 - variables are written as OpenFisca's manual writes them

from __future__ import annotations

import json
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.indexed_enums import Enum, EnumArray
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from serving import serve, timed

PERIOD = "2025"
FOLDER = Path(sys.argv[1])
GIVEN: dict[str, Any] = json.loads((FOLDER / "tariff.json").read_text(encoding="utf-8"))
Facility = build_entity(key="facility", plural="facilities", label="A medical institution", is_person=True)

Kind = Enum("Kind", {kind: kind for kind in GIVEN["kinds"]})
Plan = Enum("Plan", {plan: plan for plan in GIVEN["plans"]})
Ward = Enum("Ward", {ward: ward for ward in GIVEN["wards"]})
Status = Enum("Status", {status: status for status in ("estimate", "computed", "printed")})


class kind(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = Enum
    possible_values = Kind
    default_value = Kind.clinic


class plan(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = Enum
    possible_values = Plan
    default_value = Plan.S1


class ward(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = Enum
    possible_values = Ward
    default_value = Ward.general


class size(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = int


class received(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = date
    default_value = date(2025, 6, 15)


class base_premium(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = int

    def formula(facility, period, parameters):
        return parameters(period).base_premium[facility("kind", period)][facility("plan", period)].astype(np.int64)


class size_factor(Variable):
    """The factor times 150,000: hundredths on a line between points that are 30 or 50 beds apart."""

    entity = Facility
    definition_period = YEAR
    value_type = int

    def formula(facility, period, parameters):
        size, factor = facility("size", period), parameters(period).size_factor
        low = factor.at_20 * 50 * (50 - size) + factor.at_50 * 50 * (size - 20)
        high = factor.at_50 * 30 * (100 - size) + factor.at_100 * 30 * (size - 50)
        is_clinic = facility("kind", period) == Kind.clinic
        return np.where(is_clinic, 150_000, np.where(size < 50, low, high)).astype(np.int64)


class annual_premium(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = int

    def formula(facility, period, parameters):
        percent, unit = parameters(period).discounted_percent, parameters(period).rounding_unit
        exact = facility("base_premium", period).astype(np.int64) * facility("size_factor", period) * percent
        parts = 15_000_000 * unit
        return (2 * exact + parts) // (2 * parts) * unit


class status(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = Enum
    possible_values = Status
    default_value = Status.estimate

    def formula(facility, period, parameters):
        size, kind = facility("size", period), facility("kind", period)
        printed = parameters(period).printed[kind]
        usual = facility("ward", period) == Ward.general
        at_20, at_50, at_100 = size == 20, size == 50, size == 100
        is_printed = (at_20 & (printed.at_20 > 0)) | (at_50 & (printed.at_50 > 0)) | (at_100 & (printed.at_100 > 0))
        is_known = (kind == Kind.hospital) & (at_20 | at_50 | at_100)
        return np.select(
            [(kind == Kind.clinic) | (is_printed & usual), is_known & usual],
            [Status.printed, Status.computed],
            Status.estimate,
        )


class binding(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = bool

    def formula(facility, period):
        return facility("kind", period) == Kind.clinic


class written_quotation(Variable):
    """Whether the insurer's written quotation decides."""

    entity = Facility
    definition_period = YEAR
    value_type = bool

    def formula(facility, period):
        return facility("kind", period) != Kind.clinic


class main_join(Variable):
    """Whether the application came by the main deadline."""

    entity = Facility
    definition_period = YEAR
    value_type = bool

    def formula(facility, period, parameters):
        day = facility("received", period).astype("datetime64[D]").astype(np.int64)
        return day < parameters(period).joining.deadline_day


class late_receipt(Variable):
    """Whether it came between the deadline and the first day of the term."""

    entity = Facility
    definition_period = YEAR
    value_type = bool

    def formula(facility, period, parameters):
        day = facility("received", period).astype("datetime64[D]").astype(np.int64)
        return ~facility("main_join", period) & (day < parameters(period).joining.first_day)


class cover_start(Variable):
    """By the cut-off day cover starts next month, later in two months, never before the term."""

    entity = Facility
    definition_period = YEAR
    value_type = date

    def formula(facility, period, parameters):
        received, rule = facility("received", period), parameters(period).joining
        month = received.astype("datetime64[M]")
        day = (received - month).astype(np.int64) + 1
        later = month.astype(np.int64) + np.where(day <= rule.cutoff_day, 1, 2)
        start = np.where(facility("main_join", period), rule.first_month, np.maximum(later, rule.first_month))
        return start.astype("datetime64[M]").astype("datetime64[D]") + (rule.effective_day - 1)


class months(Variable):
    """Whole months of cover."""

    entity = Facility
    definition_period = YEAR
    value_type = int

    def formula(facility, period, parameters):
        start = facility("cover_start", period).astype("datetime64[M]").astype(np.int64)
        return parameters(period).joining.first_month + 12 - start


class first_collection(Variable):
    """The first day of the month after cover starts."""

    entity = Facility
    definition_period = YEAR
    value_type = date

    def formula(facility, period):
        return (facility("cover_start", period).astype("datetime64[M]") + 1).astype("datetime64[D]")


class payable(Variable):
    entity = Facility
    definition_period = YEAR
    value_type = int

    def formula(facility, period, parameters):
        annual, months = facility("annual_premium", period).astype(np.int64), facility("months", period)
        unit = parameters(period).rounding_unit
        part = (2 * annual * months + 12 * unit) // (24 * unit) * unit
        return np.where(months == 12, annual, part)


VARIABLES = (
    kind, plan, ward, size, received, base_premium, size_factor, annual_premium, status, binding,
    written_quotation, main_join, late_receipt, cover_start, months, first_collection, payable,
)  # fmt: skip
ANSWERS = (
    "annual_premium", "status", "binding", "written_quotation", "late_receipt", "cover_start", "months",
    "first_collection", "payable",
)  # fmt: skip


def _value(value: float) -> dict[str, Any]:
    return {"values": {"2025-01-01": {"value": value}}}


def tariff() -> TaxBenefitSystem:
    """Build the system of variables and parameters."""
    system = TaxBenefitSystem([Facility])
    system.parameters = ParameterNode(
        "",
        data={
            "base_premium": {
                kind: {plan: _value(yen) for plan, yen in plans.items()} for kind, plans in GIVEN["bases"].items()
            },
            "size_factor": {f"at_{size}": _value(hundredths) for size, hundredths in GIVEN["factors"].items()},
            "printed": {
                kind: {f"at_{size}": _value(int(size in sizes)) for size in (20, 50, 100)}
                for kind, sizes in GIVEN["printed"].items()
            },
            "discounted_percent": _value(GIVEN["percent"]),
            "rounding_unit": _value(10),
            "joining": {name: _value(value) for name, value in GIVEN["joining"].items()},
        },
    )
    for variable in VARIABLES:
        system.add_variable(variable)
    return system


SYSTEM = tariff()
CASES: list[dict[str, Any]] = GIVEN["cases"]


def one_case(case: dict[str, Any], *, trace: bool = False) -> list[Any]:
    """Answer one facility from nothing, as an API would; the names are in ``ANSWERS``."""
    situation = {name: {PERIOD: value} for name, value in case.items()}
    simulation = SimulationBuilder().build_from_dict(SYSTEM, {"facilities": {"asked": situation}})
    simulation.trace = trace
    found = [simulation.calculate(name, PERIOD) for name in ANSWERS]
    return [(one.decode_to_str() if isinstance(one, EnumArray) else one)[0].item() for one in found]


def many_rows() -> tuple[Any, Any]:
    """Answer all rows at once: annual yen and status."""
    columns = {name: np.load(FOLDER / f"{name}.npy", mmap_mode="r") for name in ("kind", "plan", "size")}
    simulation = SimulationBuilder().build_default_simulation(SYSTEM, count=columns["size"].size)
    for name, words in (("kind", Kind), ("plan", Plan)):
        simulation.set_input(name, PERIOD, EnumArray(np.asarray(columns[name]), words))
    simulation.set_input("size", PERIOD, np.asarray(columns["size"]))
    return simulation.calculate("annual_premium", PERIOD), simulation.calculate("status", PERIOD)


def check_rows() -> str:
    """Write the answers to all rows into files."""
    annual, status = many_rows()
    np.save(FOLDER / "annual.npy", annual)
    np.save(FOLDER / "status.npy", np.asarray(status.decode_to_str()))
    return "written"


if __name__ == "__main__":
    serve(
        {
            "version": lambda: {"openfisca-core": version("openfisca-core"), "numpy": np.__version__},
            "check cases": lambda: [[str(one) for one in one_case(case)] for case in CASES],
            "cases": lambda: timed(lambda: [one_case(case) for case in CASES]) / len(CASES),
            "cases traced": lambda: timed(lambda: [one_case(case, trace=True) for case in CASES]) / len(CASES),
            "check rows": check_rows,
            "rows": lambda: timed(many_rows),
        }
    )
