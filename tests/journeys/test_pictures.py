"""The pictures of README and guide: `make pictures` takes them anew into docs/pictures."""

from datetime import datetime

import pypdfium2 as pdfium
import pytest

from sonae.app.applications.example_actions import seed_referral
from sonae.app.common.jobs_actions import work_off
from sonae.app.common.person import of_system
from sonae.app.enrolments.models import Certificate
from sonae.app.parties import actions, papers
from sonae.app.parties.models import Member
from sonae.core.moments import TOKYO
from tests.app.applications.conftest import approved, begun, submitted
from tests.support.joining import AGENCY, AOKI, HAKATA, INSURER, OFFICE, play, somebody

AT = "at=2026-06-01T10:00:00"
PAGES = {
    "home": "/",
    "quote": "/s/example/quote?kind=hospital",
    "result": f"/s/example/result?kind=clinic&plan=S3&{AT}",
    "compare": "/s/fukuoka-2025/compare?kind=clinic",
    "simulate": "/s/fukuoka-2025/simulate",
    "emergency": "/s/fukuoka-2025/emergency",
    "roster": "/example/roster",
}


@pytest.mark.parametrize("name", PAGES)
def test_every_main_page_has_its_picture_at_both_widths(open_page, name):
    actions.seed_example(by=of_system("test"), at=datetime(2026, 6, 1, 10, tzinfo=TOKYO))
    page = open_page(PAGES[name])
    assert [path.stat().st_size > 10_000 for path in page.picture(name)] == [True, True]


JUNE = datetime(2026, 6, 10, 10, tzinfo=TOKYO)


@pytest.fixture
def case(cast, settings):  # noqa: ARG001 - who plays is in the database
    """A hospital that waits for the underwriter; a clinic that has joined, and one that waits for the agency."""
    settings.SONAE_NOW = JUNE
    seed_referral(at=JUNE)
    clerks = [somebody(one) for one in ("agency-clerk", "office-clerk", "underwriter")]
    clinic = Member.objects.get(number="00012")
    row = approved(submitted(somebody("aoki"), clinic, JUNE), *clerks, at=JUNE)
    work_off(worker="journey")
    return row


def pictured(page, address, name, **more):
    page.goto(address)
    page.check()
    assert [path.stat().st_size > 10_000 for path in page.picture(name, **more)] == [True, True]


def test_the_way_to_the_certificate_has_its_pictures(open_page, case):
    page = open_page("/accounts/demonstration/")
    pictured(page, "/accounts/demonstration/", "demonstration")
    for name, who in {"agency": AGENCY, "office": OFFICE, "insurer": INSURER, "hospital": HAKATA}.items():
        play(page, who)
        pictured(page, "/work/", f"work-{name}")
    play(page, INSURER)
    hospital = Member.objects.get(number="00034").applications.get()
    pictured(page, f"/work/applications/{hospital.pk}/decide/", "decide")
    play(page, AOKI)
    pictured(page, "/work/", "work-clinic")
    pictured(page, f"/work/applications/{case.pk}/", "case")
    pictured(page, f"/work/enrolments/{case.joined.get().enrolment.number}/", "enrolment")
    certificate = Certificate.objects.get()
    pictured(page, f"/verify/{certificate.number}/{certificate.code}", "verify")
    draft = begun(somebody("aoki"), Member.objects.get(number="00012"), JUNE)
    pictured(page, f"/work/applications/{draft.pk}/steps/plans/", "apply", tallest=1_000)


def test_the_certificate_has_its_picture(browser, open_page, case):  # noqa: ARG001 - the pages' folder
    paper = Certificate.objects.get().paper
    page = pdfium.PdfDocument(papers.read(paper))[0]
    path = open_page("/").shots / "certificate.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    page.render(scale=1.5).to_pil().save(path)
    assert path.stat().st_size > 10_000
