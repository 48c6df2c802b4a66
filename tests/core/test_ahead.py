"""A paper says which of its facts lie after its own date."""

from datetime import timedelta

import pytest

from sonae.core.ahead import ahead, say_ahead
from sonae.core.conditions import Happened
from sonae.core.moments import NEVER
from tests.support.terms import at, clause, fact, judged, wording

TERMS = wording([fact("found_at", "moment"), fact("told_at", "moment")], [clause("t", "trigger", Happened("found_at"))])


@pytest.mark.parametrize(
    ("values", "names"),
    [
        ({"found_at": at(1)}, ()),
        ({"found_at": at(2)}, ()),
        ({"found_at": at(2) + timedelta(minutes=1)}, ("found_at",)),
        ({"found_at": at(2).date()}, ()),
        ({"found_at": at(3).date(), "told_at": at(5)}, ("found_at", "told_at")),
        ({"found_at": at(1), "told_at": NEVER}, ()),
    ],
)
def test_names_what_lies_after_the_moment_it_is_told(values, names):
    assert ahead(judged(TERMS, **values), at(2)) == names


def test_says_so_with_the_moments_and_nothing_where_there_are_none(catalogue):
    early, late = judged(TERMS, found_at=at(1)), judged(TERMS, found_at=at(9))
    assert say_ahead(early, at(2), catalogue.words, "en") == ""
    said = say_ahead(late, at(2), catalogue.words, "en")
    assert said.startswith("Please note: this rests on something later than 3 April 2026, 16:00.")
    assert "found_at? → 10 April 2026, 16:00" in said
