from datetime import date, datetime
from fractions import Fraction

import pytest

from sonae.core.moments import TOKYO
from sonae.core.trace import Line, as_dict, rate_text, read_line


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


def test_a_tree_made_plain_is_read_back_exactly():
    rate = Line("quotation.factor", Fraction("-0.1"), "change", params=(("typed", "2025"), ("from", Fraction(1, 12))))
    at = datetime(2026, 5, 5, 16, tzinfo=TOKYO)
    told = Line(
        "premium.annual", 1_000, "yen", (("on", date(2025, 6, 15)), ("at", at)), "r", "s", "printed", ("f1",), (rate,)
    )
    read = read_line(as_dict(told))
    assert (read.params, read.children[0].value) == (told.params, Fraction("-0.1"))
    assert as_dict(read) == as_dict(told)
