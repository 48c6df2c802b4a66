"""What an event was decided on is read on the enrolment's page: quote, referral, quotation and agreed papers."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation

from sonae.app.enrolments.grounds import grounds
from sonae.app.quoting import said
from sonae.core.trace import as_dict, read_line
from tests.app.applications.conftest import AT, cast, organisation, person, sign_in  # noqa: F401  fixtures
from tests.app.applications.test_underwriting_actions import accepted, decided, referred
from tests.app.enrolments import joiners

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def enrolment(cast):  # noqa: F811
    return accepted(cast, decided(cast, referred(cast))).joined.get().enrolment


def page(client, enrolment):
    return client.get(reverse("enrolments:enrolment", args=[enrolment.number])).content.decode()


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("ja", ["「博多病院」の見積の根拠", "保険会社の個別見積", "-10%", "加入依頼書", "個別見積書", "保険料の内訳"]),
        ("en", ["was priced", "individual quotation", "-10%", "Application", "What the premium consists of"]),
    ],
)
def test_the_page_tells_why_the_premium_is_what_it_is(cast, enrolment, sign_in, language, told):  # noqa: F811
    client = sign_in(cast.office)
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = language
    shown = page(client, enrolment)
    assert [words for words in told if words not in shown] == []


def test_a_facility_is_told_by_its_name_and_not_by_its_key(enrolment):
    translation.activate("ja")
    (key,) = (period.facility.key for period in enrolment.periods.select_related("facility"))
    told = str(grounds(enrolment.events.get(), disclosed=True))
    assert "施設 博多病院 の年間保険料" in told
    assert f"施設 {key}" not in told


def test_what_the_insurer_decided_on_is_for_those_who_see_disclosures(enrolment):
    row = enrolment.events.get()
    translation.activate("ja")  # whatever the reader before spoke
    assert [one.title for one in grounds(row, disclosed=False)] == ["「博多病院」の見積の根拠"]
    assert "保険会社の審査に回った理由" in [one.title for one in grounds(row, disclosed=True)]


def test_a_stored_quote_is_said_as_it_was_when_it_was_made(enrolment):
    (told,) = enrolment.events.get().trace["quote"]
    assert as_dict(read_line(told)) == told
    assert re.search(r"\d-\d\dT\d", " ".join(words_of(said.trace(read_line(told), None)))) is None


def words_of(row):
    return [row.words, *(one for child in row.children for one in words_of(child))]


def test_a_trace_that_is_of_another_shape_is_passed_over():
    assert grounds(joiners.join(joiners.aoki()).events.get(), disclosed=True) == []
