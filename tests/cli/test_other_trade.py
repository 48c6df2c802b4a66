"""A chamber of commerce at the command line: nothing here knows that its members are not doctors."""

import csv
import shutil

import pytest

SCHEME = ("--scheme", "chamber-2026", "--now", "2026-06-01")
IT = ("--kind", "IT企業", "--size", "8000万")


@pytest.fixture
def chamber(sonae, root):
    """Run a command with the chamber's folder beside the built-in catalogue."""
    folder = root / "tests/loader/other_trade"
    return lambda command, *more: sonae(command, "--catalogue", folder, *more)


@pytest.mark.parametrize("plan", ["Silver", "silver", "ＳＩＬＶＥＲ", "Silverタイプ"])
@pytest.mark.parametrize(
    ("asked", "yen"),
    [
        (IT, 71_402),
        ((*IT, "--measure", "industry=ホスティング", "--family", "標準"), 96_392),
        (("--kind", "manufacturer", "--size", "50人", "--measure", "sales=120,000,000"), 151_470),
    ],
)
def test_quote(chamber, plan, asked, yen):
    done = chamber("quote", *SCHEME, *asked, "--plan", plan, "--json")
    premium = done.json["premium"]
    assert (done.code, premium["annual_yen"], premium["status"]) == (0, yen, "computed")
    assert f"{yen:,} yen" in chamber("quote", *SCHEME, *asked, "--plan", plan).out


def test_quote_says_whose_plan_it_is_and_who_decides(chamber):
    wrong = chamber("quote", *SCHEME, *IT, "--plan", "bronze", "--json").json["errors"]
    assert [(one["field"], one["key"]) for one in wrong] == [("plan", "problem.plan_of_another")]
    assert "'Bronze'" in wrong[0]["message"]
    assert "The underwriting committee decides." in chamber("quote", *SCHEME, "--kind", "cooperative").out


def test_compare(chamber):
    offers = chamber("compare", *SCHEME, *IT, "--json").json["offers"]
    assert [(one["plan"], one["premium"]["annual_yen"]) for one in offers] == [("Silver", 71_402), ("Gold", 104_720)]
    assert "on Cyber attack, Incident through a supplier" in chamber("compare", *SCHEME, *IT).out


@pytest.mark.parametrize("plan", ["Bronze", "bronze", "ｂｒｏｎｚｅ"])
def test_simulate(chamber, plan):
    asked = (*SCHEME, "--kind", "retailer", "--plan", plan)
    (paid,) = chamber("simulate-cost", *asked, "--json").json["plans"]
    assert (paid["plan"], paid["paid_yen"], paid["liability_left_yen"]) == ("Bronze", 10_000_000, 40_000_000)
    assert "Above the cost limit: 2,000,000 yen" in chamber("simulate-cost", *asked).out


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("it_company", "Plans with a deductible (Silver, Gold) are not simulated"),
        ("cooperative", "No brochure prints plans"),
    ],
)
def test_simulate_says_why_there_is_no_plan(chamber, kind, words):
    assert words in chamber("simulate-cost", *SCHEME, "--kind", kind).out


def test_simulate_refuses_costs_of_another_trade(chamber):
    done = chamber("simulate-cost", *SCHEME, "--kind", "retailer", "--costs", "jp-medical-2025")
    assert done.code == 2
    assert "no book of unit costs 'jp-medical-2025' for the trade 'commerce'" in done.err


def test_simulate_says_why_there_is_nothing_to_count_with(sonae, root, tmp_path):
    shutil.copytree(root / "tests/loader/other_trade", tmp_path / "chamber")
    shutil.rmtree(tmp_path / "chamber/costs")
    asked = ("simulate-cost", "--catalogue", tmp_path / "chamber", *SCHEME, "--kind", "retailer")
    done = sonae(*asked)
    assert done.code == 2
    assert "No book of unit costs is for the trade 'commerce' of chamber-2026" in done.err
    assert [one["key"] for one in sonae(*asked, "--json").json["errors"]] == ["problem.no_costs"]


def test_rate(chamber, tmp_path):
    path = tmp_path / "members.csv"
    path.write_text("施設種別,年間売上高,加入タイプ,受付日\nIT企業,8000万,silver,2026-06-20\n", encoding="utf-8")
    done = chamber("rate", path, "-o", tmp_path / "rated.csv", *SCHEME, "--json")
    (row,) = csv.DictReader((tmp_path / "rated.csv").open(encoding="utf-8-sig"))
    assert (row["annual_yen"], row["payable_yen"], row["start"]) == ("71402", "53552", "2026-07-01T00:00:00+09:00")
    assert done.json["outcomes"] == {"priced": 1, "estimate": 0, "referred": 0, "problem": 0}


def test_schemes(chamber):
    shown = chamber("schemes", "chamber-2026").out
    assert "Line of business: software / hosting / consulting" in shown
    assert "security Discount or surcharge by security (-25% to 40%)" in shown


@pytest.mark.parametrize("change", ["security=-10%", "security=-0.1", "ｓｅｃｕｒｉｔｙ＝－１０％"])
def test_a_change_decided_for_one_member_is_priced_and_binds_nobody(chamber, change):
    asked = ("quote", *SCHEME, "--kind", "it_company", "--measure", "sales=8000万", "--plan", "Silver")
    premium = chamber(*asked, "--adjust", change, "--json").json["premium"]
    # 60,001 × 1.4 × (1 − 0.10 − 0.05 − 0.10), up to whole yen
    assert (premium["annual_yen"], premium["binding"]) == (63_002, False)


@pytest.mark.parametrize(
    ("change", "field", "words"),
    [
        ("security=-90%", "adjustments.security", "between -25% and 40%"),
        ("loyalty=-5%", "adjustments.loyalty", "What can be given: security"),
        ("security=a lot", "adjustments.security", "'a lot' for Discount or surcharge by security is no rate"),
        ("security=1/0", "adjustments.security", "Write it like -10% or -0.1"),
        ("security=1e9999999", "adjustments.security", "Write it like -10% or -0.1"),
        ("security", "adjust", "security=-10%"),
    ],
)
def test_a_change_that_nobody_can_decide_is_refused(chamber, change, field, words):
    asked = ("quote", *SCHEME, "--kind", "it_company", "--measure", "sales=8000万", "--plan", "Silver")
    done = chamber(*asked, "--adjust", change, "--json")
    assert done.code == 2
    (error,) = done.json["errors"]
    assert (error["field"], words in error["message"]) == (field, True)


def test_its_wording_is_checked_and_frozen_like_any_other(sonae, root, tmp_path):
    folder = tmp_path / "chamber"
    shutil.copytree(root / "tests/loader/other_trade", folder)
    assert sonae("catalogue", "check", folder).code == 0
    published = sonae("catalogue", "publish", "chamber-wording-2026", "--catalogue", folder)
    assert published.code == 0
    clauses = folder / "wordings" / "chamber-wording-2026" / "clauses.yaml"
    clauses.write_text(clauses.read_text(encoding="utf-8").replace("report_days", "11"), encoding="utf-8")
    changed = sonae("catalogue", "check", folder)
    assert changed.code == 1
    assert "chamber-wording-2026" in changed.out + changed.err
    assert "was published with digest" in changed.out + changed.err
