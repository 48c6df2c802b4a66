import json

import pytest

from benchmarks import bulk_rows, claims, one_decision, one_quote
from benchmarks.options import Options
from benchmarks.timing import GOALS

SMALL = Options(small=True, rounds=1, wait_s=0)


@pytest.mark.parametrize("benchmark", [one_quote, one_decision, bulk_rows, claims])
def test_references_give_the_same_figures_before_they_are_timed(benchmark, capfd):
    benchmark.main(SMALL)
    lines = [json.loads(line) for line in capfd.readouterr().out.splitlines()]
    assert {line["reached"] for line in lines if "ratio" in line} == {None}


@pytest.mark.parametrize(
    ("goal", "ratio", "reached"),
    [
        ("R1", 8, "target"),
        ("R1", 20, "floor"),
        ("R1", 20.1, "missed"),
        ("R3", 7, "target"),
        ("R3", 3, "floor"),
        ("R3", 2.9, "missed"),
        ("T4", 10, "target"),
        ("T3", 0.9, "missed"),
    ],
)
def test_a_ratio_is_judged_by_the_goal_and_its_direction(goal, ratio, reached):
    assert GOALS[goal].reached(ratio) == reached
