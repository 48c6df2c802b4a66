"""What may a wording's files say? The shapes of wording.yaml, facts.yaml, clauses.yaml, limits.yaml, papers.yaml."""

from __future__ import annotations

from sonae.core.deductions import DEDUCTIONS, STAGES
from sonae.core.limits import LEVEL_KINDS, SCOPES
from sonae.core.money import WAYS
from sonae.core.splitting import SPLITS
from sonae.core.wording import EFFECTS, KINDS, REFUSES, SIDES, SWITCH_TYPES
from sonae.loader.conditions import CONDITION
from sonae.loader.facts import CONTRADICTION, FACT, IMPLICATION, MENU
from sonae.loader.shapes import Choice, ListOf, MapOf, Opt, Record
from sonae.loader.sources import SOURCES
from sonae.loader.vocabulary import CODE, COUNT, PATH, POSITIVE, SHARE, SOURCE, STATUS, TEXT, WORDS, YEN, Numbering

SOURCED = {"status": STATUS, "source": SOURCE}
FAMILIES = Opt(ListOf(CODE), ())
ITEM = Record({"id": CODE, "text": WORDS, "families": FAMILIES, **SOURCED})
PART = Record(
    {"id": CODE, "side": Choice(SIDES), "text": WORDS, "needs": Opt(CODE, ""), "items": ListOf(ITEM), **SOURCED}
)
SWITCH = Record(
    {
        "id": CODE,
        "type": Choice(SWITCH_TYPES),
        "text": WORDS,
        "value": Opt(TEXT),
        "choices": Opt(ListOf(CODE), ()),
        "lowest": Opt(COUNT),
        "highest": Opt(COUNT),
        **SOURCED,
    }
)
NOTE = Record({"text": WORDS, "source": Opt(SOURCE, ()), "schemes": Opt(ListOf(CODE), ())})
WORDING = Record(
    {
        "wording": CODE,
        "edition": Record({"year": TEXT, **SOURCED}),
        "name": WORDS,
        "insurer": Record({"name": WORDS, **SOURCED}),
        "schemes": Opt(ListOf(CODE), ()),
        "families": ListOf(CODE),
        "sources": SOURCES,
        "parts": ListOf(PART),
        "allocation": Record({"order": ListOf(CODE), "costs_since": Opt(CODE, ""), "text": WORDS, **SOURCED}),
        "switches": Opt(ListOf(SWITCH), ()),
        "predicates": Opt(MapOf(CONDITION), {}),
        "opening": Opt(ListOf(CODE), ()),
        "objection": WORDS,
        "notes": Opt(ListOf(NOTE), ()),
    }
)
# a question may refer to others, which are asked before it
ASKED_FACT = Record({**FACT.fields, "after": Opt(CONDITION)})
WORDING_FACTS = Record(
    {
        "facts": ListOf(ASKED_FACT),
        "menus": Opt(ListOf(MENU), ()),
        "implications": Opt(ListOf(IMPLICATION), ()),
        "contradictions": Opt(ListOf(CONTRADICTION), ()),
    }
)
CLAUSE = Record(
    {
        "id": CODE,
        "kind": Choice(KINDS),
        "number": Numbering(),
        "heading": WORDS,
        "text": WORDS,
        "when": CONDITION,
        "unless": Opt(CONDITION),
        "effect": Opt(Choice(EFFECTS), REFUSES),
        "later": Opt(WORDS),
        "applies_to": Opt(ListOf(PATH), ()),
        "families": FAMILIES,
        **SOURCED,
    }
)
CLAUSES = Record({"clauses": ListOf(CLAUSE)})
AMOUNT = Record(
    {
        "yen": Opt(YEN),
        "hours": Opt(COUNT),
        "of": Opt(CODE, ""),
        "switch": Opt(CODE, ""),
        "share": Opt(SHARE),
        "at_most": Opt(YEN),
    }
)
LEVEL = Record(
    {
        "id": CODE,
        "kind": Choice(LEVEL_KINDS),
        "per": Choice(SCOPES),
        "parts": Opt(ListOf(CODE), ()),
        "items": Opt(ListOf(PATH), ()),
        "amount": AMOUNT,
        "lasts": Opt(Record({"from": CODE, "to": CODE})),
        "text": WORDS,
        **SOURCED,
    }
)
DEDUCTION = Record({"kind": Choice(DEDUCTIONS), "stage": Choice(STAGES), "switch": Opt(CODE, ""), **SOURCED})
LIMITS = Record(
    {
        "levels": ListOf(LEVEL),
        "deductions": Opt(ListOf(DEDUCTION), ()),
        "rounding": Record({"unit": POSITIVE, "way": Choice(WAYS), **SOURCED}),
        "split": Record({"rule": Choice(SPLITS), "text": WORDS, **SOURCED}),
    }
)
GROUP = Record(
    {"id": CODE, "number": TEXT, "text": WORDS, "examples": WORDS, "claim_types": Opt(ListOf(CODE), ()), **SOURCED}
)
GROUND = Record({"id": CODE, "number": TEXT, "text": WORDS, "days": Opt(CODE, ""), **SOURCED})
PAPERS = Record(
    {
        "claim_types": MapOf(WORDS),
        "groups": ListOf(GROUP),
        "payment": Record({"days": POSITIVE, "first_day": CODE, **SOURCED}),
        "grounds": ListOf(GROUND),
    }
)
