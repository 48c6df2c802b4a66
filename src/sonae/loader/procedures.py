"""How does a folder with a procedure.yaml become a core Procedure, and does it fit the schemes it serves?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sonae.core.catalogue import Catalogue
from sonae.core.procedure import (
    NEEDED,
    Asks,
    Ceiling,
    Days,
    Declaration,
    Explanation,
    FactorRange,
    Need,
    Order,
    Prerequisite,
    Procedure,
    Proof,
    Reason,
    Said,
    Scope,
    Step,
    Way,
)
from sonae.core.scheme import Scheme
from sonae.loader.digests import digest_of
from sonae.loader.editions import check_code, read_edition_file
from sonae.loader.problems import Log, Place
from sonae.loader.procedure_shape import PROCEDURE
from sonae.loader.references import check_known
from sonae.loader.shapes import BAD, Values
from sonae.loader.sources import check_sources
from sonae.loader.unique import check_unique

# the lists whose records have an id, and may be limited to schemes, kinds and families
SCOPED = ("proofs", "prerequisites", "explanations", "needs")
# without one of these nobody could apply
NEEDED_LISTS = ("order.steps", "declaration.ways", "declaration.capacities")


@dataclass(frozen=True, slots=True)
class ReadProcedure:
    """A procedure and its file's values, so that a later check can name the line, and where it stands."""

    procedure: Procedure
    values: Values
    folder: Path
    root: Path

    @property
    def needs(self) -> tuple[str, ...]:
        """The editions it rests on: its question sets."""
        return tuple(dict.fromkeys(f"disclosures/{one.questions}" for one in self.procedure.disclosures))


def read_procedure(folder: Path, root: Path, log: Log) -> ReadProcedure | None:
    """Return the procedure in ``folder``, or None after noting what is wrong with it."""
    values = read_edition_file(folder / "procedure.yaml", root, PROCEDURE, log)
    if values is BAD:
        return None
    _check(values, folder, log)
    order, declared = values["order"], values["declaration"]
    procedure = Procedure(
        code=values["procedure"],
        name=values["name"],
        edition=values["edition"]["year"],
        digest=digest_of(folder),
        schemes=values["schemes"],
        order=Order(tuple(map(_step, order["steps"])), order["after_return"], _said(order)),
        reasons={one["id"]: Reason(one["id"], one["moves_receipt"], _said(one)) for one in values["send_back"]},
        late=_said(values["late"]),
        until_accepted=_said(values["until_accepted"]),
        proofs=tuple(Proof(one["id"], one["way"], one["by"], _scope(one), _said(one)) for one in values["proofs"]),
        prerequisites=tuple(
            Prerequisite(one["id"], one["way"], one["without"], _scope(one), _said(one))
            for one in values["prerequisites"]
        ),
        explanations=tuple(
            Explanation(one["id"], one["edition"], _scope(one), _said(one), one["sections"])
            for one in values["explanations"]
        ),
        needs=tuple(Need(one["id"], _scope(one), _said(one)) for one in values["needs"]),
        declaration=Declaration(
            statements={one["id"]: _said(one) for one in declared["statements"]},
            ways=_ways(declared["ways"]),
            capacities={one["id"]: _said(one) for one in declared["capacities"]},
            for_all=_said(declared["for_all"]),
            no_incident=_said(declared["no_incident"]) if declared["no_incident"] else None,
        ),
        quotation=_days(values["quotation"]),
        accepting=_ways(values["accepting"]),
        conditions=_days(values["conditions"]),
        alone=_ceiling(values["alone"]),
        unreferred=_ceiling(values["unreferred"]),
        factor=_factor(values["factor"]),
        disclosures=tuple(Asks(one["questions"], _scope(one), _said(one)) for one in values["disclosures"]),
        sources=values["sources"],
    )
    return ReadProcedure(procedure, values, folder, root)


def _said(one: Values) -> Said:
    return Said(one["text"], one["status"], one["source"])


def _scope(one: Values) -> Scope:
    return Scope(frozenset(one["schemes"]), frozenset(one["kinds"]), frozenset(one["families"]))


def _step(one: Values) -> Step:
    return Step(one["id"], one["by"], one["days"], _said(one))


