"""Issuing certificates: one edition for what is known, stored and mailed once, whatever becomes of a worker."""

from __future__ import annotations

import logging
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from sonae.app.accounts.mail_actions import post
from sonae.app.accounts.models import Organisation
from sonae.app.accounts.roles import ASSOCIATION, MEMBER
from sonae.app.common import clock, walls
from sonae.app.common.audit_actions import record
from sonae.app.common.jobs import job
from sonae.app.common.person import Person, of_system
from sonae.app.enrolments import certifying
from sonae.app.enrolments.models import Certificate, Enrolment
from sonae.app.enrolments.queries import scheme_of, uncertified
from sonae.app.parties.paper_actions import keep
from sonae.core.certificate import CertificateContent
from sonae.core.scheme import Scheme
from sonae.core.words import JA

log = logging.getLogger(__name__)
KIND = "certificate"


@transaction.atomic
def issue_certificate(*, enrolment: Enrolment, by: Person, at: datetime) -> Certificate:
    """Certify what is known with the last event: the edition there is, or the next one.

    Raises NothingToCertifyError where cover has ended, and EditionMissingError.
    """
    enrolment = Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    last, latest = enrolment.events.last(), enrolment.certificates.last()
    if last is None:
        raise certifying.NothingToCertifyError(str(enrolment))
    if latest is not None and latest.event_id == last.pk:
        return latest
    scheme = scheme_of(enrolment)
    said = certifying.content(enrolment, scheme, edition=latest.edition + 1 if latest else 1, at=at)
    paper = keep(
        member=enrolment.member,
        kind=KIND,
        name=f"{said.number}-{said.edition}.pdf",
        content=certifying.signed_paper(said, scheme),
        by=by,
        at=at,
    )
    certificate = Certificate.objects.create(
        enrolment=enrolment,
        event=last,
        paper=paper,
        number=said.number,
        edition=said.edition,
        code=certifying.code(said),
        issued_at=said.issued_at,
    )
    record(
        by=by,
        at=at,
        action="certificate.issued",
        subject=f"enrolment:{enrolment.pk}",
        subject_name=enrolment.number,
        about=enrolment.member.organisation_id,
        after={"edition": said.edition, "event": last.number, "sha256": paper.sha256},
    )
    _mail(certificate, said, scheme, by=by, at=at)
    return certificate


def _mail(certificate: Certificate, said: CertificateContent, scheme: Scheme, *, by: Person, at: datetime) -> None:
    """Send the certificate to whom the member has named; whoever named nobody finds it on the page."""
    member, desk = certificate.enrolment.member, scheme.contact("desk")
    if not member.contact_email:
        return
    ask = scheme.contact("agency") or scheme.contact("policyholder")
    post(
        organisation=member.organisation,
        to=member.contact_email,
        template=KIND,
        values={
            "member": said.holder.name,
            "number": said.number,
            "edition": said.edition,
            "scheme": scheme.name.say(JA),
            "facilities": [one.name for one in said.facilities],
            "start": said.term.start,
            "end": said.term.end,
            "desk_phone": desk.phone if desk else "",
            "link": settings.SONAE_ADDRESS + reverse("enrolments:enrolment", args=[said.number]),
            "contact": f"{ask.name.say(JA)} {ask.phone}" if ask else "",
            "example": said.demonstration,
        },
        papers=(certificate.paper_id,),
        once=f"{KIND}:{said.number}:{said.edition}",
        by=by,
        at=at,
    )


@job()
def issue(*, organisation_id: int, enrolment_id: int) -> None:
    """Issue what an event has made due; asked for in the transaction that recorded the event."""
    enrolment = Enrolment.objects.get(pk=enrolment_id)
    issue_certificate(enrolment=enrolment, by=of_system("certificates", organisation_id, MEMBER), at=clock.now())


@job(steps=True)
def issue_missing() -> None:
    """Every enrolment without its certificate gets it, whatever became of the job that was to make it.

    Behind the wall of each association: a worker sees no member's row outside of any.
    """
    for organisation in Organisation.objects.filter(kind=ASSOCIATION).order_by("pk"):
        by = of_system("certificates", organisation.pk, ASSOCIATION)
        with walls.within(organisation.pk):
            missing = list(uncertified(Enrolment.objects.visible_to(by)).order_by("pk"))
        for enrolment in missing:
            try:
                with walls.within(organisation.pk):
                    issue_certificate(enrolment=enrolment, by=by, at=clock.now())
            except Exception:
                log.exception("no certificate for %s", enrolment)
