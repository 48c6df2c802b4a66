"""One facility's quote is core's answer, the same the command line prints."""

import json
from datetime import datetime

import pytest
from typer.testing import CliRunner

from sonae.app.api.quote_shapes import QuoteAnswer
from sonae.app.common.catalogue import current
from sonae.cli import app as command_line
from sonae.core.answer import quote_answer
from sonae.core.asking import Ask
from sonae.core.quote import quote

AT = "2025-02-20T10:00:00+09:00"
HOSPITAL = {"scheme": "fukuoka-2025", "kind": "hospital", "size": 50, "family": "all_risk", "plan": "S3"}
CLINIC = {"scheme": "fukuoka-2025", "kind": "clinic", "family": "all_risk", "plan": "S1"}
DENTAL = {"scheme": "dental-2025", "kind": "dental_clinic", "plan": "S1"}


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize(
    "asked", [HOSPITAL, CLINIC, DENTAL, HOSPITAL | {"size": 73}, CLINIC | {"family": "leak_only", "plan": "P5"}]
)
@pytest.mark.parametrize("received", ["2025-06-15T09:00:00+09:00", None])
def test_is_core_s_own_answer(ask, asked, received, language):
    found = ask("quotes", asked | {"at": AT, "received": received, "language": language})
    scheme, catalogue = current().schemes[asked["scheme"]], current()
    moment = datetime.fromisoformat(received) if received else None
    family = asked.get("family", "")
    question = Ask(asked["kind"], asked["plan"], family, size=asked.get("size"), received=moment)
    answer = quote(scheme, catalogue.tariff_of(scheme), question, now=datetime.fromisoformat(AT))
    assert found.json() == quote_answer(answer, catalogue.words, language)


@pytest.mark.parametrize("change", [{}, {"plan": "S9", "size": 0}, {"size": 73}, {"plan": "A"}])
def test_is_what_the_command_line_prints(ask, change):
    asked = HOSPITAL | change
    options = [part for name, value in asked.items() for part in (f"--{name}", str(value))]
    printed = CliRunner().invoke(command_line, ["--lang", "en", "--now", AT, "quote", *options, "--json"])
    found = ask("quotes", asked | {"at": AT}).json()
    said = json.loads(printed.stdout)
    assert (said if "premium" in said else said["errors"]) == found.get("errors", found)


def test_has_the_shape_it_declares_and_nothing_more(ask):
    for asked in (HOSPITAL, CLINIC, DENTAL, HOSPITAL | {"size": 73, "received": "2025-06-15"}):
        response = ask("quotes", asked | {"at": AT})
        answer = QuoteAnswer.model_validate_json(response.content, strict=True, extra="forbid")
        assert answer.scheme == asked["scheme"]


def test_says_printed_and_binding_of_a_clinic(ask):
    premium = ask("quotes", CLINIC | {"at": AT}).json()["premium"]
    assert (premium["status"], premium["binding"], premium["annual_yen"]) == ("printed", True, 29_380)


def test_refers_a_hospital_and_prices_its_months(ask):
    answer = ask("quotes", HOSPITAL | {"received": "令和7年6月15日"}).json()
    assert answer["premium"]["annual_yen"] == 142_900
    assert answer["premium"]["payable_yen"] == 119_080
    assert answer["premium"]["binding"] is False
    assert answer["cover"]["start"] == "2025-07-05T16:00:00+09:00"
    assert answer["referral_keys"] == ["written_quotation"]


def test_never_calls_an_estimate_a_price(ask):
    answer = ask("quotes", HOSPITAL | {"size": 73, "at": AT}).json()
    assert answer["premium"]["status"] == "estimate"
    assert answer["premium"]["status_text"] == "estimate (not a price)"
    assert "estimate" in answer["assumed_keys"]


def test_gives_the_dental_plan_its_instalment(ask):
    premium = ask("quotes", DENTAL | {"at": AT}).json()["premium"]
    assert (premium["instalment_yen"], premium["instalment_status"]) == (1_680, "printed")
    assert (premium["annual_yen"], premium["annual_status"]) == (20_160, "computed")


