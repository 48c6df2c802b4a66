from datetime import datetime

import pytest

from sonae.bulk import UNANSWERED, Columns, compile_cube, encode, rate_texts
from sonae.core.asking import Ask
from sonae.core.moments import TOKYO
from sonae.core.problems import Refusal
from sonae.core.quote import quote

NOW = datetime(2025, 6, 15, 9, tzinfo=TOKYO)
ROWS = [
    ("fukuoka-2025", "clinic", "all_risk", "S1", None),
    ("fukuoka-2025", "clinic", "", "S1", ""),
    ("fukuoka-2025", "hospital", "all_risk", "S3", "５０床"),
    ("fukuoka-2025", "hospital", "all_risk", "S3", 3000),
    ("fukuoka-2025", "hospital", "all_risk", "S3", "1,200"),
    ("fukuoka-2025", "hospital", "all_risk", "S3", "3001"),
    ("fukuoka-2025", "hospital", "all_risk", "S3", -1),
    ("fukuoka-2025", "hospital", "all_risk", "S3", "many"),
    ("fukuoka-2025", "hospital", "all_risk", "S3", None),
    ("fukuoka-2025", "hospital", "leak_only", "Z9", "10億"),
    ("fukuoka-2025", "dental_clinic", "", "anything", None),
    ("fukuoka-2025", "dental_clinic", "", "", None),
    ("fukuoka-2025", "dental_clinic", "", "anything", 5),
    ("mie-2025", "pharmacy", "", "A", None),
    ("dental-2025", "dental_clinic", "", "S1", None),
]


@pytest.fixture
def columns():
    return Columns(*map(list, zip(*ROWS, strict=True)))


def single(catalogue, scheme, kind, family, plan, size):
    chosen = catalogue.schemes[scheme]
    return quote(chosen, catalogue.tariff_of(chosen), Ask(kind, plan, family, size), now=NOW)


def test_rows_of_text_get_the_premium_or_the_errors_of_a_single_quote(catalogue, cube, columns):
    answers = rate_texts(catalogue, cube, columns)
    assert answers.codes.tolist().count(UNANSWERED) == 8
    for row, asked in enumerate(ROWS):
        alone, errors = single(catalogue, *asked), answers.problems[answers.problem[row]]
        if isinstance(alone, Refusal):
            assert (errors, answers.codes[row], answers.premiums[row]) == (alone.errors, UNANSWERED, 0)
        else:
            assert (errors, answers.premiums[row]) == ((), alone.premium.annual_yen or 0)


def test_an_unknown_scheme_is_a_problem_of_its_row_with_words(catalogue, cube):
    answers = rate_texts(catalogue, cube, Columns(["osaka-2025"], ["clinic"], [""], ["S1"], [None]))
    (error,) = answers.problems[answers.problem[0]]
    assert error.field == "scheme"
    assert "osaka-2025" in catalogue.words.problem(error, "en")


def test_a_scheme_that_was_not_compiled_is_asked_of_core(catalogue, columns):
    few = compile_cube(catalogue, ["mie-2025"], largest=20)
    whole = rate_texts(catalogue, compile_cube(catalogue, largest=60), columns)
    assert rate_texts(catalogue, few, columns).premiums.tolist() == whole.premiums.tolist()


def test_equal_rows_share_their_problems(catalogue, cube):
    answers = rate_texts(catalogue, cube, Columns(*([word] * 1000 for word in ROWS[5])))
    assert len(answers.problems) == 2
    assert set(answers.problem.tolist()) == {1}


def test_columns_of_different_lengths_are_refused(cube):
    with pytest.raises(ValueError, match="different lengths"):
        encode(cube, Columns(["mie-2025"], ["clinic"], [""], ["A"], []))
