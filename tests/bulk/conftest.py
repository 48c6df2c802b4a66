import pytest

from sonae.bulk import compile_cube
from sonae.loader import load_catalogue

LARGEST = 260


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="session")
def cube(catalogue):
    return compile_cube(catalogue, largest=LARGEST)
