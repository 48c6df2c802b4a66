"""What do all tests of the app share? No page that another test has left behind."""

import pytest
from django.core.cache import caches


@pytest.fixture(autouse=True)
def _no_kept_pages():
    caches["pages"].clear()
