"""The plans of a facility side by side: in the scheme's order, never an estimate as a price, one of them picked."""

from datetime import date

import pytest
from django.urls import reverse

from sonae.app.applications.drafts import case_of
from sonae.app.applications.plan_table import rows
from sonae.app.common.catalogue import current
from sonae.app.parties.models import Member
from sonae.core.moments import tokyo
from tests.app.applications.conftest import AT, begun

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def page(browser, row):
    return browser.get(reverse("applications:step", args=[row.pk, "plans"])).content.decode()


def test_the_plans_stand_in_the_order_of_the_scheme_with_what_is_due_for_joining_now(cast):
    case = case_of(begun(cast.aoki, cast.clinic), AT)
    (clinic,) = case.facilities
    found = rows(case, clinic)
    sold = [one.code for one in current().schemes["example"].plans_for("clinic") if one.on_sale]
    assert [one.plan.code for one in found] == sold
    priced = next(one for one in found if one.id == "all_risk:S3")
    quoted = case.price(AT).quotes[0]
    assert (priced.annual_yen, priced.status) == (quoted.premium.annual_yen, quoted.premium.status)
    assert (priced.payable_yen, priced.payable_status) == (quoted.payable_yen, quoted.payable_status)


def test_what_is_due_follows_the_receipt_that_counts(cast):
    case = case_of(begun(cast.aoki, cast.clinic), tokyo(date(2026, 6, 16)))
    case.application.received_at = AT
    early = next(one for one in rows(case, case.facilities[0]) if one.id == "all_risk:S3")
    assert early.payable_yen == case_of(case.application, AT).price(AT).payable_yen


def test_an_estimate_never_looks_like_a_price(cast):
    case = case_of(begun(cast.hakata, cast.hospital), AT)
    found = rows(case, case.facilities[0])
    assert {one.status for one in found} == {"estimate"}
    assert all("約" in one.price and "概算" in one.price for one in found)


def test_with_shared_limits_no_plan_has_a_price_of_its_own(cast):
    member = Member.objects.get(number="00101")
    both = [one for one in member.facilities.order_by("pk") if one.kind in {"hospital", "clinic"}]
    about = {"facilities": [str(one.pk) for one in both], "shared_limits": "shared"}
    case = case_of(begun(cast.aoki, cast.clinic), AT)
    case.application.member, case.application.given = member, about
    found = rows(case_of(case.application, AT), both[0])
    assert {(one.annual_yen, one.price) for one in found} == {(None, "個別見積")}


def test_the_one_picked_stands_above_the_table_and_the_comparison_is_one_click_away(cast, sign_in):
    told = page(sign_in(cast.aoki), begun(cast.aoki, cast.clinic))
    above = told[told.index("data-picked") : told.index("table--plans")]
    assert "S3: オールリスクプラン、賠償5,000万円・費用500万円・自己負担額なし、年間 44,610円" in above
    assert "/s/example/compare" in told
    assert "chosen=all_risk%3AS3" in told
    assert told.count('type="radio"') > 20


def test_before_one_is_picked_nothing_stands_above_the_table(cast, sign_in):
    told = page(sign_in(cast.aoki), begun(cast.aoki, cast.clinic, plan=""))
    assert "data-picked hidden" in told
