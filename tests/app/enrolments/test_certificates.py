"""A certificate is issued once for what is known, signed, stored, mailed; whatever dies meanwhile."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from django.db import transaction
from django_tasks_db.models import DBTaskResult

from sonae.app.accounts import mail_wire
from sonae.app.accounts.mail_models import Mail
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.models import AuditEntry
from sonae.app.enrolments import actions, certificate_actions
from sonae.app.enrolments.certificate_actions import issue_certificate, issue_missing
from sonae.app.enrolments.correct_actions import correct
from sonae.app.enrolments.joining import operations
from sonae.app.enrolments.models import Certificate, Enrolment
from sonae.app.enrolments.queries import EditionMissingError, uncertified
from sonae.app.parties import papers
from sonae.app.parties.models import Paper
from sonae.core.enrolment_events import End
from sonae.core.enrolment_history import record
from sonae.core.written_quotation import Condition
from sonae.documents.signing import check
from tests.app.enrolments import joiners
from tests.app.enrolments.joiners import BY, at, holder_of, join, part

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ISSUED = at(4, 2)


def issued(enrolment, when=ISSUED):
    return issue_certificate(enrolment=enrolment, by=BY, at=when)


def corrected(member, enrolment):
    about = {"shared": False, "way": "deduction", "instalments": 1}
    changes = operations(holder_of(member), [part(member.facilities.get(), "S3", 30_000)], joiners.scheme(), **about)
    correct(enrolment=enrolment, number=1, changes=changes, reason="入力誤り", by=BY, at=at(5, 20))


def text_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_it_is_a_signed_paper_that_says_who_is_covered_by_what_until_when():
    certificate = issued(join(joiners.aoki()))
    pdf = papers.read(certificate.paper)
    signature = check(pdf)
    assert (signature.intact, signature.covers_whole_file, signature.signer) == (True, True, "Sonae (demonstration)")
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) == 1
    said = text_of(pdf)
    assert all(words in said for words in ("K-2026-000001", "青木一郎", "青木医院", "00012", "S1", "20,160円"))


def test_it_says_demonstration_where_the_key_is_a_throw_away_one():
    said = text_of(papers.read(issued(join(joiners.aoki())).paper))
    assert "デモ" in said


def test_the_insurers_conditions_stand_on_it():
    condition = Condition("2026年6月30日までに、VPN装置を更新すること。", at(6, 30).date())
    said = text_of(papers.read(issued(join(joiners.aoki(), conditions=[condition])).paper))
    assert "VPN装置を更新すること" in said


def test_a_part_of_a_year_is_said_to_be_priced_by_an_assumption():
    enrolment = join(joiners.aoki(), start=at(12, 5))
    certificate = issued(enrolment)
    assert joiners.scheme().joining.mid_term_premium_status == "assumed"
    assert "月割" in text_of(papers.read(certificate.paper))


def test_issuing_again_gives_the_certificate_there_is():
    enrolment = join(joiners.aoki())
    first, again = issued(enrolment), issued(enrolment, at(4, 3))
    assert first == again
    assert (Certificate.objects.count(), Paper.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(action="certificate.issued").count() == 1


def test_a_correction_issues_the_next_edition_and_leaves_the_first_byte_for_byte():
    member = joiners.aoki()
    enrolment = join(member)
    first = issued(enrolment)
    before = papers.read(first.paper)
    corrected(member, enrolment)
    second = issued(enrolment, at(5, 21))
    assert (first.edition, second.edition) == (1, 2)
    assert papers.read(Paper.objects.get(pk=first.paper_id)) == before
    assert first.code != second.code
    assert "30,000円" in text_of(papers.read(second.paper))


def test_it_is_mailed_once_with_the_paper_to_whom_the_member_has_named():
    certificate = issued(join(joiners.aoki()))
    issued(certificate.enrolment)
    mail = Mail.objects.get(template="certificate")
    assert (mail.to, mail.papers) == ("aoki@clinic.example", [certificate.paper_id])
    (attached,) = mail_wire.message(mail).attachments
    assert (attached[0], attached[1]) == ("K-2026-000001-1.pdf", papers.read(certificate.paper))
    assert "K-2026-000001" in mail.body
    assert "青木医院" in mail.body


def test_a_member_without_an_address_finds_it_on_the_page():
    issued(join(joiners.yoshida()))
    assert not Mail.objects.exists()


def test_an_edition_that_the_catalogue_lacks_is_never_printed_by_another():
    member = joiners.aoki()
    enrolment = joiners.enrolment_under(member, "sha256:another")
    with pytest.raises(EditionMissingError):
        issued(enrolment)
    assert not Certificate.objects.exists()


def test_the_job_is_asked_for_in_the_transaction_of_the_join():
    join(joiners.aoki())
    assert DBTaskResult.objects.filter(task_path=certificate_actions.issue.module_path).count() == 1
    with transaction.atomic():
        join(joiners.aoki(joiners.association("mie")))
        transaction.set_rollback(True)
    assert DBTaskResult.objects.count() == 1


def test_whoever_joins_gets_a_certificate_from_the_worker():
    join(joiners.aoki())
    work_off(worker="test")
    assert Certificate.objects.get().edition == 1


def test_an_enrolment_whose_job_was_lost_gets_its_certificate_once():
    enrolment = join(joiners.aoki())
    DBTaskResult.objects.all().delete()
    assert list(uncertified(Enrolment.objects.all())) == [enrolment]
    issue_missing.func()
    issue_missing.func()
    assert Certificate.objects.get().enrolment == enrolment
    assert not uncertified(Enrolment.objects.all()).exists()


def test_one_that_cannot_be_certified_does_not_keep_the_others_from_it():
    fukuoka = joiners.association()
    joiners.enrolment_under(joiners.aoki(fukuoka), "sha256:another")
    join(joiners.aoki(fukuoka, "00013"))
    issue_missing.func()
    assert Certificate.objects.get().enrolment.member.number == "00013"


def test_an_enrolment_whose_cover_has_ended_waits_for_no_certificate():
    enrolment = join(joiners.aoki())
    ended = record(
        enrolment.to_core(), kind="withdrawal", valid_from=at(8, 5), recorded_at=at(8, 1), changes=(End(),),
        price=lambda *_states: 0, term=enrolment.term,
    )  # fmt: skip
    actions.append(enrolment, ended, by=BY)
    assert not uncertified(Enrolment.objects.all()).exists()


def test_a_correction_makes_the_next_edition_due():
    member = joiners.aoki()
    enrolment = join(member)
    issued(enrolment)
    corrected(member, enrolment)
    assert uncertified(Enrolment.objects.all()).exists()
    work_off(worker="test")
    assert [one.edition for one in enrolment.certificates.all()] == [1, 2]
