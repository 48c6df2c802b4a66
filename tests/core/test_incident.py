from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.incident import (
    CostBook,
    Note,
    Quantity,
    Scenario,
    UnitCost,
    cost_lines,
    count_incident,
    following,
    pay,
    read_quantities,
    simulate,
)
from sonae.core.ledger import NOT_COVERED
from sonae.core.problems import Refusal
from sonae.core.scheme import Plan, Text
from sonae.core.simulation_answer import simulation_answer
from sonae.core.waterfall import COST, COST_LIMIT, LIABILITY
from sonae.loader import load_catalogue

FIRST = "ehr-30000"


def words(text):
    return Text(text, text)


def unit_cost(name, quantity, yen, *, per=1, side=COST, leak_only=True, low=None, high=None):
    covered = {"all_risk": True, "leak_only": leak_only}
    return UnitCost(
        name, side, quantity, yen, per, low or yen, high or yen, words(name), covered, "printed", ("a", "b")
    )


BOOK = CostBook(
    "book",
    ("medical",),
    {name: Quantity(name, words(name), words("unit"), 1000) for name in ("servers", "booth_weeks", "claimants")},
    (
        unit_cost("forensics", "servers", 1_000_000, high=2_000_000),
        unit_cost("call_centre", "booth_weeks", 5_000_000, per=30),
        unit_cost("check", "servers", 10, leak_only=False),
        unit_cost("damages", "claimants", 10_000, side=LIABILITY, low=3000),
    ),
    {"small": Scenario("small", words("small"), {"servers": 1}, "assumed", ("c",))},
    (
        Note(words("costs")),
        Note(words("plans"), frozenset({"all_risk", "leak_only"})),
        Note(words("leaks"), frozenset({"leak_only"})),
    ),
)


def plan(family="all_risk", *, liability=10_000_000, cost=1_000_000, deductible=0, on_sale=True):
    return Plan("clinic", family, "X", liability, cost, deductible, True, on_sale, "printed", "")


@pytest.mark.parametrize("typed", ["3", "３", "3台", " 3 ", 3])
def test_reads_a_quantity_as_people_type_it(typed):
    assert read_quantities(BOOK, {"servers": typed}) == {"servers": 3}


def test_takes_what_is_left_empty_as_not_asked():
    assert read_quantities(BOOK, {"servers": "", "claimants": "0"}) == {"claimants": 0}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("-1", "too_small"),
        ("1001", "too_large"),
        ("1.5", "not_a_number"),
        ("many", "not_a_number"),
        ("９" * 30, "too_large"),
    ],
)
def test_refuses_a_quantity_that_cannot_be(typed, key):
    refusal = read_quantities(BOOK, {"servers": typed})
    assert isinstance(refusal, Refusal)
    assert [(problem.field, problem.key) for problem in refusal.errors] == [("servers", f"problem.{key}")]


@pytest.mark.parametrize("typed", ["0", "1000"])
def test_accepts_the_bounds_themselves(typed):
    assert read_quantities(BOOK, {"servers": typed}) == {"servers": int(typed)}


def test_gives_every_problem_and_not_only_the_first():
    refusal = read_quantities(BOOK, {"servers": "x", "horses": "1", "claimants": "-5"})
    assert [problem.field for problem in refusal.errors] == ["servers", "horses", "claimants"]


LETTERS = replace(
    BOOK,
    quantities={
        "patients": Quantity("patients", words("patients"), words("unit"), 1000),
        "letters": Quantity("letters", words("letters"), words("unit"), 900, same_as="patients"),
        "gifts": Quantity("gifts", words("gifts"), words("unit"), 1000, same_as="patients"),
    },
)
ALIKE = Scenario("alike", words("alike"), {"patients": 30, "letters": 30}, "assumed", ("c",))


@pytest.mark.parametrize(
    ("scenario", "typed", "asked", "counted"),
    [
        (None, {"patients": "5"}, (), (5, 5, 5)),
        (None, {"patients": 5, "gifts": 0}, (), (5, 5, 0)),
        (None, {"patients": 5, "gifts": ""}, (), (5, 5, 5)),
        (None, {"letters": 7}, (), (0, 7, 0)),
        (ALIKE, {}, (), (30, 30, 0)),
        (ALIKE, {"patients": 5}, (), (5, 5, 0)),
        (ALIKE, {"patients": 5, "letters": 30}, (), (5, 30, 0)),
        (ALIKE, {"letters": 7}, (), (30, 7, 0)),
        (ALIKE, {"patients": 5, "letters": 7, "gifts": ""}, ("letters", "gifts"), (5, 5, 5)),
        (ALIKE, {"gifts": 3}, ("patients",), (30, 30, 3)),
    ],
)
def test_letters_follow_the_patients_unless_they_are_given_or_told_apart(scenario, typed, asked, counted):
    found = count_incident(LETTERS, scenario, typed, asked)
    assert tuple(found.get(name, 0) for name in ("patients", "letters", "gifts")) == counted


def test_tells_what_follows():
    assert following(LETTERS, None, {"gifts": 1}) == {"letters"}
    assert following(LETTERS, ALIKE, {}) == {"letters"}


@pytest.mark.parametrize(
    ("typed", "fields"),
    [
        ({"patients": "many"}, ["patients"]),
        ({"patients": "many", "letters": "few"}, ["patients", "letters"]),
        ({"patients": "950"}, ["letters"]),
    ],
)
def test_what_follows_a_wrong_number_is_not_wrong_a_second_time(typed, fields):
    assert [problem.field for problem in count_incident(LETTERS, None, typed).errors] == fields


