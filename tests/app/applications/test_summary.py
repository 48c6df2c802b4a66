"""The page of a submission says what was submitted, word for word, whatever is renamed, moved or closed since."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from sonae.app.applications import approval_actions, draft_actions, submit_actions
from sonae.app.applications.content import thawed
from sonae.app.parties import actions as parties
from tests.app.applications.conftest import AT, given, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def of_submission(browser, row, number=1, language="ja"):
    """What the page says between its header and its end."""
    address = reverse("applications:submission", args=[row.pk, number])
    browser.cookies["django_language"] = language
    page = browser.get(address, headers={"accept-language": language}).content.decode()
    return page[page.index('class="page-head"') : page.index("SHA-256")]


def renamed_moved_and_closed(cast):
    values = {"name": "別の名前の診療所", "prefecture": "大分県", "city": "別府市", "street": "9-9-9", "beds": 18}
    values["closed_on"] = AT.date()
    one = cast.clinic.facilities.get()
    parties.change(one, values=values, revision=one.revision, by=cast.aoki, at=AT)
    cast.clinic.refresh_from_db()
    values = {"name": "医療法人 改名会", "street": "8-8-8"}
    parties.change(cast.clinic, values=values, revision=cast.clinic.revision, by=cast.office, at=AT)


def twice(cast):
    """Submitted, sent back, and submitted again with another plan."""
    row = submitted(cast.aoki, cast.clinic)
    row = approval_actions.send_back(
        application=row, version=row.version, reasons=["name_or_address"], words="直す", by=cast.agency, at=AT
    )
    typed = given(cast.clinic, plan="all_risk:S5")
    row = draft_actions.save_step(application=row, version=row.version, typed=typed, by=cast.aoki, at=AT)
    later = AT + timedelta(hours=1)
    return submit_actions.submit(application=row, version=row.version, by=cast.aoki, at=later)


def test_a_facility_renamed_moved_and_closed_leaves_the_page_of_a_submission_as_it_was(cast, sign_in):
    row = twice(cast)
    browser = sign_in(cast.aoki)
    before = [of_submission(browser, row, number) for number in (1, 2)]
    renamed_moved_and_closed(cast)
    assert [of_submission(browser, row, number) for number in (1, 2)] == before
    assert cast.clinic.facilities.get().name not in before[1]


def test_what_changed_since_the_last_submission_is_told_in_the_words_of_both(cast, sign_in):
    page = of_submission(sign_in(cast.aoki), twice(cast), 2)
    table = page[page.index("<tbody>") : page.index("</tbody>")]
    cells = re.findall(r"<t[hd][^>]*>([^<]*)<", table)
    assert len(cells) == 3
    assert cells[0] == "加入タイプ"
    assert cells[1].startswith("S3:")
    assert cells[2].startswith("S5:")


def test_the_words_are_frozen_in_both_languages_whatever_the_reader_of_that_moment_spoke(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    words = thawed(row.submissions.get().content)["words"]
    assert [title for _step, title, _rows in words["ja"]][:2] == ["加入者", "施設"]
    assert [title for _step, title, _rows in words["en"]][:2] == ["Member", "Facilities"]
    assert "Facilities" in of_submission(sign_in(cast.aoki), row, language="en")
