"""A corporation whose facilities share their limits, or their records: what is asked, referred, offered and joined."""

from fractions import Fraction

import pytest

from sonae.app.applications import draft_actions, offer_actions, submit_actions, underwriting_actions
from sonae.app.applications.agreed import agreed
from sonae.app.applications.content import thawed
from sonae.app.applications.drafts import procedure_of
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


def sharing(member, *kinds):
    """The answers of a corporation whose facilities of some kinds share their records, and no others do."""
    facilities = [str(one.pk) for one in member.facilities.order_by("pk") if one.kind in kinds]
    return {"shared_records": "yes", "sharing": facilities, "others_share": "no"}


def joined(cast, row):
    """Referred, quoted for each facility, accepted by the head; the enrolments."""
    return quoted_and_joined(cast, row, "hospital", "clinic")


def quoted_and_joined(cast, row, *kinds):
    keys = [one.key for one in row.member.facilities.order_by("pk") if one.kind in kinds]
    bases = {key: (yen, "全体の見積を分けた額") for key, yen in zip(keys, (300_000, 20_000), strict=False)}
    what = Decision("quotation", bases, Fraction("-0.1"), "バックアップがある")
    row = underwriting_actions.decide(application=row, version=row.version, decision=what, by=cast.underwriter, at=AT)
    head = person(row.member.organisation, "head", "𠮷田 誠")
    declared = DECLARED | {"declared.name": "𠮷田 誠"}
    row = offer_actions.accept_offer(application=row, version=row.version, declared=declared, by=head, at=AT)
    return [one.enrolment for one in row.joined.all()]


def shared(cast, member):
    about = {"shared_limits": "shared"} | sharing(member, "hospital", "clinic")
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
    about = {"shared_limits": "own"} | sharing(yoshida, "hospital", "clinic")
    row = approved(submitted(yoshida, {"hospital", "clinic"}, **about), cast.agency, cast.office)
    enrolments = joined(cast, row)
    assert [one.periods.count() for one in enrolments] == [1, 1]
    assert not any(one.periods.get().shared for one in enrolments)


def test_the_second_pair_of_eyes_counts_shared_limits_once(cast, yoshida):
    offer = joined(cast, shared(cast, yoshida))[0].joined_by.application.offers.get()
    assert not offer.four_eyes


def test_who_shares_records_in_part_must_have_read_what_that_means(yoshida):
    with pytest.raises(WantingError) as told:
        submitted(yoshida, {"clinic"}, shared_limits="own", **sharing(yoshida, "hospital", "clinic"))
    assert [one.key for one in told.value.problems] == ["problem.warning_unread"]


@pytest.mark.parametrize("old", [{}, {"all_join": "yes"}])
def test_who_shares_records_must_be_said_and_an_old_draft_is_asked_anew(yoshida, old):
    with pytest.raises(WantingError) as told:
        submitted(yoshida, {"clinic"}, shared_limits="own", shared_records="yes", **old)
    assert [one.field for one in told.value.problems] == ["sharing", "others_share"]


def test_records_shared_in_part_are_a_reason_to_refer_a_clinic(cast, yoshida):
    about = {"shared_limits": "own", "warning_read": "yes"} | sharing(yoshida, "hospital", "clinic")
    row = approved(submitted(yoshida, {"clinic"}, **about), cast.agency, cast.office)
    assert row.state == "referred"
    assert "referral.records_in_part" in row.submissions.get().content


def test_a_facility_that_is_not_on_record_makes_it_a_part_too(yoshida):
    about = {"shared_limits": "own", "warning_read": "yes"} | sharing(yoshida, "hospital", "clinic")
    row = submitted(yoshida, {"hospital", "clinic"}, **about | {"others_share": "yes"})
    assert "referral.records_in_part" in row.submissions.get().content


def test_where_all_who_share_records_join_or_have_joined_a_clinic_joins_at_its_price(cast, yoshida):
    hospital = approved(submitted(yoshida, {"hospital"}, shared_limits="own"), cast.agency, cast.office)
    quoted_and_joined(cast, hospital, "hospital")
    about = {"shared_limits": "own"} | sharing(yoshida, "hospital", "clinic")
    row = approved(submitted(yoshida, {"clinic"}, **about), cast.agency, cast.office)
    records = thawed(row.submissions.get().content)["records"]
    assert [one["joins"] for one in records["facilities"]] == ["already", "now"]
    assert not records["in_part"]
    assert "referral.records_in_part" not in row.submissions.get().content
    assert row.state == "submitted"


def test_the_paper_names_who_shares_and_who_stays_out(yoshida):
    about = {"shared_limits": "own", "warning_read": "yes"} | sharing(yoshida, "hospital", "clinic")
    row = submitted(yoshida, {"clinic"}, **about)
    paper = agreed(thawed(row.submissions.get().content), "", procedure_of("example"))
    told = {one.text.ja: one.answer.ja for one in paper.statements}
    assert told["共同で利用している施設: 𠮷田病院"] == "加入しない"
    assert told["共同で利用している施設: 𠮷田クリニック"] == "今回加入する"
    assert told["登録していない施設も、共同で利用していますか"] == "いいえ"
