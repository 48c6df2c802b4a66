"""A paper is kept once and for ever, comes back as it was or not at all, and is what it says."""

import logging
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from sonae.app.common.models import AuditEntry
from sonae.app.parties import paper_actions, papers
from sonae.app.parties.models import Paper
from sonae.core.moments import tokyo
from tests.app.parties.test_recognising import JPEG, PDF, PNG, TIFF

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT = tokyo(date(2026, 7, 1))


@pytest.fixture
def keep(aoki, person):
    clerk = person("office_clerk")

    def keep(content=PDF, name="加入依頼書.pdf"):
        return paper_actions.keep(member=aoki, kind="application", name=name, content=content, by=clerk, at=AT)

    return keep


@pytest.fixture
def upload(aoki, person):
    clerk = person("office_clerk")

    def upload(name, content):
        file = SimpleUploadedFile(name, content, content_type="application/pdf")
        return paper_actions.upload(member=aoki, kind="scan", file=file, by=clerk, at=AT)

    return upload


def place(paper):
    return Path(papers.storage().path(papers.place(paper.sha256)))


def test_a_paper_comes_back_as_it_was_kept(keep):
    paper = keep()
    assert papers.read(paper) == PDF
    assert paper.size == len(PDF)
    assert AuditEntry.objects.order_by("-number").first().action == "paper.kept"


def test_the_same_paper_twice_is_kept_once(keep):
    assert keep() == keep()
    assert Paper.objects.count() == 1


def test_the_same_bytes_under_two_names_are_one_file(keep):
    first, second = keep(), keep(name="控え.pdf")
    assert (first.pk != second.pk, place(first)) == (True, place(second))


def test_a_file_is_never_replaced(keep):
    paper = keep()
    with pytest.raises(FileExistsError):
        papers.storage().save(papers.place(paper.sha256), SimpleUploadedFile("x", b"other"))
    assert papers.read(paper) == PDF
    assert [one.name for one in place(paper).parent.iterdir()] == [paper.sha256]


def test_only_the_server_may_read_a_file_and_no_address_leads_to_it(client, keep):
    file = place(keep())
    assert file.stat().st_mode & 0o077 == 0
    assert client.get(f"/papers/{file.parent.name}/{file.name}").status_code == 404


@pytest.mark.parametrize("damage", [b"", PDF + b" ", None])
def test_a_damaged_file_is_an_error_and_never_an_answer(keep, caplog, damage):
    paper = keep()
    place(paper).unlink() if damage is None else place(paper).write_bytes(damage)
    with caplog.at_level(logging.ERROR), pytest.raises(papers.DamagedPaperError):
        papers.read(paper)
    assert f"paper {paper.pk}" in caplog.text


def test_the_database_keeps_every_paper_as_it_was_written(keep):
    paper = keep()
    with pytest.raises(IntegrityError), transaction.atomic():
        Paper.objects.filter(pk=paper.pk).update(name="other")
    with pytest.raises(IntegrityError), transaction.atomic():
        paper.delete()


@pytest.mark.parametrize(
    ("name", "content", "media_type"),
    [
        ("加入依頼書.PDF", PDF, "application/pdf"),
        ("写し.png", PNG, "image/png"),
        ("写し.jpeg", JPEG, "image/jpeg"),
        ("FAX.tif", TIFF, "image/tiff"),
    ],
)
def test_a_file_is_recognised_by_its_content(upload, name, content, media_type):
    paper = upload(name, content)
    assert (paper.media_type, paper.name) == (media_type, name)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("請求書.pdf", PNG, "中身はPNGです"),
        ("写し.png", PDF, "中身はPDFです"),
        ("名簿.pdf", b"MZ\x90\0", "読めるファイルではありません"),
        ("ページ.pdf", b"<html>", "読めるファイルではありません"),
        ("図.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "読めるファイルではありません"),
        ("途中.pdf", b"%PDF-1.7 cut off", "読めるファイルではありません"),
        ("空.pdf", b"", "空です"),
        ("大.pdf", PDF + b" " * papers.LARGEST, "大きすぎます"),
    ],
)
def test_a_file_that_is_not_what_it_says_is_refused_and_nothing_kept(upload, name, content, words):
    with pytest.raises(ValidationError) as refused:
        upload(name, content)
    assert words in refused.value.message_dict["file"][0]
    assert not Paper.objects.exists()


def test_all_files_of_a_member_have_a_limit_together(aoki, upload):
    about = {"media_type": papers.PDF, "sha256": "0" * 64, "made_at": AT, "size": papers.QUOTA - len(PDF)}
    Paper(member=aoki, kind="scan", name="x.pdf", **about).save(force_insert=True)
    assert upload("加入依頼書.pdf", PDF).size == len(PDF)
    with pytest.raises(ValidationError, match="合計500MB"):
        upload("写し.png", PNG)