def _ways(records: Iterable[Values]) -> dict[str, Way]:
    return {one["id"]: Way(one["id"], one["evidence"], _said(one)) for one in records}


def _days(one: Values) -> Days:
    return Days(one["days"], _said(one))


def _ceiling(one: Values) -> Ceiling:
    return Ceiling(one["liability_limit_yen"], one["annual_premium_yen"], _said(one))


def _factor(one: Values) -> FactorRange:
    return FactorRange(one["lowest"], one["highest"], one["step"], _said(one))


def _check(values: Values, folder: Path, log: Log) -> None:
    """Note a code that is not the folder's, ids that stand twice, empty lists, and sources that are not declared."""
    check_code(values, "procedure", folder, log)
    order, declared, factor = values["order"], values["declaration"], values["factor"]
    lists = {name: values[name] for name in ("send_back", "accepting", *SCOPED)}
    lists |= {"order.steps": order["steps"]}
    lists |= {f"declaration.{name}": declared[name] for name in ("statements", "ways", "capacities")}
    for records in lists.values():
        check_unique(records, "id", log)
    needed = {"schemes": values["schemes"], **{name: lists[name] for name in NEEDED_LISTS}}
    for name, records in needed.items():
        if not records:
            log.add(values.place(name.split(".")[0]), name, "missing_key", shape="at least one")
    if factor["highest"] < factor["lowest"]:
        log.add(factor.place("highest"), "factor.highest", "order")
    singles = [order, declared["for_all"], *filter(None, [declared["no_incident"]])]
    singles += [values[name] for name in ("edition", "late", "until_accepted", "quotation", "conditions")]
    several = (one for records in (*lists.values(), values["disclosures"]) for one in records)
    for one in (*singles, values["alone"], values["unreferred"], factor, *several):
        check_sources(one["source"], values["sources"], one.place("source"), log)


def check_procedure(read: ReadProcedure, taken: dict[str, str], catalogue: Catalogue, log: Log) -> None:
    """Note schemes that do not exist or are served by another, scopes of nobody, and disclosures without questions.

    ``taken`` names the procedure of each scheme that has one so far; this one's are added.
    """
    procedure, values = read.procedure, read.values
    for code in procedure.schemes:
        check_known(code, catalogue.schemes, values.place("schemes"), "schemes", log)
        if code in taken:
            log.add(values.place("schemes"), "schemes", "scheme_served", found=code, other=taken[code])
        taken[code] = procedure.code
    for asks in values["disclosures"]:
        known, at = catalogue.disclosures, asks.place("questions")
        check_known(asks["questions"], known, at, "disclosures.questions", log)
    served = [catalogue.schemes[code] for code in procedure.schemes if code in catalogue.schemes]
    if len(served) < len(procedure.schemes):
        return  # one that could not be read may have what a line is for
    for key, record in _scoped(values):
        _check_scope(record, key, procedure, served, log)
    _check_asked(procedure, served, values.place("disclosures"), log)


def _scoped(values: Values) -> Iterator[tuple[str, Values]]:
    for name in SCOPED:
        yield from ((f"{name}.{one['id']}", one) for one in values[name])
    yield from ((f"disclosures.{one['questions']}", one) for one in values["disclosures"])


def _check_scope(record: Values, key: str, procedure: Procedure, served: Iterable[Scheme], log: Log) -> None:
    """Note each scheme, kind and family that the line would wait for in vain."""
    known = {
        "schemes": set(procedure.schemes),
        "kinds": {kind for scheme in served for kind in scheme.kinds},
        "families": {family for scheme in served for family in scheme.families},
    }
    for name, words in known.items():
        for found in record[name]:
            check_known(found, words, record.place(name), f"{key}.{name}", log)


def _check_asked(procedure: Procedure, served: Iterable[Scheme], at: Place, log: Log) -> None:
    """Note each kind whose scheme wants a disclosure for which there are no questions."""
    for scheme in served:
        for kind in scheme.kinds.values():
            if kind.disclosure == NEEDED and not procedure.questions_for(scheme, kind.kind):
                log.add(at, "disclosures", "no_questions", kind=kind.kind, scheme=scheme.code)
