"""How do declared facts, and what follows from them, become core values? Shapes shared by wordings and clocks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sonae.core.conditions import Chosen, FactValue
from sonae.core.fact_reading import UNKNOWN, FactError, read_value
from sonae.core.facts import FACT_TYPES, DeclaredFact, Implication
from sonae.core.problems import nearest
from sonae.loader.conditions import CONDITION, Conditions, Named
from sonae.loader.problems import Log, Place
from sonae.loader.references import check_known
from sonae.loader.shapes import Choice, ListOf, MapOf, Opt, Record, Values
from sonae.loader.vocabulary import BOOL, CODE, SOURCE, STATUS, TEXT, WORDS

KNOWS = Choice(("member", "desk", "vendor", "provider", "insurer", "association", "agency", "lawyer", "public_body"))
FACT = Record(
    {
        "id": CODE,
        "type": Choice(FACT_TYPES),
        "question": WORDS,
        "about": Opt(WORDS),
        "choices": Opt(MapOf(WORDS), {}),
        "knows": Opt(ListOf(KNOWS), ()),
        "evidence": Opt(ListOf(WORDS), ()),
        "given": Opt(BOOL, False),
        "usual": Opt(TEXT),
        "status": STATUS,
        "source": SOURCE,
    }
)
IMPLICATION = Record(
    {
        "id": CODE,
        "when": CONDITION,
        "then": MapOf(TEXT),
        "text": WORDS,
        "status": STATUS,
        "source": SOURCE,
    }
)
CONTRADICTION = Record({name: one for name, one in IMPLICATION.fields.items() if name != "then"})
MENU = Record(
    {
        "id": CODE,
        "fact": CODE,
        "otherwise": MapOf(TEXT),
        "choices": MapOf(MapOf(TEXT)),
        "text": WORDS,
        "status": STATUS,
        "source": SOURCE,
    }
)


def declared_facts(records: Iterable[Values], log: Log) -> dict[str, DeclaredFact]:
    """Return the facts by name; a choice without choices, or another type with some, is noted."""
    facts = {}
    for one in records:
        if (one["type"] == "choice") != bool(one["choices"]):
            shape = "choices: {name: {ja, en}}" if one["type"] == "choice" else "choices only for the type choice"
            log.add(one.place("choices"), f"{one['id']}.choices", "wrong_type", found=one["type"], shape=shape)
        fact = DeclaredFact(
            id=one["id"],
            type=one["type"],
            question=one["question"],
            knows=one["knows"],
            evidence=one["evidence"],
            status=one["status"],
            sources=one["source"],
            choices=one["choices"],
            about=one["about"],
            given=one["given"],
        )
        facts[fact.id] = replace(fact, usual=_value(fact, one["usual"], one.place("usual"), "usual", log))
    return facts


def in_order(
    records: Iterable[Values], facts: Mapping[str, DeclaredFact], conditions: Conditions, log: Log
) -> dict[str, DeclaredFact]:
    """Return the facts with what each is asked after; a fact that does not stand above it is noted."""
    ordered: dict[str, DeclaredFact] = {}
    for one in records:
        fact = facts[one["id"]]
        after = conditions.read(one["after"], f"{fact.id}.after") if one["after"] else None
        for name in after.facts if after else ():
            check_known(name, ordered, one.place("after"), f"{fact.id}.after", log)
        ordered[fact.id] = replace(fact, after=after)
    return ordered


def names_of(facts: Mapping[str, DeclaredFact]) -> dict[str, Named]:
    """Return what conditions may name among these facts."""
    return {name: Named(fact.type, tuple(fact.choices)) for name, fact in facts.items()}


def implications(
    records: Iterable[Values], facts: Mapping[str, DeclaredFact], conditions: Conditions, log: Log
) -> tuple[Implication, ...]:
    """Return what follows from what; conclusions on unknown facts, or of a wrong type, are noted.

    A record without ``then`` is a contradiction.
    """
    read = []
    for one in records:
        when = conditions.read(one["when"], f"{one['id']}.when")
        then = tuple(_conclusions(one.get("then", {}), facts, f"{one['id']}.then", one.place("then"), log))
        if when is not None:
            read.append(Implication(one["id"], when, then, one["text"], one["status"], one["source"]))
    return tuple(read)


def menus(records: Iterable[Values], facts: Mapping[str, DeclaredFact], log: Log) -> tuple[Implication, ...]:
    """Return what each choice of a menu settles: its own facts, and of all others that they are ``otherwise``.

    A menu is a question with a list, of which one entry is chosen; a fact said to be ``unknown`` stays open, and a
    choice that the menu does not name settles nothing.
    """
    read = []
    for one in records:
        known = facts[one["fact"]].choices if one["fact"] in facts else {}
        check_known(one["fact"], facts, one.place("fact"), f"{one['id']}.fact", log)
        for choice, own in one["choices"].items():
            check_known(choice, known, one.place("choices"), f"{one['id']}.choices", log)
            texts = {name: text for name, text in {**one["otherwise"], **own}.items() if text not in UNKNOWN}
            then = tuple(_conclusions(texts, facts, f"{one['id']}.{choice}", one.place("choices"), log))
            when = Chosen(one["fact"], frozenset({choice}))
            read.append(Implication(f"{one['id']}-{choice}", when, then, one["text"], one["status"], one["source"]))
    return tuple(read)


def _conclusions(
    then: Mapping[str, str], facts: Mapping[str, DeclaredFact], where: str, at: Place, log: Log
) -> Iterable[tuple[str, FactValue]]:
    for name, text in then.items():
        key = f"{where}.{name}"
        if name not in facts:
            log.add(at, key, "unknown_reference", found=name, known=nearest(name, facts))
            continue
        if (value := _value(facts[name], text, at, key, log)) is not None:
            yield name, value


def _value(fact: DeclaredFact, text: str | None, at: Place, key: str, log: Log) -> FactValue | None:
    """Return a value as written; None where none is, or after noting that the fact cannot have it."""
    if text is None:
        return None
    try:
        return read_value(fact, text)
    except FactError as error:
        log.add(at, key, "wrong_type", found=text, shape=error.shape)
        return None
