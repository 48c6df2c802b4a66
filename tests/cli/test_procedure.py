"""``sonae procedure``: how a scheme takes applications, as people and programs read it."""

import pytest


def test_shows_who_joins_who_approves_and_who_binds(sonae):
    out = sonae("procedure", "fukuoka-2025").out
    headings = ("Who may join", "Order of approval", "Why an application is sent back", "To be read", "Who binds")
    places = [out.index(one) for one in headings]
    assert places == sorted(places)
    assert "(the agency; within 3 days) [inferred]" in out
    assert "Brochure of the Fukuoka Medical Association" in out
    assert "Brochure of the Mie" not in out
    assert "declare" in out[out.index("Several facilities of one corporation") :]


def test_a_policy_to_be_held_first_is_named(sonae):
    assert "without it nobody can join" in sonae("procedure", "mie-2025").out
    assert "To be held first" not in sonae("procedure", "fukuoka-2025").out


def test_questions_are_shown_where_the_scheme_wants_a_disclosure(sonae):
    assert "Disclosure form for medical institutions, 2025" in sonae("procedure", "kagoshima-2025").out
    assert "Disclosure form" not in sonae("procedure", "jhef-2025").out


def test_in_japanese_too_and_by_the_schemes_name(sonae):
    out = sonae("procedure", "三重県医師会", "--lang", "ja").out
    assert "確認の順序" in out
    assert "代表者の権限を受けて [仮定]" in out


def test_json_holds_the_whole_with_status_and_source_of_each_line(sonae):
    answer = sonae("procedure", "fukuoka-2025", "--json").json
    assert [one["by"] for one in answer["order"]["steps"]] == ["agency", "association", "insurer"]
    assert answer["factor"] == {
        "lowest": "-0.3",
        "highest": "0.3",
        "step": "0.01",
        "text": answer["factor"]["text"],
        "status": "inferred",
        "sources": ["https://www.nichibyo.co.jp/data/eBook/ByouinBaisyou/pageindices/index33.html"],
    }
    assert {one["id"] for one in answer["several"]} >= {"shared-records-all", "shared-limit-meaning"}
    (questions,) = answer["questions"]
    assert len(questions["list"]) > 15
    assert {"id": "patches", "when": "systems_used", "refers": {"not": "patches"}}.items() <= questions["list"][
        7
    ].items()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_scheme_that_is_not_there_is_refused(sonae, language):
    done = sonae("procedure", "osaka-2025", "--lang", language)
    assert done.code == 2
    assert "osaka-2025" in done.err


def test_a_scheme_whose_procedure_nobody_wrote_is_refused(sonae):
    done = sonae("procedure", "chamber-2026", "--catalogue", "tests/loader/other_trade")
    assert done.code == 2
    assert "nobody wrote down how the scheme 'chamber-2026' takes applications" in done.err
