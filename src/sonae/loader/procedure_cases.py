"""Does a procedure answer its own worked examples as its ``cases.yaml`` says?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from sonae.core.application import Application, ApplyingFacility, Declared
from sonae.core.approving import Approval, SendBack, Submission, counted_receipt, next_step
from sonae.core.asking import Ask
from sonae.core.catalogue import Catalogue
from sonae.core.corporation import quote_corporation
from sonae.core.disclosure import Answers, read_answers
from sonae.core.joining import Cover, cover_for
from sonae.core.money import Rounding
from sonae.core.problems import Refusal
from sonae.core.procedure import Procedure
from sonae.core.quotation import Base, factor_problem, individual_quotation, needs_four_eyes, valid_until
from sonae.core.referring import referrals
from sonae.core.scheme import Scheme
from sonae.core.wanting import notices, wanting
from sonae.loader.nodes import read_yaml
from sonae.loader.problems import Log, name_of
from sonae.loader.procedure_shape import PROCEDURE_CASES
from sonae.loader.references import check_known
from sonae.loader.shapes import BAD, Values


def run_procedure_cases(folder: Path, root: Path, catalogue: Catalogue, now: datetime, log: Log) -> int:
    """Run the cases of the procedure in ``folder`` and note each difference; return how many ran.

    None runs where something else is wrong with it, its scheme or its questions: the answers would only follow.
    """
    path = folder / "cases.yaml"
    procedure = catalogue.procedures.get(folder.name)
    if not path.exists() or procedure is None or f"procedures/{folder.name}" in log.unsound:
        return 0
    tree = read_yaml(path, name_of(path, root), log)
    cases = PROCEDURE_CASES.read(tree, "cases", log) if tree else BAD
    for case in () if cases is BAD else cases:
        check_known(case["scheme"], procedure.schemes, case.place("scheme"), f"{case['id']}.scheme", log)
        if _sound(case["scheme"], procedure, catalogue, log) and _known(case, procedure, log):
            _compare(case, answered(case, procedure, catalogue, now), log)
    return 0 if cases is BAD else len(cases)


def _sound(scheme: str, procedure: Procedure, catalogue: Catalogue, log: Log) -> bool:
    """Return whether the procedure serves the scheme, and all that an answer rests on could be read."""
    sets = [one.questions for one in procedure.disclosures]
    rests_on = {f"schemes/{scheme}", *(f"disclosures/{one}" for one in sets)}
    there = scheme in catalogue.schemes and all(one in catalogue.disclosures for one in sets)
    return there and scheme in procedure.schemes and log.unsound.isdisjoint(rests_on)


def _known(case: Values, procedure: Procedure, log: Log) -> bool:
    """Note reasons and steps that the procedure does not have; return whether there are none."""
    before, steps = len(log.problems), [one.id for one in procedure.order.steps]
    for one in case["submissions"]:
        for done in (*one["approved"], *filter(None, [one["sent_back"]])):
            check_known(done["step"], steps, done.place("step"), f"{case['id']}.step", log)
        for reason in one["sent_back"]["reasons"] if one["sent_back"] else ():
            at = one["sent_back"].place("reasons")
            check_known(reason, procedure.reasons, at, f"{case['id']}.reasons", log)
    return len(log.problems) == before


def answered(case: Values, procedure: Procedure, catalogue: Catalogue, now: datetime) -> dict[str, Any]:
    """Return what a case can expect, by the names that cases use."""
    scheme = catalogue.schemes[case["scheme"]]
    found: dict[str, Any] = {}
    if case["submissions"]:
        found |= _received(case["submissions"], procedure, scheme)
    if case["application"]:
        found |= _applied(case["application"], procedure, scheme, catalogue, now)
    if case["offer"]:
        found |= _offered(case["offer"], procedure, scheme, catalogue)
    return found


def _received(told: Iterable[Values], procedure: Procedure, scheme: Scheme) -> dict[str, Any]:
    submissions = tuple(_submission(one) for one in told)
    receipt, turn = counted_receipt(procedure, submissions), next_step(procedure, submissions)
    cover = cover_for(scheme, receipt.at) if receipt.at else None
    return {
        "receipt": receipt.at,
        "start": cover.start if isinstance(cover, Cover) else None,
        "no_cover": None if cover is None or isinstance(cover, Cover) else cover.reason,
        "waits_for": turn.step.id if turn.step else turn.waits_for,
        "due_on": turn.due_on,
    }


def _submission(one: Values) -> Submission:
    back = one["sent_back"]
    approvals = tuple(Approval(done["step"], done["at"]) for done in one["approved"])
    return Submission(one["at"], approvals, SendBack(back["step"], back["at"], back["reasons"]) if back else None)


def _applied(told: Values, procedure: Procedure, scheme: Scheme, catalogue: Catalogue, now: datetime) -> dict[str, Any]:
    application = _application(told, procedure, scheme, catalogue)
    questions, wording = catalogue.disclosures, catalogue.wording_of(scheme)
    wrong = wanting(
        procedure,
        scheme,
        application,
        questions,
        wording=wording,
        received=told["received"],
        declared_at=told["declared"]["at"] if told["declared"] else None,
    )
    asks = tuple(one.ask for one in application.facilities)
    quoted = quote_corporation(
        scheme,
        catalogue.tariff_of(scheme),
        asks,
        shared_limits=application.shared_limits,
        shared_records=application.shared_records is True,
        now=now,
    )
    found: dict[str, Any] = {
        "wanting": tuple(one.field for one in wrong),
        "notices": tuple(fact.id for fact in notices(scheme, application)),
    }
    if not isinstance(quoted, Refusal):
        reasons = referrals(procedure, application, quoted, questions).reasons
        found["referral"] = tuple(dict.fromkeys(one.key for one in reasons))
    return found


def _application(told: Values, procedure: Procedure, scheme: Scheme, catalogue: Catalogue) -> Application:
    def answers(one: Values) -> Answers:
        code = procedure.questions_for(scheme, one["kind"])
        return read_answers(catalogue.disclosures[code], one["answers"])[0] if code else {}

    return Application(
        facilities=tuple(
            ApplyingFacility(
                one["key"],
                Ask(one["kind"], one["plan"], one["family"], one["size"]),
                one["riders"],
                one["held"],
                answers(one),
            )
            for one in told["facilities"]
        ),
        proofs=told["proofs"],
        shared_limits=told["shared_limits"],
        shared_records=told["shared_records"],
        sharing=frozenset(told["sharing"]),
        covered=frozenset(told["covered"]),
        others_share=told["others_share"],
        warning_read=told["warning_read"],
        explained=told["explained"],
        needs=told["needs"],
        declared=_declared(told["declared"]) if told["declared"] else None,
    )


def _declared(told: Values) -> Declared:
    values = {name: told[name] for name in Declared.__slots__}
    return Declared(**{**values, "statements": frozenset(told["statements"])})


def _offered(told: Values, procedure: Procedure, scheme: Scheme, catalogue: Catalogue) -> dict[str, Any]:
    wrong = factor_problem(procedure, told["factor"])
    found: dict[str, Any] = {
        "factor": wrong.key.removeprefix("problem.") if wrong else None,
        "valid_until": valid_until(procedure, told["at"]),
    }
    if wrong is None:
        tariff = catalogue.tariff_of(scheme)
        bases = [Base(name, yen, "-") for name, yen in told["bases"].items()]
        offer = individual_quotation(procedure, bases, told["factor"], "-", tariff.rounding if tariff else Rounding())
        found["annual_yen"] = offer.annual_yen
        found["four_eyes"] = needs_four_eyes(procedure, told["liability_limit_yen"], offer.annual_yen).needed
    return found


def _compare(case: Values, found: dict[str, Any], log: Log) -> None:
    for name, expected in case["expect"].items():
        got = found.get(name)
        if expected is not None and (sorted(got) if isinstance(got, tuple) else got) != (
            sorted(expected) if isinstance(expected, tuple) else expected
        ):
            log.add(case["expect"].place(name), f"{case['id']}.{name}", "case", known=expected, found=got)