def test_prices_a_closed_scheme_without_cover(ask):
    answer = ask("quotes", CLINIC | {"at": "2026-11-21T10:00:00+09:00"}).json()
    assert answer["premium"]["annual_yen"] == 29_380
    assert answer["cover"] is None
    assert answer["cover_reason_key"] == "term_over"


def test_reads_what_people_type(ask):
    typed = HOSPITAL | {"size": "５０床", "received": "R7.6.15", "at": AT}
    plain = HOSPITAL | {"size": 50, "received": "2025-06-15", "at": AT}
    assert ask("quotes", typed).json() == ask("quotes", plain).json()


def test_takes_the_main_measure_by_its_name_too(ask):
    named = {key: value for key, value in HOSPITAL.items() if key != "size"} | {"measures": {"beds": 50}, "at": AT}
    assert ask("quotes", named).json() == ask("quotes", HOSPITAL | {"at": AT}).json()


def test_answers_as_of_now_without_a_moment(ask):
    asked_at = datetime.fromisoformat(ask("quotes", CLINIC).json()["asked_at"])
    assert asked_at.utcoffset().total_seconds() == 9 * 3600
    assert asked_at.microsecond == 0


def test_turns_the_moment_to_tokyo_time(ask):
    answer = ask("quotes", CLINIC | {"at": "2025-02-20T01:00:00Z"}).json()
    assert answer["asked_at"] == AT


def test_speaks_the_language_of_the_body_before_that_of_the_header(ask):
    asked = HOSPITAL | {"at": AT}
    assert ask("quotes", asked | {"language": "ja"}, language="en").headers["Content-Language"] == "ja"
    assert ask("quotes", asked, language="en-GB,ja;q=0.5").headers["Content-Language"] == "en"
    assert ask("quotes", asked, language="fr").headers["Content-Language"] == "ja"


def test_is_never_cached(ask):
    assert ask("quotes", CLINIC).headers["Cache-Control"] == "no-store"


def test_names_every_wrong_field_at_once(refused):
    asked = HOSPITAL | {"size": "many", "plan": "S9", "received": "someday"}
    assert refused("quotes", asked) == [
        ("size", "problem.not_a_number"),
        ("plan", "problem.plan_unknown"),
        ("received", "problem.not_a_moment"),
    ]


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"kind": "castle"}, ("kind", "problem.kind_not_eligible")),
        ({"size": -1}, ("size", "problem.too_small")),
        ({"size": 10**12}, ("size", "problem.too_large")),
        ({"measures": {"ward": "royal"}}, ("ward", "problem.choice_unknown")),
        ({"measures": {"stars": 5}}, ("stars", "problem.measure_unknown")),
        ({"family": "half_risk"}, ("family", "problem.family_unknown")),
        ({"received": "2024-02-30"}, ("received", "problem.no_such_day")),
        ({"received": "H31.5.1"}, ("received", "problem.after_era")),
        ({"received": "0001-01-01T00:00+23:59"}, ("received", "problem.not_a_moment")),
        ({"received": "9999-12-31T24:00"}, ("received", "problem.not_a_moment")),
        ({"received": "1926-12-25"}, ("received", "problem.not_a_moment")),
        ({"received": "2010-01-01"}, ("received", "problem.too_early")),
        ({"received": "2026-12-01"}, ("received", "problem.term_over")),
        ({"scheme": "atlantis-2025"}, ("scheme", "problem.scheme_unknown")),
    ],
)
def test_refuses_what_no_scheme_can_answer(refused, change, error):
    assert refused("quotes", HOSPITAL | change) == [error]


def test_hides_the_example_scheme_in_service(ask, refused, settings):
    asked = CLINIC | {"scheme": "example"}
    assert ask("quotes", asked).json()["example"] is True
    settings.SONAE_EXAMPLE = False
    assert refused("quotes", asked) == [("scheme", "problem.scheme_unknown")]
