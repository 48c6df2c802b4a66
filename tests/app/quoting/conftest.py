"""What do the tests of the public pages share? A visitor without limits, and what a page says to them."""

import re
from html import unescape

import pytest

AT = "2025-06-15T10:00:00"


class Visit:
    """One answer of the server: the response, its visible text, and the errors it shows."""

    def __init__(self, response):
        self.response = response
        self.status = response.status_code
        self.html = response.content.decode()
        bare = re.sub(r"<(script|style|svg)\b.*?</\1>", "", self.html, flags=re.DOTALL)
        self.text = re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", bare))).strip()

    def errors(self):
        """Every error with the id of the field that the summary leads to, and the words beside that field."""
        summary = re.search(r'class="error-summary".*?</div>', self.html, re.DOTALL)
        links = re.findall(r'<a href="#([^"]+)">(.*?)</a>', summary[0] if summary else "", re.DOTALL)
        return {field: unescape(words) for field, words in links}

    def beside(self, field):
        """The error list that stands with a field."""
        found = re.search(rf'id="{field}_error"[^>]*>(.*?)</ul>', self.html, re.DOTALL)
        return unescape(re.sub(r"<[^>]+>", "", found[1])) if found else ""


@pytest.fixture(autouse=True)
def _no_limits(settings):
    settings.SONAE_RATE_LIMITS = {"api": None, "papers": None, "pages": None}


@pytest.fixture
def visit(client):
    """`visit("/path", language="en", beds="50")` opens a page and follows where it leads."""

    def visit(path, *, language="ja", follow=True, htmx=False, **query):
        headers = {"Accept-Language": language} | ({"HX-Request": "true"} if htmx else {})
        return Visit(client.get(path, query, headers=headers, follow=follow))

    return visit
