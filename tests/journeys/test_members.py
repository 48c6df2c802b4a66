"""The office finds a member and keeps its data right: by keyboard, on a phone and at a desk, in both languages."""

from datetime import date

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from sonae.app.accounts.models import Role, User
from sonae.app.common.person import of_system
from sonae.app.parties import actions
from sonae.app.parties.models import Member
from sonae.core.moments import tokyo

AT = tokyo(date(2026, 6, 1))
PAGES = ("", "{member}/", "{member}/edit", "{member}/facilities/new", "{member}/facilities/new?kind=hospital", "new")


@pytest.fixture
def signed_in(open_page, live_server):
    """A page of the example association's clerk."""
    association = actions.seed_example(by=of_system("house"), at=AT)
    user = User.objects.create(email="clerk@example.jp", name="事務 花子")
    Role.objects.create(user=user, organisation=association.organisation, name="office_clerk", since=AT)
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()

    def signed_in(path, **more):
        page = open_page("/styleguide", **more)
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(path)
        return page

    return signed_in


@pytest.mark.parametrize(("width", "language"), [(390, "ja"), (1280, "en")])
def test_every_page_of_members_fits_and_is_accessible(signed_in, width, language):
    page = signed_in("/work/members/", width=width, language=language)
    member = Member.objects.get(number="00034").pk
    page.check()
    for path in PAGES:
        page.goto("/work/members/" + path.format(member=member))
        page.check()
        name = path.format(member="member").strip("/").replace("/", "-").replace("?kind=", "-") or "list"
        page.picture(f"members-{name}-{language}", tallest=4_000)


def test_a_clerk_finds_a_clinic_and_changes_its_telephone_by_keyboard_alone(signed_in):
    page = signed_in("/work/members/")
    page.locator("#id_q").focus()
    page.keyboard.type("あおき")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="青木 一郎").focus()
    page.keyboard.press("Enter")
    page.get_by_role("link", name="変更する", exact=True).first.focus()
    page.keyboard.press("Enter")
    phone = page.get_by_label("電話番号")
    phone.focus()
    page.keyboard.press("Control+A")
    page.keyboard.type("まちがい")
    page.keyboard.press("Enter")
    assert "電話番号" in page.get_by_role("alert").inner_text()
    page.problems.clear()  # the browser tells of the status 422 that was meant
    page.check()
    assert phone.input_value() == "まちがい"
    phone.fill("０９２ー０００ー７７７７")
    page.keyboard.press("Enter")
    page.get_by_text("保存しました。").wait_for()
    assert "092-000-7777" in page.locator("main").inner_text()


def test_the_page_of_a_member_prints_without_buttons(signed_in):
    page = signed_in("/work/members/")
    page.goto(f"/work/members/{Member.objects.get(number='00034').pk}/")
    page.emulate_media(media="print")
    page.picture("members-print", tallest=4_000)
    assert not page.get_by_role("link", name="施設を追加する").is_visible()
    assert page.get_by_text("VPN装置 架空ネットワークス").is_visible()
