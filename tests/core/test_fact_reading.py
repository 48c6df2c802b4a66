"""What was said of an incident: read as people write it, refused where it cannot be, every error at once."""

from datetime import date, datetime, timedelta, timezone

import pytest

from sonae.core.conditions import All, Is, Not
from sonae.core.fact_reading import (
    FactError,
    Said,
    check_facts,
    derive,
    is_unknown,
    read_facts,
    read_hour,
    read_value,
)
from sonae.core.facts import Known
from sonae.core.moments import NEVER, TOKYO
from sonae.core.problems import Refusal
from tests.support.terms import fact, follows

NIGHT = datetime(2025, 6, 3, 2, 10, tzinfo=TOKYO)
FACTS = {
    one.id: one
    for one in (
        fact("leak"),
        fact("attack"),
        fact("m", "moment"),
        fact("persons", "count"),
        fact("cost", "yen"),
        fact("who", "choice", choices=["employee", "outsider"]),
        fact("term_start", "moment", given=True),
    )
}


def read(*rules, **said):
    return read_facts(FACTS, rules, {name: Said(text) for name, text in said.items()})


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("leak", "yes", True),
        ("leak", "No", False),
        ("leak", "はい", True),
        ("leak", "いいえ", False),
        ("leak", "ｎｏ", False),
        ("m", "2025-06-03T02:10+09:00", NIGHT),
        ("m", "2025-06-02T17:10:00Z", NIGHT),
        ("m", "never", NEVER),
        ("m", "なし", NEVER),
        ("persons", "0", 0),
        ("persons", "30_000", 30_000),
        ("persons", "３万人", 30_000),
        ("persons", "12時間", 12),
        ("cost", "1,200,000", 1_200_000),
        ("cost", "120万円", 1_200_000),
        ("cost", str(10**15), 10**15),
        ("who", "outsider", "outsider"),
    ],
)
def test_reads_values_as_people_write_them(name, text, value):
    assert read(**{name: text}) == {name: Known(value)}


@pytest.mark.parametrize(
    ("name", "text", "key"),
    [
        ("leak", "perhaps", "fact_yes_no"),
        ("m", "2025-06-03T02:10", "fact_no_zone"),
        ("m", "20250603", "fact_no_zone"),
        ("m", "1925-06-03", "fact_year"),
        ("m", "yesterday", "fact_moment"),
        ("m", "2025-13-03T02:10+09:00", "no_such_month"),
        ("m", "2025-02-30T02:10+09:00", "no_such_day"),
        ("m", "2025-02-30", "no_such_day"),
        ("persons", "1.5", "fact_number"),
        ("persons", "many", "fact_number"),
        ("persons", "-1", "fact_range"),
        ("cost", str(10**15 + 1), "fact_range"),
        ("cost", "0.5", "fact_number"),
        ("who", "me", "fact_choice"),
        ("leek", "yes", "fact_unknown"),
        ("term_start", "2025-06-03T02:10+09:00", "fact_unknown"),
    ],
)
def test_refuses_what_is_no_value_and_says_what_would_be(name, text, key):
    found = read(**{name: text})
    assert isinstance(found, Refusal)
    assert [(one.field, one.key) for one in found.errors] == [(name, f"problem.{key}")]


def test_tells_every_error_at_once():
    found = read(leek="yes", leak="perhaps", m="2025-06-03T02:10", persons="1.5")
    assert [one.field for one in found.errors] == ["leek", "leak", "m", "persons"]
    assert dict(found.errors[0].params) == {"nearest": "leak"}


@pytest.mark.parametrize("text", ["unknown", "", "不明", "わからない", "わかりません", "分からない", "Don’t know"])
def test_not_known_is_neither_true_nor_false(text):
    assert is_unknown(text)
    assert read(leak=text, attack="yes") == {"attack": Known(True)}


def test_keeps_the_paper_and_who_entered_it():
    said = {"leak": Said("yes", "report.pdf", "desk")}
    assert read_facts(FACTS, (), said) == {"leak": Known(True, "report.pdf", "desk")}


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-03 02:10",
        "2025/6/3 2:10",
        "令和7年6月3日 2時10分",
        "R7.6.3 午前2時10分",
        "２０２５年６月３日２時１０分",
    ],
)
def test_at_a_terminal_a_moment_is_tokyo_time_in_any_way_of_writing(catalogue, text):
    assert read_value(FACTS["m"], text, eras=catalogue.words.eras) == NIGHT


