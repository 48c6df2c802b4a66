"""Where does each clock stand? What is not known is never taken for false, and what is not done is never done."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.clock_feeds import facts_fed
from sonae.core.clock_reading import PHASES, UNKNOWN, read_clocks, read_switches
from sonae.core.clocks import BASES, Asked, Notice
from sonae.core.conditions import Not
from sonae.core.fact_reading import Said, read_facts
from sonae.core.facts import Known
from sonae.core.moments import NEVER, TOKYO
from sonae.core.problems import Refusal

KNOWN_AT = datetime(2025, 6, 3, 2, 10, tzinfo=TOKYO)
AT = datetime(2025, 6, 4, 9, tzinfo=TOKYO)
FLAGS = (
    *("attack", "attack_suspected", "information_leak", "data_damaged", "malicious", "personal_information"),
    *("sensitive_information", "financial_harm_possible", "leak_excepted", "entrusted_data", "medical_institution"),
)


@pytest.fixture(scope="module")
def edition(catalogue):
    return catalogue.clocks["jp-medical-2025"]


@pytest.fixture(scope="module")
def read(catalogue, edition):
    """Read all clocks with some facts, by id."""

    def read(facts, *, at=AT, **asked):
        known = {name: Known(value) for name, value in ({"known_at": KNOWN_AT} | facts).items() if value is not None}
        states = read_clocks(edition, known, catalogue.calendar, at=at, asked=Asked(**asked))
        return states if isinstance(states, Refusal) else {one.clock.id: one for one in states}

    return read


LEAK = {"information_leak": True, "sensitive_information": True, "leak_excepted": False, "malicious": False}


def test_each_state_says_law_edition_source_and_evidence(read, catalogue):
    states = list(read(LEAK).values())
    laws = [state.line.children[0] for state in states]
    assert all(law.source and law.status for law in laws)
    endings = [f"({state.clock.law.edition.ja})" for state in states]
    assert all(catalogue.words.line(law, "ja").endswith(end) for law, end in zip(laws, endings, strict=True))
    assert all(state.clock.evidence for state in states)
    assert all(catalogue.words.has(line.key) for state in states for line in state.line.children)


def test_the_most_urgent_stand_first(read):
    states = list(read({**LEAK, "attack": True, "malicious": True}, at=datetime(2025, 6, 8, tzinfo=TOKYO)).values())
    ranks = [PHASES.index(state.phase) for state in states]
    assert ranks == sorted(ranks)
    assert states[0].clock.id == "ppc_preliminary"


@pytest.mark.parametrize(
    ("at", "phase"),
    [
        (datetime(2025, 6, 3, 2, 10, tzinfo=TOKYO), "due_soon"),
        (datetime(2025, 6, 5, 23, 59, tzinfo=TOKYO), "due_soon"),
        (datetime(2025, 6, 6, tzinfo=TOKYO), "past_usual"),
        (datetime(2025, 6, 7, 23, 59, tzinfo=TOKYO), "past_usual"),
        (datetime(2025, 6, 8, tzinfo=TOKYO), "overdue"),
    ],
)
def test_a_window_has_a_soft_end_and_a_hard_one(read, at, phase):
    assert read({**LEAK, "entrusted_data": False}, at=at)["ppc_preliminary"].phase == phase


def test_on_the_same_day_the_law_stands_before_what_nobody_asks_for(read):
    perhaps = [one for one in read({}).values() if one.phase == UNKNOWN and one.next_on]
    places = [(one.next_on, BASES.index(one.clock.basis)) for one in perhaps]
    assert len(set(places)) > 3
    assert places == sorted(places)


@pytest.mark.parametrize(("hours", "phase"), [(72, "due_soon"), (73, "waiting")])
def test_three_days_before_its_end_a_clock_is_due_soon(read, hours, phase):
    at = datetime(2025, 7, 3, tzinfo=TOKYO) - timedelta(hours=hours)
    assert read(LEAK, at=at)["ppc_final"].phase == phase


def test_where_the_law_names_no_number_only_a_switch_does(read):
    persons = read(LEAK)["persons"]
    assert (persons.ends.due_on, persons.ends.usual_on) == (None, None)
    assert str(persons.ends.target_on) == "2025-06-17"
    assert [line.status for line in persons.line.children if line.key == "clock.target_on"] == ["assumed"]
    without = read(LEAK, switches={"target_persons": None})["persons"]
    assert (without.ends.days, without.phase, without.next_on) == ((), "waiting", None)


def test_what_is_past_a_working_target_is_not_called_overdue(read):
    assert read(LEAK, at=datetime(2026, 6, 1, tzinfo=TOKYO))["persons"].phase == "past_usual"


def test_a_moment_after_the_moment_asked_about_is_not_known(read):
    later = {**LEAK, "ppc_preliminary_at": AT + timedelta(seconds=1)}
    assert read(later)["ppc_preliminary"].done_at is None
    assert read(later, at=AT + timedelta(seconds=1))["ppc_preliminary"].phase == "done"


def test_before_it_was_known_no_clock_had_started(read):
    assert read(LEAK, at=KNOWN_AT - timedelta(seconds=1))["ppc_preliminary"].phase == "unknown"


def test_names_that_nobody_knows_are_refused_all_at_once(catalogue, read):
    notice = Notice("payments", "expert_appraisal", AT, "t", ("i",), AT.date())
    refusal = read(LEAK, notices=(notice,), switches={"target_person": 3})
    assert [(one.field, one.key) for one in refusal.errors] == [
        ("switches.target_person", "problem.switch_unknown"),
        ("extensions", "problem.clock_unknown"),
    ]
    assert all(catalogue.words.has(one.key) for one in refusal.errors)


def test_switches_are_read_strictly(edition):
    assert read_switches(edition, {"target_now": "３", "target_persons": "none", "ppc_first_day": "いいえ"}) == {
        "target_now": 3,
        "target_persons": None,
        "ppc_first_day": False,
    }
    wrong = read_switches(edition, {"target_now": "0", "ppc_first_day": "3", "target_persons": "1.5", "x": "1"})
    assert {one.field for one in wrong.errors} == {
        f"switches.{name}" for name in ("target_now", "ppc_first_day", "target_persons", "x")
    }


def test_an_unknown_exemption_frees_nobody(read):
    told = {**LEAK, "client_notified_at": KNOWN_AT}
    assert read({**told, "entrusted_data": True})["ppc_preliminary"].phase == "released"
    unknown = read(told)["ppc_preliminary"]
    assert (unknown.phase, unknown.asks) == ("due_soon", ("entrusted_data",))
    assert read({**told, "entrusted_data": False})["ppc_preliminary"].phase == "due_soon"


# --- the laws of three values ---
UNKNOWNS = st.fixed_dictionaries({name: st.sampled_from([True, False, None]) for name in FLAGS})
COUNTS = st.sampled_from([None, 0, 1, 1_000, 1_001])


def fits(facts):
    """An attack makes malice, sensitive makes personal: what is said must not contradict that."""
    return not (facts["attack"] and facts["malicious"] is False) and not (
        facts["sensitive_information"] and facts["personal_information"] is False
    )


@given(UNKNOWNS.filter(fits), COUNTS, st.randoms(use_true_random=False))
def test_an_answer_that_is_known_stays_whatever_the_unknown_turns_out_to_be(read, facts, persons, random):
    before = read({**facts, "affected_persons": persons})
    whole = {name: random.choice([True, False]) if value is None else value for name, value in facts.items()}
    for cause, effect in (("attack", "malicious"), ("sensitive_information", "personal_information")):
        # what was said stays; what was not is completed without a contradiction
        whole[cause] = whole[cause] and facts[effect] is not False
        whole[effect] = whole[effect] or whole[cause]
    after = read({**whole, "affected_persons": 1 if persons is None else persons})
    assert [name for name, state in before.items() if not holds(state, after[name])] == []


def holds(state, settled):
    """Whether what was known of a clock is still so, and what was not was asked for."""
    due, last = state.ends.due_on, state.ends.later_on or state.ends.due_on
    between = not settled.applies or due is None or due <= settled.ends.due_on <= last
    return state.applies in {None, settled.applies} and between and (state.applies is not None or bool(state.asks))


@given(UNKNOWNS.filter(fits), COUNTS)
def test_only_facts_that_are_not_known_are_asked_for(read, facts, persons):
    asked = {name for state in read({**facts, "affected_persons": persons}).values() for name in state.asks}
    assert not {name for name in asked if facts.get(name) is not None}
    assert persons is None or "affected_persons" not in asked


@given(st.datetimes(datetime(2025, 1, 1), datetime(2027, 6, 1)), st.integers(0, 60 * 24 * 90))  # noqa: DTZ001
def test_a_later_start_never_gives_an_earlier_deadline(read, start, minutes):
    first = start.replace(tzinfo=TOKYO)
    later = first + timedelta(minutes=minutes)
    facts = {**LEAK, "attack_suspected": True, "entrusted_data": True, "medical_institution": True}
    one, other = (read({**facts, "known_at": at}, at=later) for at in (first, later))
    ends = [(one[name].ends.days, other[name].ends.days) for name in one]
    assert all(early <= late for pair in ends for early, late in zip(*pair, strict=True))


def test_conditions_of_clocks_answer_by_kleene(edition):
    values = dict.fromkeys((*edition.facts, *edition.switches))
    both = [one for clock in edition.clocks.values() for one in (clock.when, Not(clock.when))]
    assert {one.test(values) for one in both} == {None}


# --- what they say for the coverage decision ---
@pytest.fixture
def fed(catalogue, edition):
    def fed(**said):
        known = read_facts(
            edition.facts, edition.implications, {name: Said(text, "file", "Aoki") for name, text in said.items()}
        )
        states = read_clocks(edition, known, catalogue.calendar, at=datetime(2025, 7, 1, tzinfo=TOKYO))
        return facts_fed(edition, states, known)

    return fed


def test_the_earliest_written_filing_is_the_first_and_keeps_who_said_so(fed):
    found = fed(ppc_preliminary_at="2025-06-05T09:00+09:00", ipa_reported_at="2025-06-04T10:00+09:00")
    first = found["public_report_at"]
    assert (first.value, first.source, first.by) == (datetime(2025, 6, 4, 10, tzinfo=TOKYO), "file", "Aoki")
    assert first.rule == "clock.ipa"


def test_a_notice_of_a_public_body_is_the_first_route_of_discovery(fed):
    found = fed(jpcert_notice_at="2025-06-04T10:00+09:00", police_notice_at="never")
    assert found["public_notice_at"].rule == "clock.jpcert"


def test_none_is_known_only_where_each_is_known_never_to_have_come(fed):
    assert "public_notice_at" not in fed(jpcert_notice_at="never", police_notice_at="never")
    every = fed(jpcert_notice_at="never", police_notice_at="never", ipa_notice_at="never")
    assert every["public_notice_at"].value == NEVER


@pytest.mark.parametrize("said", ["2025-06-06T09:00+09:00", "never"])
def test_a_first_filing_after_one_on_record_is_a_contradiction(fed, said):
    found = fed(ppc_preliminary_at="2025-06-05T09:00+09:00", public_report_at=said)
    assert [(one.field, one.key) for one in found.errors] == [("public_report_at", "problem.facts_contradict")]


def test_a_first_filing_before_those_on_record_stands(fed):
    assert "public_report_at" not in fed(
        ppc_preliminary_at="2025-06-05T09:00+09:00", public_report_at="2025-06-04T09:00+09:00"
    )


def test_a_day_without_its_hour_starts_and_ends_a_clock_like_any_hour_of_it(read):
    done_at = KNOWN_AT + timedelta(days=2)
    on_hours = read({**LEAK, "ppc_preliminary_at": done_at}, at=AT + timedelta(days=9))
    of_days = {**LEAK, "known_at": KNOWN_AT.date(), "ppc_preliminary_at": done_at.date()}
    on_days = read(of_days, at=AT + timedelta(days=9))
    told = [(one.phase, one.ends, one.late) for one in on_hours.values()]
    assert [(on_days[name].phase, on_days[name].ends, on_days[name].late) for name in on_hours] == told
    assert (on_days["ppc_preliminary"].started_at, on_days["ppc_preliminary"].done_at) == (
        KNOWN_AT.date(),
        done_at.date(),
    )


# --- what is refused ---
NAIVE = datetime(2025, 6, 3)  # noqa: DTZ001  the point is that it has no zone


@pytest.mark.parametrize(
    ("facts", "asked", "field", "key"),
    [
        ({}, {"at": NAIVE}, "at", "moment_without_zone"),
        ({"known_at": NAIVE}, {}, "known_at", "fact_no_zone"),
        ({"typo": True}, {}, "typo", "fact_unknown"),
        ({"attack": "yes"}, {}, "attack", "fact_value"),
        ({}, {"switches": {"completion_counts": "no"}}, "switches.completion_counts", "switch_value"),
        ({}, {"switches": {"completion_counts": None}}, "switches.completion_counts", "switch_value"),
        ({}, {"switches": {"target_now": -5}}, "switches.target_now", "switch_value"),
        ({}, {"switches": {"target_now": 0}}, "switches.target_now", "switch_value"),
        (
            {},
            {"notices": (Notice("payment", "police", NAIVE, "t", ("i",), None),)},
            "extensions",
            "moment_without_zone",
        ),
    ],
)
def test_what_cannot_be_read_is_refused_and_never_raised(read, facts, asked, field, key):
    found = read(facts, **asked)
    assert isinstance(found, Refusal)
    assert [(one.field, one.key.removeprefix("problem.")) for one in found.errors] == [(field, key)]


def test_a_business_day_beyond_the_holidays_known_is_the_earliest_it_can_be_and_told(read):
    known_at = datetime(2027, 12, 27, 9, tzinfo=TOKYO)
    ends = read({"known_at": known_at, "attack": True}, at=known_at)["ipa"].ends
    assert ends.target_on is not None
    assert [one.key for one in ends.problems] == ["problem.day_outside_calendar"]
    assert ends.target_on >= known_at.date()
