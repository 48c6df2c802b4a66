"""What does a CASE.yaml say: which cover, which facts, which costs, and which answers are expected?"""

from __future__ import annotations

from collections.abc import Mapping as Mapped
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from sonae.core.catalogue import Catalogue
from sonae.core.claim_checks import check_claims
from sonae.core.claims import outcomes_of
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import Decision, Ruling, decide
from sonae.core.fact_reading import Said
from sonae.core.facts import Facts
from sonae.core.problems import Refusal
from sonae.core.rulings import ruled
from sonae.core.wording import Wording
from sonae.loader.case_claims import CLAIM_KEYS, claims_of, payable_of, strays
from sonae.loader.case_cover import COVER, Cover
from sonae.loader.case_facts import facts_of_case
from sonae.loader.case_problems import note_claims, note_facts
from sonae.loader.nodes import Items, Mapping, Scalar, Tree, read_yaml
from sonae.loader.notices import MORE_TIME
from sonae.loader.problems import Log, Place
from sonae.loader.references import check_known
from sonae.loader.shapes import BAD, ListOf, MapOf, Opt, Record, Schema, Values
from sonae.loader.vocabulary import CODE, DAY, PATH, TEXT, WORDS, YEN, ZONED

SAID = Record({"value": TEXT, "source": Opt(TEXT, ""), "by": Opt(TEXT, "")})


class SaidAt(NamedTuple):
    """A fact as said, and where it stands."""

    said: Said
    at: Place


class SaidFact:
    """One fact as said: its bare value, or ``{value, source, by}``."""

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return a ``SaidAt``, or ``BAD`` after noting what is wrong."""
        if isinstance(tree, Scalar):
            return SaidAt(Said(tree.text), tree.at)
        if isinstance(tree, Items):
            log.add(tree.at, key, "wrong_type", kind="a list", shape="a value, or {value, source, by}")
            return BAD
        values = SAID.read(tree, key, log)
        return BAD if values is BAD else SaidAt(Said(values["value"], values["source"], values["by"]), tree.at)

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        return {"anyOf": [{"type": ["string", "number", "boolean"]}, SAID.schema()]}


class Raw:
    """What another question reads of the same file: kept as written."""

    def read(self, tree: Tree, _key: str, _log: Log) -> Tree:
        """Return the tree itself."""
        return tree

    def schema(self) -> Schema:
        """Return the JSON Schema: anything."""
        return {}


RULING = Record(
    {
        "id": CODE,
        "place": PATH,
        "answer": CODE,
        "by": Opt(TEXT, ""),
        "reason": Opt(TEXT, ""),
        "decided_at": ZONED,
        "against": Opt(ListOf(CODE), ()),
    }
)
CLOCKS_READ = ("clocks", "at", "switches")
EXPECT = Record(
    {
        "answers": Opt(MapOf(CODE), {}),
        "clauses": Opt(MapOf(CODE), {}),
        "open": Opt(ListOf(CODE)),
        "later": Opt(ListOf(PATH)),
        "paid_yen": Opt(YEN),
        "lines": Opt(MapOf(YEN), {}),
        "pay_by": Opt(MapOf(DAY), {}),
        "refused": Opt(ListOf(TEXT)),
    }
)
CASE = Record(
    {
        "case": Opt(CODE, ""),
        "title": Opt(WORDS),
        "story": Opt(WORDS),
        "wording": Opt(CODE, ""),
        "cover": COVER,
        "facts": Opt(MapOf(SaidFact()), {}),
        "rulings": Opt(ListOf(RULING), ()),
        "earlier": Opt(ListOf(TEXT), ()),
        **CLAIM_KEYS,
        **MORE_TIME,
        **{name: Opt(Raw()) for name in CLOCKS_READ},
        "expect": Opt(EXPECT),
    }
)


# fields of problems that no cover could mend
ABOUT_COSTS = ("claims.", "papers.", "extensions", "obstructions")


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as its file says it: the cover under a wording, what is known, and what is expected of the answer."""

    code: str
    path: Path
    values: Values
    wording: Wording
    terms: CoverTerms
    facts: Facts | Refusal

    @property
    def expect(self) -> Mapped[str, Any]:
        """What the file expects of the answer; empty where it expects nothing."""
        return self.values["expect"] or {}


