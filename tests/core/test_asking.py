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


@pytest.mark.parametrize(("family", "plan"), [("", "NONSENSE"), ("all_risk", "S1"), ("", "S1")])
def test_a_plan_of_a_kind_without_published_plans_is_refused(catalogue, fukuoka, family, plan):
    refusal = check(fukuoka, Ask("dental_clinic", plan, family))
    assert [(one.field, one.key) for one in refusal.errors] == [("plan", "problem.plan_not_published")]
    for language in ("ja", "en"):
        assert plan in catalogue.words.problem(refusal.errors[0], language)


def test_a_kind_without_published_plans_is_asked_for_without_one(fukuoka):
    kind, plan, _ = check(fukuoka, Ask("dental_clinic"))
    assert (kind.kind, plan) == ("dental_clinic", None)


@pytest.mark.parametrize("kind", ["hospital", "dental_clinic"])
def test_a_wrong_family_hides_no_wrong_plan(fukuoka, kind):
    refusal = check(fukuoka, Ask(kind, "A9", "bogus", 50 if kind == "hospital" else None))
    assert [one.field for one in refusal.errors] == ["family", "plan"]


def test_a_wrong_plan_beside_a_wrong_family_names_the_plans_of_every_family(fukuoka):
    _, plan = check(fukuoka, Ask("clinic", "A9", "bogus")).errors
    choices = dict(plan.params)["choices"].split(", ")
    assert choices == list(dict.fromkeys(choices))
    assert {"S1", "P1"} <= set(choices)


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ({"size": -5}, "size"),
        ({"measures": {"beds": -5}}, "beds"),
        ({"measures": {"beds": "many"}}, "beds"),
        ({"size": -5, "measures": {"beds": -5}}, "size"),
        ({}, "size"),
    ],
)
def test_a_wrong_size_is_a_problem_of_the_field_it_was_given_in(fukuoka, asked, field):
    refusal = check(fukuoka, Ask(**HOSPITAL, **asked))
    assert [one.field for one in refusal.errors] == [field]
