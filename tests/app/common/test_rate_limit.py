"""One address may ask so often and no oftener; others are not held up by it, and no header talks the way around."""

import pytest
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpResponse
from django.test import RequestFactory

from sonae.app.common.rate_limit import Limit, address, limited, read_limits, take, take_from

SECOND = 1_000_000
NOON = 1_763_694_000 * SECOND
LIMIT = Limit(tokens=3, seconds=60)


def request(*, address="203.0.113.7", **headers):
    return RequestFactory(headers=headers).get("/", REMOTE_ADDR=address)


def test_a_full_bucket_gives_its_tokens_and_not_one_more():
    taken = [take_from(LIMIT, "key", now=NOON) for _ in range(4)]
    assert [one.allowed for one in taken] == [True, True, True, False]
    assert [one.remaining for one in taken] == [2, 1, 0, 0]


def test_a_token_comes_back_exactly_when_it_is_said_to():
    for _ in range(3):
        take_from(LIMIT, "key", now=NOON)
    refused = take_from(LIMIT, "key", now=NOON)
    assert refused.retry_in == 20
    assert not take_from(LIMIT, "key", now=NOON + 20 * SECOND - 1).allowed
    assert take_from(LIMIT, "key", now=NOON + 20 * SECOND).allowed


def test_a_refusal_costs_nothing():
    for _ in range(3):
        take_from(LIMIT, "key", now=NOON)
    for _ in range(100):
        take_from(LIMIT, "key", now=NOON)
    assert take_from(LIMIT, "key", now=NOON + 20 * SECOND).allowed


def test_a_bucket_is_full_again_after_its_time_and_never_fuller():
    for _ in range(3):
        take_from(LIMIT, "key", now=NOON)
    later = [take_from(LIMIT, "key", now=NOON + 3_600 * SECOND) for _ in range(4)]
    assert [one.allowed for one in later] == [True, True, True, False]


def test_a_clock_that_was_set_back_shuts_nobody_out_for_longer_than_a_bucket_takes_to_fill():
    take_from(LIMIT, "key", now=NOON)
    back = NOON - 86_400 * SECOND
    assert take_from(LIMIT, "key", now=back).retry_in <= LIMIT.seconds


def test_says_what_is_left_in_headers():
    allowed, *_rest, refused = [take_from(LIMIT, "key", now=NOON) for _ in range(4)]
    assert allowed.headers() == {"RateLimit-Limit": "3", "RateLimit-Remaining": "2", "RateLimit-Reset": "20"}
    assert refused.headers()["Retry-After"] == "20"


def test_addresses_and_purposes_have_buckets_of_their_own(settings):
    settings.SONAE_RATE_LIMITS = {"api": Limit(1, 60), "papers": Limit(1, 60)}
    assert take(request(), "api", now=NOON).allowed
    assert not take(request(), "api", now=NOON).allowed
    assert take(request(), "papers", now=NOON).allowed
    assert take(request(address="203.0.113.8"), "api", now=NOON).allowed


def test_can_be_turned_off(settings):
    settings.SONAE_RATE_LIMITS = {"api": None}
    assert take(request(), "api", now=NOON) is None
    assert take(request(), "papers", now=NOON) is not None


def test_a_cache_that_does_not_answer_limits_nobody(monkeypatch):
    def broken(*_arguments, **_more):
        raise ConnectionError

    monkeypatch.setattr(LocMemCache, "get", broken)
    assert all(take_from(LIMIT, "key", now=NOON).allowed for _ in range(10))


def test_believes_no_forwarded_address_unless_a_proxy_of_ours_wrote_it(settings):
    told = {"X-Forwarded-For": "198.51.100.1, 192.0.2.5"}
    settings.SONAE_PROXIES = 0
    assert address(request(**told)) == "203.0.113.7"
    settings.SONAE_PROXIES = 1
    assert address(request(**told)) == "192.0.2.5"
    settings.SONAE_PROXIES = 2
    assert address(request(**told)) == "198.51.100.1"
    settings.SONAE_PROXIES = 3
    assert address(request(**told)) == "203.0.113.7"


@pytest.mark.parametrize("told", ["", "nonsense", "1.2.3.4:80:90", "[1.2.3.4", "<script>", "1" * 10_000])
def test_what_is_no_address_is_one_caller_together(settings, told):
    settings.SONAE_PROXIES = 1
    assert address(request(**{"X-Forwarded-For": told})) == "unknown"


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("198.51.100.1:5555", "198.51.100.1"),
        ("[2001:db8:1:2::1]:443", "2001:db8:1:2::"),
        ("[2001:db8:1:2::1]", "2001:db8:1:2::"),
    ],
)
def test_a_port_beside_the_address_is_passed_over(settings, told, meant):
    settings.SONAE_PROXIES = 1
    assert address(request(**{"X-Forwarded-For": told})) == meant


def test_a_thousand_other_callers_do_not_fill_a_bucket_again():
    for _ in range(3):
        take_from(LIMIT, "key", now=NOON)
    for other in range(1_000):
        take_from(LIMIT, f"other-{other}", now=NOON)
    assert not take_from(LIMIT, "key", now=NOON).allowed


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", True),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", False),
        ("::ffff:203.0.113.7", "203.0.113.7", True),
    ],
)
def test_counts_a_network_of_ipv6_as_one_caller(one, other, same):
    assert (address(request(address=one)) == address(request(address=other))) is same


def test_a_page_says_in_words_that_it_was_asked_too_often(settings):
    settings.SONAE_RATE_LIMITS = {"papers": Limit(1, 60)}
    view = limited("papers")(lambda _request: HttpResponse("paper"))
    first, second = view(request()), view(request())
    assert (first.status_code, first.headers["RateLimit-Remaining"]) == (200, "0")
    assert (second.status_code, second.headers["Retry-After"]) == (429, "60")
    assert "60" in second.content.decode()


def test_is_read_from_what_an_administrator_writes():
    assert read_limits("") == {}
    assert read_limits("api=600/60, papers=off") == {"api": Limit(600, 60), "papers": None}


@pytest.mark.parametrize("text", ["api", "api=", "api=0/60", "api=5", "api=5/0", "api=-1/60", "doors=5/60", "=5/60"])
def test_says_what_would_be_right(text):
    right = "api, papers, pages, verify, then =, then tokens/seconds such as 120/60, or off"
    with pytest.raises(ValueError, match=right):
        read_limits(text)
