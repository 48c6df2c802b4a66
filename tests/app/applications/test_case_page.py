"""What the page of an application tells: why it came back, who cannot confirm, where the copy went, what is bound."""

import pytest
from django.urls import reverse

from sonae.app.accounts.mail_models import Mail
from sonae.app.accounts.models import Role
from sonae.app.applications import approval_actions, draft_actions, offer_actions, submit_actions
from sonae.app.applications.offer_actions import TakenDown
from sonae.app.applications.waiting import waits_for
from tests.app.applications.conftest import AT, DECLARED, approved, given, person, submitted
from tests.app.applications.test_underwriting_actions import decided

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
NOBODY = "確認できる利用者がいません"


def shown(browser, row, name="case", *args, **asked):
    return browser.get(reverse(f"applications:{name}", args=[row.pk, *args]), asked).content.decode()


def sent_back(cast, reason):
    row = submitted(cast.aoki, cast.clinic)
    return approval_actions.send_back(
        application=row, version=row.version, reasons=[reason], words="番号を直してください", by=cast.agency, at=AT
    )


def keyed_in(cast):
    """By the agency, for a clinic that has no account yet."""
    Role.objects.filter(organisation=cast.clinic.organisation).delete()
    cast.clinic.contact_email = ""
    cast.clinic.save()
    row = draft_actions.begin(
        member=cast.clinic, given=given(cast.clinic), basis="phone", basis_note="6月10日 院長", by=cast.agency, at=AT
    )
    return submit_actions.submit(application=row, version=row.version, by=cast.agency, at=AT)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("name_or_address", "もう一度提出しても、受付の日時は変わりません。"),
        ("missing_item", "受付は、もう一度提出した時になります。"),
    ],
)
def test_who_was_sent_back_reads_why_and_whether_the_receipt_moves(cast, sign_in, reason, words):
    row = sent_back(cast, reason)
    browser = sign_in(cast.aoki)
    for page in (shown(browser, row), shown(browser, row, "step", "plans")):
        assert "番号を直してください" in page
        assert words in page
    mail = Mail.objects.filter(template="application_sent_back").first()
    assert words in mail.body


def test_the_home_says_that_it_was_sent_back_and_why(cast):
    sent_back(cast, "missing_item")
    waiting = [one.label for one in waits_for(cast.aoki, AT)]
    assert waiting == ["差し戻されました: 必要な記入または書類が足りません"]


def test_agency_and_office_read_that_nobody_of_the_member_can_confirm(cast, sign_in):
    row = keyed_in(cast)
    head = person(cast.clinic.association.organisation, "office_head", "事務局 長")
    invite = reverse("accounts:people_of", args=[cast.clinic.organisation_id])
    agency, office = shown(sign_in(cast.agency), row), shown(sign_in(head), row)
    assert NOBODY in agency
    assert invite not in agency
    assert NOBODY in office
    assert invite in office


def test_a_member_with_somebody_who_confirms_gives_no_such_warning(cast, sign_in):
    row = keyed_in(cast)
    person(cast.clinic.organisation, "head", "青木 一郎")
    assert NOBODY not in shown(sign_in(cast.agency), row)


def test_a_copy_that_was_not_mailed_is_offered_to_print(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    paper = reverse("parties:paper", args=[row.submissions.get().paper_id])
    assert "メールでもお届けします" in shown(sign_in(cast.agency), row, done=1)
    Role.objects.filter(organisation=cast.clinic.organisation).delete()
    cast.clinic.contact_email = ""
    cast.clinic.save()
    page = shown(sign_in(cast.agency), row, done=1)
    assert "メールの送り先がありません" in page
    assert page.count(paper) == 2


ENTERED, CHECKED, TAKEN_DOWN = "提出しました", "確認して次へ回しました", "加入者による個別見積の承諾を記録しました"


def test_the_insurer_reads_that_one_clerk_entered_checked_and_took_down(cast, sign_in):
    said = given(cast.hospital) | {"declared.way": "e_signature", "declared.evidence": "ES-1"}
    row = draft_actions.begin(member=cast.hospital, given=said, basis="paper", by=cast.agency, at=AT)
    row = submit_actions.submit(application=row, version=row.version, by=cast.agency, at=AT)
    row = approved(row, cast.agency, cast.office)
    told = f"代理 店子: {ENTERED}、{CHECKED}"
    pages = [shown(sign_in(cast.underwriter), row), shown(sign_in(cast.underwriter), row, "decide")]
    assert [told in page for page in (*pages, shown(sign_in(cast.office), row))] == [True, True, False]
    taken = TakenDown("e_signature", DECLARED | {"declared.name": "博多 次郎"}, AT.date(), evidence="ES-2")
    row = decided(cast, row)
    row = offer_actions.take_down(application=row, version=row.version, taken=taken, by=cast.agency, at=AT)
    assert f"{told}、{TAKEN_DOWN}" in shown(sign_in(cast.underwriter), row)


def test_of_two_clerks_of_whom_each_did_his_own_the_insurer_reads_nothing(cast, sign_in):
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office)
    assert "同じ人が行いました" not in shown(sign_in(cast.underwriter), row)


def test_the_insurer_binds_by_that_name_with_the_premium_and_the_cover_in_sight(cast, sign_in):
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office)
    page = shown(sign_in(cast.underwriter), row, "act", "approve")
    assert page.count("引き受けて加入を成立させる") >= 2
    assert "年間" in page
    assert "補償の予定" in page
