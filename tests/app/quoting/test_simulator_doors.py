"""The page, its paper, the API and the command line count one incident alike."""

import json
import re
from urllib.parse import urlencode

import pytest
from typer.testing import CliRunner

from sonae.cli import app
from tests.documents.paper import Paper

SCHEME, KIND = "fukuoka-2025", "clinic"
EHR, RANSOMWARE = "ehr-30000", "ransomware-clinic"


def yen(figure):
    return int(figure.replace(",", ""))


@pytest.fixture
def totals(client):
    """What each door says an incident with these numbers costs."""

    def totals(scenario, **quantities):
        asked = {"scheme": SCHEME, "kind": KIND, "scenario": scenario, "quantities": quantities}
        api = client.post("/api/v1/simulations", json.dumps(asked), content_type="application/json").json()["total_yen"]
        typed = [part for name, value in quantities.items() for part in ("--set", f"{name}={value}")]
        named = ["--scenario", scenario] if scenario else []
        line = CliRunner().invoke(
            app, ["simulate-cost", "--scheme", SCHEME, "--kind", KIND, *named, *typed, "--json"], catch_exceptions=False
        )
        query = {"kind": KIND, **({"scenario": scenario} if scenario else {}), **quantities}
        page = client.get(f"/s/{SCHEME}/simulate", query).content.decode()
        paper = client.get(f"/s/{SCHEME}/simulate.pdf?{urlencode(query)}").content
        return {
            "api": api,
            "cli": json.loads(line.stdout)["total_yen"],
            "page": sum(yen(one) for one in re.findall(r'prices__yen"><b>([\d,]+)円', page)),
            "paper": yen(re.search(r"合計([\d,]+)円", Paper(paper).text)[1]),
        }

    return totals


@pytest.mark.parametrize(
    ("scenario", "quantities", "total"),
    [
        (EHR, {}, 30_000_000),
        (EHR, {"patients": 1000}, 11_150_000),
        (EHR, {"patients": 5000}, 13_750_000),
        (EHR, {"patients": 1000, "letters": 30000}, 12_600_000),
        (EHR, {"patients": 1000, "letters": 0, "gifts": 0}, 10_500_000),
        (RANSOMWARE, {"patients": 100}, 13_421_667),
        ("", {"patients": 1000}, 650_000),
        ("", {"patients": 1000, "gifts": 10}, 56_000),
        ("", {"letters": 100}, 5_000),
    ],
)
def test_every_door_counts_the_same_incident(totals, scenario, quantities, total):
    assert totals(scenario, **quantities) == dict.fromkeys(("api", "cli", "page", "paper"), total)
