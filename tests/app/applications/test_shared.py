"""A corporation whose facilities share their limits, or their records: what is asked, referred, offered and joined."""

from fractions import Fraction

import pytest

from sonae.app.applications import draft_actions, offer_actions, submit_actions, underwriting_actions
from sonae.app.applications.refusals import WantingError
from sonae.app.applications.underwriting_actions import Decision
from sonae.app.common.person import of_system
from sonae.app.enrolments.certificate_actions import issue_certificate
from sonae.app.enrolments.certifying import content
from sonae.app.enrolments.queries import scheme_of
from sonae.app.parties.models import Member
from tests.app.applications.conftest import AT, DISCLOSED, TOGETHER, approved, person
from tests.app.applications.test_underwriting_actions import DECLARED
from tests.app.enrolments.joiners import state_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def yoshida(cast):  # noqa: ARG001 - who plays is in the database
    return Member.objects.get(number="00101")


def submitted(member, kinds, **more):
    """An application of the member's facilities of some kinds, all with the same plan."""
    head = person(member.organisation, "head", "𠮷田 誠")
    chosen = [one for one in member.facilities.order_by("pk") if one.kind in kinds]
    given = {"facilities": [str(one.pk) for one in chosen]}
    given |= {f"facilities.{one.key}.plan": "all_risk:S3" for one in chosen}
    hospitals = [one.key for one in chosen if one.kind == "hospital"]
    given |= {f"facilities.{key}.answers.{name}": said for key in hospitals for name, said in DISCLOSED.items()}
    given |= TOGETHER | {"declared.name": "𠮷田 誠", "declared.for_all": "yes", "proofs.member_number": "00101"}
    draft = draft_actions.begin(member=member, given=given | more, by=head, at=AT)
    return submit_actions.submit(application=draft, version=draft.version, by=head, at=AT)


def joined(cast, row):
    """Referred, quoted for each facility, accepted by the head; the enrolments."""
    keys = [one.key for one in row.member.facilities.order_by("pk")[:2]]
    bases = {key: (yen, "全体の見積を分けた額") for key, yen in zip(keys, (300_000, 20_000), strict=True)}
    what = Decision("quotation", bases, Fraction("-0.1"), "バックアップがある")
    row = underwriting_actions.decide(application=row, version=row.version, decision=what, by=cast.underwriter, at=AT)
    head = person(row.member.organisation, "head", "𠮷田 誠")
    declared = DECLARED | {"declared.name": "𠮷田 誠"}
    row = offer_actions.accept_offer(application=row, version=row.version, declared=declared, by=head, at=AT)
    return [one.enrolment for one in row.joined.all()]


def shared(cast, member):
    about = {"shared_limits": "shared", "shared_records": "yes", "all_join": "yes"}
    row = approved(submitted(member, {"hospital", "clinic"}, **about), cast.agency, cast.office)
    assert row.state == "referred"
    return row


def test_shared_limits_are_referred_and_join_as_one_enrolment_with_one_stack_of_limits(cast, yoshida):
    row = shared(cast, yoshida)
    assert "referral.shared_limits" in row.submissions.get().content
    (enrolment,) = joined(cast, row)
    state = state_of(enrolment, enrolment.term_start, AT)
    assert (state.shared, [one.name for one in state.facilities]) == (True, ["𠮷田病院", "𠮷田クリニック"])
    assert {(one.liability_limit, one.cost_limit) for one in state.facilities} == {(50_000_000, 5_000_000)}
    assert state.annual_yen == 288_000
    assert list(enrolment.periods.values_list("shared", flat=True)) == [True, True]


def test_one_certificate_names_all_who_share(cast, yoshida, settings, tmp_path):
    settings.SONAE_STATE = tmp_path
    (enrolment,) = joined(cast, shared(cast, yoshida))
    said = content(enrolment, scheme_of(enrolment), edition=1, at=AT)
    assert (said.shared, len(said.facilities)) == (True, 2)
    issue_certificate(enrolment=enrolment, by=of_system("test"), at=AT)
    assert enrolment.certificates.count() == 1


def test_with_limits_of_their_own_each_has_an_enrolment(cast, yoshida):
    about = {"shared_limits": "own", "shared_records": "yes", "all_join": "yes"}
    row = approved(submitted(yoshida, {"hospital", "clinic"}, **about), cast.agency, cast.office)
    enrolments = joined(cast, row)
    assert [one.periods.count() for one in enrolments] == [1, 1]
    assert not any(one.periods.get().shared for one in enrolments)


def test_the_second_pair_of_eyes_counts_shared_limits_once(cast, yoshida):
    offer = joined(cast, shared(cast, yoshida))[0].joined_by.application.offers.get()
    assert not offer.four_eyes


def test_who_shares_records_in_part_must_have_read_what_that_means(yoshida):
    with pytest.raises(WantingError) as told:
        submitted(yoshida, {"clinic"}, shared_limits="own", shared_records="yes", all_join="no")
    assert [one.key for one in told.value.problems] == ["problem.warning_unread"]


def test_whether_all_who_share_records_join_must_be_said(yoshida):
    with pytest.raises(WantingError) as told:
        submitted(yoshida, {"clinic"}, shared_limits="own", shared_records="yes")
    assert [one.field for one in told.value.problems] == ["all_join"]


def test_records_shared_in_part_are_a_reason_to_refer_a_clinic(cast, yoshida):
    about = {"shared_limits": "own", "shared_records": "yes", "all_join": "no", "warning_read": "yes"}
    row = approved(submitted(yoshida, {"clinic"}, **about), cast.agency, cast.office)
    assert row.state == "referred"
    assert "referral.records_in_part" in row.submissions.get().content


def test_where_all_who_share_records_join_a_clinic_joins_at_its_price(cast, yoshida):
    about = {"shared_limits": "own", "shared_records": "yes", "all_join": "yes"}
    row = approved(submitted(yoshida, {"clinic"}, **about), cast.agency, cast.office)
    assert "referral.records_in_part" not in row.submissions.get().content
    assert row.state == "submitted"
