"""How does a wording's folder become a core Wording? Its parts, facts, clauses, limits and papers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path

from sonae.core.deductions import ASSUMED_DEDUCTIONS, DeductionRule
from sonae.core.limits import Amount, LevelRule
from sonae.core.money import Rounding
from sonae.core.papers import Ground, PaperGroup, PaperRules
from sonae.core.scheme import Scheme
from sonae.core.switches import read_switch
from sonae.core.wording import TRIGGER, Allocation, Clause, CostItem, Note, Part, Sharing, Switch, Wording
from sonae.loader import wording_shape as shape
from sonae.loader.conditions import Conditions, Named
from sonae.loader.digests import digest_of
from sonae.loader.editions import check_code, read_edition_file
from sonae.loader.facts import declared_facts, implications, in_order, menus, names_of
from sonae.loader.problems import Log, Place
from sonae.loader.references import check_known
from sonae.loader.shapes import BAD, Values
from sonae.loader.switches import switch_shape
from sonae.loader.unique import check_unique
from sonae.loader.wording_checks import check_each, check_wording

FILES = {
    "wording.yaml": shape.WORDING,
    "facts.yaml": shape.WORDING_FACTS,
    "clauses.yaml": shape.CLAUSES,
    "limits.yaml": shape.LIMITS,
    "papers.yaml": shape.PAPERS,
}


@dataclass(frozen=True, slots=True)
class ReadWording:
    """A wording, where it names its schemes, so that a later check can name the line, and its folder."""

    wording: Wording
    at: Place
    folder: Path
    root: Path


def read_wording(folder: Path, root: Path, log: Log) -> ReadWording | None:
    """Return the wording in ``folder``, or None after noting what is wrong with it."""
    before = len(log.problems)
    head, facts, clauses, limits, papers = (
        read_edition_file(folder / name, root, one, log) for name, one in FILES.items()
    )
    if BAD in (head, facts, clauses, limits, papers):
        return None
    check_code(head, "wording", folder, log)
    declared = declared_facts(facts["facts"], log)
    switches = {one["id"]: _switch(one, log) for one in head["switches"]}
    names = names_of(declared) | {name: Named(one.type, one.choices) for name, one in switches.items()}
    conditions = Conditions(names, head["predicates"], log)
    for name in head["predicates"]:
        conditions.predicate(name)
    ruled = implications((*facts["implications"], *facts["contradictions"]), declared, conditions, log)
    follows = (*ruled, *menus(facts["menus"], declared, log))
    rules = {one["id"]: rule for one in clauses["clauses"] if (rule := _clause(one, conditions))}
    if len(rules) == len(clauses["clauses"]):
        conditions.check_used()
    log.refuse(one["id"] for one in clauses["clauses"] if one["id"] not in rules)
    wording = Wording(
        code=head["wording"],
        name=head["name"],
        insurer=head["insurer"]["name"],
        edition=head["edition"]["year"],
        digest=digest_of(folder),
        schemes=head["schemes"],
        families=head["families"],
        parts={one["id"]: _part(one) for one in head["parts"]},
        allocation=_allocation(head["allocation"]),
        switches=switches,
        facts=in_order(facts["facts"], declared, conditions, log),
        implications=follows,
        clauses=rules,
        levels=tuple(_level(one) for one in limits["levels"]),
        rounding=_rounding(limits["rounding"]),
        split=limits["split"]["rule"],
        papers=_papers(papers),
        objection=head["objection"],
        sources=head["sources"],
        notes=tuple(Note(one["text"], one["source"], one["schemes"]) for one in head["notes"]),
        opening=head["opening"],
        deductions=_deductions(limits["deductions"], switches, log),
        sharing=Sharing(limits["split"]["text"], limits["split"]["status"], limits["split"]["source"]),
    )
    check_wording(wording, (head, facts, clauses, limits, papers), log, sound=len(log.problems) == before)
    return ReadWording(wording, head.place("schemes"), folder, root)


def _switch(one: Values, log: Log) -> Switch:
    bounds = (one["choices"], one["lowest"], one["highest"])
    switch = Switch(one["id"], one["type"], one["text"], None, one["status"], one["source"], *bounds)
    if one["type"] not in {"count", "yen"} and (one["lowest"] is not None or one["highest"] is not None):
        shape = "lowest and highest only for the types count and yen"
        log.add(one.place("type"), f"{one['id']}.type", "wrong_type", found=one["type"], shape=shape)
    if one["value"] is None:
        return switch
    try:
        return replace(switch, value=read_switch(switch, one["value"]))
    except ValueError:
        at, key = one.place("value"), f"{one['id']}.value"
        log.add(at, key, "wrong_type", found=one["value"], shape=switch_shape(switch))
        return switch


def _part(one: Values) -> Part:
    items = tuple(
        CostItem(item["id"], item["text"], frozenset(item["families"]), item["status"], item["source"])
        for item in one["items"]
    )
    return Part(one["id"], one["side"], one["text"], items, one["status"], one["source"], one["needs"])


def _allocation(one: Values) -> Allocation:
    return Allocation(one["order"], one["text"], one["status"], one["source"], one["costs_since"])


def _clause(one: Values, conditions: Conditions) -> Clause | None:
    when = conditions.read(one["when"], f"{one['id']}.when")
    unless = conditions.read(one["unless"], f"{one['id']}.unless") if one["unless"] else None
    if when is None or (one["unless"] and unless is None):
        return None
    return Clause(
        id=one["id"],
        kind=one["kind"],
        number=one["number"],
        heading=one["heading"],
        text=one["text"],
        when=when,
        unless=unless,
        effect=one["effect"],
        applies_to=frozenset(one["applies_to"]),
        families=frozenset(one["families"]),
        status=one["status"],
        sources=one["source"],
        later=one["later"],
    )


def _level(one: Values) -> LevelRule:
    amount = one["amount"]
    share = Fraction(1) if amount["share"] is None else amount["share"]
    return LevelRule(
        id=one["id"],
        kind=one["kind"],
        per=one["per"],
        parts=frozenset(one["parts"]),
        items=frozenset(one["items"]),
        amount=Amount(amount["yen"], amount["hours"], amount["of"], amount["switch"], share, amount["at_most"]),
        text=one["text"],
        status=one["status"],
        sources=one["source"],
        lasts=(one["lasts"]["from"], one["lasts"]["to"]) if one["lasts"] else (),
    )


def _deductions(rows: Sequence[Values], switches: Mapping[str, Switch], log: Log) -> tuple[DeductionRule, ...]:
    """Return when each kind is deducted; the assumed rules where the wording says nothing of any."""
    check_unique(rows, "kind", log)
    yes_no = [name for name, one in switches.items() if one.type == "yes_no"]
    for one in rows:
        if one["switch"]:
            check_known(one["switch"], yes_no, one.place("switch"), f"{one['kind']}.switch", log)
    rules = (DeductionRule(one["kind"], one["stage"], one["switch"], one["status"], one["source"]) for one in rows)
    return tuple(rules) or ASSUMED_DEDUCTIONS


def _rounding(one: Values) -> Rounding:
    return Rounding(one["unit"], one["way"], one["status"], one["source"][0])


def _papers(one: Values) -> PaperRules:
    payment = one["payment"]
    return PaperRules(
        claim_types=one["claim_types"],
        groups=tuple(
            PaperGroup(
                group["id"],
                group["number"],
                group["text"],
                group["examples"],
                frozenset(group["claim_types"]),
                group["status"],
                group["source"],
            )
            for group in one["groups"]
        ),
        days=payment["days"],
        first_day=payment["first_day"],
        grounds=tuple(
            Ground(ground["id"], ground["number"], ground["text"], ground["days"], ground["status"], ground["source"])
            for ground in one["grounds"]
        ),
        status=payment["status"],
        sources=payment["source"],
    )


def check_schemes(read: Iterable[ReadWording], schemes: Mapping[str, Scheme], log: Log) -> None:
    """Note schemes that do not exist, stand under two wordings, or cover what their wording does not know."""
    claimed: dict[str, str] = {}
    for one in read:
        wording = one.wording
        for code in wording.schemes:
            check_known(code, schemes, one.at, "schemes", log)
            if code in claimed:
                log.add(one.at, "schemes", "scheme_claimed", found=code, other=claimed[code])
            claimed[code] = wording.code
            if code in schemes:
                _check_coverage(wording, schemes[code], one.at, log)


def _check_coverage(wording: Wording, scheme: Scheme, at: Place, log: Log) -> None:
    triggers = [clause.id for clause in wording.clauses.values() if clause.kind == TRIGGER]
    for family, coverage in scheme.coverage.items():
        key = f"schemes.{scheme.code}.{family}"
        check_known(family, wording.families, at, key, log)
        check_each(coverage.triggers, triggers, at, f"{key}.triggers", log)
        check_each((*coverage.parts, *coverage.riders), wording.parts, at, f"{key}.parts", log)
