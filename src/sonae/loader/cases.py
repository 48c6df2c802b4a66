"""Does an edition answer its own worked examples as its ``cases.yaml`` says?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sonae.core.asking import Ask
from sonae.core.catalogue import Catalogue
from sonae.core.joining import Cover
from sonae.core.problems import Refusal
from sonae.core.quote import Quote, quote
from sonae.loader.nodes import read_yaml
from sonae.loader.problems import Log, name_of
from sonae.loader.shapes import (
    BAD,
    BOOL,
    CODE,
    MOMENT,
    TEXT,
    YEN,
    ListOf,
    MapOf,
    Opt,
    Record,
    Values,
)

NONE = "none"
ASK = Record(
    {
        "kind": CODE,
        "plan": Opt(TEXT, ""),
        "family": Opt(CODE, ""),
        "size": Opt(TEXT, ""),
        "measures": Opt(MapOf(TEXT), {}),
        "received": Opt(MOMENT),
        "now": Opt(MOMENT),
    }
)
EXPECT = Record(
    {
        "status": Opt(TEXT),
        "binding": Opt(BOOL),
        "annual_yen": Opt(YEN),
        "instalment_yen": Opt(YEN),
        "payable_yen": Opt(YEN),
        "payable_status": Opt(TEXT),
        "start": Opt(MOMENT),
        "end": Opt(MOMENT),
        "no_cover": Opt(CODE),
        "referral": Opt(ListOf(CODE)),
        "assumed": Opt(ListOf(CODE)),
        "refused": Opt(ListOf(TEXT)),
    }
)
CASES = ListOf(Record({"id": CODE, "ask": ASK, "expect": EXPECT}))


def run_cases(folder: Path, root: Path, catalogue: Catalogue, now: datetime, log: Log) -> int:
    """Run the cases of the scheme in ``folder`` and note each difference; return how many ran."""
    path = folder / "cases.yaml"
    if not path.exists():
        return 0
    tree = read_yaml(path, name_of(path, root), log)
    cases = CASES.read(tree, "cases", log) if tree else ()
    scheme = catalogue.schemes.get(folder.name)
    if cases is BAD or scheme is None:
        return 0
    for case in cases:
        asked = case["ask"]
        ask = Ask(
            asked["kind"],
            asked["plan"],
            asked["family"],
            asked["size"],
            asked["measures"],
            asked["received"],
        )
        answer = quote(scheme, catalogue.tariff_of(scheme), ask, now=asked["now"] or now)
        _compare(case, answered(answer), log)
    return len(cases)


def answered(answer: Quote | Refusal) -> dict[str, Any]:
    """Return what a case can expect of an answer, by the names that cases use."""
    if isinstance(answer, Refusal):
        return {"refused": tuple(sorted({error.field for error in answer.errors}))}
    premium, cover = answer.premium, answer.cover
    return {
        "status": premium.status,
        "binding": premium.binding,
        "annual_yen": premium.annual_yen,
        "instalment_yen": premium.instalment_yen,
        "payable_yen": answer.payable_yen,
        "payable_status": answer.payable_status,
        "start": cover.start if isinstance(cover, Cover) else None,
        "end": cover.end if isinstance(cover, Cover) else None,
        "no_cover": None if isinstance(cover, Cover) else cover.reason,
        "referral": answer.referral,
        "assumed": answer.assumed,
    }


def _compare(case: Values, found: dict[str, Any], log: Log) -> None:
    for name, expected in case["expect"].items():
        if expected is None:
            continue
        got = found.get(name)
        if _unordered(got) != _unordered(expected):
            log.add(case.at, f"{case['id']}.{name}", "case", known=expected, found=got)


def _unordered(value: object) -> object:
    """Lists of keys are compared without their order."""
    return frozenset(value) if isinstance(value, tuple) else value
