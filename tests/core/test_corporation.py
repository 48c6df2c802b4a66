import pytest

from sonae.core.asking import Ask
from sonae.core.corporation import quote_corporation
from sonae.core.problems import Refusal


@pytest.fixture
def group(catalogue, now):
    def price(*asks, shared_limits=False, shared_records=False):
        scheme = catalogue.schemes["fukuoka-2025"]
        return quote_corporation(
            scheme,
            catalogue.tariff_of(scheme),
            asks,
            shared_limits=shared_limits,
            shared_records=shared_records,
            now=now,
        )

    return price


CLINIC, HOSPITAL = Ask("clinic", "S1"), Ask("hospital", "S3", size=50)


def test_own_limits_add_up(group):
    answer = group(CLINIC, HOSPITAL)
    assert (answer.annual_yen, answer.status) == (29380 + 142900, "printed")
    assert answer.referral == ("written_quotation",)


def test_the_sum_is_as_sure_as_its_weakest_part(group):
    assert group(CLINIC, Ask("hospital", "S3", size=75)).status == "estimate"


def test_a_referred_facility_leaves_no_sum(group):
    answer = group(CLINIC, Ask("care_hospital", size=50))
    assert (answer.annual_yen, answer.status) == (None, "referred")


def test_shared_limits_are_referred_and_bring_their_notice(group):
    answer = group(CLINIC, HOSPITAL, shared_limits=True)
    assert (answer.annual_yen, answer.status) == (None, "referred")
    assert "shared_limits" in answer.referral
    assert any(fact.section == "shared_limit" for fact in answer.notices)


def test_one_facility_alone_shares_with_nobody(group):
    assert group(CLINIC, shared_limits=True).annual_yen == 29380


def test_shared_records_bring_the_consequence_in_words(group):
    assert any(fact.section == "shared_records" for fact in group(CLINIC, CLINIC, shared_records=True).notices)


def test_errors_name_the_facility_they_concern(group):
    answer = group(CLINIC, Ask("hospital", "S3", size="many"), Ask("clinic", "S99"))
    assert isinstance(answer, Refusal)
    assert [error.field for error in answer.errors] == ["2.size", "3.plan"]


def test_nothing_asked_is_refused(group):
    assert [error.field for error in group().errors] == ["facilities"]
