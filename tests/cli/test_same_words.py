"""What is wrong is said once: command line, rosters and rows in bulk tell it in the same words."""

import csv

import pytest

from sonae.bulk import Columns, compile_cube, rate_texts
from sonae.loader import load_catalogue

CLINIC = {"scheme": "fukuoka-2025", "kind": "clinic", "plan": "S1", "received": "2025-06-01"}


@pytest.fixture
def told(sonae, tmp_path):
    """Ask the same at the command line and as a roster's row; return the problem of both."""

    def tell(asked, language):
        options = [f"--{name}={text}" for name, text in asked.items()]
        (error,) = sonae("quote", *options, "--lang", language, "--json").json["errors"]
        path, out = tmp_path / "r.csv", tmp_path / "o.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([asked, asked.values()])
        sonae("rate", path, "-o", out, "--lang", language)
        (row,) = csv.DictReader(out.open(encoding="utf-8-sig"))
        return error, row["problem"]

    return tell


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    ("wrong", "key"),
    [
        ({"scheme": "fukuoka2025"}, "problem.scheme_unknown"),
        ({"received": "いつか"}, "problem.not_a_moment"),
        ({"received": "平成37年6月15日"}, "problem.after_era"),
        ({"kind": "薬局"}, "problem.kind_not_eligible"),
        ({"plan": "S99"}, "problem.plan_unknown"),
    ],
)
def test_command_line_and_roster_say_the_same(told, wrong, key, language):
    error, problem = told(CLINIC | wrong, language)
    assert (error["key"], f"{error['field']}: {error['message']}") == (key, problem)


def test_rows_in_bulk_name_an_unknown_scheme_in_the_same_words(told):
    error, _ = told(CLINIC | {"scheme": "fukuoka2025"}, "en")
    catalogue = load_catalogue()
    cube = compile_cube(catalogue, ["mie-2025"], largest=1)
    answers = rate_texts(catalogue, cube, Columns(["fukuoka2025"], ["clinic"], [""], ["S1"], [None]))
    (problem,) = answers.problems[answers.problem[0]]
    assert (problem.key, catalogue.words.problem(problem, "en")) == (error["key"], error["message"])


def test_the_moment_asked_about_is_refused_in_the_words_of_a_receipt(sonae):
    (error,) = sonae("quote", "--scheme=fukuoka-2025", "--kind=clinic", "--plan=S1", "--now=soon", "--json").json[
        "errors"
    ]
    assert (error["field"], error["key"]) == ("now", "problem.not_a_moment")
    assert "'soon' is not a date" in error["message"]
