"""How does a folder of unit costs (costs.yaml, items.csv) become a core CostBook?"""

from __future__ import annotations

from pathlib import Path

from sonae.core.incident import CostBook, Quantity, Scenario, UnitCost
from sonae.core.scheme import Text
from sonae.loader.nodes import read_yaml
from sonae.loader.problems import Log, Place, name_of, nearest
from sonae.loader.shapes import (
    BAD,
    BOOL,
    CODE,
    COUNT,
    POSITIVE,
    SOURCE,
    STATUS,
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
COSTS = Record(
    {
        "costs": CODE,
        "sources": SOURCES,
        "groups": Opt(MapOf(WORDS), {}),
        "quantities": MapOf(QUANTITY),
        "items": ListOf(ITEM),
        "scenarios": MapOf(Record({"name": WORDS, "quantities": MapOf(COUNT), "status": STATUS, "source": SOURCE})),
        "notes": Opt(ListOf(WORDS), ()),
    }
)


def read_costs(folder: Path, root: Path, log: Log) -> CostBook | None:
    """Return the unit costs in ``folder``, or None after noting what is wrong with them."""
    name = name_of(folder / "costs.yaml", root)
    if not (folder / "costs.yaml").exists():
        log.add(Place(name, 1), "-", "missing_file")
        return None
    tree = read_yaml(folder / "costs.yaml", name, log)
    values = COSTS.read(tree, "", log) if tree else BAD
    if values is BAD:
        return None
    if values["costs"] != folder.name:
        log.add(values.place("costs"), "costs", "code_folder", found=values["costs"], known=folder.name)
    _check(values, log)
    return CostBook(
        code=values["costs"],
        quantities={
            code: Quantity(code, one["name"], one["unit"], one["highest"], one["group"], one["about"], one["same_as"])
            for code, one in values["quantities"].items()
        },
        items=tuple(_item(one) for one in values["items"]),
        scenarios={
            code: Scenario(code, one["name"], one["quantities"], one["status"], one["source"])
            for code, one in values["scenarios"].items()
        },
        notes=values["notes"],
        groups=values["groups"],
        sources=values["sources"],
    )


def _check(values: Values, log: Log) -> None:
    known = values["quantities"]
    for code, quantity in known.items():
        for name, choices in (("group", values["groups"]), ("same_as", known)):
            if (found := quantity[name]) and found not in choices:
                key = f"quantities.{code}.{name}"
                log.add(quantity.place(name), key, "unknown_reference", found=found, known=nearest(found, choices))
    for item in values["items"]:
        check_sources(item["source"], values["sources"], item.place("source"), log)
        if item["quantity"] not in known:
            key = f"{item['id']}.quantity"
            found = item["quantity"]
            log.add(item.place("quantity"), key, "unknown_reference", found=found, known=nearest(found, known))
    for code, scenario in values["scenarios"].items():
        for quantity in scenario["quantities"]:
            if quantity not in known:
                key = f"scenarios.{code}.{quantity}"
                log.add(scenario.at, key, "unknown_reference", found=quantity, known=nearest(quantity, known))


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
