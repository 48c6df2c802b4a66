import pytest


def test_the_brochure_s_example_costs_thirty_million_and_each_plan_pays_its_part(sonae):
    answer = sonae("simulate-cost", "--scheme", "fukuoka-2025", "--kind", "clinic", "--json").json
    assert (answer["scenario"], answer["total_yen"]) == ("ehr-30000", 30_000_000)
    paid = {one["plan"]: (one["paid_yen"], one["liability_left_yen"]) for one in answer["plans"]}
    assert len(paid) == 20
    assert paid["S3"] == (5_000_000, 45_000_000)
    assert paid["S3000"] == (30_000_000, 0)


def test_quantities_put_over_a_scenario_change_it_and_alone_make_their_own(sonae):
    asked = ("simulate-cost", "--scheme", "fukuoka-2025", "--kind", "clinic", "--json")
    changed = sonae(*asked, "--scenario", "ehr-30000", "--set", "servers=０").json
    alone = sonae(*asked, "--set", "letters=1万", "--plan", "S3").json
    assert changed["total_yen"] == 27_000_000
    assert (alone["scenario"], alone["total_yen"]) == (None, 500_000)
    assert [one["plan"] for one in alone["plans"]] == ["S3"]


def test_simulation_in_text_says_what_is_paid_what_stays_and_why(sonae):
    out = sonae("simulate-cost", "--scheme", "fukuoka-2025", "--kind", "clinic", "--plan", "S3").out
    for words in ("30,000,000 yen", "25,000,000 yen", "Above the cost limit: 25,000,000 yen", "45,000,000 yen"):
        assert words in out


def test_an_incident_in_which_nothing_was_counted_says_so_instead_of_an_empty_table(sonae):
    out = sonae("simulate-cost", "--scheme", "fukuoka-2025", "--kind", "clinic", "--set", "patients=0").out
    assert "Nothing costs anything: every number is 0. Set one, like --set patients=100." in out
    assert "Range of sources" not in out


def test_simulation_refuses_everything_wrong_at_once(sonae):
    wrong = ("--set", "patients=-1", "--set", "x=1", "--set", "y", "--plan", "Z", "--family", "w")
    done = sonae("simulate-cost", "--scheme", "fukuoka-2025", "--kind", "clinic", *wrong, "--json")
    assert done.code == 2
    assert {error["field"] for error in done.json["errors"]} == {"patients", "x", "set", "plan", "family"}


def test_simulation_in_text_marks_what_was_assumed_and_prints_the_ranges(sonae):
    asked = ("simulate-cost", "--scheme", "fukuoka-2025", "--kind", "clinic", "--scenario", "ransomware-clinic")
    out = sonae(*asked).out
    assert "(closed for 5 days, 5,000 patients) [assumed]" in out
    lines = {line.split("  ")[0]: line for line in out.splitlines()}
    assert "3,000,000 to 30,000,000 yen" in lines["Repairing systems [assumed]"]
    assert "1,000,000 to 2,000,000 yen" in lines["Forensics, servers"]
    assert "[仮定]" in sonae("--lang", "ja", *asked).out
    assert "[assumed]" not in sonae(*asked[:-1], "ehr-30000").out


def test_simulation_names_the_plans_left_out(sonae):
    out = sonae("simulate-cost", "--scheme", "mie-2025", "--kind", "clinic").out
    assert "Plans no longer on sale (A) are not simulated." in out


@pytest.mark.parametrize(
    ("given", "yen"),
    [
        (("--scenario", "ehr-30000", "--set", "patients=5000"), 13_750_000),
        (("--set", "patients=5000"), 3_250_000),
        (("--set", "patients=5000", "--set", "gifts=0"), 250_000),
    ],
)
def test_letters_and_gifts_follow_the_patients(sonae, given, yen):
    done = sonae("simulate-cost", "--scheme", "fukuoka-2025", "--kind", "clinic", *given, "--json")
    assert done.json["total_yen"] == yen


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        (("--scenario", "ehr"), "scenario"),
        (("--costs", "x"), "costs"),
        (("--kind", "x"), "kind"),
        (("--scheme", "x"), "scheme"),
    ],
)
def test_simulation_names_the_field_that_is_wrong(sonae, changes, field):
    done = sonae("simulate-cost", "--scheme", "fukuoka-2025", "--kind", "clinic", *changes, "--json")
    assert (done.code, done.json["errors"][0]["field"]) == (2, field)
