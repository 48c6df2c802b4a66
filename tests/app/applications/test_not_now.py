"""A page that was left open: whoever comes back to an act that has passed is told what happened, not turned away."""

import pytest
from django.urls import reverse

from tests.app.applications.conftest import AT, approved, submitted

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def opened(browser, row, name):
    return browser.get(reverse("applications:act", args=[row.pk, name]))


@pytest.mark.parametrize("name", ["approve", "send_back"])
def test_an_agency_that_comes_back_after_the_office_reads_what_happened(cast, sign_in, name):
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency)
    answer = opened(sign_in(cast.agency), row, name)
    assert answer.status_code == 409
    assert "その間にあったこと" in answer.content.decode()
    assert "代理 店子" in answer.content.decode()


def test_an_underwriter_too_late_to_decide_and_a_member_too_late_to_accept_read_it_too(cast, sign_in):
    row = submitted(cast.hakata, cast.hospital)
    decide = reverse("applications:decide", args=[row.pk])
    offer = reverse("applications:offer", args=[row.pk])
    assert sign_in(cast.underwriter).get(decide).status_code == 409
    assert sign_in(cast.hakata).get(offer).status_code == 409


def test_an_act_that_is_never_for_this_role_stays_forbidden(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    assert opened(sign_in(cast.aoki), row, "approve").status_code == 403
    assert opened(sign_in(cast.agency), row, "countersign").status_code == 403
    assert row.received_at == AT
