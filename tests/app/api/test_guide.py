"""What the guide shows is what happens."""

import json
import re

import pytest


@pytest.fixture
def guide(root):
    return (root / "docs" / "guide" / "api.md").read_text()


def test_its_first_request_is_answered(ask, guide):
    body = re.search(r"-d '\s*(\{.*?\})'", guide, re.DOTALL)[1]
    answer = ask("quotes", body).json()
    assert (answer["premium"]["annual_yen"], answer["premium"]["payable_yen"]) == (142_900, 119_080)


def test_its_problem_has_the_shape_of_a_real_one(ask, guide):
    shown = json.loads(re.search(r"```json\n(.*?)```", guide, re.DOTALL)[1])
    asked = {"scheme": "fukuoka-2025", "kind": "hospital", "size": 0, "family": "all_risk", "plan": "S3"}
    real = ask("quotes", asked).json()
    start = shown["errors"][0]["message"].rstrip("… ")
    assert real["errors"][0]["message"].startswith(start)
    assert real | {"errors": [real["errors"][0] | {"message": shown["errors"][0]["message"]}]} == shown


def test_it_names_every_route(described_routes, guide):
    assert described_routes
    missing = [path for path in described_routes if path.removeprefix("/api/v1") not in guide]
    assert missing == []


@pytest.fixture
def described_routes(client):
    return list(client.get("/api/v1/openapi.json").json()["paths"])
