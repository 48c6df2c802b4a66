from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sonae.core.moments import TOKYO
from sonae.exchange.pricing import ESTIMATE, OUTCOMES, PRICED, PROBLEM, REFERRED, Pricing

HOSPITAL = {"kind": "hospital", "size": "50", "family": "all_risk", "plan": "S3"}


def test_a_row_gets_its_premium_what_is_payable_and_its_cover(price):
    row = price(**HOSPITAL, received="2025-06-15")
    assert (row.annual_yen, row.status, row.binding, row.payable_yen) == (142900, "printed", False, 119080)
    assert (row.start.isoformat(), row.end.isoformat()) == ("2025-07-05T16:00:00+09:00", "2026-05-05T16:00:00+09:00")
    assert row.problems == ()


@pytest.mark.parametrize(
    ("asked", "outcome"),
    [
        ({"kind": "clinic", "plan": "S1"}, PRICED),
        ({**HOSPITAL, "size": "75"}, ESTIMATE),
        ({"kind": "care_hospital", "size": "50", "plan": ""}, REFERRED),
        ({**HOSPITAL, "plan": "S9"}, PROBLEM),
    ],
)
def test_every_row_counts_as_one_outcome(price, asked, outcome):
    assert price(**asked).outcome == outcome


@pytest.mark.parametrize("kind", ["病院", "Hospital", " ＨＯＳＰＩＴＡＬ "])
@pytest.mark.parametrize("family", ["オールリスクプラン", "オールリスク", "All-risk plan", "all_risk", ""])
@pytest.mark.parametrize("plan", ["Ｓ３", "s3", "S3タイプ"])
def test_labels_are_as_good_as_codes(price, kind, family, plan):
    assert price(kind=kind, size="５０床", family=family, plan=plan).annual_yen == 142900


@pytest.mark.parametrize(
    "kind", ["診療所", "診療所(有床・無床)", "一般医院・診療所（有床・無床）", "無床診療所", "クリニック"]
)
def test_the_words_rosters_use_for_a_clinic_are_known(price, kind):
    assert price(kind=kind, plan="S1").annual_yen == 29380


@pytest.mark.parametrize(
    "received", ["2025-06-15", "令和7年6月15日", "R7.6.15", "R070615", "２０２５/６/１５", "2025-06-15T23:59"]
)
def test_a_receipt_is_read_however_it_is_written(price, received):
    assert price(**HOSPITAL, received=received).payable_yen == 119080


def test_a_receipt_that_cannot_join_is_a_problem_and_keeps_the_annual_premium(price):
    row = price(**HOSPITAL, received="2026-06-01")
    assert row.annual_yen == 142900
    assert row.payable_yen is None
    assert row.start is None
    assert row.outcome == PROBLEM
    assert "term ends on 5 May 2026" in row.problems[0]


def test_a_receipt_that_is_no_date_is_a_problem_and_keeps_the_annual_premium(price):
    row = price(**HOSPITAL, received="いつか")
    assert row.annual_yen == 142900
    assert "'いつか' is not a date" in row.problems[0]
    assert (row.payable_yen, row.start, row.end) == (None, None, None)


@pytest.mark.parametrize("received", ["9999-12-31T24:00", "0001-01-01", "2300-01-01"])
def test_a_receipt_of_a_year_nobody_means_is_a_problem(price, received):
    assert "is not a date" in price(**HOSPITAL, received=received).problems[0]


def test_every_problem_of_a_row_is_told_and_not_only_the_first(price):
    row = price(kind="hospital", size="-5", plan="S9", received="soon")
    assert [problem.split(":")[0] for problem in row.problems] == ["size", "plan", "received"]
    assert row.annual_yen is None


def test_a_wrong_size_does_not_hide_a_receipt_that_cannot_join(price):
    row = price(kind="hospital", size="-5", plan="S3", received="2030-01-01")
    assert ["too small" in row.problems[0], "Nobody can join" in row.problems[1]] == [True, True]


@pytest.mark.parametrize(
    ("size", "words"),
    [
        ("-5", "too small"),
        ("999999999999999999999999", "too large"),
        ("9" * 5000, "not a whole number"),
        ("五十", "not a whole number"),
        ("50.5", "not a whole number"),
        ("", "Enter number of beds"),
    ],
)
def test_a_size_that_cannot_be_is_a_problem(price, size, words):
    assert words in price(**(HOSPITAL | {"size": size})).problems[0]


def test_a_plan_of_another_kind_is_named_as_such(catalogue):
    pricing = Pricing(catalogue, now=datetime(2025, 6, 1, tzinfo=TOKYO), language="ja", scheme="dental-2025")
    row = pricing.price((("kind", "歯科診療所"), ("plan", "P3")))
    assert row.problems
    assert "歯科診療所" in row.problems[0]


def test_an_ineligible_kind_an_unknown_scheme_and_none_are_told_apart(price):
    assert "not a kind of facility that can join" in price(kind="薬局", plan="S1").problems[0]
    assert "nearest: fukuoka-2025" in price(scheme="fukuoka2025", kind="clinic", plan="S1").problems[0]
    assert "Name the kind" in price(kind="", plan="S1").problems[0]


def test_a_scheme_may_be_called_by_its_name(price):
    assert price(scheme="福岡県医師会 医療機関用サイバー保険 2025年度", kind="clinic", plan="S1").annual_yen == 29380


def test_beds_and_capacity_may_stand_in_columns_of_their_own(price):
    care = price(kind="介護老人保健施設", beds="", capacity="50", plan="S1")
    both = price(kind="hospital", beds="50", capacity="100", plan="S1")
    borrowed = price(kind="介護老人保健施設", beds="50", plan="S1")
    assert [care.annual_yen, both.annual_yen, borrowed.annual_yen] == [27770, 57720, 27770]


@pytest.mark.parametrize("nothing", ["", "0", "-", "なし"])
def test_nothing_is_no_size_for_a_kind_that_has_none(price, nothing):
    assert price(kind="dental_clinic", size=nothing, plan="").outcome == REFERRED


def test_a_choice_that_another_column_gives_is_read_by_its_label(price):
    assert price(**HOSPITAL, ward="精神病床").status == "estimate"
    assert price(**HOSPITAL, ward="一般病床").status == "printed"
    assert "cannot be chosen" in price(**HOSPITAL, ward="小児").problems[0]


def test_a_column_meant_for_hospitals_does_not_disturb_a_clinic(price):
    assert price(kind="clinic", plan="S1", ward="精神病床").annual_yen == 29380


def test_an_abolished_plan_is_priced_but_cannot_be_joined(price):
    row = price(scheme="mie-2025", kind="clinic", plan="A", received="2025-06-15")
    assert row.annual_yen == 12120
    assert "abolished" in row.problems[0]


CELL = st.text(max_size=10) | st.sampled_from(
    ["hospital", "病院", "S3", "50", "-5", "all_risk", "2025-06-15", "R7.6.15"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    asked=st.fixed_dictionaries(
        {}, optional=dict.fromkeys(["kind", "size", "beds", "family", "plan", "received", "ward"], CELL)
    )
)
def test_whatever_stands_in_a_row_it_is_priced_or_its_problem_told(price, asked):
    row = price(**asked)
    assert row.outcome in OUTCOMES
    assert bool(row.problems) == (row.outcome == PROBLEM)
