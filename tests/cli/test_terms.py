"""``sonae wording``: an insurer's terms as people read them, and two of them side by side."""

import re
from pathlib import Path

import pytest

SMALL = Path(__file__).parents[1] / "support" / "small"


@pytest.fixture
def wording(sonae):
    return lambda *arguments: sonae("wording", *arguments, "--catalogue", SMALL)


def test_lists_the_wordings(wording):
    out = wording("show").out
    assert re.search(r"small-2026 +Aoba cyber cover 2026 +2026 +Aoba Insurance", out)
    assert {one["wording"] for one in wording("show", "--json").json["wordings"]} >= {"small-2025", "small-2026"}


def test_shows_one_with_parts_clauses_limits_in_order_and_what_is_assumed(wording):
    out = wording("show", "small-2026").out
    places = [
        out.index(one) for one in ("Parts of the cover", "Every clause", "How much is paid", "Left to the insurer")
    ]
    assert places == sorted(places)
    assert "Lawyers' fees (litigation)" in out
    assert "1. Share of costs paid: share paid, for each line" in out
    assert "Waiting hours (waiting_hours): 12 [assumed]" in out


def test_a_clause_says_when_it_is_met_what_follows_and_where_it_stands(wording):
    out = wording("show", "small-2026", "--clause", "meant").out
    for words in (
        "[6①] Acts on purpose (meant)",
        "exclusion; if met: not covered",
        "when: “Was it done on purpose?” is yes",
        "unless: “Who did it?” and “For whom is this decided?” have different answers",
        "[example] docs/method/coverage.md",
    ):
        assert words in out
    assert "Prior approval" not in out


def test_in_japanese_too(wording):
    out = wording("show", "small-2026", "--clause", "approved", "--lang", "ja").out
    assert "お支払いの条件; あてはまらなければ補償の対象外になる; 賠償責任: 弁護士費用 だけ" in out


def test_json_holds_the_whole_wording_or_one_clause(wording):
    whole = wording("show", "small-2026", "--json").json
    assert [one["id"] for one in whole["levels"]] == ["cost_ratio", "cost_limit", "joint", "profit_limit"]
    clause = wording("show", "small-2026", "--clause", "meant", "--json").json
    assert clause == next(one for one in whole["clauses"] if one["id"] == "meant")


def test_shows_side_by_side_what_differs(wording):
    out = wording("diff", "small-2025", "small-2026").out
    assert re.search(r"neglect: what follows +not covered +a person decides whether it is covered", out)
    assert re.search(r"many +- +6④ Too many persons", out)
    assert "applied in another order" in out
    assert "Parts of the cover" not in out


def test_two_equal_wordings_differ_in_nothing(wording):
    assert "In nothing." in wording("diff", "small-2026", "small-2026").out
    found = wording("diff", "small-2026", "small-2026", "--json").json
    assert (found["clauses"], found["levels_reordered"]) == ([], False)


@pytest.mark.parametrize(
    ("arguments", "field", "near"),
    [
        (("show", "small-2062"), "wording", "small-2026"),
        (("diff", "small-2062", "tiny"), "wording", "small-2026"),
        (("show", "small-2026", "--clause", "mean"), "clause", "meant"),
    ],
)
def test_an_unknown_name_is_refused_with_the_nearest(wording, arguments, field, near):
    done = wording(*arguments, "--json")
    assert done.code == 2
    assert {one["field"] for one in done.json["errors"]} == {field}
    assert near in done.json["errors"][0]["message"]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_wording_of_the_catalogue_is_shown_whole(sonae, language):
    wordings = sonae("wording", "show", "--json").json["wordings"]
    assert wordings
    shown = {one["wording"]: sonae("wording", "show", one["wording"], "--lang", language).out for one in wordings}
    assert {code: out.count("\n  [") for code, out in shown.items()} == {
        one["wording"]: one["clauses"] for one in wordings
    }
    assert re.findall(r"\b(?:when|terms|level_kind|level_per|effect)\.[a-z]\w*", "".join(shown.values())) == []


def test_families_and_statuses_are_said_in_words(sonae):
    out = sonae("--lang", "ja", "wording", "show", "sompo-medical-cyber-2025").out
    assert "情報漏えい限定プラン だけ" in out
    assert "[募集資料に記載]" in out
    assert "[推定]" in out
    assert "leak_only" not in out
    assert "逆算" not in out


def test_a_difference_is_said_in_words(sonae):
    out = sonae("--lang", "ja", "wording", "diff", "sompo-medical-cyber-2025", "sompo-medical-leak").out
    assert re.search("liability: 根拠 +募集資料に記載 +公開資料", out)
    assert "printed" not in out
