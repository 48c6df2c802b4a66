import json
from datetime import datetime

import pytest

from sonae.core.asking import Ask
from sonae.core.joining import Cover, cover_for
from sonae.core.moments import TOKYO
from sonae.core.problems import Refusal
from sonae.core.quote import payable, quote
from sonae.core.trace import as_dict


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=TOKYO)


@pytest.fixture
def ask(catalogue, now):
    def price(code, kind, plan="", **more):
        scheme = catalogue.schemes[code]
        return quote(scheme, catalogue.tariff_of(scheme), Ask(kind, plan, **more), now=now)

    return price


def test_a_printed_clinic_price_binds_and_a_hospital_cell_is_an_example(ask):
    clinic, hospital = ask("fukuoka-2025", "clinic", "S3"), ask("fukuoka-2025", "hospital", "S3", size=50)
    assert (clinic.premium.annual_yen, clinic.premium.status, clinic.premium.binding) == (44610, "printed", True)
    assert (hospital.premium.annual_yen, hospital.premium.status, hospital.premium.binding) == (
        142900,
        "printed",
        False,
    )
    assert hospital.referral == ("written_quotation",)
    assert clinic.referral == ()


@pytest.mark.parametrize(
    ("kind", "size", "measures", "status"),
    [
        ("hospital", 20, {}, "computed"),
        ("hospital", 50, {}, "printed"),
        ("hospital", 49, {}, "estimate"),
        ("hospital", 75, {}, "estimate"),
        ("hospital", 101, {}, "estimate"),
        ("hospital", 50, {"ward": "psychiatric"}, "estimate"),
        ("hospital", 100, {"ward": "long_term"}, "estimate"),
        ("hospital", 19, {}, "referred"),
        ("care_facility", 20, {}, "estimate"),
        ("care_facility", 50, {}, "printed"),
    ],
)
def test_only_a_known_size_and_ward_has_a_price(ask, kind, size, measures, status):
    premium = ask("fukuoka-2025", kind, "S3", size=size, measures=measures).premium
    assert premium.status == status
    assert (premium.annual_yen is None) == (status == "referred")
    assert not premium.binding


@pytest.mark.parametrize(("kind", "size"), [("dental_clinic", None), ("care_hospital", 50)])
def test_a_kind_without_published_plans_has_no_price(ask, kind, size):
    premium = ask("fukuoka-2025", kind, "", size=size).premium
    assert (premium.status, premium.annual_yen, premium.binding) == ("referred", None, False)


def test_a_twenty_bed_hospital_is_computed_with_the_factor_mie_printed(ask):
    # 45,800 × 1.99 × 0.80 = 72,913.6, half-up to 10 yen
    assert ask("fukuoka-2025", "hospital", "S3", size=20).premium.annual_yen == 72910


def test_an_estimate_follows_the_straight_line_and_says_so(ask):
    answer = ask("fukuoka-2025", "hospital", "S3", size=75)
    # f(75) = (3.90 + 5.15) / 2 = 4.525; 45,800 × 4.525 × 0.80 = 165,796
    assert answer.premium.annual_yen == 165800
    assert "estimate" in answer.assumed
    assert answer.line.children[0].status == "estimate"


def test_the_annual_premium_never_depends_on_the_date(ask):
    dates = [None, at("2025-02-01T00:00"), at("2025-06-15T00:00"), at("2026-03-15T00:00")]
    assert {ask("fukuoka-2025", "clinic", "S1", received=day).premium.annual_yen for day in dates} == {29380}


def test_a_closed_scheme_is_priced_but_names_no_cover(ask):
    answer = ask("fukuoka-2025", "clinic", "S1")
    assert answer.premium.annual_yen == 29380
    assert not isinstance(answer.cover, Cover)
    assert answer.payable_yen is None


def test_only_an_explicit_receipt_that_cannot_join_is_refused(ask):
    answer = ask("fukuoka-2025", "clinic", "S1", received=at("2026-03-16T00:00"))
    assert isinstance(answer, Refusal)
    assert [error.field for error in answer.errors] == ["received"]


def test_mid_term_cover_costs_twelfths_half_up_to_ten_yen_and_is_assumed(ask):
    answer = ask("fukuoka-2025", "clinic", "S1", received=at("2025-06-16T00:00"))
    # 29,380 × 9 / 12 = 22,035
    assert (answer.payable_yen, answer.payable_status) == (22040, "assumed")
    assert "mid_term_premium" in answer.assumed


def test_the_dental_instalment_is_printed_and_its_year_computed(ask):
    premium = ask("dental-2025", "dental_clinic", "S1").premium
    assert (premium.instalment_yen, premium.instalment_status, premium.instalments) == (1680, "printed", 12)
    assert (premium.annual_yen, premium.annual_status) == (20160, "computed")


def test_no_monthly_figure_is_made_up_where_none_is_published(ask):
    assert ask("fukuoka-2025", "clinic", "S1").premium.instalment_yen is None


def test_a_lost_table_is_referred_and_has_no_plans_to_ask_for(ask):
    premium = ask("kagoshima-2025", "clinic", "").premium
    assert (premium.status, premium.annual_yen, premium.instalment_yen) == ("referred", None, None)
    assert [error.key for error in ask("kagoshima-2025", "clinic", "S1").errors] == ["problem.plan_not_published"]


