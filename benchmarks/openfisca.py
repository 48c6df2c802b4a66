"""R2 and its part of R4: one fresh case, and many rows, beside the same tariff in OpenFisca.

OpenFisca is AGPL: it runs in an environment of its own and is no dependency.
``python -m benchmarks.openfisca [--small]`` after ``python -m benchmarks.environments``
"""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.options import Options, read_options
from benchmarks.sample import NOW, SCHEME, Rows, asks, rows
from benchmarks.timing import Watch, alternate, report, skipped, timed, wait_for_idle
from benchmarks.workers import environment, worker
from sonae.bulk import STATUS_OF, Cube, compile_cube, rate_rows
from sonae.core.asking import Ask
from sonae.core.joining import LATE_RECEIPT, Cover
from sonae.core.quote import Quote, quote
from sonae.core.scheme import Scheme
from sonae.core.tariff import BaseKey, Tariff
from sonae.loader import load_catalogue

EPOCH = date(1970, 1, 1)


def main(options: Options) -> None:
    """Write the figures, check that both give the same, and time them in turn."""
    python = environment("openfisca")
    if python is None:
        for goal in ("R2", "R4-openfisca"):
            skipped(goal, "OpenFisca-core is not installed: python -m benchmarks.environments")
        return
    catalogue = load_catalogue()
    cube = compile_cube(catalogue, [SCHEME])
    scheme = catalogue.schemes[SCHEME]
    tariff = catalogue.tariffs[scheme.tariff]
    cases = [ask for ask in asks(scheme, 20 if options.small else 200) if _answered(scheme, tariff, ask)]
    asked = rows(catalogue, cube, 5_000 if options.small else 1_000_000, scheme=SCHEME)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "tariff.json").write_text(json.dumps(_figures(scheme, tariff, cases)), encoding="utf-8")
        _write(folder, cube, scheme, asked)
        with worker(python, "openfisca_tariff.py", name) as other:
            theirs = other.do("version")
            assert other.do("check cases") == [_named(_case(scheme, tariff, ask)) for ask in cases]
            other.do("check rows")
            _check(folder, cube, asked)
            idle = wait_for_idle(options.wait_s)
            watch = Watch()
            best = alternate(
                {
                    "one": lambda: timed(lambda: [_case(scheme, tariff, ask) for ask in cases]) / len(cases),
                    "their one": lambda: float(other.do("cases")),
                    "their one traced": lambda: float(other.do("cases traced")),
                    "many": lambda: timed(lambda: rate_rows(cube, *asked)),
                    "their many": lambda: float(other.do("rows")),
                },
                max(2, options.rounds // 3),
            )
    about = {"other_versions": theirs, "idle_before": idle, "idle_during": watch.idle_share()}
    report(
        "R2",
        what=f"one case from nothing: OpenFisca without trace / ours with trace, mean of {len(cases)}",
        ours_s=best["one"],
        other_s=best["their one"],
        ratio=best["their one"] / best["one"],
        small=options.small,
        other_traced_s=round(best["their one traced"], 6),
        **about,
    )
    report(
        "R4-openfisca",
        what=f"{asked.sizes.size:,} rows, annual premium and status: OpenFisca / ours",
        ours_s=best["many"],
        other_s=best["their many"],
        ratio=best["their many"] / best["many"],
        packages=("numpy",),
        small=options.small,
        **about,
    )


def _answered(scheme: Scheme, tariff: Tariff, ask: Ask) -> bool:
    answer = quote(scheme, tariff, ask, now=NOW)
    return isinstance(answer, Quote) and answer.payable_yen is not None


def _case(scheme: Scheme, tariff: Tariff, ask: Ask) -> Quote:
    fresh = Ask(ask.kind, ask.plan, ask.family, ask.size, received=ask.received)
    answer = quote(scheme, tariff, fresh, now=NOW)
    assert isinstance(answer, Quote)
    return answer


def _named(answer: Quote) -> list[str]:
    """Return a quote's figures as OpenFisca's program lists its own."""
    premium, cover = answer.premium, answer.cover
    assert isinstance(cover, Cover)
    found = (
        premium.annual_yen,
        premium.status,
        premium.binding,
        "written_quotation" in answer.referral,
        LATE_RECEIPT in answer.assumed,
        cover.start.date(),
        cover.months,
        cover.first_collection,
        answer.payable_yen,
    )
    return [str(one) for one in found]


def _figures(scheme: Scheme, tariff: Tariff, cases: list[Ask]) -> dict[str, Any]:
    """Return the tariff and the cases as OpenFisca's parameters and situations."""
    term, closes_on, rule = scheme.term, scheme.joining.closes_on, scheme.joining.mid_term
    assert term is not None
    assert closes_on is not None
    assert rule is not None
    kinds = sorted({plan.kind for plan in scheme.plans.values()})
    bases: dict[str, dict[str, int]] = {kind: {} for kind in kinds}
    for plan in scheme.plans.values():
        key = BaseKey(plan.kind, plan.family, plan.liability_limit, plan.cost_limit, plan.deductible)
        bases[plan.kind][plan.code] = int(tariff.bases[key].yen)
    points = next(table for table in tariff.tables if table.method == "points")
    return {
        "kinds": kinds,
        "plans": sorted(bases[kinds[0]]),
        "wards": ["general", "psychiatric", "long_term"],
        "bases": bases,
        "factors": {row.low: int(row.rate * 100) for row in points.rows},
        "printed": {
            kind: [
                row.low for row in points.rows if any(key[0] == kind and key[3] == row.low for key in scheme.premiums)
            ]
            for kind in kinds
        },
        "percent": 80,
        "joining": {
            "cutoff_day": rule.cutoff_day,
            "first_month": (term.start.year - 1970) * 12 + term.start.month - 1,
            "first_day": (term.start.date() - EPOCH).days,
            "effective_day": rule.effective_day,
            "deadline_day": (closes_on - EPOCH).days + 1,
        },
        "cases": [
            {
                "kind": ask.kind,
                "plan": ask.plan,
                "size": ask.size or 0,
                "received": (ask.received or NOW).date().isoformat(),
            }
            for ask in cases
        ],
    }


def _write(folder: Path, cube: Cube, scheme: Scheme, asked: Rows) -> None:
    """Write the rows with the indices of OpenFisca's words, which are in the order of the alphabet."""
    kinds = sorted({plan.kind for plan in scheme.plans.values()})
    plans = sorted({plan.code for plan in scheme.plans.values()})
    for name, words, known, column in (
        ("kind", kinds, cube.kinds, asked.kinds),
        ("plan", plans, cube.plans, asked.plans),
    ):
        place = np.zeros(len(known) + 1, np.uint8)
        place[[known[word] for word in words]] = np.arange(len(words))
        np.save(folder / f"{name}.npy", place[column])
    np.save(folder / "size.npy", np.maximum(asked.sizes, 0))


def _check(folder: Path, cube: Cube, asked: Rows) -> None:
    ours = rate_rows(cube, *asked)
    assert np.array_equal(ours.premiums, np.load(folder / "annual.npy"))
    assert np.array_equal(np.array(STATUS_OF)[ours.codes], np.load(folder / "status.npy"))


if __name__ == "__main__":
    main(read_options(__doc__))
