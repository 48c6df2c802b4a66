"""How much is paid on a CASE.yaml, after the cases that it names as earlier in the same term?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sonae.core.catalogue import Catalogue
from sonae.core.coverage import Decision
from sonae.core.fact_reading import Said
from sonae.core.ledger import Ledger
from sonae.core.payment_answer import Payable
from sonae.core.problems import Problem, Refusal
from sonae.core.scheme import Text
from sonae.core.settlement import Settlement
from sonae.loader.case_claims import settle_case
from sonae.loader.case_files import CaseFile, decision_of, read_case
from sonae.loader.case_problems import note_claims
from sonae.loader.problems import Log


class Earlier(NamedTuple):
    """A case settled before: its title, else the name of its file; the yen settled on it, and those still open."""

    name: Text
    paid: int
    open: int


class Settled(NamedTuple):
    """The settlement of a case, the day of each payment, and what was settled before it in the term."""

    settlement: Settlement
    payables: tuple[Payable, ...]
    earlier: tuple[Earlier, ...]


def settled_case(case: CaseFile, decision: Decision, catalogue: Catalogue, log: Log) -> Settled | None:
    """Return what is paid on a case, or None after noting everything that is wrong with what it asks.

    What earlier cases use of the limits is used: they keep what they had. Each stands under the same cover, is decided
    on its own facts, and may name earlier ones itself.
    """
    before = len(log.problems)
    ledger: Ledger | None = None
    earlier = []
    for place, one in enumerate(_earlier(case, catalogue, log, [], (case.path.resolve(),)), 1):
        found = _settled_before(case, one, catalogue, ledger, str(place), log)
        if found:
            ledger = found.ledger
            name = one.values["title"] or Text(one.path.name, one.path.name)
            earlier.append(Earlier(name, found.sums.paid, found.sums.open))
    answer = settle_case(case.values, decision, ledger)
    if isinstance(answer, Refusal):
        note_claims(answer, case.values, case.wording, catalogue, log)
    if isinstance(answer, Refusal) or len(log.problems) > before:
        return None
    return Settled(*answer, tuple(earlier))


def paid_in_full(path: Path, event: str, catalogue: Catalogue) -> Said | None:
    """Return the day of the last payment on an event of a case of which nothing is left to pay; None where some is.

    None too where it is still open how much is paid, or where the case cannot be settled: ``sonae settle`` tells why.
    """
    log = Log()
    case = read_case(path, path.name, catalogue, log)
    decision = decision_of(case) if case else None
    if case is None or decision is None or isinstance(decision, Refusal):
        return None
    settled = settled_case(case, decision, catalogue, log)
    sums = dict(settled.settlement.by_claim).get(event) if settled else None
    payments = [one for one in case.values["payments"] if one["event"] == event]
    if sums is None or sums.due or sums.open or not payments:
        return None
    last = max(payments, key=lambda one: one["on"])
    return Said(last["on"].isoformat(), last["id"])


def _earlier(
    case: CaseFile, catalogue: Catalogue, log: Log, seen: list[Path], later: tuple[Path, ...]
) -> Iterator[CaseFile]:
    """Yield the earlier cases, those first that they name themselves, each once; what cannot be read is noted.

    ``later`` are the cases that lead here: none of them can be earlier too.
    """
    for name in case.values["earlier"]:
        path = (case.path.parent / name).resolve()
        if path in later:
            _note(case, "circle", name, catalogue, log)
        if path in (*later, *seen):
            continue
        seen.append(path)
        inner = Log()
        try:
            one = read_case(path, name, catalogue, inner, wording=case.wording.code)
        except OSError:
            _note(case, "missing", name, catalogue, log)
            continue
        if one is None or inner.problems:
            _note(case, "wrong", name, catalogue, log)
        else:
            yield from _earlier(one, catalogue, log, seen, (*later, path))
            yield one


def _settled_before(
    case: CaseFile, one: CaseFile, catalogue: Catalogue, ledger: Ledger | None, prefix: str, log: Log
) -> Settlement | None:
    """Return what was settled on an earlier case, or None after noting why it does not count.

    ``prefix`` keeps its events apart from those of every other case: two files may be called alike.
    """
    if one.terms != case.terms or one.wording.code != case.wording.code:
        _note(case, "other_cover", one.path.name, catalogue, log)
        return None
    decision = decision_of(one)
    answer = decision if isinstance(decision, Refusal) else settle_case(one.values, decision, ledger, prefix)
    if isinstance(answer, Refusal):
        _note(case, "wrong", one.path.name, catalogue, log)
        return None
    return answer[0]


def _note(case: CaseFile, key: str, name: str, catalogue: Catalogue, log: Log) -> None:
    problem = Problem("earlier", f"problem.earlier_{key}", (("typed", name),))
    log.note(problem, case.values.place("earlier"), "earlier", catalogue.words)
