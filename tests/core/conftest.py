from datetime import datetime

import pytest

from sonae.core.moments import TOKYO
from sonae.loader import load_catalogue

NOW = datetime(2026, 11, 21, 12, tzinfo=TOKYO)


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture
def now():
    return NOW


@pytest.fixture
def fukuoka(catalogue):
    return catalogue.schemes["fukuoka-2025"]
