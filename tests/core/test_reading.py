import re
from datetime import date, datetime, time
from fractions import Fraction

import pytest

from sonae.core.moments import TOKYO, Era, tokyo
from sonae.core.reading import NoSuchDayError, read_count, read_moment, read_rate, read_receipt

ERAS = (Era("平成", "H", "Heisei", date(1989, 1, 8)), Era("令和", "R", "Reiwa", date(2019, 5, 1)))
JUNE_15 = tokyo(date(2025, 6, 15))


@pytest.mark.parametrize(
    "typed",
    [
        "2025-06-15", "2025/6/15", "2025.6.15", "2025年6月15日", "２０２５年６月１５日",
        "令和7年6月15日", "R7.6.15", "r7/6/15", "R070615", " 令和７年 6月15日", "20250615", "２０２５０６１５",
        "令和七年六月十五日", "二〇二五年六月十五日",
    ],
)  # fmt: skip
def test_reads_a_day_however_an_office_writes_it(typed):
    assert read_moment(typed.replace("年 ", "年"), ERAS) == JUNE_15


@pytest.mark.parametrize("at", [time(0), time(2, 10), time(12), time(16)])
def test_reads_what_is_printed(catalogue, at):
    moment = tokyo(date(2025, 11, 3), at)
    printed = [*(catalogue.words.moment(moment, language) for language in ("ja", "en"))]
    assert [read_moment(text, ERAS) for text in printed] == [moment, moment]
    assert read_moment("3 November 2025 (Reiwa 7), 16:00", ERAS) == tokyo(date(2025, 11, 3), time(16))


@pytest.mark.parametrize("text", ["2025年(令和8年)11月3日", "3 November 2025 (Reiwa 8)", "3 Nov. 2025 (Edo 1)"])
def test_two_calendars_that_do_not_agree_mean_no_day(text):
    with pytest.raises(ValueError, match=r"11|Nov"):
        read_moment(text, ERAS)


def test_reads_hours_and_offsets():
    assert read_moment("2025年6月15日 16時", ERAS) == tokyo(date(2025, 6, 15), time(16))
    assert read_moment("令和7年6月15日午前9時", ERAS) == tokyo(date(2025, 6, 15), time(9))
    assert read_moment("2025-06-15 午後3時30分", ERAS) == tokyo(date(2025, 6, 15), time(15, 30))
    assert read_moment("R7/6/15 10:00", ERAS) == tokyo(date(2025, 6, 15), time(10))
    assert read_moment("2025-06-15T24:00", ERAS) == tokyo(date(2025, 6, 16))
    assert read_moment("2025-06-15T10:00Z", ERAS) == datetime(2025, 6, 15, 19, tzinfo=TOKYO)


@pytest.mark.parametrize(
    "typed",
    ["", "soon", "2025-02-30", "2025-13-01", "平成32年1月1日", "平成31年5月1日", "令和0年1月1日",
     "大正3年1月1日", "2025-06-15T25:00", "2025061", "2025-06-15T24:00:30", "2025-06-15 午後15時"],
)  # fmt: skip
def test_refuses_what_is_no_day(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - several parsers say it their own way
        read_moment(typed, ERAS)


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("50", 50),
        ("５０", 50),
        ("1,200", 1200),
        ("50.0", 50),
        ("3万", 30000),
        ("50床", 50),
        ("１，２００ 人", 1200),
        ("-5", -5),
        ("1億2000万", 120_000_000),
        ("１億２，０００万円", 120_000_000),
        ("1億2000万3456", 120_003_456),
        ("3万5000", 35_000),
        ("1億 5,000", 100_005_000),
        ("20000万", 200_000_000),
        ("-1億2000万", -120_000_000),
    ],
)
def test_reads_a_whole_number_as_typed(typed, count):
    assert read_count(typed) == count


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "五十",
        "50.5",
        "1,20",
        "1e5",
        "NaN",
        "50 60",
        "=50",
        "万",
        "億",
        "2000万1億",
        "1億20000万",
        "1万10000",
        "1億億",
        "1億-5",
    ],
)
def test_refuses_what_is_no_whole_number(typed):
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself is the message
        read_count(typed)


@pytest.mark.parametrize(
    ("typed", "why", "said"),
    [
        ("平成37年6月15日", "after_era", ("平成は2019年(平成31年)4月30日まで", "Heisei era ended on 30 April 2019")),
        ("H31.5.1", "after_era", ("H31.5.1", "H31.5.1")),
        ("R1.4.30", "before_era", ("令和は2019年(令和元年)5月1日から", "Reiwa era began on 1 May 2019")),
        ("R010430", "before_era", ("R010430", "R010430")),
        ("2025-02-30", "no_such_day", ("2025年2月は28日まで", "month 2 of 2025 has 28 days")),
        ("令和6年2月30日", "no_such_day", ("2024年2月は29日まで", "month 2 of 2024 has 29 days")),
        ("2025-04-00", "no_such_day", ("2025年4月は30日まで", "month 4 of 2025 has 30 days")),
        ("R7.13.1", "no_such_month", ("13月はありません", "there is no month 13")),
    ],
)
def test_says_why_a_day_does_not_exist(catalogue, typed, why, said):
    with pytest.raises(NoSuchDayError) as error:
        read_receipt(typed, ERAS)
    problem = error.value.problem("received")
    assert (problem.field, problem.key) == ("received", f"problem.{why}")
    for language, words in zip(("ja", "en"), said, strict=True):
        assert words in catalogue.words.problem(problem, language)


@pytest.mark.parametrize("typed", ["H31.4.30", "R1.5.1", "2024-02-29"])
def test_reads_the_last_and_first_days_of_eras_and_months(typed):
    assert read_receipt(typed, ERAS)


@pytest.mark.parametrize("typed", ["soon", "0000-01-01", "2025-06-15T25:00"])
def test_gives_no_reason_for_what_is_not_written_like_a_day(typed):
    with pytest.raises(ValueError) as error:  # noqa: PT011 - several parsers say it their own way
        read_receipt(typed, ERAS)
    assert not isinstance(error.value, NoSuchDayError)


@pytest.mark.parametrize(
    ("typed", "rate"),
    [("-10%", "-1/10"), ("－１２．５％", "-1/8"), ("-0.1", "-1/10"), ("+5 %", "1/20"), ("0", "0"), ("−0.05", "-1/20")],
)
def test_reads_a_change_as_percent_or_as_a_fraction_of_one(typed, rate):
    assert read_rate(typed) == Fraction(rate)


@pytest.mark.parametrize("typed", ["", "%", "1/3", "1e9", "1e999999999", ".5", "ten", "1,000", "- 5", "5%%", "nan"])
def test_refuses_a_change_that_could_be_misread(typed):
    with pytest.raises(ValueError, match=f"^{re.escape(typed)}$"):
        read_rate(typed)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("令和元年五月一日", date(2019, 5, 1)),
        ("令和二年十月十日", date(2020, 10, 10)),
        ("令和二十一年十二月三十一日", date(2039, 12, 31)),
        ("平成三十一年四月三〇日", date(2019, 4, 30)),
    ],
)
def test_reads_the_numbers_of_a_day_in_kanji(typed, day):
    assert read_moment(typed, ERAS) == tokyo(day)


@pytest.mark.parametrize(
    "typed", ["令和七十十年六月一日", "令和七年六月二十五五日", "十", "20251315", "18990101", "2025061"]
)
def test_refuses_numbers_in_kanji_or_packed_days_that_mean_nothing(typed):
    with pytest.raises(ValueError, match=r"."):
        read_moment(typed, ERAS)
