from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from sonae.core.asking import Ask
from sonae.core.binding import binding_key
from sonae.core.compare import compare
from sonae.core.moments import TOKYO
from sonae.core.quote import quote


@pytest.mark.parametrize(
    ("code", "kind", "key"),
    [
        ("fukuoka-2025", "clinic", "table"),
        ("fukuoka-2025", "hospital", "false"),
        ("example", "clinic", "example"),
        ("example", "hospital", "example"),
    ],
)
def test_a_kind_s_table_says_whether_its_prices_bind(catalogue, code, kind, key):
    scheme = catalogue.schemes[code]
    assert binding_key(scheme, scheme.kinds[kind]) == key
    assert catalogue.words.has(f"binding.{key}")


@pytest.mark.parametrize(
    ("code", "kind", "plan", "key"),
    [
        ("fukuoka-2025", "clinic", "S1", "true"),
        ("fukuoka-2025", "hospital", "S1", "false"),
        ("mie-2025", "clinic", "A", "abolished"),
        ("mie-2025", "clinic", "B", "true"),
        ("example", "clinic", "S1", "example"),
    ],
)
def test_an_offer_binds_whatever_the_cover(catalogue, code, kind, plan, key):
    scheme = catalogue.schemes[code]
    compared = compare(scheme, catalogue.tariff_of(scheme), Ask(kind, size=50 if kind == "hospital" else None))
    (offer,) = (one for one in compared.offers if one.plan.code == plan)
    assert binding_key(scheme, compared.kind, offer.plan, offer.premium) == key


def test_an_invented_scheme_s_abolished_plan_is_an_example_first(catalogue, now):
    scheme = catalogue.schemes["mie-2025"]
    invented = replace(scheme, example=True)
    asked = Ask("clinic", "A")
    assert quote(scheme, None, asked, now=now).binding_key == "abolished"
    assert quote(invented, None, asked, now=now).binding_key == "example"


def test_a_price_can_be_joined_at_until_the_cover_of_its_receipt_begins(fukuoka, catalogue):
    asked = Ask("clinic", "S3", received=datetime(2025, 6, 15, tzinfo=TOKYO))

    def key(now):
        return quote(fukuoka, catalogue.tariff_of(fukuoka), asked, now=now).binding_key

    start = datetime(2025, 7, 5, 16, tzinfo=TOKYO)
    assert [key(start - timedelta(seconds=1)), key(start), key(datetime(2026, 11, 21, tzinfo=TOKYO))] == [
        "true", "begun", "begun"
    ]  # fmt: skip
    assert catalogue.words.has("binding.begun")
