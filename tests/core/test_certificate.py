import re
from dataclasses import fields, replace
from datetime import UTC, timedelta

from sonae.core.certificate import check_code
from sonae.core.moments import Term
from tests.documents import joiners

CONTENT = joiners.large(2)
# another value of every field: each is certified
OTHERS = {
    "number": "K-2026-000124",
    "edition": 2,
    "issued_at": joiners.AT + timedelta(minutes=1),
    "holder": joiners.holder("青木 華子"),
    "facilities": joiners.insured(joiners.CLINIC),
    "shared": False,
    "term": Term(joiners.TERM.start, joiners.TERM.end + timedelta(days=1)),
    "premium_yen": 14_871,
    "way": "deduction",
    "instalments": 12,
    "digest": "sha256:0",
    "master_contract": "",
    "offices": (),
    "conditions": (),
    "assumed": (),
    "demonstration": False,
}


def test_the_check_code_is_sixteen_digits_in_groups_of_four():
    assert re.fullmatch("[0-9A-F]{4}(-[0-9A-F]{4}){3}", check_code(CONTENT))


def test_equal_contents_have_one_code_whatever_zone_their_moments_are_told_in():
    told = replace(CONTENT, issued_at=CONTENT.issued_at.astimezone(UTC))
    assert check_code(told) == check_code(joiners.large(2))


def test_no_field_can_change_and_the_code_stay():
    assert {one.name for one in fields(CONTENT)} == set(OTHERS)
    codes = {check_code(CONTENT), *(check_code(replace(CONTENT, **{name: value})) for name, value in OTHERS.items())}
    assert len(codes) == len(OTHERS) + 1
