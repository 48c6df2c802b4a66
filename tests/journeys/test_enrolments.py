"""The office asks the ledger what was believed when; anybody verifies a printed certificate."""

from datetime import date, time

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from sonae.app.accounts.models import Role, User
from sonae.app.common.catalogue import current
from sonae.app.common.person import of_system
from sonae.app.enrolments.actions import join
from sonae.app.enrolments.certificate_actions import issue_certificate
from sonae.app.enrolments.correct_actions import correct
from sonae.app.enrolments.joining import JoinPart, operations
from sonae.app.parties.actions import seed_example
from sonae.app.parties.models import Member
from sonae.core.moments import tokyo
from sonae.core.written_quotation import Condition
from tests.app.enrolments.joiners import facts_of, holder_of

BY = of_system("事務局の仕組み")


def at(month, day, year=2026):
    return tokyo(date(year, month, day), time(16))


def part(facility, plan, yen):
    return JoinPart(facility, facts_of(facility), "all_risk", plan, yen, yen, "printed")


def enrolled(number, plan, start, recorded_at, **more):
    """A member of the example association with all its facilities enrolled."""
    member, scheme = Member.objects.get(number=number), current().schemes["example"]
    about = {"shared": False, "way": "deduction", "instalments": 1}
    parts = [part(one, plan, 20_160) for one in member.facilities.order_by("pk")]
    enrolment = join(
        key=f"test {number}", member=member, holder=holder_of(member), parts=parts, scheme=scheme, trace={},
        start=start, end=at(start.month, start.day, 2027), by=BY, at=recorded_at, **about | more,
    )  # fmt: skip
    issue_certificate(enrolment=enrolment, by=BY, at=recorded_at)
    return enrolment


@pytest.fixture
def office(open_page, live_server, settings, tmp_path):
    """A page of the example association's clerk; Aoki's plan was recorded wrongly until 20 May."""
    papers = settings.STORAGES["papers"] | {"OPTIONS": {"location": tmp_path / "papers"}}
    settings.STORAGES, settings.SONAE_STATE = settings.STORAGES | {"papers": papers}, tmp_path
    association = seed_example(by=BY, at=at(1, 5))
    aoki = enrolled("00012", "S1", at(3, 5), at(2, 1))
    right = [part(one, "S3", 33_600) for one in aoki.member.facilities.all()]
    about = {"shared": False, "way": "deduction", "instalments": 1}
    changes = operations(holder_of(aoki.member), right, current().schemes["example"], **about)
    correct(enrolment=aoki, number=1, changes=changes, reason="加入タイプの入力誤り", by=BY, at=at(5, 20))
    issue_certificate(enrolment=aoki, by=BY, at=at(5, 21))
    condition = Condition("2027年1月末までに、VPN装置の修正プログラムを適用すること。", date(2027, 1, 31))
    enrolled("00101", "S1", at(5, 5), at(4, 1), shared=True, conditions=[condition])
    user = User.objects.create(email="clerk@example.jp", name="事務 花子")
    Role.objects.create(user=user, organisation=association.organisation, name="office_clerk", since=at(1, 5))
    session = signed_in_session(user)

    def office(path, **more):
        page = open_page("/styleguide", **more)
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": session.session_key, "url": live_server.url}]
        )
        page.goto(path)
        return page

    office.aoki = aoki
    return office


def signed_in_session(user):
    session = SessionStore()
    session[SESSION_KEY], session[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session


@pytest.mark.parametrize(("width", "language"), [(390, "ja"), (1280, "en"), (1280, "ja")])
def test_every_page_of_enrolments_fits_and_is_accessible(office, width, language):
    page = office("/work/enrolments/", width=width, language=language)
    page.check()
    page.picture(f"enrolments-list-{language}", tallest=4_000)
    number, code = office.aoki.number, office.aoki.certificates.last().code
    asked = f"/work/enrolments/{number}/?on=2026-04-01&known=2026-05-10"
    first = office.aoki.certificates.first().code
    others = {
        "wrong": f"/work/enrolments/{number}/?on=x",
        "shared": "/work/enrolments/K-2026-000002/",
        "ask": "/verify/",
    }
    others |= {one: f"/verify/{number}/{c}" for one, c in (("genuine", code), ("older", first), ("unknown", "0" * 16))}
    for name, path in {"known": asked, **others}.items():
        page.goto(path)
        page.check()
        page.picture(f"enrolments-{name}-{language}", tallest=4_000)


def test_the_office_asks_on_any_day_what_was_known_on_any_day(office):
    """What did we believe on 10 May about cover on 1 April? By keyboard alone."""
    page = office("/work/enrolments/")
    page.locator("#id_q").focus()
    page.keyboard.type("あおき")
    page.keyboard.press("Enter")
    page.get_by_role("link", name=office.aoki.number).focus()
    page.keyboard.press("Enter")
    page.get_by_label("いつの補償を見るか").focus()
    page.keyboard.type("令和8年4月1日")
    page.get_by_label("いつの時点の記録で見るか").focus()
    page.keyboard.type("Ｒ８．５．１０")
    page.keyboard.press("Enter")
    page.wait_for_url("**known=**")
    state = page.get_by_role("region", name="施設と補償の一覧")
    assert "S1" in state.inner_text()
    difference = page.get_by_role("region", name="違いの一覧").inner_text()
    assert "加入タイプ" in difference
    assert "S3" in difference
    assert page.get_by_label("いつの補償を見るか").input_value() == "令和8年4月1日"


def test_anybody_verifies_a_certificate_from_paper(office, open_page):
    certificate = office.aoki.certificates.first()
    page = open_page("/verify/")
    page.get_by_label("加入者証番号").fill(certificate.number.lower())
    code = certificate.code
    page.get_by_label("照合コード").fill("-".join(code[n : n + 4] for n in range(0, 16, 4)))
    page.get_by_role("button", name="照合する").click()
    text = page.locator("main").inner_text()
    assert "新しい版が発行されています" in text
    assert "青木" not in text


@pytest.mark.parametrize(("width", "language"), [(390, "ja"), (1280, "en")])
def test_the_office_puts_a_name_right_after_it_has_seen_what_that_does(office, width, language):
    page = office(f"/work/enrolments/{office.aoki.number}/", width=width, language=language)
    page.check()
    page.locator("a[href$='/events/3/correct']").click()
    page.check()
    page.picture(f"enrolments-correct-{language}", tallest=6_000)
    page.locator("input[name$='.name']").last.fill("青木内科医院")
    page.locator("textarea[name=reason]").fill("看板の表記と違っていた")
    page.locator("[name=basis]").fill("院長からの電話")
    page.locator("form.form button").first.click()
    page.locator("button[name=confirmed]").wait_for()
    assert "青木内科医院" in page.locator("main").inner_text()
    page.check()
    page.picture(f"enrolments-correct-look-{language}", tallest=4_000)
    page.locator("button[name=confirmed]").click()
    page.locator("#history").wait_for()
    assert "看板の表記と違っていた" in page.locator("main").inner_text()
    page.check()
