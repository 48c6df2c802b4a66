"""Core's values are said as people in a clinic say them."""

from datetime import date, time
from fractions import Fraction

import pytest
from django.utils import translation

from sonae.app.common.catalogue import current
from sonae.app.quoting import said
from sonae.core.problems import Problem
from sonae.core.scheme import Contact, Hours, Text
from sonae.core.trace import Line


@pytest.fixture(autouse=True)
def _japanese():
    with translation.override("ja"):
        yield


FUKUOKA = "002_ddd17cbf1aa71dae.txt"
MIE = "000_08903b71db7b864c.txt"


@pytest.mark.parametrize(
    ("yen", "ja", "en"),
    [
        (0, "0円", "¥0"),
        (1_000_000, "100万円", "¥1 million"),
        (12_345, "12,345円", "¥12,345"),
        (100_000_000, "1億円", "¥100 million"),
        (250_000_000, "2億5,000万円", "¥250 million"),
        (2_500_000, "250万円", "¥2.5 million"),
        (2_550_000, "255万円", "¥2,550,000"),
        (300_000, "30万円", "¥300,000"),
    ],
)
def test_limits_are_said_in_man_and_oku(yen, ja, en):
    assert said.round_amount(yen) == ja
    with translation.override("en"):
        assert said.round_amount(yen) == en


def test_months_have_no_day():
    assert said.month(date(2025, 8, 5)) == "2025年(令和7年)8月"
    with translation.override("en"):
        assert said.month(date(2025, 8, 5)) == "August 2025"


def test_a_source_is_a_number_on_the_page_with_its_lines():
    scheme = current().schemes["fukuoka-2025"]
    assert said.source(scheme, f"{FUKUOKA}:23,1143") == "資料1 23・1143行"
    assert said.source(scheme, "docs/method/tariff.md") == "Sonaeの説明 method/tariff.md"
    assert said.source(scheme, "https://example.jp/a") == "https://example.jp/a"


def test_hours_name_the_days_when_nobody_answers():
    hours = Hours("weekdays", time(9), time(17), ("weekends", "holidays"))
    contact = Contact("agency", Text("a", "a"), "", "", Text("", ""), hours, None, ())
    assert said.hours(contact) == "平日 9:00–17:00(休み:土曜・日曜・祝日)"
    with translation.override("en"):
        assert said.hours(contact) == "weekdays 9:00–17:00 (closed: Saturdays and Sundays, public holidays)"


def test_a_source_of_another_paper_is_called_by_its_title():
    scheme = current().schemes["fukuoka-2025"]
    assert said.source(scheme, f"{MIE}:9").startswith("三重県医師会 医療機関用 団体サイバー保険")


def test_only_amounts_are_called_amounts():
    scheme = current().schemes["fukuoka-2025"]
    assert said.trace(Line("x", 5, unit="yen", status="printed"), scheme).status == "募集資料の金額"
    assert said.trace(Line("x", date(2025, 5, 5), status="printed"), scheme).status == "募集資料に記載"
    assert said.trace(Line("x", status="computed"), scheme).status == "計算値"


@pytest.mark.parametrize(
    ("line", "value"),
    [
        (Line("x", Fraction(39, 10)), "× 3.9"),
        (Line("x", Fraction(-1, 5), unit="change"), "-20%"),
        (Line("x", Fraction(3, 10), unit="change"), "+30%"),
        (Line("x", Fraction(18500), unit="yen"), "18,500円"),
        (Line("x"), ""),
    ],
)
def test_each_value_of_a_trace_has_its_own_form(line, value):
    assert said.trace(line, current().schemes["fukuoka-2025"]).value == value


def test_problems_name_choices_in_words_and_not_in_codes():
    problem = Problem("kind", "problem.kind_not_eligible", (("kind", "castle"), ("choices", "clinic, hospital")))
    assert said.problem(problem).endswith("診療所(有床・無床)、病院")
