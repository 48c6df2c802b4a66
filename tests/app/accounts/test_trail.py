"""A clerk reads who did what, in sentences; a spreadsheet opens it without running anything."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sonae.app.common.audit_actions import record

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
FORMULA = '=HYPERLINK("http://evil.example")'


@pytest.fixture
def auditor(enter, cast):
    """Fukuoka's auditor; a clerk of the office has renamed something, and Mie's office too."""
    for organisation in ("fukuoka", "mie"):
        record(
            by=cast.person(organisation, "office_clerk"),
            at=timezone.now() - timedelta(days=3),
            action="test.done",
            subject="member:7",
            subject_name=FORMULA,
            before={"name": "a"},
            after={"name": FORMULA},
        )
    return enter("fukuoka", "auditor")


def test_it_tells_sentences_of_the_own_organisation_only(auditor):
    page = auditor.get("/work/trail/").content.decode()
    assert "castが◆福岡auditorに役割を与えました" in page
    assert "◆三重" not in page
    assert "=HYPERLINK(&quot;http://evil.example&quot;)" in page


def test_in_english_too(auditor):
    page = auditor.get("/work/trail/", headers={"Accept-Language": "en"}).content.decode()
    assert "cast gave ◆福岡auditor a role" in page


@pytest.mark.parametrize(
    ("query", "count"),
    [("person=office_clerk&subject=HYPER", 1), ("subject=member:7", 1), ("person=nobody", 0), ("since=nonsense", None)],
)
def test_it_is_searched_by_person_and_subject(auditor, query, count):
    found = auditor.get(f"/work/trail/?{query}").context["page"].paginator.count
    assert found == (auditor.get("/work/trail/").context["page"].paginator.count if count is None else count)


def test_it_is_searched_by_date(auditor):
    today = timezone.localdate()
    until = auditor.get(f"/work/trail/?until={today - timedelta(days=2)}&since={today - timedelta(days=4)}")
    assert until.context["page"].paginator.count == 1


def test_a_workbook_keeps_a_formula_as_text(auditor):
    response = auditor.get("/work/trail.xlsx?subject=HYPER")
    assert response["Content-Type"].endswith("sheet")
    rows = CalamineWorkbook.from_filelike(BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert [FORMULA in str(row) for row in rows] == [False, True]
    assert b"<f>" not in response.content


def test_it_pages(auditor, cast):
    for number in range(60):
        by = cast.person("fukuoka", "office_clerk")
        record(by=by, at=timezone.now(), action="test.done", subject=f"x:{number}")
    first = auditor.get("/work/trail/?person=office_clerk")
    assert len(first.context["rows"]) == 50
    assert "page=2" in first.content.decode()
    assert auditor.get("/work/trail/?page=999").status_code == 200
