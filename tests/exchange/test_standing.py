from collections import Counter
from datetime import date, timedelta

import pytest

from tests.exchange.making import HEADINGS, HOSPITAL, cells_in, table, workbook

CLINIC = ("fukuoka-2025", "clinic", "", "", "S3")
MIXED = [
    HEADINGS,
    HOSPITAL,  # joins mid-term
    (*CLINIC, "2025-02-01"),  # by the main deadline: the whole term
    (*CLINIC, "2026-04-20"),  # no month left
    (*CLINIC, "2027-01-01"),  # the term is over
    (*CLINIC, "2027-02-01"),
    ("mie-2025", "clinic", "", "", "B", "2025-06-15"),  # no dates printed
    ("mie-2025", "clinic", "", "", "A", "2025-06-15"),  # abolished
    ("example", "clinic", "", "", "S1", "2025-06-15"),
    ("example", "clinic", "", "", "Z9", "2025-06-15"),  # a refusal is the example's answer too
    ("nowhere", "clinic", "", "", "S1", "2025-06-15"),
]


def counted(tally):
    return {one.key: one.rows for one in tally.each}


@pytest.fixture(params=["r.csv", "r.xlsx"])
def mixed(request, rate, tmp_path):
    """A roster of all sorts of rows, rated from CSV and from Excel alike."""
    write = table if request.param.endswith("csv") else workbook
    return rate(write(tmp_path / request.param, MIXED))


def test_rows_are_counted_by_what_was_assumed_for_them(mixed):
    _, rated = mixed
    assert counted(rated.assumed) == {
        "mid_term_premium": 2, "policyholder": 2, "collection_month": 1, "plan-abolished": 1,
    }  # fmt: skip
    assert rated.assumed.rows == 5


def test_as_many_rows_are_assumed_to_pay_by_the_month_as_the_file_shows(mixed):
    out, rated = mixed
    paying = [row for row in cells_in(out) if row["payable_yen"] not in {"", row["annual_yen"]}]
    assert counted(rated.assumed)["mid_term_premium"] == len(paying)


def test_rows_without_a_cover_are_counted_by_the_reason(mixed):
    out, rated = mixed
    assert counted(rated.no_cover) == {
        "term_over": 2, "no_month_left": 1, "term_not_published": 1, "plan_not_on_sale": 1,
    }  # fmt: skip
    answered = [row for row in cells_in(out) if row["status"]]
    assert rated.no_cover.rows == sum(1 for row in answered if not row["start"]) == 5


def test_a_scheme_that_is_only_an_example_is_named_with_its_rows(mixed):
    _, rated = mixed
    assert [(one.key, one.rows) for one in rated.examples.each] == [("example", 2)]


def test_the_most_frequent_reason_comes_first(mixed):
    _, rated = mixed
    assert [one.rows for one in rated.no_cover.each] == [2, 1, 1, 1]


@pytest.mark.parametrize(("language", "words"), [("en", "the term is over"), ("ja", "保険期間が終わっている")])
def test_reasons_are_said_in_the_language_asked_for(rate, tmp_path, language, words):
    _, rated = rate(table(tmp_path / "r.csv", [HEADINGS, (*CLINIC, "2027-01-01")]), language=language)
    assert [one.text for one in rated.no_cover.each] == [words]


def test_an_assumption_of_the_scheme_s_own_data_is_said_in_its_words(rate, tmp_path, catalogue):
    _, rated = rate(table(tmp_path / "r.csv", [HEADINGS, ("mie-2025", "clinic", "", "", "A", "")]))
    facts = {fact.id: fact.text.en for fact in catalogue.schemes["mie-2025"].facts}
    assert [one.text for one in rated.assumed.each][1] == facts["plan-abolished"]


def test_without_a_receipt_the_reason_is_that_of_now(rate, tmp_path):
    out, rated = rate(table(tmp_path / "r.csv", [("scheme", "kind", "plan"), ("dental-2025", "dental_clinic", "S1")]))
    assert counted(rated.no_cover) == {"term_not_published": 1}
    assert cells_in(out)[0]["problem"] == ""


def test_a_row_that_asks_nothing_answerable_counts_for_nothing(rate, tmp_path):
    _, rated = rate(table(tmp_path / "r.csv", [HEADINGS, ("nowhere", "clinic", "", "", "S1", "")]))
    assert (rated.assumed.rows, rated.no_cover.rows, rated.examples.rows) == (0, 0, 0)


def test_standings_are_as_few_as_reasons_however_many_the_rows(price):
    days = (date(2024, 1, 1) + timedelta(days=at) for at in range(1_200))
    answers = [price(kind="clinic", plan="S3", received=day.isoformat()) for day in days]
    answers += [price(kind="hospital", size=str(beds), plan="S3") for beds in range(1, 500)]
    assert len(Counter(one.standing for one in answers)) < 12


def test_every_reason_without_a_cover_has_a_few_words_to_be_counted_by(catalogue):
    long = {key for key in catalogue.words.texts if key.startswith("no_cover.") and not key.endswith(".short")}
    assert len(long) > 5
    assert {key for key in long if not catalogue.words.has(f"{key}.short")} == set()
