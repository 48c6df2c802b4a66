"""The pictures of README and guide: `make pictures` takes them anew into docs/pictures."""

from datetime import datetime

import pytest

from sonae.app.common.person import of_system
from sonae.app.parties import actions
from sonae.core.moments import TOKYO

AT = "at=2026-06-01T10:00:00"
PAGES = {
    "home": "/",
    "quote": "/s/example/quote?kind=hospital",
    "result": f"/s/example/result?kind=clinic&plan=S3&{AT}",
    "compare": "/s/fukuoka-2025/compare?kind=clinic",
    "simulate": "/s/fukuoka-2025/simulate",
    "emergency": "/s/fukuoka-2025/emergency",
    "roster": "/example/roster",
}


@pytest.mark.parametrize("name", PAGES)
def test_every_main_page_has_its_picture_at_both_widths(open_page, name):
    actions.seed_example(by=of_system("test"), at=datetime(2026, 6, 1, 10, tzinfo=TOKYO))
    page = open_page(PAGES[name])
    assert [path.stat().st_size > 10_000 for path in page.picture(name)] == [True, True]
