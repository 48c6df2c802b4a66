"""Where in a CASE.yaml stands what the core found wrong with facts, rulings, costs and papers, by the file's keys?"""

from __future__ import annotations

from sonae.core.catalogue import Catalogue
from sonae.core.problems import Problem, Refusal
from sonae.core.wording import Wording
from sonae.core.wording_words import words_of
from sonae.loader.problems import Log, Place
from sonae.loader.shapes import Values


def note_facts(refusal: Refusal, case: Values, catalogue: Catalogue, log: Log) -> None:
    """Note each problem with the facts of a case, in both languages, where the fact stands."""
    for problem in refusal.errors:
        said = case["facts"].get(problem.field)
        log.note(problem, said.at if said else case.place("facts"), f"facts.{problem.field}", catalogue.words)


def note_rulings(refusal: Refusal, case: Values, wording: Wording, catalogue: Catalogue, log: Log) -> None:
    """Note each problem with what a person ruled, in both languages, where the ruling stands."""
    words = words_of(wording, catalogue.words)
    for problem in refusal.errors:
        _, number, name = problem.field.split(".")
        one = case["rulings"][int(number)]
        log.note(problem, one.place(name), f"rulings.{one['id']}.{name}", words)


# the lists of a claim by the names of the core: where each stands in a case, and by what its records are named
CLAIM_LISTS = {"lines": ("costs", "line"), **{name: (name, "id") for name in ("received", "reductions", "payments")}}
# what the core calls otherwise than a case does
AS_WRITTEN = {"claim_types": "types", "received_at": "at", "paid_on": "on", "received_on": "on"}


def note_claims(refusal: Refusal, case: Values, wording: Wording, catalogue: Catalogue, log: Log) -> None:
    """Note each problem with what a case asks to be paid, in both languages, where it stands."""
    words = words_of(wording, catalogue.words)
    for problem in refusal.errors:
        log.note(problem, *_written(case, problem), words)


def _written(case: Values, problem: Problem) -> tuple[Place, str]:
    """Return where the field of a problem stands in a case, and its key there."""
    first, *inner = problem.field.split(".")
    if first == "claims":
        return _claimed(case, inner[1:], dict(problem.params).get("typed"))
    if first == "papers" and inner[0] in case["papers"]:
        return _papers(case["papers"][inner[0]], inner)
    if first in {"amounts", "switches"}:
        return case["cover"].place(first), f"cover.{problem.field}"
    return case.place(first), problem.field


def _claimed(case: Values, inner: list[str], typed: object) -> tuple[Place, str]:
    """Return where a field of a claim stands: ``lines.l1.yen`` among the costs; a list alone where ``typed`` stands."""
    name, ident = CLAIM_LISTS.get(inner[0] if inner else "", ("costs", "line"))
    wanted = inner[1] if len(inner) > 1 else typed
    found = [one for one in case[name] if one[ident] == wanted]
    if not found:
        return case.place(name), name
    field = AS_WRITTEN.get(inner[2], inner[2]) if len(inner) > 2 else ident  # noqa: PLR2004  list, record, field
    return found[0 if inner[1:] else -1].place(field), f"{name}.{wanted}.{field}"


def _papers(one: Values, inner: list[str]) -> tuple[Place, str]:
    """Return where a field of the papers of an event stands: ``e1.papers.0.group``."""
    event, *rest = inner
    if rest[:1] == ["papers"]:
        _, number, field = rest
        name = AS_WRITTEN.get(field, field)
        return one["received"][int(number)].place(name), f"papers.{event}.received.{number}.{name}"
    name = AS_WRITTEN.get(rest[0], rest[0]) if rest else ""
    return one.place(name), ".".join(part for part in ("papers", event, name) if part)