def test_costs_a_quantity_at_its_unit_cost_in_whole_yen():
    lines = cost_lines(BOOK, {"servers": 3, "booth_weeks": 1, "claimants": 0})
    assert [(line.item.id, line.yen) for line in lines] == [
        ("forensics", 3_000_000),
        ("call_centre", 166_667),
        ("check", 30),
    ]


def test_knows_the_range_that_the_sources_give():
    forensics, _, damages = cost_lines(BOOK, {"servers": 2, "claimants": 7})
    assert (forensics.lowest, forensics.yen, forensics.highest) == (2_000_000, 2_000_000, 4_000_000)
    assert (damages.lowest, damages.yen, damages.highest) == (21_000, 70_000, 70_000)


def test_pays_no_item_that_the_family_does_not_cover():
    fall = pay(plan("leak_only"), cost_lines(BOOK, {"servers": 1}))
    assert [posting.retained for posting in fall.postings] == [(), ((NOT_COVERED, 10),)]
    fall = pay(plan("all_risk"), cost_lines(BOOK, {"servers": 1}))
    assert [posting.retained for posting in fall.postings] == [(), ((COST_LIMIT, 10),)]


@pytest.mark.parametrize(
    ("plans", "told"),
    [
        ([], ["costs"]),
        ([plan("all_risk")], ["costs", "plans"]),
        ([plan("all_risk"), plan("leak_only")], ["costs", "plans", "leaks"]),
    ],
)
def test_tells_of_plans_only_what_is_about_those_simulated(plans, told):
    assert [note.say("en") for note in BOOK.notes_for(plans)] == told


@given(st.dictionaries(st.sampled_from(sorted(BOOK.quantities)), st.integers(0, 1000)))
def test_the_lines_are_the_total_and_every_plan_splits_it(quantities):
    lines = cost_lines(BOOK, quantities)
    for family in ("all_risk", "leak_only"):
        fall = pay(plan(family), lines)
        assert fall.demanded == sum(line.yen for line in lines)
        assert fall.demanded == fall.paid + sum(posting.stays for posting in fall.postings)


@pytest.fixture(scope="module")
def catalogue():
    return load_catalogue()


def test_the_brochures_example_comes_to_30_million(catalogue):
    book = catalogue.costs["jp-medical-2025"]
    lines = cost_lines(book, book.scenarios[FIRST].quantities)
    assert {line.item.id: line.yen for line in lines} == {
        "forensics_servers": 3_000_000,
        "lawyer": 500_000,
        "apology_letters": 1_500_000,
        "apology_gifts": 18_000_000,
        "call_centre": 5_000_000,
        "crisis_consultant": 2_000_000,
    }


def test_simulates_the_plans_on_sale_of_the_kind_and_no_others(catalogue):
    book = catalogue.costs["jp-medical-2025"]
    found = {}
    for scheme in catalogue.schemes.values():
        for kind in scheme.kinds:
            simulation = simulate(scheme, book, kind, book.scenarios[FIRST].quantities)
            assert all(one.on_sale and one.kind == kind and not one.deductible for one in simulation.plans)
            assert len(simulation.plans) == len(simulation.waterfalls)
            found[scheme.code, kind] = "".join(sorted(one.code[0] for one in simulation.plans))
    assert found["fukuoka-2025", "clinic"] == found["fukuoka-2025", "hospital"] == "P" * 10 + "S" * 10
    assert (found["mie-2025", "clinic"], found["mie-2025", "hospital"]) == ("BCDE", "ABCDE")
    assert found["kagoshima-2025", "clinic"] == found["fukuoka-2025", "dental_clinic"] == ""


def test_a_scheme_without_plans_is_told_of_costs_alone(catalogue):
    book = catalogue.costs["jp-medical-2025"]

    def told(code, kind):
        scheme = catalogue.schemes[code]
        simulation = simulate(scheme, book, kind, book.scenarios[FIRST].quantities)
        return simulation_answer(scheme, book, kind, FIRST, simulation, catalogue.words, "ja")["notes"]

    everything = [note.say("ja") for note in book.notes]
    assert told("fukuoka-2025", "clinic") == everything
    assert told("kagoshima-2025", "clinic") == told("fukuoka-2025", "dental_clinic") == everything[:1]
    assert not any("情報漏えい限定" in note for note in told("mie-2025", "clinic"))


def test_every_quantity_of_the_book_stands_under_a_heading_and_costs_something_or_counts_others(catalogue):
    assert catalogue.costs
    for book in catalogue.costs.values():
        assert len(book.quantities) > 10
        used = {item.quantity for item in book.items} | {one.same_as for one in book.quantities.values()}
        assert set(book.quantities) <= used
        assert {one.group for one in book.quantities.values()} == set(book.groups)


def test_a_scenario_is_offered_to_the_kinds_it_fits(catalogue):
    book = catalogue.costs["jp-medical-2025"]
    assert [one.id for one in book.scenarios_for(("hospital",))] == ["ehr-30000", "hospital-85000"]
    assert [one.id for one in book.scenarios_for(("dental_clinic",))] == [
        "ehr-30000",
        "fax-clinic",
        "ransomware-clinic",
    ]
    assert [one.id for one in book.scenarios_for(("clinic", "hospital"))] == list(book.scenarios)
    assert [one.id for one in book.scenarios_for(())] == ["ehr-30000"]
