"""What does the paper of an application say? Core's value of what was agreed, from the frozen content alone."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from sonae.app.applications.content import Content, read_papers
from sonae.app.applications.drafts import YES, below, evidence_field, text
from sonae.app.applications.models import BASES
from sonae.app.common.catalogue import current
from sonae.app.enrolments.joining import Facts
from sonae.core import disclosure
from sonae.core.agreed import (
    AgreedApplication,
    AgreedFacility,
    Applicant,
    CoveredFacility,
    Declaration,
    Disclosed,
    Explained,
    KeyedIn,
    Statement,
)
from sonae.core.enrolment_events import Holder, Office
from sonae.core.moments import Term
from sonae.core.procedure import Procedure
from sonae.core.scheme import Text
from sonae.core.trace import Value
from sonae.core.words import EN, JA

ANSWERS = {True: "answer.true", False: "answer.false"}


def agreed(content: Content, sha256: str, procedure: Procedure) -> AgreedApplication:
    """The application as its paper prints it."""
    given = content["given"]
    at, counted = (datetime.fromisoformat(content[name]) for name in ("submitted_at", "received_at"))
    return AgreedApplication(
        receipt_number=content["application"],
        submission=content["submission"],
        counted_at=counted if counted != at else None,
        received_at=at,
        member=_applicant(content["member"]),
        facilities=tuple(_facility(one) for one in content["facilities"]),
        shared=content["shared_limits"],
        term=_term(content),
        until_accepted=procedure.until_accepted.text,
        way=text(given, "way"),
        instalments=int(text(given, "instalments") or 1),
        declaration=_declaration(content, procedure, at),
        sha256=sha256,
        offices=offices(content),
        statements=(*_records(content), *_proofs(given, procedure)),
        disclosed=_disclosed(content),
        explained=tuple(_explained(given, procedure)),
        needs=tuple(_needs(given, procedure)),
        keyed_in=_keyed_in(content),
        demonstration=settings.SONAE_EXAMPLE,
    )


def offices(content: Content) -> tuple[Office, ...]:
    """The offices that were declared."""
    return tuple(Office(one["key"], one["name"], one["address"]) for one in content["offices"])


def holder(content: Content) -> Holder:
    """The named insured."""
    said = content["member"]
    return Holder(said["number"], said["name"], said["kana"], said["form"], representative(said))


def facts(one: Mapping[str, Any]) -> Facts:
    """What the ledger keeps of a facility."""
    return Facts(
        name=one["name"],
        kana=one["kana"],
        kind=one["kind"],
        address=one["address"],
        measures=tuple(one["measures"].items()),
        institution_code=one["institution_code"],
        manager=one["manager_name"],
        products=tuple(dict(one["products"]).items()),
    )


def covered(one: Mapping[str, Any]) -> CoveredFacility:
    """A facility of the frozen content, with the limits it asks for (0 where the insurer names them)."""
    return CoveredFacility(
        name=one["name"],
        kind=one["kind"],
        address=one["address"],
        family=one["family"],
        plan=one["plan"],
        liability_limit=one["liability_limit_yen"] or 0,
        cost_limit=one["cost_limit_yen"] or 0,
        deductible=one["deductible_yen"] or 0,
        measures=tuple(one["measures"].items()),
        riders=tuple((name, limit) for name, limit in one["riders"]),
    )


def _term(content: Content) -> Term | None:
    cover = content["facilities"][0]["cover"]
    return Term(datetime.fromisoformat(cover["start"]), datetime.fromisoformat(cover["end"])) if cover else None


def _applicant(member: Mapping[str, str]) -> Applicant:
    return Applicant(
        name=member["name"],
        kana=member["kana"],
        representative=representative(member),
        address=member["address"],
        number=member["number"],
        form={"corporation": _("法人"), "person": _("個人")}[member["form"]],
        corporate_number=member["corporate_number"],
        phone=member["phone"],
        mail=member["contact_email"],
    )


def representative(member: Mapping[str, str]) -> str:
    """Who stands for the member, with the title; empty where nobody else does."""
    return " ".join(one for one in (member["representative_title"], member["representative_name"]) if one)


def _facility(one: Mapping[str, Any]) -> AgreedFacility:
    return AgreedFacility(
        covered(one), one["kana"], one["institution_code"], one["manager"], one["annual_yen"], one["payable_yen"]
    )


def _records(content: Content) -> list[Statement]:
    """Whether records are used together with other facilities, with which, and what follows from it."""
    records = content["records"]
    found = [Statement(_say("records.shared"), _say(ANSWERS[records["shared"]]))]
    found += [
        Statement(_say("records.facility", typed=one["name"]), _say(f"records.{one['joins']}"))
        for one in records["facilities"]
    ]
    if records["shared"]:
        found.append(Statement(_say("records.others"), _say(ANSWERS[records["others"]])))
    if records["in_part"]:
        found.append(Statement(_say("records.warning_read"), _say(ANSWERS[True])))
    return found


def _proofs(given: Mapping[str, Any], procedure: Procedure) -> list[Statement]:
    named = {one.id: one.said.text for one in procedure.proofs}
    found = [
        Statement(named[name], _say(ANSWERS[True]), value) for name, value in below(given, "proofs").items() if value
    ]
    held = {one.id: one.said.text for one in procedure.prerequisites}
    for name, value in given.items():
        start, dot, policy = name.rpartition(".held.")
        if dot and start.startswith("facilities.") and value:
            found.append(Statement(held[policy], _say(ANSWERS[True]), str(value)))
    return found


def _disclosed(content: Content) -> Disclosed | None:
    """The answers of all facilities in one list, each led by the facility's name where several answer."""
    answering = [one for one in content["facilities"] if one["disclosure"]]
    if not answering:
        return None
    statements, title, edition = [], Text("", ""), ""
    for one in answering:
        kept = disclosure.thaw(one["disclosure"])
        questions = current().disclosures[kept.questions]
        title, edition = questions.name, kept.edition
        note = one["name"] if len(answering) > 1 else ""
        for name, answer in kept.answers:
            question = questions.questions[name]
            statements.append(Statement(question.text, answer_text(question, answer), note))
    return Disclosed(title, edition, tuple(statements))


