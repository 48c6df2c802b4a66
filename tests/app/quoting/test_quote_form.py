"""The form asks only what the scheme needs, keeps what was typed, and says what is wrong beside the field."""

import pytest

from .conftest import AT

FORM, RESULT = "/s/fukuoka-2025/quote", "/s/fukuoka-2025/result"
HOSPITAL = {"kind": "hospital", "beds": "50", "family": "all_risk", "plan": "S3", "at": AT}
CLINIC = {"kind": "clinic", "family": "all_risk", "plan": "S3", "at": AT}


def test_it_begins_with_the_kind_and_nothing_else(visit):
    page = visit(FORM)
    assert 'name="kind"' in page.html
    assert 'name="plan"' not in page.html
    assert 'name="received"' not in page.html


def test_a_hospital_is_asked_for_beds_and_wards(visit):
    page = visit(FORM, kind="hospital")
    assert 'name="beds"' in page.html
    assert 'name="ward"' in page.html


def test_a_clinic_is_asked_for_no_measure(visit):
    page = visit(FORM, kind="clinic")
    assert 'name="beds"' not in page.html
    assert "29,380円" in page.text


def test_a_care_facility_is_asked_for_its_capacity(visit):
    assert 'name="capacity"' in visit(FORM, kind="care_facility").html


def test_a_kind_without_plans_is_told_so(visit):
    page = visit(FORM, kind="dental_clinic")
    assert 'name="plan"' not in page.html
    assert "加入タイプの表がありません" in page.text


def test_a_scheme_of_one_family_does_not_ask_for_it(visit):
    assert 'name="family"' not in visit("/s/mie-2025/quote", kind="clinic").html


def test_an_abolished_plan_is_not_offered(visit):
    assert 'value="A"' not in visit("/s/mie-2025/quote", kind="clinic").html


def test_prices_stand_in_the_tiles_as_soon_as_they_can(visit):
    assert "142,900円" not in visit(FORM, kind="hospital").text
    assert "142,900円" in visit(FORM, kind="hospital", beds="50").text
    assert "約" in visit(FORM, kind="hospital", beds="73").text


def test_another_family_shows_its_own_plans(visit):
    page = visit(FORM, kind="clinic", family="leak_only")
    assert 'value="P3"' in page.html
    assert 'value="S3"' not in page.html


def test_a_code_alone_names_its_family(visit):
    assert "32,000円" in visit(RESULT, kind="clinic", plan="P3", at=AT).text


def test_htmx_gets_the_fields_and_the_address_to_show(visit):
    page = visit(FORM, kind="clinic", add="1", htmx=True)
    assert "<html" not in page.html
    assert page.response["HX-Replace-Url"] == f"{FORM}?kind=clinic&rows=2"


def test_without_script_a_button_pressed_twice_by_reloading_is_pressed_once(visit):
    page = visit(FORM, kind="clinic", add="1")
    assert page.response.redirect_chain[-1][0].endswith("rows=2")
    assert "施設2" in page.text


def test_shared_limits_are_asked_only_where_there_are_several_facilities(visit):
    assert 'name="limits"' not in visit(FORM, kind="clinic").html
    assert 'name="limits"' in visit(FORM, kind="clinic", rows="2").html


@pytest.mark.parametrize(
    "typed", ["2025-06-15", "2025/6/15", "令和7年6月15日", "R7.6.15", "R070615", "２０２５年６月１５日"]
)
def test_a_date_is_echoed_at_once(visit, typed):
    page = visit("/s/fukuoka-2025/quote/reading", received=typed)
    assert "2025年(令和7年)6月15日(日) と読みました" in page.text
    assert "2025年(令和7年)7月5日午後4時から補償されます" in page.text


def test_a_date_that_cannot_join_is_echoed_with_the_reason(visit):
    assert "終わりました" in visit("/s/fukuoka-2025/quote/reading", received="2027-01-01").text


@pytest.mark.parametrize("typed", ["あした", "明和9年1月1日", "1", "\0"])
def test_what_is_no_date_says_how_dates_are_typed(visit, typed):
    assert "令和7年6月15日" in visit("/s/fukuoka-2025/quote/reading", received=typed).text


@pytest.mark.parametrize("typed", ["2025-02-30", "昭和99年1月1日", "R7.13.1"])
def test_a_date_that_does_not_exist_is_named_as_such(visit, typed):
    assert f"「{typed}」という日はありません" in visit("/s/fukuoka-2025/quote/reading", received=typed).text


def test_no_date_is_no_error(visit):
    assert visit("/s/fukuoka-2025/quote/reading", received=" ").text == ""