@pytest.mark.parametrize(
    ("text", "key"),
    [("soon", "fact_local_moment"), ("2025-06-31 02:10", "no_such_day"), ("平成37年6月3日", "after_era")],
)
def test_at_a_terminal_a_day_that_does_not_exist_is_refused_with_its_reason(catalogue, text, key):
    with pytest.raises(FactError) as error:
        read_value(FACTS["m"], text, eras=catalogue.words.eras)
    problem = error.value.problem("m")
    assert problem.key == f"problem.{key}"
    assert "{" not in catalogue.words.problem(problem, "ja")


@pytest.mark.parametrize("text", ["9月1日 8時10分", "九月一日", "9/1 8:10", "９月１日"])
def test_a_day_without_its_year_is_told_so(catalogue, text):
    with pytest.raises(FactError) as error:
        read_value(FACTS["m"], text, eras=catalogue.words.eras)
    assert error.value.key == "problem.fact_no_year"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-06-03", date(2025, 6, 3)),
        ("令和7年6月3日", date(2025, 6, 3)),
        ("20250603", date(2025, 6, 3)),
        ("2025年(令和7年)6月3日", date(2025, 6, 3)),
        ("3 June 2025", date(2025, 6, 3)),
    ],
)
def test_a_day_typed_without_an_hour_stays_a_day(catalogue, text, day):
    found = read_value(FACTS["m"], text, eras=catalogue.words.eras)
    assert (type(found), found) == (date, day)


def test_a_file_may_say_the_day_alone():
    assert read(m="2025-06-03")["m"].value == date(2025, 6, 3)


@pytest.mark.parametrize("text", ["2:10", "２時１０分", "午前2時10分ごろ", "about 2:10", "2025-06-03 02:10"])
def test_an_hour_completes_a_day(catalogue, text):
    assert read_hour(FACTS["m"], NIGHT.date(), text, catalogue.words.eras) == NIGHT


@pytest.mark.parametrize("text", ["", "noon", "25:00", "2025-06-03"])
def test_what_is_no_hour_completes_nothing(catalogue, text):
    with pytest.raises(FactError) as error:
        read_hour(FACTS["m"], NIGHT.date(), text, catalogue.words.eras)
    assert error.value.key == "problem.fact_hour"


def test_a_moment_is_kept_in_tokyo_time():
    (known,) = read(m="2025-06-02T19:10+02:00").values()
    assert known.value.utcoffset() == timedelta(hours=9)
    assert known.value == datetime(2025, 6, 2, 19, 10, tzinfo=timezone(timedelta(hours=2)))


# --- what follows ---
def test_follows_through_several_rules_whatever_their_order():
    rules = [follows("second", Is("attack"), leak=True), follows("first", Not(Is("late")), attack=True)]
    given = dict.fromkeys(("attack", "leak", "late"))
    found = derive({"late": Known(False)}, given, rules)
    assert found == {"late": Known(False), "attack": Known(True, rule="first"), "leak": Known(True, rule="second")}


def test_what_was_said_stands_where_it_also_follows():
    rules = [follows("r", Is("attack"), leak=True)]
    assert read(*rules, attack="yes", leak="yes")["leak"] == Known(True)


def test_a_contradiction_names_the_rule_in_words_and_the_facts_that_lead_to_it():
    found = read(follows("r", Is("attack"), leak=True), attack="yes", leak="no")
    (error,) = found.errors
    assert (error.field, error.key, dict(error.params)) == (
        "leak",
        "problem.facts_cannot_all_be",
        {"rule": "r", "typed": "attack, leak", "why_ja": "r", "why_en": "r"},
    )


def test_a_contradiction_between_conclusions_leads_back_to_what_was_typed():
    rules = [
        follows("r", Is("attack"), leak=True),
        follows("s", Is("leak"), who="outsider"),
        follows("t", Not(Is("late")), who="employee"),
    ]
    facts = {**FACTS, "late": fact("late")}
    said = {name: Said(text) for name, text in {"persons": "3", "late": "no", "attack": "yes"}.items()}
    (error,) = read_facts(facts, rules, said).errors
    assert error.field in said
    assert dict(error.params)["typed"] == "late, attack"
    assert set(dict(error.params)["why_en"].split("; ")) == {"r", "s", "t"}


