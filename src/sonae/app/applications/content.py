"""What exactly was submitted? One canonical JSON with its SHA-256."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sonae.app.applications.drafts import Case, several, text
from sonae.app.applications.steps import SEEN
from sonae.app.common.audit import canonical
from sonae.app.enrolments.joining import address_of
from sonae.app.parties.models import Facility
from sonae.core.corporation import CorporationQuote
from sonae.core.disclosure import QuestionSet, freeze
from sonae.core.joining import Cover
from sonae.core.moments import iso
from sonae.core.procedure import Procedure
from sonae.core.quote import Quote
from sonae.core.referring import Referrals
from sonae.core.trace import as_dict

Content = dict[str, Any]
Words = dict[str, list[Any]]  # what was given in the words of each language, section by section
MEMBER_SAYS = (
    *("number", "form", "name", "kana", "corporate_number", "representative_title", "representative_name"),
    *("phone", "contact_email"),
)


@dataclass(frozen=True, slots=True)
class FrozenContent:
    """The canonical text and its hash."""

    text: str
    sha256: str


def frozen(said: Content) -> FrozenContent:
    """What was given, in the text that is kept for ever."""
    kept = canonical(said)
    return FrozenContent(kept, hashlib.sha256(kept.encode()).hexdigest())


def content(
    case: Case,
    quoted: CorporationQuote,
    referred: Referrals,
    *,
    words: Words,
    number: int,
    by: str,
    at: datetime,
    declared: bool,
) -> Content:
    """Everything that was given and answered: fields and words, facilities, prices, referral, editions.

    `declared` is false while the member has not confirmed what somebody else keyed in.
    """
    application, member = case.application, case.application.member
    priced = zip(case.facilities, quoted.quotes, strict=True)
    return {
        "application": application.number,
        "submission": number,
        "submitted_at": iso(at),
        "submitted_by": by,
        "declared": declared,
        "scheme": case.scheme.code,
        "edition_digest": case.scheme.digest,
        "received_at": iso(case.received(at)),
        "procedure": _edition(case.procedure),
        "questions": [_edition(one) for one in dict.fromkeys(filter(None, map(case.questions, case.facilities)))],
        "member": {name: getattr(member, name) for name in MEMBER_SAYS} | {"address": address_of(member)},
        "words": words,
        "given": {name: value for name, value in case.given.items() if name != SEEN},
        "facilities": [_facility(case, one, quote) for one, quote in priced],
        "offices": [{"key": f"o{one.pk}", "name": one.name, "address": address_of(one)} for one in case.offices],
        "shared_limits": case.shared,
        "records": _records(case),
        "no_incident_since": case.begun_on.isoformat() if case.begun_on else None,
        "keyed_in": _keyed_in(case),
        "annual_yen": quoted.annual_yen,
        "payable_yen": quoted.payable_yen,
        "referral": as_dict(referred.line),
    }


def _edition(one: Procedure | QuestionSet) -> Content:
    return {"code": one.code, "edition": one.edition, "digest": one.digest}


def _records(case: Case) -> Content:
    """Who shares patients' records, and whether all of these join."""
    applied, joins = case.core, {}
    for one in case.sharing:
        joins[one] = "now" if one.key in applied.joining else "already" if one.key in applied.covered else "not"
    return {
        "shared": applied.shared_records,
        "facilities": [{"key": one.key, "name": one.name, "joins": said} for one, said in joins.items()],
        "others": applied.others_share if applied.shared_records else None,
        "in_part": applied.joins_in_part,
    }


def _facility(case: Case, facility: Facility, quote: Quote) -> Content:
    plan, cover, questions = quote.plan, quote.cover, case.questions(facility)
    return {
        "key": facility.key,
        "name": facility.name,
        "kana": facility.kana,
        "kind": facility.kind,
        "address": address_of(facility),
        "institution_code": facility.institution_code,
        "manager": " ".join(one for one in (facility.manager_title, facility.manager_name) if one),
        "manager_name": facility.manager_name,
        "products": [[str(one), one.use] for one in facility.products.order_by("pk")],
        "measures": dict(quote.measures),
        "family": plan.family if plan else "",
        "plan": plan.code if plan else "",
        "liability_limit_yen": plan.liability_limit if plan else None,
        "cost_limit_yen": plan.cost_limit if plan else None,
        "deductible_yen": plan.deductible if plan else None,
        "riders": [[one, ""] for one in several(case.given, f"facilities.{facility.key}.riders")],
        "annual_yen": quote.premium.annual_yen,
        "payable_yen": quote.payable_yen,
        "priced": quote.premium.status,
        "cover": {"start": iso(cover.start), "end": iso(cover.end)} if isinstance(cover, Cover) else None,
        "disclosure": freeze(questions, case.answers(facility)[0]).text if questions else None,
        "trace": as_dict(quote.line),
    }


def _keyed_in(case: Case) -> Content | None:
    one = case.application
    if one.keyed_in_by is None:
        return None
    return {
        "organisation": one.keyed_in_by.name,
        "basis": one.basis,
        "note": one.basis_note,
        "by": one.begun_by,
        "at": iso(one.begun_at),
    }


def thawed(said: str) -> Content:
    found: Content = json.loads(said)
    return found


def read_papers(given: Mapping[str, Any]) -> list[tuple[str, str, str, str]]:
    """The papers acknowledged: id, edition, when and by whom."""
    ids = [name.removeprefix("explained.") for name in given if name.startswith("explained.")]
    return [
        (one, text(given, f"explained.{one}"), text(given, f"explained.{one}.at"), text(given, f"explained.{one}.by"))
        for one in ids
        if "." not in one and text(given, f"explained.{one}")
    ]
