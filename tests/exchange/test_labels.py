"""Which plan did a person mean: its code is found however it was typed, and never invented."""

from dataclasses import replace

import pytest

from sonae.exchange.labels import Labels


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
