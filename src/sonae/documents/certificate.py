"""The certificate of cover (加入者証): who is covered, where, until when and how far, on one page with a card."""

from __future__ import annotations

from sonae.core.certificate import FACILITIES, LIMITS, PREMIUM, TERM, CertificateContent, check_code
from sonae.core.scheme import Scheme
from sonae.core.words import EN, JA, Words
from sonae.documents.figures import moment, yen
from sonae.documents.frame import publish
from sonae.documents.joining import called, condition_rows, member_frame, office_texts, paying, site, stacks, term_part
from sonae.documents.labels import labels
from sonae.documents.typesetting import Json

SHORT_DIGEST = len("sha256:") + 12


def certificate_sheet(
    content: CertificateContent, scheme: Scheme, words: Words, language: str, *, link: str, signed_by: str = ""
) -> bytes:
    """Return the certificate as PDF: one A4 page whatever it certifies, dated by its issue.

    ``link`` is where anybody verifies it, ``signed_by`` who signs the file afterwards. Raises PaperError where the
    content has no room on one page in readable type, or a text can't be set.
    """
    return publish("certificate", certificate(content, scheme, words, language, link, signed_by), content.issued_at)


def certificate(
    content: CertificateContent, scheme: Scheme, words: Words, language: str, link: str, signed_by: str
) -> Json:
    """Return all that the certificate says, as its template reads it."""
    side = EN if language == EN else JA
    say, several = labels(side), len(content.facilities) > 1
    code = say["certificate.code"].format(code=check_code(content))
    framed = member_frame(
        "K",
        scheme,
        words,
        side,
        link=link,
        proof=code,
        signed_by=signed_by,
        demonstration=content.demonstration,
    )
    return {
        **framed,
        "number": content.number,
        "issue": say["certificate.issue"].format(edition=content.edition),
        "issued": moment(content.issued_at, words, side),
        "member_number": content.holder.number,
        "named_insured": content.holder.name,
        "representative": content.holder.representative,
        "master_contract": content.master_contract or say["certificate.master.kept"],
        "term": term_part(content.term, words, side),
        "premium": yen(content.premium_yen, side),
        "paying": paying(content.way, content.instalments, words, side),
        "stacks": stacks(content.facilities, words, side),
        "per": (say["limits.shared"] if content.shared else say["limits.own"]) if several else "",
        "facilities": [site(one, scheme, words, side) for one in content.facilities],
        "offices": office_texts(content.offices, side),
        "conditions": condition_rows(content.conditions, words, side),
        "assumed": [one.text.say(side) for one in content.assumed],
        "marks": {about: _marks(content, about) for about in (TERM, PREMIUM, LIMITS, FACILITIES)},
        "assumed_text": words.say("status.assumed", side),
        "contacts": called(scheme, words, side),
        "digest": f"{scheme.code} {content.digest[:SHORT_DIGEST]}",
    }


def _marks(content: CertificateContent, about: str) -> list[int]:
    """Return the numbers (from 1) of what was assumed about one value."""
    return [number for number, one in enumerate(content.assumed, start=1) if one.about == about]
