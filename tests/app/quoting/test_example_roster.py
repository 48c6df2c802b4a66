"""The demonstration's roster shows every facility priced, and takes itself away where it has no place."""

import io
import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from sonae.app.common.person import of_system
from sonae.app.parties import actions
from sonae.core.moments import tokyo

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
ROSTER = "/example/roster"


@pytest.fixture(autouse=True)
def _cast(db):  # noqa: ARG001  the database must be there first
    actions.seed_example(by=of_system("test"), at=tokyo(date(2026, 6, 1)))


def names(page):
    return re.findall(r'<th scope="row">([^<]+)<', page.html)


def test_every_facility_has_its_price_and_status(visit):
    page = visit(ROSTER)
    assert len(names(page)) == 10
    assert "44,610円" in page.text
    assert "個別見積" in page.text
    assert "約207,020円" in page.text


def test_estimates_are_never_added_to_prices(visit):
    page = visit(ROSTER)
    assert "380,550円 5施設" in page.text
    assert "約562,740円 3施設" in page.text


def test_rare_characters_stay_as_written(visit):
    text = visit(ROSTER).text
    assert "髙橋歯科医院" in text
    assert "𠮷田病院" in text


def test_another_plan_prices_all_anew(visit):
    assert "32,000円" in visit(ROSTER, plan="leak_only:P3").text


@pytest.mark.parametrize(("words", "count"), [("𠮷田", 3), ("ヨシダ", 3), ("00012", 1), ("ｱｵｷ", 1), ("いない", 0)])
def test_names_readings_and_numbers_are_searched(visit, words, count):
    assert len(names(visit(ROSTER, q=words))) == count


def test_it_filters_by_kind_and_certainty(visit):
    assert len(names(visit(ROSTER, kind="clinic"))) == 3
    assert len(names(visit(ROSTER, status="referred"))) == 2


def test_it_sorts_both_ways(visit):
    up, down = names(visit(ROSTER, sort="annual", kind="clinic")), names(visit(ROSTER, sort="-name"))
    assert len(up) == 3
    assert down[0].startswith("𠮷田")


def test_nonsense_in_filters_is_passed_over(visit):
    page = visit(ROSTER, sort="drop", plan="x:y", page="many", kind="")
    assert len(names(page)) == 10


def test_the_workbook_keeps_leading_zeros_and_figures(client):
    content = client.get(f"{ROSTER}.xlsx?kind=clinic").content
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()
    assert rows[0][0] == "会員番号"
    assert rows[1][0] == "00012"
    assert rows[1][8] == 44610
    assert len(rows) == 4


def test_the_csv_opens_in_excel(client):
    content = client.get(f"{ROSTER}.csv", headers={"Accept-Language": "en"}).content
    assert content.startswith(b"\xef\xbb\xbf")
    assert "髙橋歯科医院" in content.decode("utf-8-sig")
    assert "Member number" in content.decode("utf-8-sig")


def test_other_files_are_not_found(visit):
    assert visit(f"{ROSTER}.exe").status == 404


@pytest.mark.parametrize("path", [ROSTER, f"{ROSTER}.csv", f"{ROSTER}.xlsx"])
def test_it_is_not_there_without_examples(visit, settings, path):
    settings.SONAE_EXAMPLE = False
    assert visit(path).status == 404


def test_real_members_are_never_shown(visit):
    about = {"by": of_system("test"), "at": tokyo(date(2026, 6, 1))}
    real = actions.record_association(code="real", name="Real", scheme_code="example", **about)
    member = actions.record_member(association=real, number="1", form="person", name="秘密", kana="ヒミツ", **about)
    actions.record_facility(member=member, name="秘密医院", kana="ヒミツイイン", kind="clinic", **about)
    assert "秘密" not in visit(ROSTER).text


def test_one_query_finds_the_association_and_one_reads_all_its_members(visit):
    with CaptureQueriesContext(connection) as asked:
        visit(ROSTER)
    assert sum('FROM "parties_' in one["sql"] for one in asked) == 2