def read_case(path: Path, name: str, catalogue: Catalogue, log: Log, *, wording: str = "") -> CaseFile | None:
    """Return the case in ``path``, or None after noting everything wrong with it but its facts.

    ``name`` is what problems call the file; ``wording`` is the one it stands under where it names none itself. Facts
    that only the clocks ask for tell what these feed; what else the clocks read is left to them.
    """
    tree = read_yaml(path, name, log)
    values = CASE.read(tree, "", log) if tree else BAD
    unread: frozenset[str] = frozenset()
    if values is BAD and isinstance(tree, Mapping):
        rest = _readable(tree)
        values, unread = CASE.read(rest, "", Log()), _unread(tree, rest)
    if values is BAD:
        return None
    before = len(log.problems)
    terms = Cover(values["cover"], catalogue, log, unread)
    code = values["wording"] or wording
    found = catalogue.wordings.get(code) or terms.wording(code, values.place("wording"))
    if found is None:
        return None
    cover = terms.read(found)
    clocks = values["clocks"].text if isinstance(values["clocks"], Scalar) else ""
    edition = catalogue.clocks_called(clocks)
    if not isinstance(edition, Refusal):
        for one in values["extensions"]:
            check_known(one["clock"], edition.clocks, one.place("clock"), "extensions.clock", log)
    said = {fact: one.said for fact, one in values["facts"].items()}
    facts = facts_of_case(said, found, catalogue, clocks, cover if terms.dated else None)
    case = CaseFile(values["case"] or path.stem, path, values, found, cover, facts)
    if unread or len(log.problems) > before:
        note_facts_and_claims(case, catalogue, log, own_cover=False)
        return None
    return case


def decision_of(case: CaseFile) -> Decision | Refusal:
    """Return the decision of a case, with what a person ruled, or everything that is wrong with facts or rulings."""
    decision = case.facts if isinstance(case.facts, Refusal) else decide(case.terms, case.facts, case.wording)
    if isinstance(decision, Refusal):
        return decision
    return ruled(decision, [Ruling(**one) for one in case.values["rulings"]])


def _readable(tree: Mapping) -> Mapping:
    """Return a case without what cannot be read of it, so that all that is wrong with the rest is told too."""
    cover = tree.nodes.get("cover")
    own = _sound(cover, COVER) if isinstance(cover, Mapping) else Mapping({}, {}, tree.at)
    return _sound(replace(tree, nodes={**tree.nodes, "cover": own}), CASE)


def _sound(tree: Mapping, record: Record) -> Mapping:
    """Return the keys of a record whose values can be read."""
    shapes = {name: shape.shape if isinstance(shape, Opt) else shape for name, shape in record.fields.items()}
    known = {name: node for name, node in tree.nodes.items() if name in shapes}
    return replace(
        tree, nodes={name: one for name, one in known.items() if shapes[name].read(one, "", Log()) is not BAD}
    )


def _unread(tree: Mapping, rest: Mapping) -> frozenset[str]:
    """Return what could not be read of the cover, or of the case, where anything was left out."""
    cover, own = tree.nodes.get("cover"), rest.nodes["cover"]
    lost = (
        cover.nodes.keys() - own.nodes.keys() if isinstance(cover, Mapping) and isinstance(own, Mapping) else {"cover"}
    )
    return frozenset(lost | (tree.nodes.keys() - rest.nodes.keys()))


def note_facts_and_claims(case: CaseFile, catalogue: Catalogue, log: Log, *, own_cover: bool = True) -> None:
    """Note all that is wrong with the facts of a case that cannot be decided, and with what it asks to be paid."""
    if isinstance(case.facts, Refusal):
        note_facts(case.facts, case.values, catalogue, log)
    note_costs(case, catalogue, log, own_cover=own_cover)


def note_costs(case: CaseFile, catalogue: Catalogue, log: Log, *, own_cover: bool = True) -> None:
    """Note what is wrong with what a case asks to be paid, whatever is decided of it.

    What only a decision would ask of the costs is not told. Without its ``own_cover`` only what concerns them alone is.
    """
    decision = decide(case.terms, {}, case.wording)
    outcomes = {} if isinstance(decision, Refusal) else outcomes_of(decision)
    found = check_claims(case.terms, case.wording, claims_of(case.values, outcomes), None)
    errors = [*(found.errors if isinstance(found, Refusal) and case.values["costs"] else ()), *strays(case.values)]
    for event in case.values["papers"]:
        answer = payable_of(case.values, event, case.wording, case.terms)
        errors += answer.errors if isinstance(answer, Refusal) else ()
    told = tuple(one for one in errors if own_cover or one.field.startswith(ABOUT_COSTS))
    note_claims(Refusal(told), case.values, case.wording, catalogue, log)
