"""Numbers are counted through a year, each row of numbers by itself, and none is given twice."""

import pytest

from sonae.app.common.models import Counter
from sonae.app.common.numbers_actions import next_number

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_each_row_of_numbers_counts_by_itself_from_one_in_each_year():
    given = [next_number(letter, year) for letter, year in (("A", 2026), ("A", 2026), ("K", 2026), ("A", 2027))]
    assert given == ["A-2026-000001", "A-2026-000002", "K-2026-000001", "A-2027-000001"]


def test_it_goes_on_from_the_last_number_that_was_given():
    Counter.objects.create(name="Q-2026", last=44)
    assert next_number("Q", 2026) == "Q-2026-000045"
