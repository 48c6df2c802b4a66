"""The application as submitted (加入依頼書): exactly what was agreed, by whom, when and on what basis."""

from __future__ import annotations

from collections.abc import Iterable

from sonae.core.agreed import E_SIGNATURE, PAPER, WEB, AgreedApplication, AgreedFacility, Declaration, Statement
from sonae.core.scheme import Scheme
from sonae.core.trace import Line
from sonae.core.words import EN, JA, Words
from sonae.documents.figures import line_value, moment, yen
from sonae.documents.frame import publish
from sonae.documents.joining import called, limits, member_frame, office_texts, paying, site, term_part
from sonae.documents.labels import labels
from sonae.documents.tracing import stated
from sonae.documents.typesetting import Json

WAYS = {WEB: "declaration.web", PAPER: "declaration.paper", E_SIGNATURE: "declaration.e_signature"}


def application_sheet(
    agreed: AgreedApplication, scheme: Scheme, words: Words, language: str, *, signed_by: str = ""
) -> bytes:
    """Return the application as PDF (A4 portrait), dated by its receipt; ``signed_by`` signs the file afterwards.

    Raises PaperError where a text can't be set.
    """
    return publish("application", application(agreed, scheme, words, language, signed_by), agreed.received_at)


def application(agreed: AgreedApplication, scheme: Scheme, words: Words, language: str, signed_by: str) -> Json:
    """Return all that the paper says, as its template reads it."""
    side = EN if language == EN else JA
    say, several = labels(side), len(agreed.facilities) > 1
    unconfirmed = agreed.declaration.at is None
    proof = say["application.sha256"].format(sha256=agreed.sha256)
    framed = member_frame(
        "A", scheme, words, side, proof=proof, signed_by=signed_by, demonstration=agreed.demonstration
    )
    return {
        **framed,
        "title": say["application.unconfirmed"] if unconfirmed else say["application.title"],
        "subtitle": say["application.unconfirmed-subtitle"] if unconfirmed else say["application.subtitle"],
        "received_name": say["application.entered"] if unconfirmed else say["application.received"],
        "receipt_number": agreed.receipt_number,
        "received": moment(agreed.received_at, words, side),
        "counted": moment(agreed.counted_at, words, side) if agreed.counted_at else "",
        "submission": "" if unconfirmed else say["application.submission-number"].format(n=agreed.submission),
        "member": _member(agreed, side),
        "term": term_part(agreed.term, words, side) if agreed.term else None,
        "until_accepted": agreed.until_accepted.say(side) if agreed.until_accepted else "",
        "paying": paying(agreed.way, agreed.instalments, words, side),
        "per": (say["limits.shared"] if agreed.shared else say["limits.own"]) if several else "",
        "facilities": [_facility(one, scheme, words, side) for one in agreed.facilities],
        "annual": _sum((one.annual_yen for one in agreed.facilities), side),
        "payable": _sum((one.payable_yen for one in agreed.facilities), side),
        "offices": office_texts(agreed.offices, side),
        "statements": _statements(agreed.statements, side),
        "disclosed": _disclosed(agreed, side),
        "explained": [
            {
                "title": one.title.say(side),
                "edition": one.edition,
                "at": moment(one.at, words, side),
                "by": one.by,
            }
            for one in agreed.explained
        ],
        "needs": _statements(agreed.needs, side),
        "declaration": _declaration(agreed, words, side),
        "keyed_in": _keyed_in(agreed, words, side),
        "contacts": called(scheme, words, side),
    }


def _member(agreed: AgreedApplication, language: str) -> list[tuple[str, str]]:
    """Return what is known of the applicant, as pairs of name and value."""
    say, one = labels(language), agreed.member
    rows = [
        (say["member.name"], one.name),
        (say["member.kana"], one.kana),
        (say["member.form"], one.form),
        (say["member.representative"], one.representative),
        (say["member.number"], one.number),
        (say["member.corporate-number"], one.corporate_number),
        (say["member.address"], one.address),
        (say["member.phone"], one.phone),
        (say["member.mail"], one.mail),
    ]
    return [(name, value) for name, value in rows if value]


def _facility(one: AgreedFacility, scheme: Scheme, words: Words, language: str) -> Json:
    return {
        **site(one.cover, scheme, words, language),
        **limits(one.cover, words, language),
        "kana": one.kana,
        "code": one.institution_code,
        "manager": one.manager,
        "annual": _sum([one.annual_yen], language),
        "payable": _sum([one.payable_yen], language),
        "steps": [_step(line, words, language) for line in one.trace.children] if one.trace else [],
    }


def _step(line: Line, words: Words, language: str) -> str:
    """Return an outer line of the trace: what it says, what it came to, and how sure it is where that isn't printed."""
    said = f"{words.line(line, language)} {line_value(line, words, language)}".strip()
    return f"{said} [{stated(line.status, words, language)}]" if line.status else said


def _sum(amounts: Iterable[int | None], language: str) -> str:
    """Return the sum in yen; that the insurer quotes as soon as one amount is missing."""
    known = list(amounts)
    if any(one is None for one in known):
        return labels(language)["by_quotation"]
    return yen(sum(one for one in known if one is not None), language)


def _statements(statements: Iterable[Statement], language: str) -> list[Json]:
    return [
        {
            "number": one.number,
            "text": one.text.say(language),
            "answer": one.answer.say(language),
            "note": one.note,
        }
        for one in statements
    ]


def _disclosed(agreed: AgreedApplication, language: str) -> Json | None:
    if agreed.disclosed is None:
        return None
    return {
        "title": agreed.disclosed.title.say(language),
        "edition": agreed.disclosed.edition,
        "answers": _statements(agreed.disclosed.answers, language),
    }


def _declaration(agreed: AgreedApplication, words: Words, language: str) -> Json:
    """Return what stands where the seal was."""
    say, one = labels(language), agreed.declaration
    return {
        "way": say[WAYS[one.way]] if one.at else say["declaration.waiting"],
        "to_sign": one.at is None and one.way == PAPER,
        "statements": [*(text.say(language) for text in one.statements), *_no_incident(one, words, language)],
        "name": one.name,
        "title": one.title,
        "capacity": one.capacity.say(language) if one.capacity else "",
        "evidence": one.evidence,
        "at": moment(one.at, words, language) if one.at else "",
        "for_all": say["declaration.for-all"] if one.for_all else "",
    }


def _no_incident(one: Declaration, words: Words, language: str) -> list[str]:
    """Return that no incident is known, with the first day of cover since which it is not; nothing if not declared."""
    if one.no_incident is None or one.since is None:
        return []
    day = words.day(one.since, language)
    return [labels(language)["declaration.since"].format(text=one.no_incident.say(language), day=day)]


def _keyed_in(agreed: AgreedApplication, words: Words, language: str) -> list[tuple[str, str]]:
    say, one = labels(language), agreed.keyed_in
    if one is None:
        return []
    return [
        (say["keyed.by"], say["keyed.who"].format(name=one.by, organisation=one.organisation)),
        (say["keyed.basis"], one.basis),
        (say["keyed.at"], moment(one.at, words, language)),
    ]
