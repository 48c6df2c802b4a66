"""A corporation whose hospital and clinic share one chart system joins under one stack of limits."""

import pytest

from sonae.app.applications.models import Application
from sonae.app.enrolments.models import Enrolment
from tests.support.joining import (
    AGENCY,
    INSURER,
    OFFICE,
    approve,
    declare,
    deny,
    look,
    onwards,
    onwards_with_no,
    pick,
    play,
    press,
    read,
    submit,
)

pytestmark = pytest.mark.usefixtures("cast")


def fill_in(page):
    """Two facilities with one stack of limits and one chart system, to the page that shows everything."""
    for facility in ("𠮷田病院", "𠮷田クリニック"):
        page.get_by_label(facility).check()
    pick(page, "保険金額の持ち方", "全施設で1つの保険金額を共有")
    pick(page, "ほかの施設と患者情報", "はい")
    onwards(page)
    sharing = page.get_by_role("group", name="共同で利用している施設")
    for facility in ("𠮷田病院", "𠮷田クリニック", "𠮷田の里"):
        sharing.get_by_label(facility).check()
    pick(page, "登録していない施設も", "いいえ")
    onwards(page)
    told = page.locator("main").inner_text()
    assert "支払われないことがある" in told
    assert "共同で利用しているのに加入しない施設: 介護老人保健施設 𠮷田の里" in told
    look(page, "shared-warning")
    sharing.get_by_label("𠮷田の里").uncheck()
    onwards(page)
    for facility in ("𠮷田病院", "𠮷田クリニック"):
        page.get_by_role("group", name=f"{facility}: 加入タイプ").get_by_label("S3:").first.check()
    onwards_with_no(page)
    if "/steps/offices/" in page.url:
        onwards(page)
    page.get_by_label("会員番号").fill("00101")
    onwards(page)
    deny(page)
    onwards_with_no(page)
    read(page)
    onwards(page)
    declare(page)
    page.get_by_label("宣言する方の氏名").fill("𠮷田 誠")
    onwards(page)
    assert "/steps/confirm/" in page.url


def test_a_corporation_joins_with_shared_limits_and_a_shared_chart_system(open_page):
    page = open_page("/")
    play(page, "𠮷田")
    page.goto("/work/applications/begin/example")
    press(page, "申込みを始める")
    fill_in(page)
    look(page, "shared-confirm")
    submit(page)
    row = Application.objects.get()
    for who in (AGENCY, OFFICE):
        approve(page, who, row.number)
    play(page, INSURER)
    page.goto(f"/work/applications/{row.pk}/decide/")
    page.get_by_label("個別に見積る").check()
    for facility, yen in (("𠮷田病院", "300000"), ("𠮷田クリニック", "20000")):
        page.get_by_label(f"{facility}: もとの年間保険料").fill(yen)
        page.get_by_label(f"{facility}: その根拠").fill("全体の見積を分けた額")
    press(page, "この判断にする")
    play(page, "𠮷田")
    page.goto(f"/work/applications/{row.pk}/offer/")
    look(page, "shared-offer")
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("承諾する代表者の氏名").fill("𠮷田 誠")
    press(page, "この見積で加入する")
    page.get_by_text("加入が成立").first.wait_for()
    enrolment = Enrolment.objects.get()
    assert list(enrolment.periods.values_list("shared", flat=True)) == [True, True]
    page.goto(f"/work/enrolments/{enrolment.number}/")
    assert "施設で共有" in page.locator("main").inner_text()
    look(page, "shared-enrolment")
