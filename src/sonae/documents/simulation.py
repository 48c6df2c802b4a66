"""The simulation sheet (費用の試算): what would this incident cost, and what would each plan pay?"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from sonae.core.incident import CostBook, CostLine, Simulation, UnitCost, plans_to_simulate
from sonae.core.ledger import Posting
from sonae.core.scheme import Fact, KindRule, Plan, Scheme
from sonae.core.simulation_answer import left_out_text
from sonae.core.waterfall import Waterfall
from sonae.core.words import EN, JA, Words
from sonae.documents.charts import NARROW, WIDE, incident_bars, svg
from sonae.documents.contacts import contact_rows
from sonae.documents.figures import column_round_yen, column_yen, round_yen, yen
from sonae.documents.frame import dated, frame, publish
from sonae.documents.labels import labels
from sonae.documents.notices import notice_groups
from sonae.documents.sources import References
from sonae.documents.tracing import stated
from sonae.documents.typesetting import Json

ROWS_OF_ONE_CHART = 10


def simulation_sheet(
    simulation: Simulation,
    scheme: Scheme,
    kind: KindRule,
    book: CostBook,
    words: Words,
    language: str,
    link: str,
) -> bytes:
    """Return the simulated incident as PDF (A4 portrait): costs, what each plan pays, what stays."""
    data = simulated(simulation, scheme, kind, book, words, language, link)
    return publish("simulation", data, dated(scheme))


def simulated(
    simulation: Simulation,
    scheme: Scheme,
    kind: KindRule,
    book: CostBook,
    words: Words,
    language: str,
    link: str,
) -> Json:
    """Return all that the sheet says, as its template reads it."""
    side = EN if language == EN else JA
    cited = References({**book.sources, **scheme.sources}, side)
    costs = [_cost(place, line, book, words, side, cited) for place, line in enumerate(simulation.lines, start=1)]
    return {
        **frame("S", scheme, words, side, link),
        "subject": kind.label.say(side),
        "total": round_yen(simulation.total, side),
        "total_exact": yen(simulation.total, side),
        "total_column": column_yen(simulation.total, side),
        "scenario": _scenario(simulation, book, words, side),
        "costs": costs,
        "any_plans": any(plans_to_simulate(scheme, code) for code in scheme.kinds),
        "groups": plan_groups(simulation, words, side),
        "left_out": [left_out_text(one, words, side) for one in simulation.left_out],
        "levels": _levels(simulation, words, side),
        "charts": charts(simulation, words, side),
        "notes": [{"text": note.say(side), "places": []} for note in book.notes_for(simulation.plans)],
        "notices": notice_groups(_facts(scheme, kind, simulation.plans), words, side, cited, among=True),
        "contacts": contact_rows(scheme, words, side),
        "book": book.code,
        "sources": cited.listed(),
    }


def _scenario(simulation: Simulation, book: CostBook, words: Words, language: str) -> str:
    """Return the name of the example incident with exactly these costs, if it is one of them."""
    asked = {line.item.quantity: line.quantity for line in simulation.lines}
    for scenario in book.scenarios.values():
        counted = {item.quantity for item in book.items} & set(scenario.quantities)
        if {name: scenario.quantities[name] for name in counted if scenario.quantities[name]} == asked:
            mark = f" [{words.say('status.assumed', language)}]" if scenario.status == "assumed" else ""
            return scenario.text.say(language) + mark
    return ""


def _cost(place: int, line: CostLine, book: CostBook, words: Words, language: str, cited: References) -> Json:
    """Return one cost with its quantity, its unit cost and the range others give."""
    item = line.item
    unit = book.quantities[item.quantity].unit.say(language)
    space = " " if language == EN else ""
    counted = item.yen != item.per
    return {
        "place": place,
        "name": item.text.say(language),
        "side": words.say(f"side.{item.side}", language),
        "quantity": f"{line.quantity:,}{space}{unit}" if counted else "",
        "unit_cost": _unit_cost(item, unit, language) if counted else "",
        "range": _range(item, language) if counted else "",
        "amount": column_yen(line.yen, language),
        "status": item.status,
        "status_text": stated(item.status, words, language),
        "source": cited.cite(item.sources),
    }


def _unit_cost(item: UnitCost, unit: str, language: str) -> str:
    say = labels(language)
    cost = column_round_yen(item.yen, language)
    if item.per == 1:
        return f"{cost}{say['per.one'].format(unit=unit)}"
    return f"{cost}{say['per.many'].format(count=item.per, unit=unit)}"


def _range(item: UnitCost, language: str) -> str:
    if item.lowest_yen == item.highest_yen:
        return ""
    low, high = (column_round_yen(one, language) for one in (item.lowest_yen, item.highest_yen))
    return f"{low}{labels(language)['to']}{high}"


def plan_groups(simulation: Simulation, words: Words, language: str) -> list[Json]:
    """Return for each family its plans with what they pay, what stays with the member, and why."""
    pairs = list(zip(simulation.plans, simulation.waterfalls, strict=True))
    families = dict.fromkeys(plan.family for plan, _ in pairs)
    return [
        {
            "name": words.say(f"family.{family}", language),
            "plans": [
                _plan(plan, fall, simulation.total, words, language) for plan, fall in pairs if plan.family == family
            ],
        }
        for family in families
    ]


def _plan(plan: Plan, fall: Waterfall, total: int, words: Words, language: str) -> Json:
    kept = _kept(fall.postings)
    return {
        "plan": plan.code,
        "liability": column_round_yen(plan.liability_limit, language),
        "cost": column_round_yen(plan.cost_limit, language),
        "paid": column_yen(fall.paid, language),
        "stays": column_yen(total - fall.paid, language),
        "share": fall.paid * 1000 // total if total else 0,
        "left": column_round_yen(fall.liability_left, language),
        "nothing_left": fall.liability_left == 0,
        "reasons": [
            {"level": words.say(f"level.{level}", language), "yen": column_yen(amount, language)}
            for level, amount in kept.items()
        ],
    }


def _kept(postings: Sequence[Posting]) -> dict[str, int]:
    """Return how many yen each level kept from being paid."""
    kept: dict[str, int] = {}
    for posting in postings:
        for level, amount in posting.retained:
            kept[level] = kept.get(level, 0) + amount
    return kept


def _levels(simulation: Simulation, words: Words, language: str) -> list[Json]:
    """Return each level that kept something back, with what it means."""
    found = dict.fromkeys(level for fall in simulation.waterfalls for level in _kept(fall.postings))
    return [
        {"name": words.say(f"level.{level}", language), "about": words.say(f"level.{level}.about", language)}
        for level in found
    ]


def charts(simulation: Simulation, words: Words, language: str) -> list[Json]:
    """Return the pictures of the plans: one wide, or one narrow picture for each family and page."""
    if not simulation.plans or not simulation.total:
        return []
    families = [list(group) for _, group in groupby(_by_family(simulation.plans), lambda p: p.family)]
    width = WIDE if len(families) == 1 else NARROW
    drawn = []
    for plans in families:
        for at in range(0, len(plans), ROWS_OF_ONE_CHART):
            some = plans[at : at + ROWS_OF_ONE_CHART]
            bars = incident_bars(simulation, words, language, width=width, plans=some)
            name = words.say(f"family.{plans[0].family}", language)
            drawn.append({"svg": svg(bars), "name": name, "about": f"{name}. {bars.about}", "wide": width == WIDE})
    return drawn


def _by_family(plans: Sequence[Plan]) -> list[Plan]:
    order = list(dict.fromkeys(plan.family for plan in plans))
    return sorted(plans, key=lambda plan: order.index(plan.family))


def _facts(scheme: Scheme, kind: KindRule, plans: Sequence[Plan]) -> list[Fact]:
    """Return the facts a simulation must show to anybody with one of these plans."""
    wanted = {fact.id for fact in scheme.shown("simulate", kind.kind)}
    wanted |= {f.id for p in plans for f in scheme.shown("simulate", kind.kind, p.family, p.code)}
    return [fact for fact in scheme.facts if fact.id in wanted]
