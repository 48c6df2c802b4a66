"""Probes learn whether the process lives and whether it can serve; strangers learn nothing more."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sonae.app.common import catalogue

WRONG = Path(__file__).parents[2] / "loader" / "wrong" / "unknown_key"


@pytest.fixture(autouse=True)
def _fresh_catalogue():
    yield
    catalogue.current.cache_clear()


@pytest.mark.postgres
@pytest.mark.django_db
def test_is_ready_with_a_database_and_a_catalogue(client):
    response = client.get("/readyz")
    assert (response.status_code, response.json()) == (200, {"status": "ready"})
    assert response["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_is_not_ready_while_a_catalogue_folder_is_wrong(client, settings):
    settings.SONAE_CATALOGUE = (WRONG,)
    catalogue.current.cache_clear()
    response = client.get("/readyz")
    assert response.status_code == 503
    assert [reason.split(" has ")[0] for reason in response.json()["reasons"]] == ["the catalogue"]
    settings.SONAE_CATALOGUE = ()
    assert client.get("/readyz").status_code == 200, "an error must not be remembered"


def test_is_not_ready_without_a_database_and_says_no_more_than_that(tmp_path):
    asked = "import sonae.app.project.wsgi; from sonae.app.project import health; print(health.why_not_ready())"
    told = {
        "SONAE_EXAMPLE": "1",
        "SONAE_STATE": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path}/no/such/folder/file",
    }
    ended = subprocess.run(
        [sys.executable, "-c", asked], env=os.environ | told, capture_output=True, text=True, check=True
    )
    assert ended.stdout == "['the database does not answer']\n"


def test_lives_without_a_database_and_by_any_name(client):
    response = client.get("/healthz", headers={"Host": "10.0.0.7"})
    assert (response.status_code, response.json()) == (200, {"status": "alive"})
