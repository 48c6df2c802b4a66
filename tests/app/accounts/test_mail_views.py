"""What do people see of the mails, and who?"""

import pytest
from django.test import Client
from django.utils import timezone

from sonae.app.accounts.mail_actions import post
from sonae.app.accounts.mail_models import FAILED, MASK, WAITING, Mail
from sonae.app.accounts.models import Organisation, Reach, Role, User
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.person import of_system

pytestmark = pytest.mark.django_db
HOUSE = of_system("test")


@pytest.fixture
def office():
    office = Organisation.objects.create(kind="association", code="office", name="例示医師会")
    Reach.objects.create(organisation=office, association=office)
    return office


@pytest.fixture
def aoki(office):
    return Organisation.objects.create(kind="member", code="aoki", name="青木クリニック", parent=office)


@pytest.fixture
def mie():
    return Organisation.objects.create(kind="association", code="mie", name="三重")


def visitor(organisation, role):
    user = User.objects.create(email=f"{role}@{organisation.code}.example.jp", name=role)
    Role.objects.create(user=user, organisation=organisation, name=role, since=timezone.now())
    client = Client()
    client.force_login(user)
    return client


def posted(organisation, *, once="1", code="ABCD-EFGH", **more):
    return post(
        organisation=organisation,
        to="to@example.jp",
        template="login_code",
        values={"code": code},
        once=once,
        by=HOUSE,
        at=timezone.now(),
        **more,
    )


def failed(organisation):
    mail = posted(organisation)
    Mail.objects.update(state=FAILED, error="550 5.1.1 no such mailbox")
    return mail


def test_the_list_shows_what_belongs_to_oneself_and_to_those_one_serves(aoki, office, mie):
    posted(aoki)
    assert "青木クリニック" in visitor(office, "office_clerk").get("/work/mails/").content.decode()
    assert "確認コード" in visitor(aoki, "staff").get("/work/mails/").content.decode()
    assert "確認コード" not in visitor(mie, "office_clerk").get("/work/mails/").content.decode()


def test_the_list_is_filtered_by_state_and_words(aoki, office):
    failed(aoki)
    clerk = visitor(office, "office_clerk")
    found = {query: "to@example.jp" in clerk.get(f"/work/mails/?{query}").content.decode() for query in FILTERS}
    assert found == FILTERS


FILTERS = {
    "state=failed": True,
    "state=sent": False,
    "state=nonsense": True,
    "words=青木": True,
    "words=to@example": True,
    "words=elsewhere": False,
    "page=99": True,
}


def test_a_mail_is_shown_in_its_words_but_for_the_code(aoki):
    mail = posted(aoki, secret="ABCD-EFGH")
    page = visitor(aoki, "staff").get(f"/work/mails/{mail.pk}/").content.decode()
    assert (MASK in page, "ABCD-EFGH" in page) == (True, False)


def test_html_in_a_mail_is_text(aoki):
    mail = posted(aoki, code="<script>alert(1)</script>")
    page = visitor(aoki, "staff").get(f"/work/mails/{mail.pk}/").content.decode()
    assert ("&lt;script&gt;alert" in page, "<script>alert" in page) == (True, False)


def test_a_failed_mail_says_why_and_is_sent_again_however_often_one_clicks(aoki, office):
    mail = failed(aoki)
    clerk = visitor(office, "office_clerk")
    page = clerk.get(f"/work/mails/{mail.pk}/").content.decode()
    assert ("550 5.1.1 no such mailbox" in page, "もう一度送る" in page) == (True, True)
    for _click in range(2):
        assert clerk.post(f"/work/mails/{mail.pk}/again/").status_code == 302
    mail.refresh_from_db()
    assert mail.state == WAITING
    assert work_off(worker="test") == 2  # the first posting's job, and one for both clicks


def test_who_may_only_read_sends_nothing_again(aoki, office):
    mail = failed(aoki)
    auditor = visitor(office, "auditor")
    assert "もう一度送る" not in auditor.get(f"/work/mails/{mail.pk}/").content.decode()
    assert auditor.post(f"/work/mails/{mail.pk}/again/").status_code == 403


def test_a_stranger_finds_no_mail(aoki, mie, client):
    mail = failed(aoki)
    clerk = visitor(mie, "office_clerk")
    assert clerk.get(f"/work/mails/{mail.pk}/").status_code == 404
    assert clerk.post(f"/work/mails/{mail.pk}/again/").status_code == 404
    assert client.get("/work/mails/").status_code == 302


def test_asking_with_get_sends_nothing(aoki, office):
    mail = failed(aoki)
    assert visitor(office, "office_clerk").get(f"/work/mails/{mail.pk}/again/").status_code == 405


@pytest.fixture
def _letterbox(settings, tmp_path):
    settings.EMAIL_BACKEND = "sonae.app.accounts.letterbox.EmailBackend"
    settings.SONAE_LETTERBOX = tmp_path / "letterbox"


@pytest.mark.usefixtures("_letterbox")
def test_the_letterbox_of_a_demonstration_shows_codes(client, aoki):
    assert "メールはまだありません" in client.get("/letterbox/").content.decode()
    posted(aoki, secret="ABCD-EFGH")
    work_off(worker="test")
    page = client.get("/letterbox/").content.decode()
    assert ("ABCD-EFGH" in page, "to@example.jp" in page, "確認コードのお知らせ" in page) == (True, True, True)


@pytest.mark.usefixtures("_letterbox")
def test_html_in_a_letter_is_text(client, aoki):
    posted(aoki, code="<script>alert(1)</script>")
    work_off(worker="test")
    page = client.get("/letterbox/").content.decode()
    assert ("&lt;script&gt;alert" in page, "<script>alert" in page) == (True, False)


@pytest.mark.usefixtures("_letterbox")
def test_there_is_no_letterbox_in_service(client, settings):
    settings.SONAE_EXAMPLE = False
    assert client.get("/letterbox/").status_code == 404
