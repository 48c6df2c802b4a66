"""A change that depends on a measure: every way to write its steps wrongly is told, with what would be right."""

import pytest

SCHEME = "schemes/chamber-2026/scheme.yaml"
FIRST = "- {low: 100, high: 300, rate: -0.05}"
CONSULTING = "- {choice: consulting, rate: +0.15}"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            FIRST,
            "- {choice: many, rate: -0.05}",
            ["head_count.by.choice: is 'many', which nothing reads beside `measure: staff`; leave one of them out"],
        ),
        (
            CONSULTING,
            "- {low: 5, rate: +0.15}",
            [
                "line_of_business.by.choice: is empty, but `measure: industry` needs it; fill it in",
                "line_of_business.by.low: is '5', which nothing reads beside `measure: industry`",
            ],
        ),
        (
            CONSULTING,
            "- {choice: consulter, rate: +0.15}",
            ["line_of_business.by.choice: names 'consulter', which does not exist; nearest: consulting"],
        ),
        (
            FIRST,
            "- {low: 100, high: 301, rate: -0.05}",
            ["head_count.by.low: overlaps line {line} (100 to 301); end one where the other begins"],
        ),
        (FIRST, "- {low: 100, high: 100, rate: -0.05}", ["head_count.by.high: ends before it begins"]),
        (
            FIRST,
            "- {low: 100, high: 300}",
            ["modifiers[0].modifiers[4].by.steps[0].rate: missing key; write a change above -1"],
        ),
        (
            FIRST,
            "- {low: 100, rate: -1}",
            ["modifiers[0].modifiers[4].by.steps[0].rate: is '-1'; write a change above -1"],
        ),
        (
            "kinds: [manufacturer]",
            "kinds: [it_company]",
            ["kinds.it_company.measures: head_count: names 'staff', which does not exist; nearest: industry, sales"],
        ),
        (
            "measure: sales\n          steps",
            "measure: staff\n          steps",
            [
                "kinds.it_company.measures: large_customer: names 'staff', which does not exist",
                "kinds.retailer.measures: large_customer: names 'staff', which does not exist",
            ],
        ),
        (
            "- id: head_count\n",
            "- id: head_count\n        rate: -0.05\n        highest: 0.10\n",
            [
                "head_count.rate: is '-0.05', which nothing reads beside `by`; leave one of them out",
                "head_count.highest: is '0.1', which nothing reads beside `by`; leave one of them out",
            ],
        ),
        (
            'rate: -0.25, source: "chamber-2026.txt:55"',
            'rate: -0.25, source: "brochure.txt:55"',
            ["source: source 'brochure.txt:55' is not in `sources`; nearest: chamber-2026.txt"],
        ),
        (
            "steps:\n            - {choice: consulting, rate: +0.15}",
            "steps: []",
            ["line_of_business.by.steps: missing key; write a rate for each step"],
        ),
    ],
)
def test_wrong_steps_are_told(told, old, new, expected):
    lines = told(SCHEME, old, new)
    assert len(lines) == len(expected), lines
    for line, start in zip(sorted(lines), sorted(expected), strict=True):
        before, _, after = start.partition("{line}")
        assert line.startswith(before), line
        assert after in line, line


def test_a_change_said_in_no_way_names_all_three(told):
    lines = told(SCHEME, "{id: security, lowest: -0.25, highest: 0.40,", "{id: security,")
    assert {line.split(":")[0] for line in lines} == {"security.lowest", "security.highest"}
    assert all("or a `rate`, or `by` a measure" in line for line in lines)
