from dataclasses import replace

import pytest

from sonae.core.answer import Assumption, assumed_texts, assumptions, quote_answer
from sonae.core.asking import Ask
from sonae.core.compare import compare
from sonae.core.comparison_answer import comparison_answer
from sonae.core.corporation import quote_corporation
from sonae.core.problems import Refusal
from sonae.core.quote import quote


@pytest.fixture
def compared(catalogue):
    def of(code, kind, **more):
        scheme = catalogue.schemes[code]
        return compare(scheme, catalogue.tariff_of(scheme), Ask(kind, **more))

    return of


def errors(answer):
    assert isinstance(answer, Refusal)
    return [(one.field, one.key) for one in answer.errors]


@pytest.mark.parametrize("kind", ["clinic", "dental_clinic"])
def test_a_family_that_the_kind_does_not_have_is_refused(compared, kind):
    assert errors(compared("fukuoka-2025", kind, family="nonsense")) == [("family", "problem.family_unknown")]
    assert errors(compared("mie-2025", "clinic", family="leak_only")) == [("family", "problem.family_unknown")]


def test_everything_wrong_with_a_comparison_is_said_at_once(compared):
    answer = compared("fukuoka-2025", "hospital", size="x", family="nonsense")
    assert {field for field, _ in errors(answer)} == {"size", "family"}
    assert errors(compared("fukuoka-2025", "pharmacy")) == [("kind", "problem.kind_not_eligible")]


def test_a_family_of_the_kind_is_compared_alone(compared):
    offers = compared("fukuoka-2025", "clinic", family="leak_only").offers
    assert {offer.plan.family for offer in offers} == {"leak_only"}


@pytest.mark.parametrize(
    ("kind", "size", "fact"), [("clinic", None, "plan-abolished"), ("hospital", 50, "contradiction-hospital-a")]
)
def test_a_comparison_names_the_assumed_facts_that_its_quotes_name(catalogue, now, compared, kind, size, fact):
    scheme, comparison = catalogue.schemes["mie-2025"], compared("mie-2025", kind, size=size)
    assert fact in comparison.assumed
    for offer in comparison.offers:
        answer = quote(scheme, catalogue.tariff_of(scheme), Ask(kind, offer.plan.code, size=size), now=now)
        assert set(answer.assumed) <= set(comparison.assumed)


@pytest.mark.parametrize(("kind", "size"), [("clinic", None), ("hospital", 50)])
def test_what_is_assumed_is_not_said_again_among_the_notices(catalogue, now, compared, kind, size):
    scheme, words = catalogue.schemes["mie-2025"], catalogue.words
    tariff, asked = catalogue.tariff_of(scheme), Ask(kind, "A", size=size)
    one = quote(scheme, tariff, asked, now=now)
    group = quote_corporation(scheme, tariff, (asked, asked), shared_limits=False, shared_records=True, now=now)
    for answer in (one, group, compared("mie-2025", kind, size=size)):
        assert answer.notices
        assert not {fact.id for fact in answer.notices} & set(answer.assumed)
    for said in (quote_answer(one, words, "ja"), comparison_answer(compared("mie-2025", kind, size=size), words, "ja")):
        assert not {fact["text"] for fact in said["notices"]} & set(said["assumed"])


def test_every_sort_of_answer_says_in_words_what_was_assumed(catalogue, now, compared):
    scheme, words = catalogue.schemes["mie-2025"], catalogue.words
    fact = next(one for one in scheme.facts if one.id == "plan-abolished")
    asked = (Ask("clinic", "A"),)
    group = quote_corporation(scheme, None, asked, shared_limits=False, shared_records=False, now=now)
    for answer in (group.quotes[0], group, compared("mie-2025", "clinic")):
        assert Assumption(fact.text.en, fact.sources) in assumptions(answer, words, "en")
        assert len(assumed_texts(answer, words, "en")) == len(answer.assumed)
    estimated = compared("mie-2025", "hospital", size=51)
    assert Assumption(words.say("assumed.estimate", "en")) in assumptions(estimated, words, "en")


def test_a_printed_fact_is_never_taken_for_an_assumption_of_the_same_name(catalogue, compared):
    scheme = replace(catalogue.schemes["fukuoka-2025"], assumed=("policyholder",))
    assert any(fact.id == "policyholder" and fact.status == "printed" for fact in scheme.facts)
    comparison = replace(compared("fukuoka-2025", "clinic"), scheme=scheme)
    (text,) = assumed_texts(comparison, catalogue.words, "en")
    assert text == catalogue.words.say("assumed.policyholder", "en")


def test_beside_several_plans_a_fact_of_some_names_them_in_order(catalogue):
    facts = {fact.id: fact for fact in catalogue.schemes["fukuoka-2025"].facts}
    new = facts["plan-new"]
    codes = ["P1000", "P3000", "P5000", "P10000", "P20000", "S1000", "S3000", "S5000", "S10000", "S20000"]
    assert new.among_plans("ja") == f"{'・'.join(codes)}: {new.text.ja}"
    assert new.among_plans("en") == f"{', '.join(codes)}: {new.text.en}"
    assert facts["policyholder"].among_plans("ja") == facts["policyholder"].text.ja