def test_the_abolished_plan_is_shown_to_holders_and_not_sold(ask):
    shown = ask("mie-2025", "clinic", "A")
    assert (shown.premium.annual_yen, shown.premium.binding) == (12120, False)
    assert shown.cover.reason == "plan_not_on_sale"
    refused = ask("mie-2025", "clinic", "A", received=at("2025-06-15T00:00"))
    assert [error.field for error in refused.errors] == ["plan"]


def test_everything_wrong_is_said_at_once(ask):
    answer = ask("fukuoka-2025", "hospital", "S99", size="-5", measures={"ward": "icu", "colour": "red"})
    assert {error.field for error in answer.errors} == {"size", "ward", "colour", "plan"}


@pytest.mark.parametrize(
    ("kind", "plan", "more", "field", "key"),
    [
        ("pharmacy", "S1", {}, "kind", "problem.kind_not_eligible"),
        ("hospital", "S1", {}, "size", "problem.measure_needed"),
        ("hospital", "S1", {"size": "五十"}, "size", "problem.not_a_number"),
        ("hospital", "S1", {"size": "0"}, "size", "problem.too_small"),
        ("hospital", "S1", {"size": "99999999999999999999"}, "size", "problem.too_large"),
        ("clinic", "S1", {"size": "20"}, "size", "problem.too_large"),
        ("clinic", "X1", {}, "plan", "problem.plan_unknown"),
        ("clinic", "P1", {"family": "all_risk"}, "family", "problem.plan_of_family"),
        ("dental_clinic", "", {"size": "20"}, "size", "problem.size_not_asked"),
        ("hospital", "S1", {"size": "50", "measures": {"beds": "100"}}, "size", "problem.size_twice"),
        ("clinic", "S1", {"family": "gold"}, "family", "problem.family_unknown"),
    ],
)
def test_each_wrong_answer_names_its_field_and_what_would_be_right(catalogue, ask, kind, plan, more, field, key):
    answer = ask("fukuoka-2025", kind, plan, **more)
    assert [(error.field, error.key) for error in answer.errors] == [(field, key)]
    for language in ("ja", "en"):
        words = catalogue.words.problem(answer.errors[0], language)
        assert words != key
        assert "{" not in words


def test_the_same_plan_code_means_other_limits_for_another_kind(ask):
    clinic, hospital = ask("fukuoka-2025", "clinic", "S5000"), ask("fukuoka-2025", "hospital", "S5000", size=50)
    assert (clinic.plan.cost_limit, hospital.plan.cost_limit) == (30_000_000, 50_000_000)


def test_full_width_sizes_are_read(ask):
    assert ask("fukuoka-2025", "hospital", "S3", size="５０床").premium.annual_yen == 142900


def test_the_same_request_gives_the_same_bytes(ask):
    one, again = (json.dumps(as_dict(ask("fukuoka-2025", "hospital", "S3", size=50).line)) for _ in range(2))
    assert one == again


@pytest.mark.parametrize(
    ("size", "measures", "assumed"),
    [
        (75, {}, {"estimate"}),
        (50, {"ward": "psychiatric"}, {"borrowed_factor"}),
        (75, {"ward": "psychiatric"}, {"estimate", "borrowed_factor"}),
        (50, {}, set()),
    ],
)
def test_an_estimate_names_just_what_it_assumed(ask, size, measures, assumed):
    assert set(ask("fukuoka-2025", "hospital", "S3", size=size, measures=measures).assumed) == assumed


def test_shared_limits_leave_no_figure_of_the_table(ask):
    answer = ask("fukuoka-2025", "clinic", "S3", shared_limits=True, received=at("2025-06-15T00:00"))
    assert (answer.premium.status, answer.premium.annual_yen, answer.payable_yen) == ("referred", None, None)
    assert not answer.premium.binding
    assert "shared_limits" in answer.referral


@pytest.mark.parametrize(
    ("code", "kind", "plan", "received", "key"),
    [
        ("fukuoka-2025", "clinic", "S3", "2025-06-15T00:00", "begun"),
        ("fukuoka-2025", "clinic", "S3", None, "closed"),
        ("mie-2025", "clinic", "B", None, "undated"),
        ("mie-2025", "clinic", "A", None, "abolished"),
        ("example", "clinic", "S3", None, "example"),
        ("mie-2025", "hospital", "C", None, "false"),
    ],
)
def test_a_price_says_who_can_join_at_it(catalogue, ask, code, kind, plan, received, key):
    answer = ask(code, kind, plan, size=50 if kind == "hospital" else None, received=received and at(received))
    assert answer.binding_key == key
    assert catalogue.words.has(f"binding.{key}")


def test_a_family_that_the_scheme_does_not_know_is_refused_even_without_plans(ask):
    answer = ask("fukuoka-2025", "dental_clinic", "", family="nonsense")
    assert [error.key for error in answer.errors] == ["problem.family_unknown"]


def test_an_insurers_own_premium_is_due_by_the_same_months(catalogue):
    scheme = catalogue.schemes["fukuoka-2025"]
    whole, part = (cover_for(scheme, at(day)) for day in ("2025-03-01", "2025-06-15"))
    assert payable(scheme, 128_610, "printed", whole)[:2] == (128_610, "printed")
    # 10 of 12 months: 107,175, to 10 yen half up
    assert payable(scheme, 128_610, "printed", part)[:2] == (107_180, "assumed")
