"""A quote can be had as paper: the same question, the same link, the same refusals."""

import io
from urllib.parse import parse_qs, urlsplit

import pikepdf
import pypdfium2
import pytest

AT = "2025-02-20T10:00:00+09:00"
HOSPITAL = {"kind": "hospital", "size": 50, "family": "all_risk", "plan": "S3"}
CLINIC = {"kind": "clinic", "family": "all_risk", "plan": "S1"}
ONE = {"scheme": "fukuoka-2025", "at": AT} | HOSPITAL
TWO = {"scheme": "fukuoka-2025", "at": AT, "facilities": [HOSPITAL, CLINIC], "shared_records": True}


def text_of(response):
    pages = pypdfium2.PdfDocument(response.content)
    return "".join(page.get_textpage().get_text_range() for page in pages)


def links_of(response):
    with pikepdf.open(io.BytesIO(response.content)) as paper:
        notes = [note for page in paper.pages for note in page.get("/Annots", [])]
        return [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]


@pytest.mark.parametrize(("resource", "asked"), [("quotes.pdf", ONE), ("corporation-quotes.pdf", TWO)])
def test_is_a_pdf_with_the_figures_of_the_answer(ask, resource, asked):
    response = ask(resource, asked)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="quotation-fukuoka-2025.pdf"'
    assert "142,900" in text_of(response)


def test_gives_the_same_bytes_for_the_same_question(ask):
    assert ask("quotes.pdf", ONE).content == ask("quotes.pdf", ONE).content


def test_speaks_the_language_asked_for(ask):
    assert "病院" in text_of(ask("quotes.pdf", ONE | {"language": "ja"}))
    assert "Hospital" in text_of(ask("quotes.pdf", ONE | {"language": "en"}))


def test_links_to_the_page_that_answers_the_same(ask, client):
    asked = ONE | {"received": "2025-06-15"}
    link = urlsplit(next(link for link in links_of(ask("quotes.pdf", asked)) if "/result" in link))
    query = parse_qs(link.query)
    assert query["received"] == ["2025-06-15"]
    assert query["at"] == ["2025-02-20T10:00:00"]
    page = client.get(f"{link.path}?{link.query}")
    assert page.status_code == 200
    assert "142,900" in page.content.decode()


def test_links_to_the_form_where_receipts_differ(ask):
    asked = TWO | {"facilities": [HOSPITAL | {"received": "2025-06-15"}, CLINIC]}
    assert any("/quote?" in link for link in links_of(ask("corporation-quotes.pdf", asked)))


def test_refuses_as_the_answer_does(refused):
    wrong = ONE | {"size": "x", "plan": "Z"}
    assert refused("quotes.pdf", wrong) == refused("quotes", wrong)
    assert refused("quotes.pdf", ONE | {"scheme": "no such scheme"}) == [("scheme", "problem.scheme_unknown")]
    both = TWO | {"facilities": [HOSPITAL, CLINIC | {"kind": "castle"}]}
    assert refused("corporation-quotes.pdf", both) == [("facilities.1.kind", "problem.kind_not_eligible")]
