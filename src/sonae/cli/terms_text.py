"""How is a wording said in plain text? Parts, clauses with their conditions, limits in order, what is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.text import Text

from sonae.cli.lines import demonstration, listed, pairs, table
from sonae.cli.session import Session
from sonae.cli.words import WORDS
from sonae.core.condition_words import condition_lines
from sonae.core.conditions import Condition
from sonae.core.limits import LevelRule
from sonae.core.papers import Ground, PaperGroup
from sonae.core.trace import percent_text
from sonae.core.wording import EXCLUSION, Clause, Part, Switch, Wording
from sonae.core.wording_difference import Differing, WordingDifference
from sonae.core.wording_words import say_status, say_switch, words_of
from sonae.core.words import joined


def show_all(session: Session, wordings: Iterable[Wording]) -> None:
    """Print a line for each wording."""
    names = (("code", "code"), ("name", "left"), ("edition", "left"), ("insurer", "left"), ("schemes", "left"))
    rows = table([(session.say(f"terms.{name}"), side) for name, side in names])
    for one in wordings:
        schemes = ", ".join(one.schemes) or "-"
        name, insurer = one.name.say(session.language), one.insurer.say(session.language)
        rows.add_row(one.code, name, one.edition, insurer, schemes)
    session.show(rows, *demonstration(session))


def show_one(session: Session, wording: Wording) -> None:
    """Print the whole of a wording."""
    language = session.language
    about = [
        (session.say("terms.insurer"), wording.insurer.say(language)),
        (session.say("terms.edition"), wording.edition),
    ]
    about += [(session.say("terms.schemes"), ", ".join(wording.schemes))] if wording.schemes else []
    session.show(
        Text(f"{wording.name.say(language)} ({wording.code})", style="bold"),
        pairs(about),
        *listed(session.say("terms.parts"), (_part(session, one) for one in wording.parts.values())),
        *listed(
            session.say("terms.allocation"),
            [f"{wording.allocation.text.say(language)} {_status(session, wording.allocation.status)}"],
        ),
        "",
        Text(session.say("decide.clauses"), style="bold"),
        *(part for clause in wording.clauses.values() for part in _clause(session, wording, clause)),
        "",
        Text(session.say("terms.levels"), style="bold"),
        *_levels(session, wording),
        *listed(session.say("terms.groups"), (_papers(session, wording, one) for one in wording.papers.groups)),
        *listed(session.say("terms.payment"), [_payment(session, wording)]),
        *listed(session.say("terms.grounds"), (_ground(session, wording, one) for one in wording.papers.grounds)),
        *listed(session.say("terms.switches"), (_switch(session, one) for one in wording.switches.values())),
        *listed(session.say("decide.objection"), [wording.objection.say(language)]),
        *listed(session.say("terms.notes"), (one.say(language) for one in wording.notes)),
        *demonstration(session),
    )


def show_clause(session: Session, wording: Wording, clause: Clause) -> None:
    """Print one clause."""
    name = Text(f"{wording.name.say(session.language)} ({wording.code})", style="bold")
    session.show(name, *_clause(session, wording, clause), *demonstration(session))


def _status(session: Session, status: str) -> str:
    return f"[{say_status(session.catalogue.words, status, session.language)}]"


def _part(session: Session, part: Part) -> str:
    """Return a part with its items, one below the other."""
    language = session.language
    lines = [f"{part.text.say(language)} ({part.id}) {_status(session, part.status)}"]
    for item in part.items:
        families = f" ({joined(_families(session, item.families), language)})" if item.families else ""
        lines.append(f"    {item.text.say(language)} ({item.id}){families}")
    return "\n".join(lines)


def _clause(session: Session, wording: Wording, clause: Clause) -> Iterator[RenderableType]:
    """Yield a clause: its number and name, its words, when it is met, what follows, and where it stands."""
    language = session.language
    turns = "met" if clause.kind == EXCLUSION else "not_met"
    follows = session.say(f"terms.if.{turns}", effect=session.word(f"effect.{clause.effect}"))
    kind = session.word(f"clause_kind.{clause.kind}")
    yield Text(f"\n  [{clause.number.say(language)}] {clause.heading.say(language)} ({clause.id})", style="bold")
    yield f"      {clause.text.say(language)}"
    yield f"      {kind}; {follows}{_reach(session, wording, clause)}"
    yield from _condition(session, wording, "terms.when", clause.when)
    if clause.unless:
        yield from _condition(session, wording, "terms.unless", clause.unless)
    yield Text(f"      {_status(session, clause.status)} {', '.join(clause.sources)}", style="dim")


def _reach(session: Session, wording: Wording, clause: Clause) -> str:
    """Return of which parts, items and families a clause speaks, where it is not all of them."""
    words = words_of(wording, session.catalogue.words)
    places = [words.say(f"outcome.{one}", session.language) for one in sorted(clause.applies_to)]
    places += _families(session, clause.families)
    return f"; {session.say('terms.only', places=joined(places, session.language))}" if places else ""


def _families(session: Session, families: Iterable[str]) -> list[str]:
    """Return plan families in words, where they have some."""
    words = session.catalogue.words
    return [session.word(f"family.{one}") if words.has(f"family.{one}") else one for one in sorted(families)]


def _condition(session: Session, wording: Wording, key: str, condition: Condition) -> Iterator[str]:
    words = words_of(wording, session.catalogue.words)
    for number, line in enumerate(condition_lines(condition, wording, words, session.language)):
        lead = session.say(key) if number == 0 else ""
        yield f"      {lead}{'  ' * line.depth}{line.text}"


def _levels(session: Session, wording: Wording) -> Iterator[str]:
    """Yield the levels in the order in which they are applied."""
    for number, level in enumerate(wording.levels, 1):
        amount = _amount(session, wording, level)
        yield f"  {number}. {level.text.say(session.language)}: {amount} {_status(session, level.status)}"


def _amount(session: Session, wording: Wording, level: LevelRule) -> str:
    """Return where the figure of a level comes from, and for what it counts."""
    amount, language = level.amount, session.language
    said = session.yen(amount.yen) if amount.yen is not None else ""
    if amount.hours is not None:
        said = session.say("terms.hours", hours=amount.hours)
    if amount.of:
        part = wording.parts.get(amount.of)
        said = part.text.say(language) if part else session.word(f"table.{amount.of}")
    if amount.switch:
        said = wording.switches[amount.switch].text.say(language)
    if amount.share != 1 or not said:
        said = f"{said} × {percent_text(amount.share)}".removeprefix(" × ")
    if amount.at_most is not None:
        said = session.say("terms.at_most", amount=said, yen=amount.at_most)
    places = sorted(level.items or level.parts)
    words = words_of(wording, session.catalogue.words)
    where = joined((words.say(f"outcome.{one}", language) for one in places), language) or session.say(
        "terms.all_parts"
    )
    per = session.word(f"level_per.{level.per}")
    return f"{session.word(f'level_kind.{level.kind}')}, {per}; {said}; {where}"


def _papers(session: Session, wording: Wording, one: PaperGroup) -> str:
    """Return one group of papers with its examples, and the kinds of claim that alone need it."""
    language = session.language
    kinds = joined((wording.papers.claim_types[name].say(language) for name in sorted(one.claim_types)), language)
    only = f" [{session.say('terms.only', places=kinds)}]" if kinds else ""
    said = f"{one.number} {one.text.say(language)}: {one.examples.say(language)}"
    return f"{said}{only} {_status(session, one.status)}"


def _payment(session: Session, wording: Wording) -> str:
    papers = wording.papers
    return f"{session.say('terms.paid_within', days=papers.days)} {_status(session, papers.status)}"


def _ground(session: Session, wording: Wording, one: Ground) -> str:
    """Return a ground, and how many days it allows in all as far as anybody says."""
    switch = wording.switches.get(one.days)
    value = say_switch(switch, session.catalogue.words, switch.value, session.language) if switch else ""
    length = session.say("terms.in_all", days=value, status=_status(session, switch.status)) if switch else ""
    return f"{one.number} {one.text.say(session.language)} {_status(session, one.status)}{length}"


def _switch(session: Session, switch: Switch) -> str:
    value = say_switch(switch, session.catalogue.words, switch.value, session.language)
    return f"{switch.text.say(session.language)} ({switch.id}): {value} {_status(session, switch.status)}"


def show_difference(session: Session, found: WordingDifference) -> None:
    """Print what differs, section by section, the two side by side."""
    names = [one.code for one in (found.one, found.other)]
    parts: list[RenderableType] = []
    for section, several in found.sections.items():
        if several:
            rows = table([("", "left"), (names[0], "left"), (names[1], "left")], (40, 58, 58))
            for one in several:
                for row in _rows(session, found, one):
                    rows.add_row(*row)
            parts += ["", Text(session.say(f"terms.{section}"), style="bold"), rows]
    if found.reordered:
        parts += ["", session.say("terms.reordered")]
    heading = Text(session.say("terms.differ", one=names[0], other=names[1]), style="bold")
    session.show(heading, *(parts or [session.say("terms.alike")]), *demonstration(session))


# what another field says in words already
TWICE = frozenset({"facts", "value", "type"})
# of which words the codes of a field are
CODES = {
    "status": ("wording_status", "status"),
    "applies_to": ("outcome",),
    "parts": ("outcome",),
    "items": ("outcome",),
    "families": ("family",),
    "kind": ("clause_kind", "level_kind"),
    "effect": ("effect",),
    "per": ("level_per",),
    "side": ("side",),
    "needs": ("part",),
    "of": ("table", "part"),
    "switch": ("switch",),
}


def _rows(session: Session, found: WordingDifference, one: Differing) -> Iterator[tuple[str, str, str]]:
    """Yield what a part, clause, level or switch says in each wording."""
    if one.one is None or one.other is None:
        there = [_short(each) if each else "-" for each in (one.one, one.other)]
        yield one.id, there[0], there[1]
        return
    for field in one.fields:
        if field.name not in TWICE:
            name = session.say("terms.field", id=one.id, field=_named(session, field.name))
            yield (
                name,
                _shown(session, found.one, field.name, field.one),
                _shown(session, found.other, field.name, field.other),
            )


def _named(session: Session, field: str) -> str:
    """Return what a field is called; a code of the wording's own (a kind of claim) is its name."""
    key = f"terms.field.{field}"
    return session.say(key) if key in WORDS else field


def _short(thing: dict[str, object]) -> str:
    """Return what names a thing that only one wording has."""
    number, text = thing.get("number"), thing.get("heading", thing.get("text"))
    value = thing.get("value_text")
    return " ".join(str(one) for one in (number, text, f"({value})" if value else None) if one)


def _shown(session: Session, wording: Wording, name: str, value: object) -> str:
    """Return what a field says, its codes in words where these have some."""
    if isinstance(value, list):
        return "\n".join(_shown(session, wording, name, one) for one in value) or "-"
    if isinstance(value, dict):
        said = (f"{_named(session, key)}: {_shown(session, wording, key, one)}" for key, one in value.items())
        return str(value.get("text") or ", ".join(said))
    if value in (None, ""):
        return "-"
    words = words_of(wording, session.catalogue.words)
    keys = (f"{kind}.{value}" for kind in CODES.get(name, ()))
    return next((words.say(key, session.language) for key in keys if words.has(key)), str(value))
