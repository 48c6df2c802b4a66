"""What do all tests of the app share? Nothing that another test has left: neither in a cache nor its language."""

import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from sonae.app.common import parts


@pytest.fixture(autouse=True)
def _empty_caches():
    for name in settings.CACHES:
        caches[name].clear()
    parts.forget()
    translation.activate(settings.LANGUAGE_CODE)
