"""The paper of a declaration: none is forged, none outlives its way, and nobody reads it before it is handed in."""

import pytest
from django.urls import reverse

from sonae.app.applications import draft_actions, submit_actions
from sonae.app.applications.models import Application
from sonae.app.applications.refusals import WantingError
from sonae.app.common import walls
from sonae.app.parties.models import Paper, Withheld
from tests.app.applications.conftest import AT, begun, given, with_paper

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
KEYED_IN = {"basis": "phone", "basis_note": "6月10日 山田様"}


def keyed_in(cast, **more):
    return draft_actions.begin(member=cast.clinic, given=given(cast.clinic) | more, by=cast.agency, at=AT, **KEYED_IN)


def wanting(cast, draft):
    with pytest.raises(WantingError) as told:
        submit_actions.submit(application=draft, version=draft.version, by=cast.agency, at=AT)
    return [one.key for one in told.value.problems]


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ({"declared.evidence": "999999 nothing.pdf"}, "problem.evidence_paper"),
        ({"declared.paper": "999999 nothing.pdf"}, "problem.paper_not_kept"),
        ({"declared.paper": "nothing.pdf"}, "problem.paper_not_kept"),
    ],
)
def test_a_paper_that_was_never_kept_declares_nothing(cast, typed, key):
    assert wanting(cast, keyed_in(cast, **{"declared.way": "paper"} | typed)) == [key]


def test_another_members_paper_declares_nothing(cast):
    with_paper(cast.hakata, begun(cast.hakata, cast.hospital, **{"declared.way": "paper"}))
    foreign = f"{Paper.objects.get(kind='evidence').pk} signed.pdf"
    assert wanting(cast, keyed_in(cast, **{"declared.way": "paper", "declared.paper": foreign})) == [
        "problem.paper_not_kept"
    ]


def test_another_way_to_declare_wants_evidence_of_its_own(cast, sign_in):
    draft, browser = keyed_in(cast, **{"declared.way": ""}), sign_in(cast.agency)
    address = reverse("applications:step", args=[draft.pk, "declaration"])
    steps = ({"declared.way": "e_signature"}, {"declared.way": "e_signature", "declared.evidence": "1 forged.pdf"})
    for typed in (*steps, {"declared.way": "paper", "declared.evidence": "1 forged.pdf", "declared.paper": "1 x.pdf"}):
        row = Application.objects.get(pk=draft.pk)
        same = {name: value for name, value in row.given.items() if name.startswith("declared.")}
        browser.post(address, same | {"once": "q", "version": row.version, "stay": "1"} | typed)
    row = Application.objects.get(pk=draft.pk)
    assert (row.given["declared.way"], row.given["declared.evidence"], row.given["declared.paper"]) == ("paper", "", "")
    assert wanting(cast, row) == ["problem.evidence_paper"]


def test_the_paper_of_a_draft_is_read_by_its_member_and_its_keeper_until_it_is_handed_in(cast, sign_in):
    draft = with_paper(cast.agency, keyed_in(cast, **{"declared.way": "paper"}))
    paper = Paper.objects.get(kind="evidence")
    address, member = reverse("parties:paper", args=[paper.pk]), reverse("parties:member", args=[cast.clinic.pk])

    def reads(person):
        browser = sign_in(person)
        return browser.get(address).status_code == 200 and paper.name in browser.get(member).content.decode()

    everybody = (cast.aoki, cast.agency, cast.office, cast.underwriter)
    assert [reads(one) for one in everybody] == [True, True, False, False]
    submit_actions.submit(application=draft, version=draft.version, by=cast.agency, at=AT)
    assert [reads(one) for one in everybody] == [True, True, True, True]


@pytest.mark.postgres(only=True)
def test_the_database_itself_withholds_the_paper_of_a_draft(cast):
    with_paper(cast.aoki, begun(cast.aoki, cast.clinic, **{"declared.way": "paper"}))
    for who, count in (("aoki", 1), ("agency", 0), ("office", 0), ("underwriter", 0), ("mie", 0)):
        with walls.within(getattr(cast, who).organisation_id):
            assert Paper.objects.filter(kind="evidence").count() == count, who


@pytest.mark.postgres(only=True)
def test_only_its_keeper_and_its_member_hand_a_paper_over(cast):
    with_paper(cast.agency, keyed_in(cast, **{"declared.way": "paper"}))
    for who, handed_over in (("office", 0), ("underwriter", 0), ("mie", 0), ("agency", 1)):
        with walls.within(getattr(cast, who).organisation_id):
            assert Withheld.objects.all().delete()[0] == handed_over, who
