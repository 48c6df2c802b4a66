from datetime import date
from fractions import Fraction

import pytest

from sonae.core.trace import Line, as_dict, rate_text


@pytest.mark.parametrize(
    ("rate", "text"),
    [("0.8", "0.8"), ("3.90", "3.9"), ("-0.20", "-0.2"), ("1", "1"), ("45800", "45800"), ("1/3", "1/3"),
     ("0.0625", "0.0625"), ("-1/6", "-1/6"), ("0", "0")],
)  # fmt: skip
def test_an_exact_rate_is_said_as_a_decimal_where_it_ends(rate, text):
    assert rate_text(Fraction(rate)) == text


def test_a_tree_is_said_in_plain_values():
    child = Line("base", Fraction("45800"), "yen", source="a.txt:1", status="inferred")
    one = Line("premium.annual", 142900, "yen", params=(("size", 50), ("on", date(2025, 6, 15))), children=(child,))
    assert as_dict(one) == {
        "key": "premium.annual",
        "value": 142900,
        "unit": "yen",
        "params": {"size": 50, "on": "2025-06-15"},
        "children": [{"key": "base", "value": "45800", "unit": "yen", "source": "a.txt:1", "status": "inferred"}],
    }


def test_empty_parts_are_left_out():
    assert as_dict(Line("rounding.end")) == {"key": "rounding.end"}
