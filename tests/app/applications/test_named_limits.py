"""A kind of which no plan is published: the insurer names limits, and joining, certificate and papers go by them."""

from fractions import Fraction

import pypdfium2
import pytest
from django.urls import reverse

from sonae.app.applications import offer_actions, underwriting_actions
from sonae.app.applications.refusals import WantingError
from sonae.app.applications.underwriting_actions import Decision
from sonae.app.common.person import of_system
from sonae.app.enrolments.certificate_actions import issue_certificate
from sonae.app.enrolments.joining import JoinPart, NotEnrolledError
from sonae.app.parties import papers
from sonae.app.parties.models import Member
from sonae.core.quotation import Limits
from tests.app.applications.conftest import AT, approved, person, pressed, submitted
from tests.app.applications.test_underwriting_actions import DECLARED
from tests.app.enrolments import joiners
from tests.app.enrolments.joiners import facts_of

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LIMITS = Limits("all_risk", 30_000_000, 12_500_000, 100_000)


@pytest.fixture
def referred(cast):
    member = Member.objects.get(number="00167")
    head = person(member.organisation, "head", "安井 静")
    row = approved(submitted(head, member, plan="", **{"needs.leak_only": "yes"}), cast.agency, cast.office)
    assert row.state == "referred"
    return row


def key_of(row):
    return row.member.facilities.get().key


def decided(cast, row, limits, decision="quotation"):
    key = key_of(row)
    named = {key: limits} if limits else {}
    what = Decision(decision, {key: (240_000, "個別の料率")}, Fraction(0), limits=named)
    return underwriting_actions.decide(application=row, version=row.version, decision=what, by=cast.underwriter, at=AT)


def accepted(row):
    head = person(row.member.organisation, "head", "安井 静")
    declared = DECLARED | {"declared.name": "安井 静"}
    return offer_actions.accept_offer(application=row, version=row.version, declared=declared, by=head, at=AT)


def words_of(paper):
    document = pypdfium2.PdfDocument(papers.read(paper))
    return "".join("".join(page.get_textpage().get_text_bounded().split()) for page in document)


def test_what_was_named_is_offered_joined_and_certified(cast, referred, settings, tmp_path):
    settings.SONAE_STATE = tmp_path
    row = decided(cast, referred, LIMITS)
    offered = words_of(row.offers.get().paper)
    enrolment = accepted(row).joined.get().enrolment
    period = enrolment.periods.get()
    assert (period.family, period.plan) == ("all_risk", "")
    assert (period.liability_limit, period.cost_limit, period.deductible) == (30_000_000, 12_500_000, 100_000)
    certificate = issue_certificate(enrolment=enrolment, by=of_system("test"), at=AT)
    for words in (offered, words_of(certificate.paper)):
        assert all(said in words for said in ("個別見積", "3,000万円", "1,250万円", "100,000円"))


def test_the_paper_of_the_application_says_that_the_insurer_names_the_limits(referred):
    assert "保険会社が示します" in words_of(referred.submissions.get().paper)


def test_at_the_quoted_price_or_on_conditions_nothing_can_be_accepted_without_limits(cast, referred):
    with pytest.raises(WantingError) as told:
        decided(cast, referred, None, "as_quoted")
    assert "problem.plan_not_printed" in [one.key for one in told.value.problems]


@pytest.mark.parametrize(
    ("limits", "fields"),
    [
        (None, {"family", "liability_limit", "cost_limit"}),
        (Limits("ghost", 30_000_000, 10_000_000, 0), {"family"}),
        (Limits("all_risk", 0, 10_000_000, 0), {"liability_limit"}),
        (Limits("all_risk", 10_000_000, 10_000_001, 0), {"cost_limit"}),
        (Limits("all_risk", 10_000_000, 10_000_000, 10_000_000), {"deductible"}),
        (Limits("all_risk", 100_000_000_000, 10_000_000, -1), {"liability_limit", "deductible"}),
    ],
)
def test_limits_that_insure_nothing_are_refused_beside_their_field(cast, referred, limits, fields):
    with pytest.raises(WantingError) as told:
        decided(cast, referred, limits)
    key = key_of(referred)
    assert {one.field for one in told.value.problems} == {f"limits.{key}.{name}" for name in fields}
    assert referred.offers.count() == 0


def test_the_limits_named_count_for_the_second_pair_of_eyes(cast, referred):
    row = decided(cast, referred, Limits("all_risk", 900_000_000, 100_000_000, 0))
    assert row.state == "countersigning"


def test_the_underwriter_names_them_on_the_page(cast, referred, sign_in):
    browser, key = sign_in(cast.underwriter), key_of(referred)
    address = reverse("applications:decide", args=[referred.pk])
    typed = {
        "decision": "quotation",
        f"bases.{key}.yen": "240,000",
        f"bases.{key}.reason": "個別の料率",
        f"limits.{key}.family": "all_risk",
        f"limits.{key}.liability_limit": "たくさん",
        f"limits.{key}.cost_limit": "12,500,000",
        f"limits.{key}.deductible": "100000",
    }
    refused = browser.post(address, pressed(browser.get(address), **typed))
    assert "円の整数で入力してください" in refused.content.decode()
    typed[f"limits.{key}.liability_limit"] = "30,000,000"
    assert browser.post(address, pressed(refused, **typed)).status_code == 302
    shown = browser.get(reverse("applications:case", args=[referred.pk])).content.decode()
    assert all(words in shown for words in ("3,000万円", "1,250万円"))


def test_limits_are_for_kinds_without_a_plan_alone():
    member = joiners.aoki()
    facility = member.facilities.get()
    part = JoinPart(facility, facts_of(facility), "all_risk", "", 20_160, 20_160, "quotation", limits=LIMITS)
    with pytest.raises(NotEnrolledError) as told:
        joiners.join(member, [part])
    assert [one.key for one in told.value.problems] == ["problem.plan_of_another_kind"]
