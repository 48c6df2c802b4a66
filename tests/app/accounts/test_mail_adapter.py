"""Do the mails of signing in reach their person, in the house's words, and leave no code behind?"""

import re

import allauth.account
import allauth.mfa
import pytest
from django.core import mail as django_mail
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sonae.app.accounts.account_mail_actions import CHANGES, WITH_SECRETS
from sonae.app.accounts.mail_adapter import MailAdapter
from sonae.app.accounts.mail_models import MASK, SENT, WAITING, Mail
from sonae.app.accounts.models import Organisation, Role, User
from sonae.app.accounts.secrets import unsealed
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.models import AuditEntry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
# not sent: strangers are not written to, nobody signs up by himself
UNUSED = {"account/email/unknown_account", "account/email/account_already_exists"}


@pytest.fixture
def office():
    return Organisation.objects.create(kind="association", code="office", name="例示医師会")


@pytest.fixture
def clerk(office):
    user = User.objects.create(email="clerk@example.jp", name="事務 花子")
    user.set_password("correct horse battery staple")
    user.save()
    Role.objects.create(user=user, organisation=office, name="office_clerk", since=timezone.now())
    return user


def sent(prefix, context, to="clerk@example.jp"):
    MailAdapter().send_mail(prefix, to, context)
    work_off(worker="test")
    return django_mail.outbox[-1]


def test_a_sign_in_code_arrives_by_a_worker_and_is_kept_nowhere(client, clerk, office):
    client.post("/accounts/login/code/", {"email": clerk.email})
    assert django_mail.outbox == []
    asked = str(list(DBTaskResult.objects.values()))
    work_off(worker="test")
    (message,) = django_mail.outbox
    code = re.search(r"確認コード：(\S+)", message.body)[1]
    mail = Mail.objects.get()
    assert (mail.organisation, mail.state, mail.private, MASK in mail.body) == (office, SENT, True, True)
    kept = [str(value) for value in vars(mail).values()] + [entry.after for entry in AuditEntry.objects.all()]
    assert code not in "".join([asked, *kept])


def test_a_code_that_could_not_be_sent_waits_sealed_for_a_quarter_of_an_hour(clerk, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    MailAdapter().send_mail("account/email/login_code", clerk.email, {"code": "ABCD-EFGH"})
    work_off(worker="test")
    mail = Mail.objects.get()
    assert (mail.state, mail.tries, (mail.until - mail.queued_at).seconds) == (WAITING, 1, 900)
    assert ("ABCD-EFGH" in mail.secret, unsealed(mail.secret)) == (False, "ABCD-EFGH")


def test_a_mail_is_written_once_whatever_becomes_of_the_worker(clerk):
    MailAdapter().send_mail("account/email/login_code", clerk.email, {"code": "ABCD-EFGH"})
    work_off(worker="test")
    DBTaskResult.objects.update(status="READY", worker_ids=[])
    work_off(worker="test")
    assert (Mail.objects.count(), len(django_mail.outbox)) == (1, 1)


def test_a_stranger_is_not_written_to(client):
    client.post("/accounts/login/code/", {"email": "stranger@example.jp"})
    client.post("/accounts/password/reset/", {"email": "stranger@example.jp"})
    assert work_off(worker="test") == 2
    assert (django_mail.outbox, Mail.objects.count()) == ([], 0)


@pytest.mark.usefixtures("clerk")
@pytest.mark.parametrize("prefix", WITH_SECRETS)
def test_an_address_that_opens_an_account_is_masked(prefix):
    place = WITH_SECRETS[prefix][1]
    message = sent(prefix, {place: "https://testserver/k3y/"})
    assert "https://testserver/k3y/" in message.body
    assert ("k3y" in Mail.objects.get().body, MASK in Mail.objects.get().body) == (False, True)


@pytest.mark.parametrize(("language", "words"), [("ja", "パスワードが変更されました"), ("en", "password was changed")])
def test_a_change_is_told_in_the_language_of_the_person(clerk, language, words):
    clerk.language = language
    clerk.save()
    context = {
        "timestamp": timezone.now(),
        "ip": "192.0.2.1",
        "user_agent": "Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0",
    }
    body = sent("account/email/password_changed", context).body
    browser = "Firefox on Windows" if language == "en" else "Windows の Firefox"
    assert [one in body for one in (words, "192.0.2.1", browser)] == [True] * 3


def test_every_mail_of_the_library_is_ours_or_is_never_sent(root):
    folders = [f"{package.__path__[0]}/../templates" for package in (allauth.account,)]
    house = {name for name in CHANGES if name.startswith("house/")}
    found = {
        f"{part}/email/{path.name.removesuffix('_subject.txt')}"
        for part in ("account", "mfa")
        for path in type(root)(folders[0], part, "email").glob("*_subject.txt")
    }
    assert found == (set(WITH_SECRETS) | set(CHANGES) | UNUSED) - house
