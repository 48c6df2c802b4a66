"""Sent back, an application is declared anew: no old tick, and no old signature, stands for what is handed in then."""

from datetime import timedelta

import pytest

from sonae.app.applications import approval_actions, draft_actions, submit_actions
from sonae.app.applications.content import thawed
from sonae.app.applications.refusals import WantingError
from tests.app.applications.conftest import AT, NEEDS, SIGNED, begun, given, submitted, with_paper

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LATER = AT + timedelta(days=10)
ANOTHER = "all_risk:S1"


def sent_back(cast, row):
    return approval_actions.send_back(
        application=row, version=row.version, reasons=["name_or_address"], words="表記", by=cast.agency, at=AT
    )


def wanted(row, by):
    with pytest.raises(WantingError) as told:
        submit_actions.submit(application=row, version=row.version, by=by, at=LATER)
    return {one.field for one in told.value.problems}


def changed(cast, row, by):
    plan = f"facilities.{cast.clinic.facilities.get().key}.plan"
    return draft_actions.save_step(application=row, version=row.version, typed={plan: ANOTHER}, by=by, at=LATER)


def signed(cast, way, **more):
    said = given(cast.clinic) | {"declared.way": way} | more
    return draft_actions.begin(member=cast.clinic, given=said, basis="paper", by=cast.agency, at=AT)


def test_every_need_is_confirmed_and_every_statement_ticked_anew(cast):
    row = changed(cast, sent_back(cast, submitted(cast.aoki, cast.clinic)), cast.aoki)
    names = ("entries_true", "no_antisocial_forces", "data_passed_on")
    assert wanted(row, cast.aoki) == {f"declared.statements.{one}" for one in names} | set(NEEDS)


def test_the_signed_paper_of_one_plan_is_no_signature_under_another(cast):
    row = with_paper(cast.agency, signed(cast, "paper"))
    row = submit_actions.submit(application=row, version=row.version, by=cast.agency, at=AT)
    first = row.given | {}
    row = changed(cast, sent_back(cast, row), cast.agency)
    assert "declared.evidence" in wanted(row, cast.agency)
    ticked = {name: value for name, value in given(cast.clinic).items() if name.startswith("declared.statements")}
    typed = NEEDS | ticked
    row = draft_actions.save_step(application=row, version=row.version, typed=typed, by=cast.agency, at=LATER)
    row = with_paper(cast.agency, row, SIGNED + b"anew")
    row = submit_actions.submit(application=row, version=row.version, by=cast.agency, at=LATER)
    old, new = (thawed(one.content)["given"]["declared.paper"] for one in row.submissions.all())
    assert (old != new, first["declared.way"]) == (True, "paper")


def test_an_outside_signature_is_given_anew(cast):
    row = signed(cast, "e_signature", **{"declared.evidence": "ES-1"})
    row = submit_actions.submit(application=row, version=row.version, by=cast.agency, at=AT)
    assert "declared.evidence" in wanted(sent_back(cast, row), cast.agency)


def test_who_declares_how_and_as_what_stays_filled_in(cast):
    row = sent_back(cast, submitted(cast.aoki, cast.clinic))
    kept = {name: value for name, value in row.given.items() if name.startswith("declared.")}
    assert kept == {
        "declared.way": "web",
        "declared.capacity": "representative",
        "declared.name": cast.clinic.name,
    }


def test_what_was_submitted_keeps_what_was_declared(cast):
    row = sent_back(cast, submitted(cast.aoki, cast.clinic))
    said = thawed(row.submissions.get().content)["given"]
    assert said["declared.statements.entries_true"] == "yes"


def test_a_draft_that_was_never_handed_in_keeps_what_was_ticked(cast):
    assert begun(cast.aoki, cast.clinic).given["declared.statements.entries_true"] == "yes"
