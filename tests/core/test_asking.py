import pytest

from sonae.core.asking import Ask, check
from sonae.core.incident import read_quantities
from sonae.core.problems import Refusal

HOSPITAL = {"kind": "hospital", "plan": "S3"}


@pytest.mark.parametrize("beds", ["50", "５０床", 50])
@pytest.mark.parametrize("size", [50, "50", "５０"])
def test_a_size_given_twice_is_one_size_however_it_was_typed(fukuoka, size, beds):
    _, _, measures = check(fukuoka, Ask(**HOSPITAL, size=size, measures={"beds": beds}))
    assert measures["beds"] == 50


@pytest.mark.parametrize(("size", "beds"), [(50, "51"), ("fifty", 50), ("fifty", "many")])
def test_two_sizes_that_differ_are_refused(fukuoka, size, beds):
    refusal = check(fukuoka, Ask(**HOSPITAL, size=size, measures={"beds": beds}))
    assert ("size", "problem.size_twice") in {(one.field, one.key) for one in refusal.errors}


@pytest.mark.parametrize("typed", ["true", "none", "psychiatric"])
@pytest.mark.parametrize("measures", [{}, {"beds": "1"}])
def test_what_was_typed_is_said_as_it_was_typed(catalogue, fukuoka, typed, measures):
    refusal = check(fukuoka, Ask(**HOSPITAL, size=typed, measures=measures))
    assert refusal.errors
    for problem in refusal.errors:
        assert typed in catalogue.words.problem(problem, "ja")
        assert typed in catalogue.words.problem(problem, "en")


def test_a_choice_and_a_quantity_are_said_as_they_were_typed(catalogue, fukuoka):
    choice = check(fukuoka, Ask(**HOSPITAL, size=50, measures={"ward": "true"}))
    quantity = read_quantities(catalogue.costs["jp-medical-2025"], {"servers": "true"})
    for refusal in (choice, quantity):
        assert "「true」" in catalogue.words.problem(refusal.errors[0], "ja")


@pytest.mark.parametrize(("size", "said"), [(-5, "-5"), ("１２３４５", "12,345")])
def test_a_number_out_of_range_is_said_with_its_separators(catalogue, fukuoka, size, said):
    refusal = check(fukuoka, Ask(**HOSPITAL, size=size))
    assert isinstance(refusal, Refusal)
    assert f"の {said} は" in catalogue.words.problem(refusal.errors[0], "ja")
