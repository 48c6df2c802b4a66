"""The insurer's written quotation (個別見積書): what a member is offered, why, until when and on what conditions."""

from __future__ import annotations

from sonae.core.moments import day_of
from sonae.core.scheme import Scheme
from sonae.core.trace import Line
from sonae.core.words import EN, JA, Words
from sonae.core.written_quotation import QuotedPremium, WrittenQuotation
from sonae.documents.figures import day, line_value, moment, yen
from sonae.documents.frame import publish
from sonae.documents.joining import called, condition_rows, last_day, member_frame, paying, site, stacks, term_part
from sonae.documents.labels import labels
from sonae.documents.typesetting import Json


def individual_quotation_sheet(
    quotation: WrittenQuotation, scheme: Scheme, words: Words, language: str, *, link: str, signed_by: str = ""
) -> bytes:
    """Return the written quotation as PDF (A4 portrait), dated by its issue.

    ``link`` is where the member accepts it, ``signed_by`` who signs the file afterwards. Raises PaperError where a
    text can't be set.
    """
    said = individual_quotation(quotation, scheme, words, language, link, signed_by)
    return publish("individual_quotation", said, quotation.issued_at)


def individual_quotation(
    quotation: WrittenQuotation, scheme: Scheme, words: Words, language: str, link: str, signed_by: str
) -> Json:
    """Return all that the quotation says, as its template reads it."""
    side = EN if language == EN else JA
    say, count = labels(side), sum(len(one.covers) for one in quotation.premiums)
    agency = scheme.contact("agency")
    framed = member_frame(
        "W", scheme, words, side, link=link, signed_by=signed_by, demonstration=quotation.demonstration
    )
    return {
        **framed,
        "number": quotation.number,
        "issued": day(day_of(quotation.issued_at), words, side),
        "to": say["written.to" if quotation.representative else "written.to.person"].format(name=quotation.member),
        "representative": quotation.representative,
        "member_number": quotation.member_number,
        "valid": last_day(quotation.valid_until, words, side),
        "term": term_part(quotation.term, words, side),
        "annual": yen(quotation.annual_yen, side),
        "payable": yen(quotation.payable_yen, side),
        "paying": paying(quotation.way, quotation.instalments, words, side),
        "per": (say["limits.shared"] if quotation.shared else say["limits.own"]) if count > 1 else "",
        "several": count > 1,
        "premiums": _premiums(quotation, scheme, words, side),
        "conditions": condition_rows(quotation.conditions, words, side),
        "remark": quotation.remark,
        "decided": [
            {
                "role": say["decided.by" if place == 0 else "decided.second"],
                "name": one.name,
                "title": one.title,
                "at": moment(one.at, words, side),
            }
            for place, one in enumerate(quotation.decided)
        ],
        "accept": say["accept.phone"].format(name=agency.name.say(side), phone=agency.phone)
        if agency
        else say["accept.ask"],
        "contacts": called(scheme, words, side),
    }


def _premiums(quotation: WrittenQuotation, scheme: Scheme, words: Words, language: str) -> list[Json]:
    """Return every premium with its facilities, numbered through the paper."""
    said, before = [], 0
    for one in quotation.premiums:
        said.append(_premium(one, before, scheme, words, language))
        before += len(one.covers)
    return said


def _premium(one: QuotedPremium, before: int, scheme: Scheme, words: Words, language: str) -> Json:
    return {
        "facilities": [
            {"place": before + place, **site(cover, scheme, words, language)}
            for place, cover in enumerate(one.covers, start=1)
        ],
        "stacks": stacks(one.covers, words, language, before),
        "base": yen(one.base_yen, language),
        "base_reason": one.base_reason,
        "factor": line_value(Line("disclosure_factor", one.factor, "change"), words, language) if one.factor else "±0%",
        "factor_yen": yen(one.annual_yen - one.base_yen, language),
        "factor_reason": one.factor_reason,
        "annual": yen(one.annual_yen, language),
    }