def test_what_cannot_be_is_a_contradiction_of_a_typed_fact():
    both = follows("never-both", All((Is("leak"), Is("attack"))))
    (error,) = read(both, leak="yes", attack="yes").errors
    assert (error.field, dict(error.params)["typed"]) == ("attack", "leak, attack")


def test_a_contradiction_with_the_cover_says_so():
    given = {**dict.fromkeys(FACTS), "agreed": True}
    rules = [follows("r", Is("agreed"), leak=False)]
    (error,) = read_facts(FACTS, rules, {"leak": Said("yes")}, given).errors
    assert (error.field, dict(error.params)["typed"]) == ("leak", "leak, cover")
    assert read_facts(FACTS, rules, {"leak": Said("yes")}) == {"leak": Known(True)}


def test_two_rules_that_contradict_each_other_are_told_with_both():
    rules = [follows("r", Is("attack"), leak=True), follows("s", Is("attack"), leak=False)]
    (error,) = read(*rules, attack="yes").errors
    assert (error.field, dict(error.params)["rule"]) == ("attack", "r, s")


@pytest.mark.parametrize("text", ["0001-01-01T00:00+09:00", "9999-12-31T23:00-12:00", "1999-12-31T23:59+09:00"])
def test_a_slip_of_the_century_is_refused_with_the_years_there_are(text):
    (error,) = read(m=text).errors
    assert (error.key, dict(error.params)["first"], dict(error.params)["last"]) == (
        "problem.fact_year",
        "2000",
        "2099",
    )


def test_nothing_follows_from_what_is_not_known():
    assert read(follows("r", Not(Is("attack")), leak=True)) == {}


@pytest.mark.parametrize(
    ("kind", "value", "key"),
    [
        ("yes_no", "yes", "fact_value"),
        ("yes_no", 1, "fact_value"),
        ("choice", "zzz", "fact_value"),
        ("choice", True, "fact_value"),
        ("count", True, "fact_value"),
        ("count", -1, "fact_value"),
        ("count", 1.5, "fact_value"),
        ("yen", 10**15 + 1, "fact_value"),
        ("moment", datetime(2025, 6, 3), "fact_no_zone"),  # noqa: DTZ001  the point is that it has no zone
        ("moment", datetime(1, 1, 1, tzinfo=TOKYO), "fact_year"),
        ("moment", "2025-06-03", "fact_value"),
    ],
)
def test_a_value_that_a_fact_cannot_have_is_refused_also_where_no_text_was_read(kind, value, key, catalogue):
    declared = {"f": fact("f", kind, choices=("a", "b") if kind == "choice" else ())}
    (problem,) = check_facts(declared, {"f": Known(value)})
    assert (problem.field, problem.key) == ("f", f"problem.{key}")
    assert all("{" not in catalogue.words.problem(problem, language) for language in ("ja", "en"))


@pytest.mark.parametrize(
    ("kind", "value"),
    [("yes_no", False), ("choice", "a"), ("count", 0), ("yen", 10**15), ("moment", NEVER), ("moment", NIGHT)],
)
def test_a_value_that_a_fact_can_have_is_taken(kind, value):
    assert check_facts({"f": fact("f", kind, choices=("a",))}, {"f": Known(value)}) == []


def test_a_fact_that_nobody_asks_for_or_that_comes_with_the_cover_is_refused_with_the_nearest():
    declared = {"leak": fact("leak"), "family": fact("family", "choice", choices=("a",), given=True)}
    found = check_facts(declared, {"leek": Known(value=True), "family": Known("a")})
    assert [(one.field, dict(one.params)["nearest"]) for one in found] == [("leek", "leak"), ("family", "leak")]


@pytest.mark.parametrize("value", [True, 3, None, date(2025, 6, 1)])
def test_a_program_that_hands_over_no_text_is_told_what_to_hand_over(value):
    answer = read_facts({"leak": fact("leak", "yes_no")}, (), {"leak": Said(value)})
    assert [(one.field, dict(one.params)["shape"]) for one in answer.errors] == [("leak", "value_said")]
