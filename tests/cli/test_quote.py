from datetime import datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sonae.core.answer import quote_answer
from sonae.core.asking import Ask
from sonae.core.moments import TOKYO
from sonae.core.quote import quote
from sonae.loader import load_catalogue


def test_the_contract_for_scripts_holds(hospital):
    answer = hospital("--received", "2025-06-15", "--json").json
    assert answer["premium"] == {
        "status": "printed",
        "status_text": "printed in the brochure",
        "binding": False,
        "annual_yen": 142900,
        "annual_status": "printed",
        "instalment_yen": None,
        "instalment_status": None,
        "instalments": 1,
        "payable_yen": 119080,
        "payable_status": "assumed",
    }
    assert answer["cover"]["start"] == "2025-07-05T16:00:00+09:00"
    assert answer["cover"]["end"] == "2026-05-05T16:00:00+09:00"
    assert answer["cover_reason"] is None
    assert len(answer["referral"]) == 1
    assert len(answer["assumed"]) == 1
    assert answer["trace"]["key"] == "quote"


def test_the_json_is_core_s_own_answer(hospital):
    catalogue = load_catalogue()
    scheme = catalogue.schemes["fukuoka-2025"]
    ask = Ask(kind="hospital", plan="S3", family="all_risk", size="50")
    now = datetime(2025, 6, 1, 9, tzinfo=TOKYO)
    expected = quote_answer(quote(scheme, catalogue.tariff_of(scheme), ask, now=now), catalogue.words, "ja")
    assert hospital("--json", "--lang", "ja").json == expected


def test_the_dental_plan_is_printed_by_instalment_and_computed_for_the_year(sonae):
    answer = sonae("quote", "--scheme", "dental-2025", "--kind", "dental_clinic", "--plan", "S1", "--json").json
    premium = answer["premium"]
    assert (premium["instalment_yen"], premium["instalment_status"], premium["instalments"]) == (1680, "printed", 12)
    assert (premium["annual_yen"], premium["annual_status"]) == (20160, "computed")
    assert answer["cover"] is None
    assert answer["cover_reason"]


def test_a_referral_is_an_answer(sonae):
    done = sonae("quote", "--scheme", "jhef-2025", "--kind", "service_operator", "--json")
    assert done.code == 0
    assert done.json["premium"]["status"] == "referred"
    assert done.json["premium"]["annual_yen"] is None


def test_an_estimate_is_never_called_a_price(sonae):
    done = sonae("quote", "--scheme", "fukuoka-2025", "--kind", "hospital", "--size", "75", "--plan", "S3")
    assert "estimate (not a price)" in done.out


def test_without_a_receipt_a_closed_scheme_is_still_priced(hospital):
    answer = hospital("--json", "--now", "2027-01-01").json
    assert answer["premium"]["annual_yen"] == 142900
    assert answer["cover"] is None
    assert "5 May 2026" in answer["cover_reason"]


@pytest.mark.parametrize(
    "received", ["2025-06-15", "R7.6.15", "令和7年6月15日", "２０２５年６月１５日", "2025-06-15T23:59+09:00"]
)
def test_a_receipt_is_read_however_it_is_written(hospital, received):
    assert hospital("--received", received, "--json").json["cover"]["start"].startswith("2025-07-05T16:00")


def test_labels_and_full_width_are_as_good_as_codes(sonae):
    typed = (
        "--scheme",
        "福岡県医師会 医療機関用サイバー保険 2025年度",
        "--kind",
        "病院",
        "--size",
        "５０床",
        "--plan",
        "Ｓ３",
    )
    assert sonae("quote", *typed, "--json").json["premium"]["annual_yen"] == 142900


def test_a_measure_is_read_by_code_or_label(hospital):
    by_code = hospital("--measure", "ward=psychiatric", "--json").json
    by_label = hospital("--measure", "ward=精神病床", "--json").json
    assert by_code["premium"]["status"] == "estimate"
    assert by_code["measures"] == by_label["measures"] == {"beds": 50, "ward": "psychiatric"}


def refusal(done):
    assert done.code == 2
    return {error["field"]: error["message"] for error in done.json["errors"]}


def test_every_error_is_told_at_once(sonae):
    typed = ("--scheme", "fukuoka-2025", "--kind", "hospital", "--size", "-5", "--plan", "S9", "--received", "soon")
    errors = refusal(sonae("quote", *typed, "--measure", "ward", "--json"))
    assert set(errors) == {"size", "plan", "received", "measure"}
    assert "1 to 3,000" in errors["size"]


