"""The database itself keeps who waits for a certificate: events add, the certificate of the last one takes out."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from sonae.app.enrolments.certificate_actions import issue_certificate
from sonae.app.enrolments.correct_actions import correct
from sonae.app.enrolments.models import CertificateDue, Enrolment
from sonae.app.enrolments.queries import uncertified
from sonae.core.enrolment_events import Insure
from tests.app.enrolments import joiners, ledgers
from tests.app.enrolments.joiners import BY, RECORDED, at, join

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def renamed(enrolment, number=1, name="青木内科", recorded_at=None):
    hold, one, *rest = enrolment.to_core()[number - 1].changes
    changes = (hold, Insure(one.facility.amended((("name", name),))), *rest)
    about = {"number": number, "reason": "名称", "by": BY, "at": recorded_at or at(5, 20)}
    return correct(enrolment=enrolment, changes=changes, **about)


def test_a_join_waits_since_it_was_recorded():
    enrolment = join(joiners.aoki())
    assert list(CertificateDue.objects.values_list("enrolment", "since")) == [(enrolment.pk, RECORDED)]


def test_the_certificate_of_the_last_event_ends_it():
    issue_certificate(enrolment=join(joiners.aoki()), by=BY, at=at(4, 2))
    assert not CertificateDue.objects.exists()
    assert not uncertified(Enrolment.objects.all()).exists()


def test_a_correction_waits_anew_since_it_was_recorded():
    enrolment = join(joiners.aoki())
    issue_certificate(enrolment=enrolment, by=BY, at=at(4, 2))
    renamed(enrolment)
    assert CertificateDue.objects.get().since == at(5, 20)
    assert list(uncertified(Enrolment.objects.all())) == [enrolment]


def test_a_certificate_of_an_earlier_event_ends_nothing():
    enrolment = join(joiners.aoki())
    first = enrolment.events.get()
    renamed(enrolment)
    paper = joiners.paper_of(enrolment.member, "certificate")
    about = {"number": enrolment.number, "code": "0" * 16, "issued_at": timezone.now(), "edition": 1, "paper": paper}
    enrolment.certificates.create(event=first, **about)
    assert CertificateDue.objects.count() == 1


def test_what_agrees_with_asking_all_events_and_certificates():
    fukuoka = joiners.association()
    told, waiting = join(joiners.aoki(fukuoka)), join(joiners.yoshida(fukuoka))
    issue_certificate(enrolment=told, by=BY, at=at(4, 2))
    asked = [one for one in Enrolment.objects.all() if not one.certificates.filter(event=one.events.last()).exists()]
    assert [one.enrolment for one in CertificateDue.objects.all()] == asked == [waiting]


def test_nobody_takes_out_what_waits_but_the_certificate_itself():
    first, second = join(joiners.aoki()), ledgers.enrolment(ledgers.member(), "K-2026-000099")
    waiting = CertificateDue.objects.filter(enrolment=first)
    for change in (waiting.delete, lambda: waiting.update(enrolment=second)):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()
    assert waiting.count() == 1
