"""How does a folder of unit costs (costs.yaml, items.csv) become a core CostBook?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from sonae.core.incident import CostBook, Note, Quantity, Scenario, UnitCost
from sonae.core.scheme import Scheme, Text
from sonae.loader.editions import check_code, read_edition_file
from sonae.loader.problems import Log, Place
from sonae.loader.references import check_known
from sonae.loader.shapes import BAD, Choice, ListOf, MapOf, Opt, Record, Values
from sonae.loader.sources import SOURCES, check_sources
from sonae.loader.trades import KINDS, NamedKind, check_trades, kinds_named
from sonae.loader.unique import check_unique
from sonae.loader.vocabulary import BOOL, CODE, COUNT, POSITIVE, SOURCE, STATUS, TEXT, WORDS, YEN

ITEM = Record(
    {
        "id": CODE,
        "side": Choice(("cost", "liability")),
        "name": WORDS,
        "quantity": CODE,
        "yen": YEN,
        "per": POSITIVE,
        "lowest_yen": Opt(YEN),
        "highest_yen": Opt(YEN),
        "covered_by": MapOf(BOOL),
        "status": STATUS,
        "source": SOURCE,
    }
)
QUANTITY = Record(
    {
        "name": WORDS,
        "unit": WORDS,
        "highest": COUNT,
        "group": Opt(CODE, ""),
        "about": Opt(WORDS),
        "same_as": Opt(CODE, ""),
    }
)
SCENARIO = Record({"name": WORDS, "quantities": MapOf(COUNT), "kinds": KINDS, "status": STATUS, "source": SOURCE})
NOTE = Record({"ja": TEXT, "en": TEXT, "families": Opt(ListOf(CODE), ())})
COSTS = Record(
    {
        "costs": CODE,
        "trades": ListOf(CODE),
        "sources": SOURCES,
        "groups": Opt(MapOf(WORDS), {}),
        "quantities": MapOf(QUANTITY),
        "items": ListOf(ITEM),
        "scenarios": MapOf(SCENARIO),
        "notes": Opt(ListOf(NOTE), ()),
    }
)


@dataclass(frozen=True, slots=True)
class ReadCosts:
    """A cost book, and where its items say who pays and its scenarios name kinds, so that checks can name the line."""

    book: CostBook
    covered: dict[str, Place]
    named: tuple[NamedKind, ...]


def read_costs(folder: Path, root: Path, log: Log) -> ReadCosts | None:
    """Return the unit costs in ``folder``, or None after noting what is wrong with them."""
    values = read_edition_file(folder / "costs.yaml", root, COSTS, log)
    if values is BAD:
        return None
    check_code(values, "costs", folder, log)
    check_trades(values, log)
    _check(values, log)
    book = CostBook(
        code=values["costs"],
        trades=values["trades"],
        quantities={
            code: Quantity(code, one["name"], one["unit"], one["highest"], one["group"], one["about"], one["same_as"])
            for code, one in values["quantities"].items()
        },
        items=tuple(_item(one) for one in values["items"]),
        scenarios={
            code: Scenario(code, one["name"], one["quantities"], one["status"], one["source"], frozenset(one["kinds"]))
            for code, one in values["scenarios"].items()
        },
        notes=tuple(Note(Text(one["ja"], one["en"]), frozenset(one["families"])) for one in values["notes"]),
        groups=values["groups"],
        sources=values["sources"],
    )
    named = kinds_named((f"scenarios.{code}", one) for code, one in values["scenarios"].items())
    return ReadCosts(book, {one["id"]: one.place("covered_by") for one in values["items"]}, named)


def check_families(book: CostBook, covered: dict[str, Place], schemes: Iterable[Scheme], log: Log) -> None:
    """Note each plan family of the book's trades of which an item does not say whether it is paid."""
    families: dict[str, str] = {}
    for one in (one for one in schemes if one.trade in book.trades):
        families = {plan.family: one.code for plan in one.plans.values()} | families
    for item in book.items:
        for family, scheme in families.items():
            if family not in item.covered_by:
                key = f"{item.id}.covered_by.{family}"
                log.add(covered[item.id], key, "family_untold", family=family, scheme=scheme)


def _check(values: Values, log: Log) -> None:
    known = values["quantities"]
    for code, quantity in known.items():
        if quantity["group"]:
            check_known(quantity["group"], values["groups"], quantity.place("group"), f"quantities.{code}.group", log)
        if quantity["same_as"]:
            leaders = [name for name, one in known.items() if not one["same_as"]]
            check_known(quantity["same_as"], leaders, quantity.place("same_as"), f"quantities.{code}.same_as", log)
    check_unique(values["items"], "id", log)
    for item in values["items"]:
        check_sources(item["source"], values["sources"], item.place("source"), log)
        check_known(item["quantity"], known, item.place("quantity"), f"{item['id']}.quantity", log)
    for code, scenario in values["scenarios"].items():
        for quantity in scenario["quantities"]:
            check_known(quantity, known, scenario.at, f"scenarios.{code}.{quantity}", log)
    families = {family for item in values["items"] for family in item["covered_by"]}
    for i, note in enumerate(values["notes"]):
        for family in note["families"]:
            check_known(family, families, note.place("families"), f"notes[{i}].families", log)


def _item(one: Values) -> UnitCost:
    text: Text = one["name"]
    return UnitCost(
        id=one["id"],
        side=one["side"],
        quantity=one["quantity"],
        yen=one["yen"],
        per=one["per"],
        lowest_yen=one["lowest_yen"] if one["lowest_yen"] is not None else one["yen"],
        highest_yen=one["highest_yen"] if one["highest_yen"] is not None else one["yen"],
        text=text,
        covered_by=one["covered_by"],
        status=one["status"],
        sources=one["source"],
    )