def _say(key: str, **params: Value) -> Text:
    """Words of the catalogue in both languages, as a paper keeps them."""
    words, told = current().words, tuple(params.items())
    return Text(words.say(key, JA, told), words.say(key, EN, told))


def answer_text(question: disclosure.Question, answer: disclosure.Answer) -> Text:
    if isinstance(answer, bool):
        return _say(ANSWERS[answer])
    if question.type == "choice":
        return question.choices[str(answer)]
    return Text(str(answer), str(answer))


def _explained(given: Mapping[str, Any], procedure: Procedure) -> list[Explained]:
    named = {one.id: one.said.text for one in procedure.explanations}
    return [
        Explained(named[name], edition, datetime.fromisoformat(at), by)
        for name, edition, at, by in read_papers(given)
        if name in named
    ]


def _needs(given: Mapping[str, Any], procedure: Procedure) -> list[Statement]:
    named = {one.id: one.said.text for one in procedure.needs}
    return [
        Statement(named[name], _say(ANSWERS[value == YES]))
        for name, value in below(given, "needs").items()
        if name in named
    ]


def _declaration(content: Content, procedure: Procedure, at: datetime) -> Declaration:
    given, rule = content["given"], procedure.declaration
    capacity, since = rule.capacities.get(text(given, "declared.capacity")), content["no_incident_since"]
    return Declaration(
        way=text(given, "declared.way"),
        statements=tuple(one.text for one in rule.statements.values()),
        name=text(given, "declared.name"),
        title=content["member"]["representative_title"],
        at=at if content["declared"] else None,
        capacity=capacity.text if capacity else None,
        evidence=text(given, evidence_field(procedure, given)),
        for_all=text(given, "declared.for_all") == YES,
        no_incident=rule.no_incident.text if rule.no_incident and since else None,
        since=date.fromisoformat(since) if since else None,
    )


def _keyed_in(content: Content) -> KeyedIn | None:
    one = content["keyed_in"]
    if one is None:
        return None
    basis = str(BASES[one["basis"]])
    return KeyedIn(
        one["by"],
        one["organisation"],
        f"{basis} ({one['note']})" if one["note"] else basis,
        datetime.fromisoformat(one["at"]),
    )
