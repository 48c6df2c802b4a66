"""Whoever needs large type reads every page without scrolling sideways, on any phone and at any desk."""

import pytest

PAGES = [
    "/",
    "/roster",
    "/words",
    "/s/example",
    "/s/example/quote?kind=hospital",
    "/s/example/result?kind=hospital&size=50&family=all_risk&plan=S3",
    "/s/example/result?kind=clinic&family=all_risk&plan=S3",
    "/s/example/compare?kind=hospital&size=75",
    "/s/example/simulate",
    "/s/example/emergency",
    "/s/jhef-2025",
    "/s/mie-2025/compare?kind=clinic",
]


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("path", PAGES)
def test_no_page_scrolls_sideways_in_large_type(open_page, path, language):
    page = open_page(path, width=360, language=language)
    page.page.evaluate("document.documentElement.dataset.textSize = 'large'")
    for width in (360, 390, 768, 1024, 1280):
        page.page.set_viewport_size({"width": width, "height": 844})
        page.check_fits()
