"""Whatever stands in an address, the pages answer in words: never with a failure of their own."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

PATHS = ["quote", "quote/reading", "result", "compare"]
NAMES = ["kind", "family", "plan", "size", "beds", "ward", "capacity", "received", "limits", "records", "at", "rows",
         "add", "remove", "f2-kind", "f2-plan", "f2-beds", "plans", "chosen", "q", "page"]  # fmt: skip
WORDS = ["hospital", "clinic", "care_facility", "dental_clinic", "all_risk", "leak_only", "S3", "P3", "A", "50", "５０",
         "-1", "1e3", "9" * 60, "general", "2025-06-15", "R7.6.15", "令和元年5月1日", "0001-01-01", "9999-12-31T24:00",
         "2025-06-15T10:00:00+23:59", "shared", "yes", "2", "30", "all_risk:S3", "\0", "\ud83d\ude00", ""]  # fmt: skip
VALUES = st.sampled_from(WORDS) | st.text(max_size=30).filter(lambda text: text.isprintable() or not text)


@pytest.mark.parametrize("code", ["example", "mie-2025", "jhef-2025"])
@given(path=st.sampled_from(PATHS), query=st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_address_has_an_answer(client, code, path, query):
    clean = {name: value.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for name, value in query.items()}
    response = client.get(f"/s/{code}/{path}", clean)
    assert response.status_code in {200, 302, 422}
