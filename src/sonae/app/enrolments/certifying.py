"""What does the next edition of a certificate say? What is known now, as its last event left it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse

from sonae.app.common.catalogue import current
from sonae.app.enrolments.models import Enrolment
from sonae.app.enrolments.signing_key import signer, signing_key
from sonae.core.certificate import PREMIUM, TERM, Assumed, CertificateContent, check_code
from sonae.core.enrolment import folded
from sonae.core.enrolment_premium import owed
from sonae.core.moments import TOKYO, Term, whole_months
from sonae.core.quote import MID_TERM_PREMIUM
from sonae.core.scheme import Scheme
from sonae.core.words import JA
from sonae.core.written_quotation import Condition
from sonae.documents import certificate_sheet
from sonae.documents.signing import sign

ABOUT = {MID_TERM_PREMIUM: PREMIUM, "term": TERM}  # beside which value an assumption is marked
YEAR = 12


class NothingToCertifyError(ValueError):
    """No facility is insured after the last event."""


def content(enrolment: Enrolment, scheme: Scheme, *, edition: int, at: datetime) -> CertificateContent:
    """All that the edition certifies. Raises NothingToCertifyError where the cover has ended."""
    events = enrolment.to_core()
    last = folded(events, as_known=events[-1].recorded_at, term=enrolment.term)[-1]
    state, holder = last.after, last.after.holder
    if not state.in_force or holder is None:
        raise NothingToCertifyError(str(enrolment))
    term = Term(min(one.valid_from for one in enrolment.periods.live()), enrolment.term_end)
    return CertificateContent(
        number=enrolment.number,
        edition=edition,
        issued_at=at.replace(microsecond=0),  # papers are dated to the second
        holder=holder,
        facilities=state.facilities,
        shared=state.shared,
        term=term,
        premium_yen=owed(events, as_known=events[-1].recorded_at).yen,
        way=state.way,
        instalments=state.instalments,
        digest=enrolment.edition_digest,
        offices=state.offices,
        conditions=tuple(dict.fromkeys(_conditions(enrolment))),
        assumed=tuple(_assumed(scheme, term)),
        demonstration=settings.SONAE_CERTIFICATE_KEY is None or enrolment.association.example,
    )


def signed_paper(said: CertificateContent, scheme: Scheme) -> bytes:
    """The certificate as a signed PDF. A signature has a random part: no second file is ever the same."""
    key = signing_key(said.issued_at)
    name = signer(key)
    pdf = certificate_sheet(said, scheme, current().words, JA, link=address(said.number, code(said)), signed_by=name)
    return sign(pdf, *key, name=name, reason=f"{said.number}-{said.edition}", at=said.issued_at)


def code(said: CertificateContent) -> str:
    """The code that the paper prints, without its hyphens."""
    return check_code(said).replace("-", "")


def address(number: str, code: str) -> str:
    """Where anybody asks whether a certificate is genuine; the QR leads there."""
    return settings.SONAE_ADDRESS + reverse("verify:certificate", args=[number, code])


def _conditions(enrolment: Enrolment) -> Iterator[Condition]:
    for event in enrolment.events.order_by("number"):
        for one in event.conditions:
            yield Condition(one["text"], date.fromisoformat(one["due_on"]) if one["due_on"] else None)


def _assumed(scheme: Scheme, term: Term) -> Iterator[Assumed]:
    """What the scheme's edition assumes, and how a part of a year is priced where no brochure says so."""
    months = whole_months(term.start.astimezone(TOKYO), term.end.astimezone(TOKYO))
    part = months < YEAR and scheme.joining.mid_term_premium_status == "assumed"
    for key in (*scheme.assumed, *((MID_TERM_PREMIUM,) if part else ())):
        yield Assumed(ABOUT.get(key, ""), current().words.texts[f"assumed.{key}"])
