"""Nothing that a schema can describe, and nothing that breaks it, brings the API down or makes it lie about itself."""

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, settings
from schemathesis.config import SchemathesisConfig

# The requests need no database, but each of them looks after the connections that other tests have left open.
pytestmark = pytest.mark.django_db

# A body of the right shape may still ask for what a scheme does not have: 422 is as good an answer as 200. What is not
# for everybody wants a token, and here is none.
CONFIG = {
    "seed": 2026,
    "checks": {"positive_data_acceptance": {"expected-statuses": ["2xx", "401", "404", "422"]}},
}


api = schemathesis.openapi.from_wsgi(
    "/api/v1/openapi.json", get_wsgi_application(), config=SchemathesisConfig.from_dict(CONFIG)
)


@api.parametrize()
@settings(
    max_examples=25,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.function_scoped_fixture],
)
def test_answers_as_its_document_says(case):
    case.call_and_validate()
