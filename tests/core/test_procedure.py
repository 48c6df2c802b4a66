"""Which lines of a procedure are for whom."""

from fractions import Fraction

import pytest

from sonae.core.procedure import Scope


@pytest.fixture
def procedure(catalogue):
    return catalogue.procedures["group-2025"]


@pytest.mark.parametrize("code", ["fukuoka-2025", "mie-2025", "kagoshima-2025", "dental-2025", "jhef-2025", "example"])
def test_each_packaged_scheme_is_served_by_one_procedure(catalogue, code):
    assert catalogue.procedure_for(code) is not None
    assert sum(code in one.schemes for one in catalogue.procedures.values()) == 1


def test_a_scheme_that_nobody_serves_has_none(catalogue):
    assert catalogue.procedure_for("osaka-2025") is None


def test_applications_go_to_agency_office_and_insurer(procedure):
    assert [one.by for one in procedure.order.steps] == ["agency", "association", "insurer"]


def test_only_a_missing_item_moves_the_receipt(procedure):
    assert [name for name, one in procedure.reasons.items() if one.moves_receipt] == ["missing_item"]


def test_the_example_takes_what_fukuoka_takes(procedure):
    proofs = {code: procedure.proofs_for(code, ["clinic"]) for code in ("fukuoka-2025", "example")}
    assert proofs["fukuoka-2025"] == proofs["example"]
    assert [(one.way, one.by) for one in proofs["example"]] == [("number", "association"), ("paper", "association")]


def test_a_policy_to_be_held_first_is_asked_of_its_scheme_only(procedure):
    assert [one.without for one in procedure.prerequisites_for("mie-2025", "hospital")] == ["refused"]
    assert [one.without for one in procedure.prerequisites_for("dental-2025", "dental_clinic")] == ["referred"]
    assert procedure.prerequisites_for("fukuoka-2025", "clinic") == ()


def test_a_question_of_a_family_is_for_those_who_choose_it(procedure):
    def asked(family):
        return [one.id for one in procedure.needs_for("fukuoka-2025", [("clinic", family)])]

    assert "leak_only" in asked("leak_only")
    assert "leak_only" not in asked("all_risk")
    assert {"leak_only", "riders"} <= set(asked(""))


@pytest.mark.parametrize(
    ("code", "kind", "questions"),
    [
        ("fukuoka-2025", "clinic", ""),
        ("fukuoka-2025", "hospital", "medical-2025"),
        ("kagoshima-2025", "care_facility", "medical-2025"),
        ("mie-2025", "care_hospital", ""),
        ("jhef-2025", "service_operator", ""),
        ("fukuoka-2025", "pharmacy", ""),
    ],
)
def test_a_disclosure_is_asked_only_where_the_scheme_wants_one(catalogue, procedure, code, kind, questions):
    assert procedure.questions_for(catalogue.schemes[code], kind) == questions


def test_the_factor_goes_thirty_percent_both_ways_and_that_is_inferred(procedure):
    factor = procedure.factor
    assert (factor.lowest, factor.highest, factor.said.status) == (Fraction(-3, 10), Fraction(3, 10), "inferred")


def test_an_empty_scope_is_for_everybody():
    assert Scope().holds("fukuoka-2025", "clinic", "all_risk")
    assert not Scope(kinds=frozenset({"hospital"})).holds("fukuoka-2025", "clinic")


def test_a_ceiling_holds_what_is_exactly_as_high(procedure):
    alone = procedure.alone
    assert alone.above(alone.liability_limit, alone.annual_premium) == ()
    assert alone.above(alone.liability_limit + 1, alone.annual_premium + 1) == ("limit_above", "premium_above")
    assert alone.above(0, None) == ()
