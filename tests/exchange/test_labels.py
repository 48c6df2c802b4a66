"""Which plan did a person mean: its code is found however it was typed, and never invented."""

from dataclasses import replace

import pytest

from sonae.exchange.labels import Labels, SchemeLabels


@pytest.fixture
def plan(both_trades):
    return lambda scheme, text: Labels(both_trades, both_trades.schemes[scheme]).plan(text)


@pytest.mark.parametrize("text", ["S3", "s3", "Ｓ３", " ｓ３ ", "S3タイプ", "加入タイプ S3", "Type S3", "s3型"])
def test_a_code_in_capitals_is_found(plan, text):
    assert plan("fukuoka-2025", text) == "S3"


@pytest.mark.parametrize("text", ["Silver", "silver", "SILVER", "Ｓｉｌｖｅｒ", "Silverタイプ"])
def test_a_code_in_both_cases_is_found(plan, text):
    assert plan("chamber-2026", text) == "Silver"


@pytest.mark.parametrize("text", ["S99", "s99", "シルバー", ""])
def test_what_is_no_plan_stays_as_typed(plan, text):
    assert plan("fukuoka-2025", text) == text


def test_codes_that_differ_in_case_alone_are_told_apart(catalogue):
    scheme = catalogue.schemes["fukuoka-2025"]
    one = next(iter(scheme.plans.values()))
    plans = {("clinic", "all_risk", code): replace(one, code=code) for code in ("A", "a")}
    labels = Labels(catalogue, replace(scheme, plans=plans))
    assert [labels.plan(text) for text in ("A", "a", "Ａ")] == ["A", "a", "A"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("福岡県医師会 サイバー保険", "福岡県医師会 サイバー保険"),
        ("三重県医師会", "mie-2025"),
        ("福岡県医師会", "fukuoka-2025"),
        ("公益社団法人　福岡県医師会", "fukuoka-2025"),
        ("Ｍｉｅ Medical Association", "mie-2025"),
        ("MIE-2025", "mie-2025"),
    ],
)
def test_a_scheme_is_found_by_its_association_too(catalogue, text, code):
    assert SchemeLabels(catalogue).code(text) == code


def test_an_association_with_two_schemes_names_none(catalogue):
    mie = catalogue.schemes["mie-2025"]
    both = replace(catalogue, schemes={**catalogue.schemes, "mie-2026": replace(mie, code="mie-2026")})
    assert SchemeLabels(both).code("三重県医師会") == "三重県医師会"
