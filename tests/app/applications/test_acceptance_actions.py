"""What enters the ledger is what was agreed, whatever is written among the parties or published meanwhile."""

import pytest

from sonae.app.applications.agreed import agreed
from sonae.app.applications.content import thawed
from sonae.app.applications.drafts import procedure_of
from sonae.app.applications.refusals import WantingError
from sonae.app.common.audit import canonical
from sonae.app.common.catalogue import current
from sonae.app.parties import actions as parties
from sonae.app.parties.models import Office
from sonae.core.enrolment_events import Declare, Hold, Insure
from tests.app.applications.conftest import AT, approved, submitted
from tests.app.applications.test_underwriting_actions import accepted, decided, referred

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def told(row, kind):
    changes = row.joined.get().enrolment.to_core()[0].changes
    return [one for one in changes if isinstance(one, kind)]


def test_a_facility_changed_after_the_submission_joins_as_it_was_frozen(cast):
    row = decided(cast, referred(cast))
    said = thawed(row.submissions.get().content)["facilities"][0]
    facility = cast.hospital.facilities.get()
    new = {"beds": 900, "wards": {}, "name": "別の病院", "street": "別の町9-9"}
    parties.change(facility, values=new, revision=facility.revision, by=cast.hakata_staff, at=AT)
    insured = told(accepted(cast, row), Insure)[0].facility
    assert (insured.name, insured.address) == (said["name"], said["address"])
    assert dict(insured.measures) == said["measures"]


def test_a_member_renamed_after_the_submission_holds_under_the_name_it_applied_with(cast):
    row = decided(cast, referred(cast))
    before = cast.hospital.name
    parties.change(
        cast.hospital, values={"name": "医療法人 改名会"}, revision=cast.hospital.revision, by=cast.office, at=AT
    )
    assert told(accepted(cast, row), Hold)[0].holder.name == before


def test_an_office_that_was_not_declared_is_not_in_the_ledger(cast):
    place = {"prefecture": "福岡県", "city": "福岡市", "street": "1-1", "postcode": "810-0001"}
    parties.add(Office, member=cast.hospital, values={"name": "別の事務所"} | place, by=cast.office, at=AT)
    row = accepted(cast, decided(cast, referred(cast)))
    assert told(row, Declare) == []


ANOTHER = {"code": "medical-2025", "edition": "2025", "digest": "another"}


@pytest.mark.parametrize("other", [{"edition_digest": "another"}, {"procedure": ANOTHER}, {"questions": [ANOTHER]}])
def test_under_another_edition_than_was_agreed_on_nobody_joins(cast, other):
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office)
    one = row.submissions.get()
    said = thawed(one.content) | other
    row.submissions.create(
        member=row.member, number=2, at=AT, by=one.by, content=canonical(said), sha256=one.sha256, paper=one.paper
    )
    with pytest.raises(WantingError) as refused:
        approved(row, cast.underwriter)
    assert [one.key for one in refused.value.problems] == ["problem.edition_changed"]
    row.refresh_from_db()
    assert (row.state, row.joined.count()) == ("submitted", 0)


def test_the_ledger_keeps_the_editions_of_scheme_procedure_and_questions(cast):
    row = accepted(cast, decided(cast, referred(cast)))
    enrolment = row.joined.get().enrolment
    procedure, questions = procedure_of("example"), current().disclosures["medical-2025"]
    kept = enrolment.events.get().trace
    assert enrolment.edition_digest == current().schemes["example"].digest
    assert kept["procedure"] == {"code": "group-2025", "edition": "2025", "digest": procedure.digest}
    assert kept["questions"] == [{"code": "medical-2025", "edition": "2025", "digest": questions.digest}]


def test_the_paper_names_the_edition_of_the_questions_it_answers(cast):
    content = thawed(referred(cast).submissions.get().content)
    assert agreed(content, "", procedure_of("example")).disclosed.edition == "2025"
