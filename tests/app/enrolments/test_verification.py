"""Anybody asks whether a printed certificate is genuine: nothing else is told, through a door of its own."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.urls import reverse

from sonae.app.enrolments.verification import (
    GENUINE,
    SUPERSEDED,
    UNKNOWN,
    _at_the_door,
    plain,
    plain_code,
    printed,
    standing,
)
from tests.app.enrolments import joiners
from tests.app.enrolments.joiners import join

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FIRST, SECOND = "0123456789ABCDEF", "FEDCBA9876543210"


@pytest.fixture
def enrolment():
    member = joiners.aoki()
    enrolment = join(member)
    joiners.certified(enrolment, joiners.paper_of(member), FIRST)
    return enrolment


@pytest.fixture
def two_editions(enrolment):
    enrolment.events.create(
        number=2, kind="reversal", reverses=1, valid_from=joiners.START, recorded_at=joiners.RECORDED,
        recorded_by="x", changes={"operations": [], "shape": 1}, premium_yen=-20_160,
    )  # fmt: skip
    joiners.certified(enrolment, joiners.paper_of(enrolment.member, "second"), SECOND)
    return enrolment


def page(client, number, code):
    return client.get(reverse("verify:certificate", args=[number, code]))


def test_number_and_code_together_are_genuine(enrolment):
    assert standing(enrolment.number, FIRST) == GENUINE


def test_an_earlier_edition_is_told_to_be_superseded(two_editions):
    assert standing(two_editions.number, FIRST) == SUPERSEDED
    assert standing(two_editions.number, SECOND) == GENUINE


@pytest.mark.parametrize(
    ("number", "code"),
    [("K-2026-000001", SECOND), ("K-2026-000002", FIRST), ("K-2026-000001", ""), ("", FIRST), ("%", "%")],
)
def test_a_forged_number_or_code_is_unknown(enrolment, number, code):
    assert enrolment.certificates.exists()
    assert standing(number, code) == UNKNOWN


@pytest.mark.parametrize("typed", ["K-2026-000001", "k-2026-000001", " Ｋ－２０２６－０００００１ ", "K‐2026‐000001"])
def test_numbers_are_read_in_any_width(typed):
    assert plain(typed) == "K-2026-000001"


def test_codes_are_read_with_hyphens_and_without():
    assert {
        plain_code(one) for one in ("0123-4567-89AB-CDEF", "0123456789abcdef", "０１２３－４５６７－８９ＡＢ－ＣＤＥＦ")
    } == {FIRST}


def test_what_is_no_text_does_no_harm():
    assert standing(plain("K\0'; --" * 30), plain_code("\0")) == UNKNOWN


def test_the_page_names_nobody(client, two_editions):
    for code in (FIRST, SECOND, "0" * 16):
        html = page(client, two_editions.number, code).content.decode()
        assert not any(word in html for word in ("青木", "アオキ", "天神", "00012", "20,160", "医師会"))


def test_every_forged_question_is_answered_alike(client, enrolment):
    answers = {}
    for number, code in ((enrolment.number, "0" * 16), ("K-2026-999999", FIRST), ("X-1", "YYYYY")):
        response = page(client, number, code)
        html = response.content.decode()
        for said in (number, printed(code), code):
            html = html.replace(said, "?")
        answers[response.status_code, html] = number
    assert len(answers) == 1
    assert next(iter(answers))[0] == 200


def test_a_genuine_one_differs_in_its_sentence_alone(client, two_editions):
    shapes = [page(client, two_editions.number, code) for code in (FIRST, SECOND, "0" * 16)]
    assert {one.status_code for one in shapes} == {200}
    assert {one["X-Robots-Tag"] for one in shapes} == {"noindex"}
    assert {"no-store" in one["Cache-Control"] for one in shapes} == {True}


def test_one_address_may_ask_only_so_often(client, enrolment, settings):
    settings.SONAE_RATE_LIMITS = {}
    statuses = [page(client, enrolment.number, FIRST).status_code for _ in range(25)]
    assert statuses[:20] == [200] * 20
    assert statuses[-1] == 429


def test_the_form_leads_to_the_answer(client, enrolment):
    response = client.get(reverse("verify:ask"), {"number": "ｋ-2026-000001", "code": "0123-4567-89AB-CDEF"})
    assert response["Location"] == reverse("verify:certificate", args=[enrolment.number, FIRST])


def test_the_form_keeps_what_was_typed_and_says_what_is_wrong(client):
    html = client.get(reverse("verify:ask"), {"number": "K-1", "code": "あ"}).content.decode()
    assert "K-1" in html
    assert "英数字を入力してください" in html


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_are_said_in_both_languages(client, enrolment, language):
    client.cookies["sonae_language"] = language
    words = {"ja": "発行された加入者証と一致し", "en": "matches a certificate that was issued"}
    assert words[language] in page(client, enrolment.number, FIRST).content.decode()


@pytest.mark.postgres(only=True)
@pytest.mark.parametrize(
    "question",
    [
        "SELECT paper_id FROM enrolments_certificate",
        "SELECT * FROM enrolments_certificate",
        "SELECT 1 FROM enrolments_enrolment",
        "SELECT 1 FROM parties_member",
        "SELECT 1 FROM parties_paper",
        "UPDATE enrolments_certificate SET code = 'x'",
    ],
)
def test_the_door_opens_to_three_columns_of_one_table(enrolment, question):
    door = _at_the_door(enrolment.number)
    with pytest.raises(ProgrammingError), transaction.atomic(), door, connection.cursor() as cursor:
        cursor.execute(question)


@pytest.mark.postgres(only=True)
@pytest.mark.parametrize(("named", "rows"), [("K-2026-000001", 1), ("K-2026-000009", 0), ("", 0)])
def test_through_the_door_only_the_number_that_was_named_is_there(enrolment, named, rows):
    assert enrolment.number == "K-2026-000001"
    with _at_the_door(named), connection.cursor() as cursor:
        cursor.execute("SELECT number, edition, code FROM enrolments_certificate")
        assert len(cursor.fetchall()) == rows


@pytest.mark.postgres(only=True)
def test_the_door_is_shut_behind_whoever_asked(enrolment):
    standing(enrolment.number, FIRST)
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('app.certificate', true), current_user = session_user")
        assert cursor.fetchone() == ("", True)
