"""What the API promises is written down, complete, true, and does not change by accident.

`SONAE_UPDATE_SNAPSHOTS=1` writes the promise anew; the difference then stands in the commit for everyone to judge.
"""

import json
import os
from pathlib import Path

import pytest
from jsonschema_rs import Draft202012Validator, meta

from sonae.app.api.examples import EXAMPLES, asked_by
from sonae.app.api.openapi import document, operations
from sonae.app.api.v1 import api

SNAPSHOT = Path(__file__).parent / "openapi.json"
OPERATIONS = {
    "listSchemes": "GET /api/v1/schemes",
    "getScheme": "GET /api/v1/schemes/{code}",
    "listPlans": "GET /api/v1/schemes/{code}/plans",
    "createQuote": "POST /api/v1/quotes",
    "createCorporationQuote": "POST /api/v1/corporation-quotes",
    "createQuoteSheet": "POST /api/v1/quotes.pdf",
    "createCorporationQuoteSheet": "POST /api/v1/corporation-quotes.pdf",
    "createComparison": "POST /api/v1/comparisons",
    "createSimulation": "POST /api/v1/simulations",
    "listCosts": "GET /api/v1/costs",
    "listMembers": "GET /api/v1/members",
    "readMember": "GET /api/v1/members/{number}",
    "listEnrolments": "GET /api/v1/enrolments",
    "readEnrolment": "GET /api/v1/enrolments/{number}",
    "listApplications": "GET /api/v1/applications",
    "readMe": "GET /api/v1/me",
}


@pytest.fixture
def described(client):
    return client.get("/api/v1/openapi.json").json()


def validator(described, schema):
    return Draft202012Validator({**schema, "components": described["components"]}, validate_formats=True)


def test_promises_what_it_promised_before():
    found = document(api, examples=False)
    if os.environ.get("SONAE_UPDATE_SNAPSHOTS") == "1":
        SNAPSHOT.write_bytes(found + b"\n")
    assert json.loads(found) == json.loads(SNAPSHOT.read_bytes())


def test_is_the_same_document_whenever_it_is_made():
    assert document(api, examples=True) == document(api, examples=True)


def test_names_every_operation(described):
    found = {one["operationId"]: f"{method.upper()} {path}" for path, method, one in operations(described)}
    assert found == OPERATIONS


def test_describes_every_operation_and_every_status(described):
    known = {tag["name"] for tag in described["tags"]}
    assert len(list(operations(described))) == len(OPERATIONS)
    for path, method, operation in operations(described):
        assert operation["summary"]
        assert operation["description"]
        assert set(operation["tags"]) <= known
        private = {"401", "403"} if "security" in operation else set()
        asking = any(one["in"] == "query" for one in operation["parameters"])
        of_get = ({"422"} if asking else set()) if private else {"304", "412"}
        needed = {"200", "429", "500"} | private | ({"400", "413", "415", "422"} if method == "post" else of_get)
        assert needed | ({"404"} if "{" in path else set()) == set(operation["responses"])


def test_describes_every_shape(described):
    assert {"QuoteAnswer", "ProblemDetails"} <= set(described["components"]["schemas"])
    for name, schema in described["components"]["schemas"].items():
        meta.validate(schema)
        assert schema["description"], name
        assert "\n\n\n" not in schema["description"]


def test_shows_the_five_kinds_of_quote(described):
    shown = described["paths"]["/api/v1/quotes"]["post"]["responses"]["200"]["content"]["application/json"]["examples"]
    assert list(shown) == ["printed", "hospital", "estimate", "instalments", "closed"]
    premiums = {name: example["value"]["premium"] for name, example in shown.items()}
    assert [premium["status"] for premium in premiums.values()] == [
        "printed",
        "printed",
        "estimate",
        "printed",
        "printed",
    ]
    assert [premium["binding"] for premium in premiums.values()] == [True, False, False, True, True]
    assert shown["closed"]["value"]["cover"] is None


def test_its_examples_have_the_shapes_it_declares(described):
    posted = [operation for _path, method, operation in operations(described) if method == "post"]
    contents = [part["content"] for one in posted for part in (one["requestBody"], one["responses"]["200"])]
    shown = [
        (media["schema"], example["value"])
        for content in contents
        for media in content.values()
        for example in media.get("examples", {}).values()
    ]
    asked = [example for name in OPERATIONS for example in asked_by(name)]
    assert len(shown) >= len(asked) > 0
    assert [value for schema, value in shown if not validator(described, schema).is_valid(value)] == []


@pytest.mark.parametrize("operation", [name for name in OPERATIONS if name.startswith("create")])
def test_its_examples_are_answered_as_shown(ask, described, operation):
    method, path = OPERATIONS[operation].split()
    content = described["paths"][path][method.lower()]["responses"]["200"]["content"]
    shown = content.get("application/json", {}).get("examples", {})
    assert asked_by(operation)
    for example in asked_by(operation):
        response = ask(path.removeprefix("/api/v1/"), example.body)
        assert response.status_code == 200, (example.name, response.content[:500])
        if shown:
            assert response.json() == shown[example.name]["value"]


def test_every_example_belongs_to_an_operation():
    assert {example.operation for example in EXAMPLES} <= set(OPERATIONS)


def test_need_not_be_read_twice(client):
    first = client.get("/api/v1/openapi.json")
    again = client.get("/api/v1/openapi.json", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