@pytest.mark.parametrize(
    ("wrong", "field", "words"),
    [
        ({"beds": "-3"}, "id_beds", "小さすぎます"),
        ({"beds": "0"}, "id_beds", "小さすぎます"),
        ({"beds": "3001"}, "id_beds", "大きすぎます"),
        ({"beds": "9" * 79}, "id_beds", "大きすぎます"),
        ({"beds": "百床"}, "id_beds", "整数として読めません"),
        ({"beds": "50.5"}, "id_beds", "整数として読めません"),
        ({"beds": ""}, "id_beds", "整数で入力してください"),
        ({"ward": "haunted"}, "id_ward_0", "選べません"),
        ({"plan": "Z9"}, "id_plan_0", "というタイプはありません"),
        ({"plan": ""}, "id_plan_0", "加入タイプを選んでください"),
        ({"family": "leak_only"}, "id_family_0", "オールリスクプラン"),
        ({"family": "everything"}, "id_family_0", "オールリスクプラン"),
        ({"received": "あした"}, "id_received", "日付として読めません"),
        ({"received": "H31.5.1"}, "id_received", "平成は2019年(平成31年)4月30日まで"),
        ({"received": "1868-01-01"}, "id_received", "2000年から2099年"),
        ({"received": "9999-12-31 24:00"}, "id_received", "日付として読めません"),
        ({"received": "2027-01-01"}, "id_received", "加入できません"),
        ({"received": "2020-01-01"}, "id_received", "早すぎます"),
        ({"received": "2026-04-20"}, "id_received", "1か月もありません"),
        ({"records": "perhaps"}, "id_records_0", "次から選んでください"),
    ],
)
def test_each_mistake_is_said_beside_its_field_and_in_the_summary(visit, wrong, field, words):
    page = visit(RESULT, **(HOSPITAL | wrong))
    assert page.status == 422
    assert list(page.errors()) == [field]
    assert words in page.errors()[field]
    assert words in page.beside(field.removesuffix("_0"))


def test_a_plan_of_another_kind_is_named_as_such(visit):
    page = visit("/s/mie-2025/result", kind="clinic", plan="S1", at=AT)
    assert "というタイプはありません" in page.errors()["id_plan_0"]


def test_a_plan_is_refused_where_none_is_published(visit):
    page = visit("/s/mie-2025/result", kind="care_facility", capacity="50", plan="B", at=AT)
    assert page.status == 422
    assert "公表された加入タイプがありません" in page.text
    assert visit("/s/mie-2025/result", kind="care_facility", capacity="50", at=AT).status == 200


def test_an_unknown_kind_is_answered_with_the_kinds_there_are(visit):
    page = visit(RESULT, kind="castle", at=AT)
    assert "病院" in page.errors()["id_kind_0"]


def test_no_kind_at_all_is_one_clear_error(visit):
    assert visit(RESULT, at=AT).errors() == {"id_kind_0": "施設の種類を選んでください。"}


def test_all_mistakes_of_all_facilities_are_said_at_once(visit):
    page = visit(RESULT, **(HOSPITAL | {"beds": "-3", "plan": "Z9", "rows": "2", "f2-kind": "castle", "received": "x"}))
    assert list(page.errors()) == ["id_beds", "id_plan_0", "id_f2-kind_0", "id_received"]
    assert "施設2" in page.errors()["id_f2-kind_0"]


def test_everything_typed_is_kept(visit):
    page = visit(RESULT, **(HOSPITAL | {"beds": "百床", "received": "あした", "ward": "psychiatric"}))
    assert 'value="百床"' in page.html
    assert 'value="あした"' in page.html
    assert 'value="S3" id="id_plan_2" checked' in page.html
    assert 'value="psychiatric"' in page.html


def test_a_receipt_on_an_abolished_plan_is_refused_beside_the_plan(visit):
    page = visit("/s/mie-2025/result", kind="clinic", plan="A", received="2025-06-15", at=AT)
    assert "廃止" in page.errors()["id_plan_0"]


@pytest.mark.parametrize("at", ["yesterday", "1700-01-01", "2099-12-31", "2025-06-15T99:00"])
def test_a_moment_nobody_can_have_asked_at_is_refused(visit, at):
    page = visit(RESULT, **(CLINIC | {"at": at}))
    assert page.status == 422
    assert "リンクの時点" in page.text


@pytest.mark.parametrize("odd", ["'", '"><script>', "%00", "{{7*7}}", "../..", "𠮷", "\u202e"])
def test_odd_text_is_escaped_and_answered(visit, odd):
    page = visit(RESULT, kind=odd, plan=odd, family=odd, beds=odd, received=odd, at=odd, rows=odd, **{"f2-kind": odd})
    assert page.status == 422
    assert "<script>" not in page.html.replace("<script src=", "")


def test_errors_are_complete_in_english(visit):
    page = visit(RESULT, language="en", **(HOSPITAL | {"beds": "-3", "received": "x"}))
    assert "too small" in page.errors()["id_beds"]
    assert "cannot be read as a date" in page.errors()["id_received"]
