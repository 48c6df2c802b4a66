"""Does an edition answer its own worked examples as its ``cases.yaml`` says?"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from sonae.core.asking import Ask, find_plan, open_changes
from sonae.core.catalogue import Catalogue
from sonae.core.corporation import CorporationQuote, quote_corporation
from sonae.core.joining import Cover
from sonae.core.problems import Refusal, nearest
from sonae.core.quote import Quote, quote
from sonae.core.scheme import Scheme
from sonae.core.tariff import Tariff
from sonae.core.trace import rate_text
from sonae.loader.nodes import Mapping, Tree, read_yaml
from sonae.loader.problems import Log, Place, name_of
from sonae.loader.shapes import BAD, ListOf, MapOf, Opt, Record, Schema, Values
from sonae.loader.vocabulary import BOOL, CODE, MOMENT, RATE, TEXT, YEN

FACILITY = Record(
    {
        "kind": CODE,
        "plan": Opt(TEXT, ""),
        "family": Opt(CODE, ""),
        "size": Opt(TEXT, ""),
        "measures": Opt(MapOf(TEXT), {}),
        "received": Opt(MOMENT),
        "adjustments": Opt(MapOf(RATE), {}),
    }
)
ANSWER = Record(
    {
        "status": Opt(TEXT),
        "annual_yen": Opt(YEN),
        "payable_yen": Opt(YEN),
        "referral": Opt(ListOf(CODE)),
        "assumed": Opt(ListOf(CODE)),
        "notices": Opt(ListOf(CODE)),
        "refused": Opt(ListOf(TEXT)),
    }
)
EXPECT = Record(
    {
        **ANSWER.fields,
        "binding": Opt(BOOL),
        "instalment_yen": Opt(YEN),
        "payable_status": Opt(TEXT),
        "start": Opt(MOMENT),
        "end": Opt(MOMENT),
        "no_cover": Opt(CODE),
    }
)
ONE = Record({"id": CODE, "ask": Record({**FACILITY.fields, "now": Opt(MOMENT)}), "expect": EXPECT})
SEVERAL = Record(
    {
        "id": CODE,
        "facilities": ListOf(FACILITY),
        "shared_limits": Opt(BOOL, False),
        "shared_records": Opt(BOOL, False),
        "now": Opt(MOMENT),
        "expect": ANSWER,
    }
)


class Case:
    """What is asked of one facility (``ask``), or of several of a corporation (``facilities``)."""

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return the case's values, or ``BAD`` after noting what is wrong."""
        several = isinstance(tree, Mapping) and "facilities" in tree.nodes
        return (SEVERAL if several else ONE).read(tree, key, log)

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        return {"oneOf": [ONE.schema(), SEVERAL.schema()]}


CASES = ListOf(Case())


def run_cases(folder: Path, root: Path, catalogue: Catalogue, now: datetime, log: Log) -> int:
    """Run the cases of the scheme in ``folder`` and note each difference; return how many ran.

    None runs where something else is wrong that may change a price: the answers would only follow from it.
    """
    path = folder / "cases.yaml"
    if not path.exists():
        return 0
    tree = read_yaml(path, name_of(path, root), log)
    cases = CASES.read(tree, "cases", log) if tree else ()
    scheme = catalogue.schemes.get(folder.name)
    if cases is BAD or scheme is None or f"schemes/{folder.name}" in log.unsound:
        return 0
    for case in cases:
        answer = _answer(case, scheme, catalogue.tariff_of(scheme), now, log)
        if answer is not None:
            _compare(case, answered(answer), log)
    return len(cases)


def _answer(
    case: Values, scheme: Scheme, tariff: Tariff | None, now: datetime, log: Log
) -> Quote | CorporationQuote | Refusal | None:
    """Return core's answer; None after noting adjustments that the scheme does not allow."""
    several = "facilities" in case
    asked = case["facilities"] if several else (case["ask"],)
    asks = tuple(_ask(one) for one in asked)
    before = len(log.problems)
    for ask, one in zip(asks, asked, strict=True):
        _check_adjustments(f"{case['id']}.adjustments", ask, scheme, one.place("adjustments"), log)
    if len(log.problems) > before:
        return None
    if not several:
        return quote(scheme, tariff, asks[0], now=case["ask"]["now"] or now)
    return quote_corporation(
        scheme,
        tariff,
        asks,
        shared_limits=case["shared_limits"],
        shared_records=case["shared_records"],
        now=case["now"] or now,
    )


def _ask(asked: Values) -> Ask:
    return Ask(
        asked["kind"],
        asked["plan"],
        asked["family"],
        asked["size"],
        asked["measures"],
        asked["received"],
        adjustments=tuple(asked["adjustments"].items()),
    )


def _check_adjustments(key: str, ask: Ask, scheme: Scheme, at: Place, log: Log) -> None:
    """Note each change that the scheme does not leave to be decided, or that lies outside its range."""
    plan, _wrong = find_plan(scheme, ask)
    free = open_changes(scheme, plan)
    for name, rate in ask.adjustments:
        one = free.get(name)
        if one is None:
            log.add(at, f"{key}.{name}", "adjustment", found=name, known=nearest(name, free) or "-")
        elif plan is not None and not one.lowest <= rate <= one.highest:
            low, high = rate_text(one.lowest), rate_text(one.highest)
            log.add(at, f"{key}.{name}", "adjustment_range", found=rate_text(rate), low=low, high=high)


def answered(answer: Quote | CorporationQuote | Refusal) -> dict[str, Any]:
    """Return what a case can expect of an answer, by the names that cases use."""
    if isinstance(answer, Refusal):
        return {"refused": tuple(sorted({error.field for error in answer.errors}))}
    both = {
        "payable_yen": answer.payable_yen,
        "referral": answer.referral,
        "assumed": answer.assumed,
        "notices": tuple(fact.id for fact in answer.notices),
    }
    if isinstance(answer, CorporationQuote):
        return {**both, "status": answer.status, "annual_yen": answer.annual_yen}
    premium, cover = answer.premium, answer.cover
    return {
        **both,
        "status": premium.status,
        "binding": premium.binding,
        "annual_yen": premium.annual_yen,
        "instalment_yen": premium.instalment_yen,
        "payable_status": answer.payable_status,
        "start": cover.start if isinstance(cover, Cover) else None,
        "end": cover.end if isinstance(cover, Cover) else None,
        "no_cover": None if isinstance(cover, Cover) else cover.reason,
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
