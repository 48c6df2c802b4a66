"""Questions that could be meant, made of real codes and odd values, are answered or refused; none brings us down."""

import json
from datetime import date

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sonae.app.common.catalogue import current

pytestmark = pytest.mark.usefixtures("_no_limits")

SCHEMES = ["fukuoka-2025", "mie-2025", "kagoshima-2025", "dental-2025", "jhef-2025", "example", "none"]
KINDS = ["clinic", "dental_clinic", "hospital", "care_facility", "care_hospital", "service_operator", "", "castle"]
PLANS = ["S1", "S3", "P1", "P5", "S1000", "A", "B", "C", "D", "E", "", "s1", "Ｓ１"]
COUNTS = st.one_of(
    st.integers(-5, 3_500),
    st.sampled_from(["50", "５０", "1,200", "3万", "50床", "-1", "0", "²", "٣", "9" * 60, "1e3", "5.0", " 20 ", ""]),
    st.text(max_size=64),
)
RECEIPTS = st.one_of(
    st.none(),
    st.dates().map(str),
    st.datetimes().map(lambda moment: f"{moment:%Y-%m-%dT%H:%M}+09:00"),
    st.sampled_from(["令和7年6月15日", "R7.6.15", "令和元年5月1日", "平成31年5月1日", "R99.12.31", "2025-03-14T24:00"]),
    st.from_regex(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}([+-][0-9]{2}:[0-9]{2}|Z)?", fullmatch=True),
)
MOMENTS = st.dates(date(2000, 1, 2), date(2099, 12, 30)).map(lambda day: f"{day}T10:30:00+09:00")
FACILITIES = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(KINDS),
        "plan": st.sampled_from(PLANS),
        "family": st.sampled_from(["", "all_risk", "leak_only"]),
    },
    optional={
        "size": COUNTS,
        "measures": st.dictionaries(st.sampled_from(["beds", "capacity", "ward", "size", "kind"]), COUNTS, max_size=3),
        "received": RECEIPTS,
    },
)
# A question of each kind that is answered with figures: what is asserted of an answer is asserted at least once.
SCHEME, MOMENT = "fukuoka-2025", "2025-02-20T10:30:00+09:00"
HOSPITAL = {"kind": "hospital", "plan": "S3", "family": "all_risk", "size": 50}
CLINIC = {"kind": "clinic", "plan": "S1", "family": ""}
PLAUSIBLE = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture])


def answered(resource, body):
    body |= {"language": "ja"}  # whose dates need their era
    response = Client().post(f"/api/v1/{resource}", json.dumps(body), content_type="application/json")
    assert response.status_code in {200, 422}, response.content
    assert response.status_code == 200 or response.json()["errors"]
    return response.json() if response.status_code == 200 else None


def test_the_questions_that_are_always_asked_are_answered():
    several = {"facilities": [HOSPITAL, CLINIC], "shared_limits": False}
    assert answered("quotes", {"scheme": SCHEME, "at": MOMENT} | HOSPITAL)["cover"]
    assert answered("corporation-quotes", {"scheme": SCHEME, "at": MOMENT} | several)["annual_yen"] == 142_900 + 29_380


@PLAUSIBLE
@given(st.sampled_from(SCHEMES), FACILITIES, MOMENTS)
@example(SCHEME, HOSPITAL, MOMENT)
def test_a_quote_is_a_price_with_a_status_or_a_refusal(scheme, facility, at):
    answer = answered("quotes", {"scheme": scheme, "at": at} | facility)
    if answer:
        premium = answer["premium"]
        assert (premium["annual_yen"] is None) == (premium["status"] == "referred")
        assert (answer["cover"] is None) == (answer["cover_reason"] is not None)
        assert premium["payable_yen"] is None or answer["cover"]


@PLAUSIBLE
@example(SCHEME, [HOSPITAL, CLINIC], MOMENT, False)
@given(st.sampled_from(SCHEMES), st.lists(FACILITIES, min_size=1, max_size=3), MOMENTS, st.booleans())
def test_a_corporation_pays_what_its_facilities_pay(scheme, facilities, at, shared):
    body = {"scheme": scheme, "facilities": facilities, "at": at, "shared_limits": shared}
    answer = answered("corporation-quotes", body)
    if answer and answer["annual_yen"] is not None:
        assert answer["annual_yen"] == sum(one["premium"]["annual_yen"] for one in answer["facilities"])


@PLAUSIBLE
@given(st.sampled_from(SCHEMES), st.sampled_from(KINDS), st.data())
def test_a_simulation_conserves_every_yen(scheme, kind, data):
    book = next(iter(current().costs.values()))
    counts = st.one_of(COUNTS, st.integers(0, 10**9))
    quantities = data.draw(st.dictionaries(st.sampled_from([*book.quantities]), counts, min_size=1, max_size=6))
    answer = answered("simulations", {"scheme": scheme, "kind": kind, "quantities": quantities})
    for plan in answer["plans"] if answer else ():
        assert plan["paid_yen"] + plan["stays_yen"] == answer["total_yen"]
