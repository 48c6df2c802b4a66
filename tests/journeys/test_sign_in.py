"""People come in: by a button in the demonstration, by invitation, by code, password, app and passkey; and go out."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.core import mail
from django.utils import timezone
from pypdfium2 import PdfDocument

from sonae.app.accounts.models import Role
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.person import of_system
from sonae.app.parties.actions import seed_example

PASSWORD = "neko-wa-kotatsu-de"


@pytest.fixture(autouse=True)
def _cast(transactional_db):  # noqa: ARG001  the live server reads what is committed
    """The example association with everybody in it."""
    seed_example(by=of_system("test"), at=timezone.now())


def look(page, name):
    """The page is right in every respect, and pictured."""
    page.check()
    page.picture(name)


def played(page, name):
    """Sign in as one of the cast."""
    page.goto("/accounts/demonstration/")
    page.get_by_role("button", name=name).click()
    return page


def newest(pattern):
    """What the newest mail says that says anything like it, when a worker has had its turn."""
    work_off(worker="test")
    return next(found for one in reversed(mail.outbox) if (found := re.search(pattern, one.body)))


def code_of_the_mail():
    return newest(r"確認コード：(\S+)")[1]


def code_of_the_app(page):
    secret = page.locator(".code-shown").inner_text()
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def plug_in(page):
    """A device with a sensor that always recognises its owner; the browser forgets it when it leaves the page."""
    session = page.page.context.new_cdp_session(page.page)
    session.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    options |= {"isUserVerified": True, "automaticPresenceSimulation": True}
    identity = session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return lambda command, **said: session.send(f"WebAuthn.{command}", {**identity, **said})


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_of_the_way_in_is_accessible_and_fits(open_page, width, language):
    page = open_page("/accounts/login/", width=width, language=language)
    for path in ("login/", "login/code/", "password/reset/", "password/reset/done/", "inactive/", "demonstration/"):
        page.goto(f"/accounts/{path}")
        page.check()
    assert page.locator("h1").count() == 1
    page.goto("/accounts/invitation/?key=none", status=404)
    page.check()


def test_a_password_is_pasted_and_looked_at_while_it_is_typed(open_page):
    page = open_page("/accounts/login/", width=390)
    field, button = page.locator("#id_password"), page.get_by_role("button", name="入力を表示")
    field.focus()
    page.page.keyboard.insert_text(PASSWORD)  # as pasting does: all at once
    button.click()
    assert (field.get_attribute("type"), field.input_value()) == ("text", PASSWORD)
    page.check()
    button.click()
    assert (field.get_attribute("type"), button.get_attribute("aria-pressed")) == ("password", "false")


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_page_of_somebody_signed_in_is_accessible_and_fits(open_page, width, language):
    page = played(open_page("/", width=width, language=language), "事務局 事務長")
    role = Role.objects.get(user__email="office-clerk@example.com")
    Authenticator.objects.create(user=role.user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    pages = ("/work/", "/work/people/", f"/work/people/roles/{role.pk}/end/", "/accounts/roles/", "/accounts/")
    pages += (f"/work/people/roles/{role.pk}/factors/", "/work/mails/", "/letterbox/")
    pages += ("/accounts/tokens/", "/accounts/sessions/", "/accounts/second/", "/accounts/password/set/")
    for path in pages:
        page.goto(path)
        look(page, re.sub(r"\W+", "-", f"signed{path}{language}"))
    assert page.locator(".who__name").inner_text() == "事務局 事務長"
    played(page, "事務局 監事").goto("/work/trail/")
    look(page, f"trail-{language}")


def test_somebody_invited_comes_in_and_sets_up_a_second_factor(open_page):
    page = played(open_page("/"), "事務局 事務長")
    page.get_by_role("link", name="利用者", exact=True).click()
    page.get_by_label("お名前").fill("新井 さくら")
    page.get_by_label("メールアドレス").fill("sakura@example.org")
    page.get_by_label("団体事務局の担当者").check()
    page.get_by_role("button", name="招待を送る").click()
    look(page, "invited")
    page.get_by_role("button", name="ログアウト").click()
    link = newest(r"http\S+")[0]
    page.goto(link)
    look(page, "invitation")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="招待を受ける").click()
    page.wait_for_url("**/work/")
    page.goto("/accounts/second/app/on/")
    look(page, "reauthenticate")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="確認する").click()
    look(page, "app-on")
    page.locator("input[name=code]").fill(code_of_the_app(page))
    page.get_by_role("button", name="登録する").click()
    look(page, "recovery-codes")
    assert len(PdfDocument(page.page.pdf(format="A4"))) == 1, "they are printed on one page"
    spare = page.locator(".codes li").first.inner_text()
    page.get_by_role("button", name="ログアウト").click()
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill("sakura@example.org")
    page.locator("input[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="ログイン", exact=True).click()
    look(page, "second-factor")
    page.locator("input[name=code]").fill(spare)
    page.get_by_role("button", name="ログイン", exact=True).click()
    page.wait_for_url("**/work/")
    assert page.locator(".who__name").inner_text() == "新井 さくら"
    page.goto(link, status=404)
    assert page.locator("h1").inner_text() == "この招待は使えません"


def test_a_code_by_mail_is_enough_where_a_role_does_not_bind(open_page):
    page = open_page("/accounts/login/code/")
    page.get_by_label("メール").fill("office-clerk@example.com")
    page.get_by_role("button", name="コードを送る").click()
    look(page, "enter-code")
    page.locator("input[name=code]").fill(code_of_the_mail())
    page.get_by_role("button", name="確認する").click()
    page.wait_for_url("**/work/")
    assert page.locator(".who__name").inner_text() == "事務局 担当"


def test_a_passkey_signs_in_by_itself(open_page):
    page = open_page("/accounts/login/code/")
    page.get_by_label("メール").fill("underwriter@example.com")
    page.get_by_role("button", name="コードを送る").click()
    page.locator("input[name=code]").fill(code_of_the_mail())
    page.get_by_role("button", name="確認する").click()
    page.wait_for_url("**/accounts/second/")
    assert "二段階認証が必要です" in page.locator("main").inner_text()
    page.get_by_role("link", name="パスキーを登録する").click()
    page.get_by_role("button", name="コードを送る").click()
    page.locator("input[name=code]").fill(code_of_the_mail())
    page.get_by_role("button", name="確認する").click()
    look(page, "passkey-add")
    device = plug_in(page)
    page.locator("input[name=passwordless]").check()
    page.get_by_role("button", name="登録する").click()
    page.wait_for_url("**/second/codes/")
    kept = device("getCredentials")["credentials"]
    page.goto("/accounts/second/passkeys/")
    look(page, "passkeys")
    page.get_by_role("button", name="ログアウト").click()
    page.goto("/accounts/login/")
    device = plug_in(page)
    for credential in kept:
        device("addCredential", credential=credential)
    page.get_by_role("button", name="パスキーでログイン").click()
    page.wait_for_url("**/work/")
    assert page.locator(".who__name").inner_text() == "引受 担当"


def test_a_role_that_has_ended_is_out_at_once(open_page):
    clerk = played(open_page("/"), "事務局 担当")
    head = played(open_page("/"), "事務局 事務長")
    role = Role.objects.get(user__email="office-clerk@example.com")
    head.goto(f"/work/people/roles/{role.pk}/end/")
    head.get_by_role("button", name="役割を終わらせる").click()
    head.wait_for_url("**/work/people/**")
    clerk.goto("/work/")
    assert "/accounts/login/" in clerk.url
