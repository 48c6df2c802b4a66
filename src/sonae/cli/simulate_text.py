"""How is a simulated incident said in plain text? Item by item, then plan by plan."""

from __future__ import annotations

from rich.console import RenderableType
from rich.text import Text

from sonae.cli.lines import demonstration, headline, listed, pairs, table
from sonae.cli.session import Session
from sonae.core.incident import CostBook, CostLine, Simulation
from sonae.core.scheme import Scheme
from sonae.core.simulation_answer import left_out_text
from sonae.core.waterfall import Waterfall


def show_simulation(
    session: Session, scheme: Scheme, book: CostBook, kind: str, scenario: str, simulation: Simulation
) -> None:
    """Print what the incident costs, and for each plan what is paid and what stays."""
    language = session.language
    about = [scheme.kinds[kind].label.say(language)]
    if scenario:
        told = book.scenarios[scenario]
        about.append(f"{session.say('scenario')}: {_marked(session, told.text.say(language), told.status)}")
    session.show(
        *headline(session, scheme),
        Text(" · ".join(about)),
        "",
        _items(session, book, simulation),
        "",
        pairs([(session.say("incident_total"), Text(session.yen(simulation.total), style="bold"))]),
        *_plans(session, simulation),
        *listed(session.say("notices"), (fact.text.say(language) for fact in scheme.shown("simulate", kind))),
        *listed(session.say("notes"), (note.say(language) for note in book.notes_for(simulation.plans))),
        *_sources(session, simulation),
        *demonstration(session),
    )


def _items(session: Session, book: CostBook, simulation: Simulation) -> RenderableType:
    if not simulation.lines:
        return session.say("no_costs", example=f"--set {next(iter(book.quantities))}=100")
    names = (
        ("cost_item", "left"),
        ("quantity", "right"),
        ("unit_cost", "left"),
        ("range", "left"),
        ("amount", "right"),
    )
    items = table([(session.word(f"table.{name}"), side) for name, side in names])
    for line in simulation.lines:
        unit = book.quantities[line.item.quantity].unit.say(session.language)
        quantity = f"{line.quantity:,} {unit}"
        name = _marked(session, line.item.text.say(session.language), line.item.status)
        items.add_row(name, quantity, _unit_cost(session, line, unit), _range(session, line), session.yen(line.yen))
    return items


def _marked(session: Session, text: str, status: str) -> str:
    """Return words with a mark where what they name was assumed."""
    return f"{text} [{session.word('status.assumed')}]" if status == "assumed" else text


def _range(session: Session, line: CostLine) -> str:
    """Return what other sources give for the same units."""
    low, high = line.item.lowest_yen, line.item.highest_yen
    return session.say("cost_range", low=low, high=high) if low != high else ""


def _sources(session: Session, simulation: Simulation) -> list[RenderableType]:
    lines = (f"{line.item.text.say(session.language)}: {line.item.source}" for line in simulation.lines)
    return listed(session.say("sources"), lines)


def _unit_cost(session: Session, line: CostLine, unit: str) -> str:
    if line.item.per == 1:
        return session.say("unit_cost_each", yen=line.item.yen, unit=unit)
    return session.say("unit_cost", yen=line.item.yen, per=line.item.per, unit=unit)


def _plans(session: Session, simulation: Simulation) -> list[RenderableType]:
    """Return a table for each plan family."""
    words = session.catalogue.words
    left_out: list[RenderableType] = [left_out_text(one, words, session.language) for one in simulation.left_out]
    if not simulation.plans:
        return left_out or [session.say("no_plans")]
    names = (("plan", "code"), ("paid", "right"), ("stays", "right"))
    columns = [(session.word(f"table.{name}"), side) for name, side in names]
    columns += [(session.say("liability_left"), "right"), (session.say("stays_because"), "left")]
    parts: list[RenderableType] = []
    for family in dict.fromkeys(plan.family for plan in simulation.plans):
        plans = table(columns)
        for plan, fall in zip(simulation.plans, simulation.waterfalls, strict=True):
            if plan.family == family:
                plans.add_row(plan.code, *_amounts(session, fall), _kept(session, fall))
        parts += ["", Text(session.word(f"family.{family}"), style="bold"), plans]
    return [*parts, "", *left_out] if left_out else parts


def _amounts(session: Session, fall: Waterfall) -> list[str]:
    return [session.yen(amount) for amount in (fall.paid, fall.demanded - fall.paid, fall.liability_left)]


def _kept(session: Session, fall: Waterfall) -> str:
    """Return at which level what stays was kept, summed over the items."""
    levels: dict[str, int] = {}
    for posting in fall.postings:
        for level, yen in posting.retained:
            levels[level] = levels.get(level, 0) + yen
    return "\n".join(f"{session.word(f'level.{level}')}: {session.yen(yen)}" for level, yen in levels.items())
