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
from sonae.core.coverage import decide
from sonae.core.fact_reading import Said
from sonae.core.facts import Facts
from sonae.core.moments import Term
from sonae.core.problems import Refusal, nearest
from sonae.core.scheme import Plan, Scheme
from sonae.core.switches import read_switch
from sonae.core.wording import Wording
from sonae.loader.case_claims import CLAIM_KEYS, claims_of, papers_of
from sonae.loader.case_cover import COVER, Cover
from sonae.loader.case_facts import facts_of_case
from sonae.loader.nodes import Items, Mapping, Scalar, Tree, read_yaml
from sonae.loader.problems import Log, Place
from sonae.loader.shapes import BAD, ListOf, MapOf, Opt, Record, Schema, Values
from sonae.loader.switches import switch_shape
from sonae.loader.vocabulary import BOOL, CODE, DAY, TEXT, WORDS, YEN, ZONED

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
            log.add(tree.at, key, "wrong_type", found="a list", shape="a value, or {value, source, by}")
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


CLOCKS_READ = ("clocks", "at", "extensions", "switches")
EXPECT = Record(
    {
        "answers": Opt(MapOf(CODE), {}),
        "clauses": Opt(MapOf(CODE), {}),
        "open": Opt(ListOf(CODE)),
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
        **CLAIM_KEYS,
        **{name: Opt(Raw()) for name in CLOCKS_READ},
        "expect": Opt(EXPECT),
    }
)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A case as its file says it: the cover under a wording, what is known, and what is expected of the answer."""

    code: str
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
    said = {fact: one.said for fact, one in values["facts"].items()}
    facts = facts_of_case(said, found, catalogue, clocks, cover if terms.dated else None)
    case = CaseFile(values["case"] or path.stem, values, found, cover, facts)
    if unread or len(log.problems) > before:
        note_facts_and_claims(case, catalogue, log, own_cover=False)
        return None
    return case


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
    """Note all that is wrong with the facts of a case that cannot be decided, and with what it asks to be paid.

    Nothing is known of the incident then: what only a decision would ask of the costs is not told. Without its
    ``own_cover`` only what concerns the costs alone is.
    """
    if isinstance(case.facts, Refusal):
        note_facts(case.facts, case.values, catalogue, log)
    decision = decide(case.terms, {}, case.wording)
    outcomes = {} if isinstance(decision, Refusal) else outcomes_of(decision)
    found = check_claims(case.terms, case.wording, claims_of(case.values, outcomes), None)
    if isinstance(found, Refusal) and case.values["costs"]:
        errors = tuple(one for one in found.errors if own_cover or one.field.startswith("claims."))
        note_claims(Refusal(errors), case.values, catalogue, log)
    for event, one in case.values["papers"].items():
        answer = payable(case.wording, case.terms, event, one["types"], *papers_of(one))
        if isinstance(answer, Refusal):
            note_claims(answer, case.values, catalogue, log)


def note_facts(refusal: Refusal, case: Values, catalogue: Catalogue, log: Log) -> None:
    """Note each problem with the facts of a case, in both languages, where the fact stands."""
    for problem in refusal.errors:
        said = case["facts"].get(problem.field)
        en, ja = (catalogue.words.problem(problem, language) for language in ("en", "ja"))
        log.add(said.at if said else case.place("facts"), f"facts.{problem.field}", "problem", en=en, ja=ja)


CLAIM_LISTS = {"lines": ("costs", "line"), **{name: (name, "id") for name in ("received", "reductions", "payments")}}


def note_claims(refusal: Refusal, case: Values, catalogue: Catalogue, log: Log) -> None:
    """Note each problem with what a case asks to be paid, in both languages, where it stands."""
    for problem in refusal.errors:
        at, key = _claimed(case, problem.field)
        en, ja = (catalogue.words.problem(problem, language) for language in ("en", "ja"))
        log.add(at, key, "problem", en=en, ja=ja)


def _claimed(case: Values, field: str) -> tuple[Place, str]:
    """Return where a field of a claim (``claims.e1.lines.l1.yen``) stands in a case, and its key there."""
    first, _, *inner = f"{field}.".split(".")
    if first != "claims":
        return case.place(first), field
    name, ident = CLAIM_LISTS.get(inner[0] if inner else "", ("costs", "line"))
    for one in case[name]:
        if len(inner) > 1 and one[ident] == inner[1]:
            return one.place(inner[2]), ".".join((name, *inner[1:])).rstrip(".")
    return case.place(name), field


class _Terms:
    """Reads what a member holds: from its scheme and plan, and over these what the case itself writes out."""

    def __init__(self, cover: Values, catalogue: Catalogue, log: Log) -> None:
        self.cover, self.catalogue, self.log = cover, catalogue, log
        self.scheme = catalogue.schemes.get(cover["scheme"])
        if cover["scheme"] and self.scheme is None:
            self._unknown("scheme", cover["scheme"], catalogue.schemes)

    def wording(self, code: str, at: Place) -> Wording | None:
        """Return the wording of the scheme where the case names none; one that nobody knows is noted."""
        if code:
            self.log.add(at, "wording", "unknown_reference", found=code, known=nearest(code, self.catalogue.wordings))
            return None
        found = self.catalogue.wording_of(self.scheme) if self.scheme else None
        if found is None:
            choices = ", ".join(self.catalogue.wordings)
            self.log.add(self.cover.at, "wording", "missing_key", shape=f"wording: one of {choices}")
        return found

    def read(self, wording: Wording) -> CoverTerms | None:
        """Return the cover, or None after noting what is missing or unknown."""
        cover, scheme, plan = self.cover, self.scheme, self._plan()
        family = cover["family"] or (plan.family if plan else "")
        coverage = scheme.coverage.get(family) if scheme else None
        own = scheme.term if scheme else None
        term = Term(cover["term"]["start"], cover["term"]["end"]) if cover["term"] else own
        parts = cover["parts"] or (coverage.parts if coverage else ())
        triggers = cover["triggers"] or (coverage.triggers if coverage else ())
        for name, value in zip(NEEDED, (family, term, parts, triggers), strict=True):
            if not value:
                self.log.add(cover.at, f"cover.{name}", "missing_key", shape=f"{name}: …, or a scheme and a plan")
        self._check(wording, family, (*parts, *cover["riders"]), triggers)
        switches = {name: self._switch(wording, name, text) for name, text in cover["switches"].items()}
        if term is None:
            return None
        if term.end <= term.start:
            self.log.add(cover.place("term"), "cover.term", "order")
        amounts = {"liability_limit": plan.liability_limit, "cost_limit": plan.cost_limit} if plan else {}
        amounts |= {"deductible": plan.deductible} if plan and plan.deductible else {}
        return CoverTerms(
            member=cover["member"],
            family=family,
            parts=frozenset((*parts, *cover["riders"])),
            triggers=frozenset(triggers),
            term=term,
            first_contract_at=cover["first_contract_at"] or term.start,
            amounts={**amounts, **cover["amounts"], **cover["riders"]},
            facilities=cover["facilities"],
            shared=cover["shared"],
            switches=switches,
            insured=cover["insured"],
            emergency_support=cover["emergency_support"] is not False and (plan is None or plan.emergency_support),
            scheme=scheme.code if scheme else "",
            plan=plan.code if plan else "",
        )

    def _plan(self) -> Plan | None:
        cover, scheme = self.cover, self.scheme
        if scheme is None or not cover["plan"]:
            return None
        found = [one for one in self._plans(scheme) if one.code == cover["plan"]]
        if not found:
            self._unknown("plan", cover["plan"], {one.code for one in self._plans(scheme)})
        elif len({(one.liability_limit, one.cost_limit) for one in found}) > 1:
            kinds = ", ".join(dict.fromkeys(one.kind for one in found))
            self.log.add(cover.at, "cover.kind", "missing_key", shape=f"kind: one of {kinds}")
        return found[0] if found else None

    def _plans(self, scheme: Scheme) -> list[Plan]:
        cover = self.cover
        plans = [one for one in scheme.plans.values() if cover["kind"] in {"", one.kind}]
        return [one for one in plans if cover["family"] in {"", one.family}]

    def _check(self, wording: Wording, family: str, parts: tuple[str, ...], triggers: tuple[str, ...]) -> None:
        triggering = {one.id for one in wording.clauses.values() if one.kind == "trigger"}
        riders = {one.id for one in wording.parts.values() if one.side == "rider"}
        if family and family not in wording.families:
            self._unknown("family", family, wording.families)
        for name in parts:
            if name not in wording.parts:
                self._unknown("parts", name, wording.parts)
            elif (needs := wording.parts[name].needs) and needs not in parts:
                self.log.add(self.cover.at, f"cover.{name}", "needs_part", found=name, known=needs)
        for name in triggers:
            if name not in triggering:
                self._unknown("triggers", name, triggering)
        for name in self.cover["amounts"]:
            known = {"liability_limit", "cost_limit", "deductible", *riders}
            if name not in known:
                self._unknown("amounts", name, known)

    def _switch(self, wording: Wording, name: str, text: str) -> SwitchValue | None:
        switch = wording.switches.get(name)
        if switch is None:
            self._unknown("switches", name, wording.switches)
            return None
        try:
            return read_switch(switch, text)
        except ValueError:
            at, key = self.cover.place("switches"), f"cover.switches.{name}"
            self.log.add(at, key, "wrong_type", found=text, shape=switch_shape(switch))
            return None

    def _unknown(self, key: str, found: str, known: Any) -> None:
        at = self.cover.place(key)
        self.log.add(at, f"cover.{key}", "unknown_reference", found=found, known=nearest(found, known))
