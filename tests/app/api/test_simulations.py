"""An incident's costs go through every plan's limits, and no yen is lost on the way."""

import pytest

from sonae.app.api.simulation_shapes import CostBooks, SimulationAnswer

INCIDENT = {"scheme": "fukuoka-2025", "kind": "clinic", "scenario": "ehr-30000"}


def test_simulates_the_brochures_incident_under_every_plan(ask):
    response = ask("simulations", INCIDENT)
    answer = SimulationAnswer.model_validate_json(response.content, strict=True, extra="forbid")
    assert len(answer.plans) == 20
    assert 28_000_000 <= answer.total_yen <= 32_000_000
    assert sum(line.yen for line in answer.lines) == answer.total_yen


@pytest.mark.parametrize("scenario", ["ehr-30000", "fax-clinic", "ransomware-clinic", "hospital-85000"])
def test_conserves_every_yen(ask, scenario):
    answer = ask("simulations", INCIDENT | {"scenario": scenario}).json()
    assert (answer["scenario"], len(answer["plans"])) == (scenario, 20)
    for plan in answer["plans"]:
        assert len(plan["postings"]) == len(answer["lines"]) > 0
        assert plan["demanded_yen"] == answer["total_yen"] == plan["paid_yen"] + plan["stays_yen"]
        for posting in plan["postings"]:
            retained = sum(part["yen"] for part in posting["retained"])
            assert posting["demanded_yen"] == posting["paid_yen"] + retained
        assert plan["paid_yen"] <= plan["liability_limit_yen"]


def test_lets_costs_erode_the_liability_limit(ask):
    plans = ask("simulations", INCIDENT).json()["plans"]
    first = plans[0]
    assert first["liability_left_yen"] == first["liability_limit_yen"] - first["paid_yen"]


def test_changes_single_quantities_of_a_scenario(ask):
    more = ask("simulations", INCIDENT | {"quantities": {"servers": "５"}}).json()
    servers = next(line for line in more["lines"] if line["item"] == "forensics_servers")
    assert servers["quantity"] == 5


def test_takes_quantities_of_one_s_own(ask):
    answer = ask("simulations", INCIDENT | {"scenario": "", "quantities": {"letters": 100}}).json()
    assert [line["item"] for line in answer["lines"]] == ["apology_letters"]
    assert answer["scenario"] is None


def test_what_follows_another_quantity_has_its_number(ask):
    def quantities(**given):
        lines = ask("simulations", INCIDENT | given).json()["lines"]
        return {line["item"]: line["quantity"] for line in lines}

    fewer = quantities(quantities={"patients": 1000})
    assert (fewer["apology_letters"], fewer["apology_gifts"], fewer["forensics_servers"]) == (1000, 1000, 3)
    assert quantities(scenario="", quantities={"patients": "8", "gifts": 0}) == {"apology_letters": 8}


def test_names_every_wrong_field_at_once(refused):
    asked = INCIDENT | {"kind": "castle", "quantities": {"letters": "x", "dragons": 1, "servers": -1}}
    assert sorted(refused("simulations", asked)) == [
        ("kind", "problem.kind_not_eligible"),
        ("quantities.dragons", "problem.quantity_unknown"),
        ("quantities.letters", "problem.not_a_number"),
        ("quantities.servers", "problem.too_small"),
    ]
    assert refused("simulations", INCIDENT | {"kind": "castle", "scenario": "flood", "costs": ""}) == [
        ("kind", "problem.kind_not_eligible"),
        ("scenario", "api.scenario_unknown"),
    ]
    assert refused("simulations", INCIDENT | {"scheme": "no"}) == [("scheme", "problem.scheme_unknown")]
    assert refused("simulations", INCIDENT | {"costs": "no"}) == [("costs", "problem.costs_unknown")]
    assert refused("simulations", INCIDENT | {"scenario": ""}) == [("quantities", "api.nothing_to_simulate")]


def test_lists_the_unit_costs_behind_it(client):
    response = client.get("/api/v1/costs")
    books = CostBooks.model_validate_json(response.content, strict=True, extra="forbid").costs
    assert "ehr-30000" in {scenario.id for scenario in books[0].scenarios}
    kinds = {tuple(scenario.kinds) for scenario in books[0].scenarios}
    assert kinds == {(), ("clinic", "dental_clinic"), ("hospital",)}
    assert [item.item for item in books[0].items if not item.sources] == []
    assert len(books[0].items) > 10
    again = client.get("/api/v1/costs", headers={"If-None-Match": response.headers["ETag"]})
    assert again.status_code == 304
