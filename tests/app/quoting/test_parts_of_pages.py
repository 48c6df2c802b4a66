"""A page says the same whatever pages were drawn before it: nothing of another request is left in its parts."""

import pytest
from django.core.cache import caches

from sonae.app.common import parts

AT = "2025-06-15T10:00:00"
HOSPITAL = "kind=hospital&family=all_risk&plan=S3"
CLINIC = "kind=clinic&family=all_risk&plan=S1"
ADDRESSES = [
    "/s/fukuoka-2025/quote",
    "/s/example/quote",
    *(
        f"/s/{code}/quote?{HOSPITAL}&beds={beds}"
        for code in ("fukuoka-2025", "example")
        for beds in ("50", "51", "<b>")
    ),
    f"/s/fukuoka-2025/quote?{CLINIC}&received=2025-06-20",
    *(f"/s/fukuoka-2025/result?{HOSPITAL}&beds={beds}&at={AT}" for beds in ("50", "777", "", "<fresh_amount>")),
    f"/s/fukuoka-2025/result?{HOSPITAL}&beds=50&received=2025-07-20&at={AT}",
    f"/s/fukuoka-2025/result?{HOSPITAL}&beds=50&at=2025-06-16T11:30:00",
    f"/s/example/result?{HOSPITAL}&beds=50&at={AT}",
    f"/s/fukuoka-2025/result?{HOSPITAL}&beds=50&rows=2&f2-{CLINIC.replace('&', '&f2-')}&at={AT}",
    f"/s/fukuoka-2025/result?{HOSPITAL}&beds=50&rows=2&f2-{CLINIC.replace('&', '&f2-')}&limits=shared&at={AT}",
    "/s/mie-2025/quote?kind=hospital&beds=50",
    f"/s/mie-2025/result?{CLINIC}&at={AT}",
    "/s/fukuoka-2025/compare?kind=hospital&beds=50",
    "/s/example/compare?kind=hospital&beds=50",
]
READERS = [(language, size) for language in ("ja", "en") for size in ("medium", "large")]


@pytest.fixture
def drawn(client):
    """`drawn(address, language, size)` draws a page anew: no whole page is kept."""

    def drawn(address, language, size):
        caches["pages"].clear()
        client.cookies["sonae_text"] = size
        return client.get(address, headers={"Accept-Language": language}).content.decode()

    return drawn


@pytest.mark.django_db
def test_no_page_carries_anything_of_a_page_drawn_before_it(drawn):
    every = [(address, *reader) for address in ADDRESSES for reader in READERS]
    alone = []
    for page in every:
        parts.forget()
        alone.append(drawn(*page))
    assert [drawn(*page) for page in every] == alone
    assert [drawn(*page) for page in reversed(every)] == alone[::-1]
    assert len(set(alone)) == len(every)
