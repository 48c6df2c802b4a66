"""Everything missing in an application, at once and beside its field."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from sonae.core.application import ApplyingFacility
from sonae.core.asking import Ask
from sonae.core.moments import TOKYO
from sonae.core.wanting import notices, wanting
from tests.core.applying import AOKI, COMPLETE, DECLARED, HAKATA

HELD = {"mie_liability": "8-1234"}


@pytest.fixture
def wants(catalogue):
    """The fields that an application wants, with the key of what is wrong."""

    def wants(application, scheme="example", **more):
        procedure, plan = catalogue.procedure_for(scheme), catalogue.schemes[scheme]
        wording = catalogue.wording_of(catalogue.schemes["fukuoka-2025"])
        found = wanting(procedure, plan, application, catalogue.disclosures, wording=wording, **more)
        assert not [one for one in found if not catalogue.words.has(one.key)]
        said = [catalogue.words.problem(one, language) for one in found for language in ("ja", "en")]
        assert not [text for text in said if "{" in text]
        return {one.field: one.key.removeprefix("problem.") for one in found}

    return wants


def declared(**changes):
    return replace(COMPLETE, declared=replace(DECLARED, **changes))


def facility(**changes):
    return replace(COMPLETE, facilities=(replace(AOKI, **changes),))


def sharing(*keys, others_share=False, **more):
    """Records shared by facilities, of which only `aoki` joins."""
    said = {"shared_records": True, "sharing": frozenset(keys), "others_share": others_share}
    return replace(COMPLETE, **said, **more)


def test_a_complete_application_wants_nothing(wants):
    assert wants(COMPLETE) == {}


@pytest.mark.parametrize(
    ("application", "field", "key"),
    [
        (replace(COMPLETE, facilities=()), "facilities", "no_facility"),
        (replace(COMPLETE, facilities=(AOKI, AOKI)), "facilities", "facility_twice"),
        (facility(ask=Ask("clinic", "S99")), "facilities.aoki.plan", "plan_unknown"),
        (facility(ask=Ask("clinic", "S3", "all_risk", "20")), "facilities.aoki.size", "too_large"),
        (facility(riders=("wings",)), "facilities.aoki.riders", "rider_unknown"),
        (facility(riders=("voluntary_shutdown",)), "facilities.aoki.riders", "rider_needs"),
        (facility(riders=("lost_profit", "lost_profit")), "facilities.aoki.riders", "rider_twice"),
        (replace(COMPLETE, proofs={}), "proofs", "proof_needed"),
        (replace(COMPLETE, proofs={"member_number": " "}), "proofs", "proof_needed"),
        (replace(COMPLETE, proofs={**COMPLETE.proofs, "passport": "1"}), "proofs", "proof_unknown"),
        (replace(COMPLETE, shared_records=None), "shared_records", "shared_records_needed"),
        (sharing(), "sharing", "sharing_needed"),
        (sharing("second"), "sharing", "sharing_needed"),
        (sharing("aoki", others_share=None), "others_share", "others_share_needed"),
        (sharing("aoki"), "others_share", "sharing_alone"),
        (sharing("aoki", "second"), "warning_read", "warning_unread"),
        (sharing("aoki", others_share=True), "warning_read", "warning_unread"),
        (replace(COMPLETE, declared=None), "declared", "declaration_needed"),
        (declared(way="stamp"), "declared.way", "declaration_way"),
        (declared(way="paper"), "declared.evidence", "evidence_paper"),
        (declared(way="e_signature"), "declared.evidence", "evidence_reference"),
        (declared(capacity="friend"), "declared.capacity", "declaration_capacity"),
        (declared(name="  "), "declared.name", "declaration_name"),
        (
            declared(statements=DECLARED.statements - {"entries_true"}),
            "declared.statements.entries_true",
            "not_declared",
        ),
    ],
)
def test_one_thing_wrong_is_told_beside_its_field(wants, application, field, key):
    assert wants(application)[field] == key


@pytest.mark.parametrize("way", ["paper", "e_signature"])
def test_the_three_ways_to_declare_weigh_the_same(wants, way):
    assert wants(declared(way=way, evidence="kept")) == {}


def test_a_paper_proves_as_well_as_a_number(wants):
    assert wants(replace(COMPLETE, proofs={"member_paper": "sha256:1"})) == {}


def test_papers_are_read_in_their_present_edition(wants):
    explained = {"important_matters": "2024", "brochure_example": "2026"}
    assert wants(replace(COMPLETE, explained=explained)) == {
        "explained.important_matters": "explanation_edition",
        "explained.personal_data": "explanation_unread",
    }


def test_a_no_to_the_needs_confirmation_is_no_application(wants):
    needs = {**COMPLETE.needs, "limits": False}
    del needs["term"]
    assert wants(replace(COMPLETE, needs=needs)) == {"needs.limits": "need_not_met", "needs.term": "need_open"}


def test_joining_in_part_is_possible_once_the_warning_was_read(wants):
    assert wants(sharing("aoki", "second", warning_read=True)) == {}
    assert wants(sharing("aoki", others_share=True, warning_read=True)) == {}


def test_whoever_shares_records_with_all_that_join_or_are_enrolled_joins_whole(wants):
    assert wants(sharing("aoki", "second", covered=frozenset({"second"}))) == {}
    both = replace(sharing("aoki", "second"), facilities=(AOKI, replace(AOKI, key="second")))
    assert wants(both) == {}


def test_what_was_said_of_sharing_counts_only_while_records_are_shared(wants):
    assert wants(replace(sharing("second", others_share=True), shared_records=False)) == {}


@pytest.mark.parametrize(
    ("declared_at", "since", "asked"),
    [
        (datetime(2026, 7, 5, tzinfo=TOKYO), None, False),
        (datetime(2026, 7, 5, 23, 59, tzinfo=TOKYO), None, False),
        (datetime(2026, 7, 6, tzinfo=TOKYO), None, True),
        (datetime(2026, 7, 6, tzinfo=TOKYO), date(2026, 7, 4), True),
        (datetime(2026, 7, 6, tzinfo=TOKYO), date(2026, 7, 5), False),
    ],
)
def test_where_cover_begins_before_the_day_of_declaring_no_incident_is_declared_too(wants, declared_at, since, asked):
    """Received on 10 June, cover begins on 5 July at 16:00."""
    received = datetime(2026, 6, 10, tzinfo=TOKYO)
    found = wants(declared(no_incident_since=since), received=received, declared_at=declared_at)
    assert found == ({"declared.no_incident_since": "no_incident_needed"} if asked else {})


@pytest.mark.parametrize(("hour", "ended"), [(15, False), (16, True)])
def test_a_term_that_ended_before_the_declaration_is_told_beside_the_receipt_that_was_kept(wants, hour, ended):
    about = {"received": datetime(2026, 6, 10, tzinfo=TOKYO), "declared_at": datetime(2027, 5, 5, hour, tzinfo=TOKYO)}
    found = wants(declared(no_incident_since=date(2026, 7, 5)), **about)
    assert found == ({"received": "enrolment_term_ended"} if ended else {})


def test_a_procedure_that_does_not_ask_wants_no_word_of_incidents(catalogue):
    procedure, scheme = catalogue.procedure_for("example"), catalogue.schemes["example"]
    silent = replace(procedure, declaration=replace(procedure.declaration, no_incident=None))
    about = {"received": datetime(2026, 6, 10, tzinfo=TOKYO), "declared_at": datetime(2026, 7, 6, tzinfo=TOKYO)}
    assert wanting(silent, scheme, COMPLETE, catalogue.disclosures, **about) == ()
    assert wanting(procedure, scheme, COMPLETE, catalogue.disclosures, **about) != ()


def test_a_policy_that_must_be_held_first_is_wanted_from_whom_it_binds(wants):
    draft = replace(COMPLETE, facilities=(ApplyingFacility("tsu", Ask("clinic", "B")),), proofs={})
    assert wants(draft, "mie-2025")["facilities.tsu.held.mie_liability"] == "held_number"
    held = replace(draft, facilities=(replace(draft.facilities[0], held=HELD),))
    assert "facilities.tsu.held.mie_liability" not in wants(held, "mie-2025")


def test_a_policy_without_which_the_insurer_decides_is_not_wanted(wants):
    draft = replace(COMPLETE, facilities=(ApplyingFacility("shika", Ask("dental_clinic", "S1")),), proofs={})
    assert not [field for field in wants(draft, "dental-2025") if "held" in field]


def test_an_abolished_plan_cannot_be_joined(wants):
    old = ApplyingFacility("tsu", Ask("clinic", "A"), held=HELD)
    assert wants(replace(COMPLETE, facilities=(old,)), "mie-2025")["facilities.tsu.plan"] == "plan_not_on_sale"


def test_a_hospital_answers_every_question_that_applies(wants):
    assert wants(replace(COMPLETE, facilities=(HAKATA,))) == {}
    silent = replace(HAKATA, answers={})
    fields = [field for field in wants(replace(COMPLETE, facilities=(silent,))) if ".answers." in field]
    assert "facilities.hakata.answers.systems_used" in fields
    assert len(fields) == 4


def test_a_clinic_answers_none(wants):
    assert wants(facility(answers={"patches": "?"})) == {}


def test_the_head_of_a_corporation_answers_for_several_that_disclose(wants):
    both = replace(COMPLETE, facilities=(HAKATA, replace(HAKATA, key="second")))
    assert wants(both) == {"declared.for_all": "for_all_needed"}
    assert wants(replace(both, declared=replace(DECLARED, for_all=True))) == {}
    assert wants(replace(COMPLETE, facilities=(AOKI, HAKATA))) == {}


def test_a_term_that_ended_is_told_beside_the_receipt(wants):
    late = datetime(2026, 6, 1, tzinfo=TOKYO)
    assert wants(COMPLETE, "fukuoka-2025", received=late)["received"] == "term_over"


def test_everything_is_told_at_once(wants):
    bare = replace(COMPLETE, proofs={}, explained={}, needs={}, declared=None)
    assert len(wants(bare)) == 1 + 3 + 4 + 1


def test_the_notices_are_the_schemes_own(catalogue):
    scheme = catalogue.schemes["fukuoka-2025"]
    alone = {fact.id for fact in notices(scheme, COMPLETE)}
    two = replace(COMPLETE, facilities=(AOKI, replace(AOKI, key="two")), shared_records=True)
    together = [fact.id for fact in notices(scheme, two)]
    assert {"how-to-apply", "disclosure-clinic"} <= alone
    assert "disclosure-others" not in alone
    assert "shared-limit-meaning" not in alone
    assert {"shared-records-all", "shared-limit-meaning"} <= set(together)
    assert len(together) == len(set(together))
