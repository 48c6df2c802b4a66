"""How does a scheme's folder become a core Scheme? scheme.yaml, plans, premiums and facts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sonae.core.moments import Term
from sonae.core.scheme import (
    Contact,
    Coverage,
    Fact,
    Hours,
    KindRule,
    Measure,
    Plan,
    PrintedPremium,
    Scheme,
    Text,
)
from sonae.core.trace import Line
from sonae.loader import scheme_shape as shape
from sonae.loader.digests import digest_of
from sonae.loader.editions import check_code
from sonae.loader.nodes import Mapping, read_yaml
from sonae.loader.problems import Log, Place, name_of
from sonae.loader.scheme_checks import check_scheme
from sonae.loader.scheme_terms import group_of, joining_of, payment_of
from sonae.loader.shapes import BAD, Values
from sonae.loader.tables import read_table

NEEDS = (("tariffs", "tariff"), ("schemes", "example_of"))


@dataclass(frozen=True, slots=True)
class ReadScheme:
    """A scheme and where its rows stand, so that later checks can name the line.

    ``needs`` names the editions its prices rest on: its tariff, and the scheme whose tables it borrows.
    ``whole`` is false where any of its values was refused.
    """

    scheme: Scheme
    at: Place
    rows: dict[tuple[str | int | None, ...], Place]
    folder: Path
    root: Path
    needs: tuple[str, ...]
    whole: bool


def read_scheme(folder: Path, root: Path, log: Log) -> ReadScheme | None:
    """Return the scheme in ``folder``, or None after noting what is wrong with it."""
    path = folder / "scheme.yaml"
    name = name_of(path, root)
    if not path.exists():
        log.add(Place(name, 1), "-", "missing_file")
        return None
    before = len(log.problems)
    tree = read_yaml(path, name, log)
    values = shape.SCHEME.read(tree, "", log) if tree else BAD
    tables = folder
    if values is not BAD and values["example_of"]:
        tables = folder.parent / values["example_of"]
    plans = read_table(tables / "plans.csv", name_of(tables / "plans.csv", root), shape.PLANS, log)
    premiums = read_table(tables / "premiums.csv", name_of(tables / "premiums.csv", root), shape.PREMIUMS, log)
    facts = _facts(folder, root, log)
    if tables != folder and values is not BAD:
        own = {fact["id"] for fact in facts} | set(values["without_facts"])
        facts += [fact for fact in _facts(tables, root, log) if fact["id"] not in own]
    if values is BAD or log.unread_since(before):
        return None
    whole = len(log.problems) == before
    check_code(values, "scheme", folder, log)
    check_scheme(values, plans, premiums, facts, log)
    rows: dict[tuple[str | int | None, ...], Place] = {
        (row["kind"], row["family"], row["plan"]): row.at for row in plans
    }
    rows |= {(row["kind"], row["family"], row["plan"], row["size"]): row.at for row in premiums}
    rows |= {(code,): rule.place("measures") for code, rule in values["kinds"].items()}
    scheme = _scheme(values, plans, premiums, facts, digest_of(*dict.fromkeys((folder, tables))))
    rows |= {(key,): place for key, place in shape.word_places(values).items()}
    needs = tuple(f"{section}/{values[key]}" for section, key in NEEDS if values[key])
    return ReadScheme(scheme, values.place("scheme"), rows, folder, root, needs, whole)


def _facts(folder: Path, root: Path, log: Log) -> list[Values]:
    path = folder / "facts.yaml"
    if not path.exists():
        return []
    tree = read_yaml(path, name_of(path, root), log)
    if tree is None or (isinstance(tree, Mapping) and not tree.nodes):
        return []
    return list(shape.FACTS.read(tree, "facts", log))


def _scheme(values: Values, plans: list[Values], premiums: list[Values], facts: list[Values], digest: str) -> Scheme:
    term = values["term"]
    assumed = tuple(
        key
        for key, status in (
            ("edition_year", values["edition"]["status"]),
            ("policyholder", values["association"]["status"]),
            ("term", term["status"] if term else ""),
        )
        if status == "assumed"
    )
    told = tuple(_fact(one) for one in facts)
    return Scheme(
        code=values["scheme"],
        name=values["name"],
        association=values["association"]["name"],
        insurer=values["insurer"]["name"],
        edition=values["edition"]["year"],
        example=bool(values["example_of"]),
        repeats=values["repeats"],
        trade=values["trade"],
        tariff=values["tariff"],
        digest=digest,
        term=Term(term["start"], term["end"]) if term else None,
        term_source=term["source"][0] if term else "",
        joining=joining_of(values["joining"]),
        payment=payment_of(values["payment"]),
        kinds={code: _kind(code, rule) for code, rule in values["kinds"].items()},
        families=values["families"],
        plans={(p["kind"], p["family"], p["plan"]): _plan(p) for p in plans},
        premiums={(p["kind"], p["family"], p["plan"], p["size"]): _premium(p) for p in premiums},
        modifiers=tuple(group_of(group) for group in values["modifiers"]),
        contacts=tuple(_contact(one) for one in values["contacts"]),
        facts=told,
        assumed=assumed,
        facts_assumed=tuple(fact for fact in told if fact.status == "assumed" and "quote" in fact.show),
        sources=values["sources"],
        coverage={family: _coverage(one) for family, one in values["coverage"].items()},
    )


def _kind(code: str, rule: Values) -> KindRule:
    return KindRule(
        kind=code,
        label=rule["label"],
        priced=rule["priced"],
        binding=rule["binding"],
        referrals=rule["referrals"],
        disclosure=rule["disclosure"],
        measures=tuple(_measure(name, one) for name, one in rule["measures"].items()),
        size_measure=rule["size_measure"],
        status=rule["status"],
        source=rule["source"][0],
    )


def _measure(name: str, one: Values) -> Measure:
    return Measure(
        name=name,
        type=one["type"],
        label=one["label"],
        unit=one["unit"] or Text("", ""),
        required=one["required"],
        lowest=one["lowest"],
        highest=one["highest"],
        refer_below=one["refer_below"],
        default=one["default"],
        choices=tuple(one["choices"].items()),
    )


def _plan(row: Values) -> Plan:
    return Plan(
        kind=row["kind"],
        family=row["family"],
        code=row["plan"],
        liability_limit=row["liability_limit_yen"],
        cost_limit=row["cost_limit_yen"],
        deductible=row["deductible_yen"],
        emergency_support=row["emergency_support"],
        on_sale=row["on_sale"],
        status=row["status"],
        source=row["source"][0],
    )


def _premium(row: Values) -> PrintedPremium:
    per_instalment = row["per"] == "instalment"
    line = Line(
        "cell.instalment" if per_instalment else "cell.annual",
        row["premium_yen"],
        "yen",
        params=(("kind", row["kind"]), ("plan", row["plan"]), ("size", row["size"])),
        source=row["source"][0],
        status="printed",
        facts=("kind", "plan"),
    )
    return PrintedPremium(row["premium_yen"], per_instalment, row["source"][0], line)


def _coverage(one: Values) -> Coverage:
    return Coverage(one["triggers"], one["parts"], one["riders"], one["status"], one["source"])


def _contact(one: Values) -> Contact:
    hours = one["hours"]
    return Contact(
        role=one["role"],
        name=one["name"],
        phone=one["phone"],
        fax=one["fax"],
        address=one["address"] or Text("", ""),
        hours=Hours(hours["days"], hours["opens"], hours["closes"], hours["closed"]) if hours else None,
        note=one["note"],
        sources=one["source"],
    )


def _fact(one: Values) -> Fact:
    return Fact(
        id=one["id"],
        section=one["section"],
        text=Text(one["ja"], one["en"]),
        status=one["status"],
        sources=one["source"],
        show=frozenset(one["show"]),
        kinds=frozenset(one["kinds"]),
        families=frozenset(one["families"]),
        plans=frozenset(one["plans"]),
    )
