"""Every reason why the insurer must look at an application."""

from dataclasses import replace

import pytest

from sonae.core.application import ApplyingFacility
from sonae.core.asking import Ask
from sonae.core.corporation import quote_corporation
from sonae.core.referring import referrals
from tests.core.applying import ANSWERS, AOKI, COMPLETE, HAKATA


@pytest.fixture
def found(catalogue, now):
    """The referral of an application to a scheme."""

    def found(application, code="example"):
        scheme = catalogue.schemes[code]
        asks = tuple(one.ask for one in application.facilities)
        shared = {"shared_limits": application.shared_limits, "shared_records": application.shared_records}
        quoted = quote_corporation(scheme, catalogue.tariff_of(scheme), asks, **shared, now=now)
        result = referrals(catalogue.procedure_for(code), application, quoted, catalogue.disclosures)
        said = [catalogue.words.line(one, lang) for one in result.line.children for lang in ("ja", "en")]
        assert not [text for text in said if text.startswith("referral.") or "{" in text]
        return result

    return found


def reasons(result):
    return {(one.facility, one.key) for one in result.reasons}


@pytest.mark.parametrize("code", ["example", "fukuoka-2025"])
def test_a_clinic_with_a_printed_price_joins_without_the_insurer(found, code):
    result = found(COMPLETE, code)
    assert (result.needed, result.reasons, result.line.key) == (False, (), "referral.not_needed")


def test_a_hospital_is_referred_by_its_kind(found):
    assert reasons(found(replace(COMPLETE, facilities=(HAKATA,)))) == {("hakata", "written_quotation")}


def test_gives_every_reason_and_not_only_the_first(found):
    answers = {**ANSWERS, "patches": False, "backup": "none"}
    ask = Ask("hospital", "S3", "all_risk", "80")
    hospital = replace(HAKATA, ask=ask, riders=("lost_profit", "business_continuity"), answers=answers)
    application = replace(COMPLETE, facilities=(AOKI, hospital), shared_records=True, others_share=True)
    result = found(application)
    assert reasons(result) == {
        ("hakata", "written_quotation"),
        ("hakata", "estimated"),
        ("hakata", "riders"),
        ("hakata", "medical-2025.patches"),
        ("hakata", "medical-2025.backup"),
        ("", "records_in_part"),
    }
    assert len(result.line.children) == len(result.reasons) == 7


def test_a_size_below_the_kinds_is_among_the_reasons(found):
    small = replace(HAKATA, ask=Ask("hospital", "S3", "all_risk", "10"))
    assert ("hakata", "beds_below_20") in reasons(found(replace(COMPLETE, facilities=(small,))))


def test_a_kind_without_a_table_is_referred(found):
    dental = ApplyingFacility("shika", Ask("dental_clinic"))
    assert reasons(found(replace(COMPLETE, facilities=(dental,)), "fukuoka-2025")) == {("shika", "no_table")}


def test_shared_limits_are_one_reason_for_all(found):
    two = replace(COMPLETE, facilities=(AOKI, replace(AOKI, key="two")), shared_limits=True)
    assert reasons(found(two)) == {("", "shared_limits")}


def test_a_policy_that_should_be_held_and_is_not_is_a_reason(found):
    dental = ApplyingFacility("shika", Ask("dental_clinic", "S1"))
    application = replace(COMPLETE, facilities=(dental,))
    assert reasons(found(application, "dental-2025")) == {("shika", "prerequisite_not_held")}
    held = replace(application, facilities=(replace(dental, held={"dental_liability": "1"}),))
    assert not found(held, "dental-2025").needed


@pytest.mark.parametrize(("count", "needed"), [(2, False), (3, True)])
def test_limits_are_added_up_over_all_facilities(found, count, needed):
    several = tuple(replace(AOKI, key=f"c{i}", ask=Ask("clinic", "S20000", "all_risk")) for i in range(count))
    result = found(replace(COMPLETE, facilities=several))
    assert result.needed is needed
    assert reasons(result) == ({("", "limit_above")} if needed else set())


def test_a_shared_limit_counts_once(found):
    three = tuple(replace(AOKI, key=f"c{i}", ask=Ask("clinic", "S20000", "all_risk")) for i in range(3))
    assert reasons(found(replace(COMPLETE, facilities=three, shared_limits=True))) == {("", "shared_limits")}


def test_quote_and_application_have_the_same_facilities(catalogue, now):
    scheme = catalogue.schemes["example"]
    quoted = quote_corporation(scheme, None, (AOKI.ask,), shared_limits=False, shared_records=False, now=now)
    with pytest.raises(ValueError, match="zip"):
        referrals(
            catalogue.procedure_for("example"),
            replace(COMPLETE, facilities=(AOKI, HAKATA)),
            quoted,
            catalogue.disclosures,
        )