def test_a_receipt_that_cannot_join_is_refused_together_with_the_rest(sonae):
    typed = (
        "--scheme",
        "fukuoka-2025",
        "--kind",
        "hospital",
        "--size",
        "x",
        "--plan",
        "S3",
        "--received",
        "2030-01-01",
    )
    assert set(refusal(sonae("quote", *typed, "--json"))) == {"size", "received"}


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        (("--size", "-1"), "size", "too small"),
        (("--size", "99999999999999999999"), "size", "too large"),
        (("--size", "9" * 5000), "size", "not a whole number"),
        (("--size", "fifty"), "size", "not a whole number"),
        (("--plan", "S99"), "plan", "no plan 'S99'"),
        (("--plan", ""), "plan", "Name the plan"),
        (("--family", "some"), "family", "all_risk, leak_only"),
        (("--kind", "pharmacy"), "kind", "clinic, dental_clinic, hospital"),
        (("--kind", ""), "kind", "Name the kind"),
        (("--scheme", "fukuoka"), "scheme", "nearest: fukuoka-2025"),
        (("--scheme", ""), "scheme", "mie-2025"),
        (("--received", "2026-05-05T16:00"), "received", "term ends"),
        (("--received", "2023-01-01"), "received", "too early"),
        (("--received", "2025-02-30"), "received", "month 2 of 2025 has 28 days"),
        (("--received", "9999-12-31T24:00"), "received", "is not a date"),
        (("--measure", "beds2=4"), "beds2", "no 'beds2' here"),
        (("--measure", "ward=x"), "ward", "cannot be chosen"),
        (("--now", "never"), "now", "is not a date"),
    ],
)
def test_each_error_names_its_field_and_what_would_be_right(hospital, changes, field, words):
    errors = refusal(hospital(*changes, "--json"))
    assert list(errors) == [field]
    assert words in errors[field]


def test_a_plan_of_another_kind_is_named_as_such(sonae):
    done = sonae("quote", "--scheme", "mie-2025", "--kind", "clinic", "--plan", "S1", "--json")
    assert "Choose one of: B, C, D, E" in refusal(done)["plan"]


def test_a_refusal_in_text_goes_to_the_error_stream_and_leaves_the_answer_empty(hospital):
    done = hospital("--size", "-1", "--received", "x")
    assert (done.code, done.out) == (2, "")
    assert [line.split(":")[0] for line in done.err.splitlines()] == ["received", "size"]


def test_plain_text_says_how_sure_what_is_due_for_which_cover_and_why(hospital):
    out = hospital("--received", "2025-06-15").out
    for words in (
        "142,900 yen",
        "printed in the brochure",
        "the insurer's written quotation decides",
        "119,080 yen (assumed)",
        "5 July 2025, 16:00",
        "5 May 2026, 16:00",
        "First month of collection   2025-08",
        "The insurer must look at this",
        "Assumed",
        "Please read before joining",
        "├── Annual premium: 142,900 yen",
        "Group discount: -20 %",
        "no offer of insurance",
    ):
        assert words in out
    assert not any(line != line.rstrip() for line in out.splitlines())


def test_japanese_says_the_same_with_both_calendars(hospital):
    out = hospital("--received", "2025-06-15", "--lang", "ja").out
    for words in (
        "142,900円",
        "2025年(令和7年)7月5日午後4時",
        "2025年8月",
        "保険会社への照会が必要です",
        "申込みの勧誘でもありません",
    ):
        assert words in out


def test_an_example_scheme_is_marked_as_one(sonae):
    typed = ("--scheme", "example", "--kind", "clinic", "--plan", "S1")
    assert "invented association" in sonae("quote", *typed).out
    assert sonae("quote", *typed, "--json").json["example"] is True


ANYTHING = st.text(max_size=12) | st.sampled_from(
    ["-1", "５０", "９９９９９９", "1e9", "R7.6.15", "令和元年4月30日", "24:00"]
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(kind=ANYTHING, size=ANYTHING, plan=ANYTHING, family=ANYTHING, received=ANYTHING, measure=ANYTHING)
def test_whatever_is_typed_is_answered_or_refused_in_sentences(sonae, kind, size, plan, family, received, measure):
    typed = {"kind": kind, "size": size, "plan": plan, "family": family, "received": received, "measure": measure}
    done = sonae("quote", "--scheme=fukuoka-2025", *(f"--{name}={text}" for name, text in typed.items()), "--json")
    assert done.code in {0, 2}
    told = [error["message"] for error in done.json.get("errors", [])]
    assert done.code == 0 or (told and all(told))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=ANYTHING, received=ANYTHING)
def test_whatever_size_and_receipt_a_hospital_types_is_answered_or_refused(hospital, size, received):
    done = hospital(f"--size={size}", f"--received={received}", "--json")
    assert done.code in {0, 2}
