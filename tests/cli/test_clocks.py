import json
import re
import shutil

import pytest

from sonae.loader import BUILT_IN

CASES = BUILT_IN / "clocks/jp-medical-2025/cases"
LEAK = CASES / "ransomware-with-leak.yaml"


@pytest.fixture
def case(tmp_path):
    """A case file with these lines."""

    def write(*lines):
        path = tmp_path / "case.yaml"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path

    return write


def test_the_table_says_by_when_how_long_what_to_whom_and_by_which_law(sonae):
    out = sonae("clocks", LEAK).out
    row = next(line for line in out.splitlines() if "First report" in line)
    for words in (
        "Due soon",
        "2025-06-05 – 2025-06-07",
        "1 d 15 h to the usual end",
        "Personal Information Protection Commission",
        "art. 26(1)",
    ):
        assert words in row


def test_what_is_overdue_stands_first(sonae):
    out = sonae("clocks", LEAK, "--at", "2025-06-08T00:00", "--lang", "ja").out
    rows = out.split("すること", 1)[1].splitlines()
    assert rows[2].startswith("期限を過ぎています")
    assert "速報" in rows[2]


def test_the_moment_is_the_option_s_then_the_case_s_then_now(sonae, case):
    told = case("facts: {known_at: 2025-06-03T02:10+09:00}")
    assert sonae("clocks", LEAK, "--json").json["at"] == "2025-06-04T09:00:00+09:00"
    assert sonae("clocks", LEAK, "--at", "R7.6.10", "--json").json["at"] == "2025-06-10T00:00:00+09:00"
    assert sonae("clocks", told, "--now", "2025-06-05", "--json").json["at"] == "2025-06-05T00:00:00+09:00"


def test_json_has_every_clock_with_its_trace_and_the_questions(sonae):
    answer = sonae("clocks", CASES / "only-the-moment-is-known.yaml", "--json").json
    states = {one["id"]: one for one in answer["states"]}
    assert len(states) == 14
    assert (states["ppc_final"]["due_on"], states["ppc_final"]["later_on"]) == ("2025-07-02", "2025-08-01")
    assert states["ppc_final"]["applies"] is None
    assert states["police"]["to"]["phone"] == "#9110"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", states["police"]["to"]["checked_on"])
    assert all(one["trace"]["children"] and one["law"] and one["law_edition"] for one in states.values())
    assert "information_leak" in [one["fact"] for one in answer["questions"]]


def test_the_same_case_gives_the_same_bytes(sonae):
    assert sonae("clocks", LEAK, "--json").out == sonae("clocks", LEAK, "--json").out


def test_what_it_says_for_the_coverage_decision_is_told(sonae):
    answer = sonae("clocks", CASES / "notice-from-jpcert.yaml", "--json").json
    assert answer["fed"] == {"public_notice_at": "2025-06-03T02:00:00+09:00"}
    assert "public_notice_at: " in sonae("clocks", CASES / "notice-from-jpcert.yaml").out
    assert sonae("clocks", CASES / "never-filed.yaml", "--json").json["fed"]["public_report_at"] == "never"


def test_a_notice_that_does_not_hold_is_told_and_the_deadline_stays(sonae):
    out = sonae("clocks", CASES / "extension-without-text.yaml").out
    assert "the notice of extension has no text; write it" in out
    assert "2025-09-30  4 d 9 h past the deadline" in out


def test_the_reasons_are_printed_where_asked_for(sonae):
    plain, whole = sonae("clocks", LEAK).out, sonae("clocks", LEAK, "--trace").out
    assert "Deadline: 7 June 2025" not in plain
    assert "Deadline: 7 June 2025" in whole
    assert "The day of the start is day 1; every day counts  [assumed, docs/method/clocks.md]" in whole


PAPERS = """\
wording: sompo-medical-cyber-2025
papers:
  e7:
    types: [costs]
    received:
      - {group: claim_form, name: 請求書, at: 2025-09-01T10:00+09:00}
      - {group: circumstances, name: 調査報告書, at: 2025-08-20T10:00+09:00}
      - {group: amount, name: 領収書, at: 2025-08-20T10:00+09:00}
      - {group: inquiry_consent, name: 同意書, at: 2025-08-01T10:00+09:00}
obstructions:
  - {since: 2025-09-10, until: 2025-09-11, what: 立ち入れなかった, event: e7}"""


def test_the_papers_of_a_claim_start_the_clock_of_its_payment(sonae, case):
    def payment(text):
        states = sonae("clocks", case(text), "--at", "2025-09-20", "--json").json["states"]
        return next(one for one in states if one["id"] == "payment")

    whole, waiting = payment(PAPERS), payment(PAPERS.replace(", at: 2025-08-01T10:00+09:00", ""))
    assert (whole["started_at"], whole["due_on"]) == ("2025-09-01T10:00:00+09:00", "2025-10-02")
    assert (waiting["started_at"], waiting["due_on"]) == (None, None)


SETTLED = """cover: {member: 北クリニック, scheme: fukuoka-2025, kind: clinic, plan: S3}
facts:
  what_happened: outside_attack
  unusual: none
  joining_matters: none
  duties: all_kept
  business: facility
  discovered_at: 2025-09-01
  known_at: 2025-09-01
  information_leak: yes
  whose_data: patients
  found_by: monitoring
  public_notice_at: never
  claim_made_at: never
  legal_step: procedure
  system_stop: none
costs: [{line: a, item: forensics, yen: 600_000}]
papers:
  e1:
    types: [costs]
    received:
      - {group: claim_form, name: a, at: 2025-12-05T10:00+09:00}
      - {group: circumstances, name: b, at: 2025-12-05T10:00+09:00}
      - {group: amount, name: c, at: 2025-12-05T10:00+09:00}
      - {group: inquiry_consent, name: d, at: 2025-12-05T10:00+09:00}
payments: [{id: p1, yen: 100_000, on: 2025-12-20}, {id: p2, yen: 500_000, on: 2026-01-02}]
"""


@pytest.mark.parametrize(
    ("text", "at", "phase", "done_at"),
    [
        (SETTLED, "2026-01-10", "done", "2026-01-02"),
        (SETTLED, "2026-01-01", "due_soon", None),
        (SETTLED.replace("500_000", "499_999"), "2026-01-10", "overdue", None),
        (SETTLED.replace("plan: S3", "plan: none"), "2026-01-10", "overdue", None),
        (SETTLED.replace("facts:", "facts:\n  claim_paid_at: never"), "2026-01-10", "overdue", None),
    ],
)
def test_the_last_payment_on_a_settled_claim_ends_the_clock_of_its_payment(sonae, case, text, at, phase, done_at):
    answer = sonae("clocks", case(text), "--at", at, "--json").json
    payment = next(one for one in answer["states"] if one["id"] == "payment")
    assert (payment["phase"], payment["done_at"], payment["who_text"]) == (phase, done_at, "insurer")
    assert ("payments" in answer["unread"]) is (phase == "overdue")


def test_what_another_must_do_says_who(sonae, case):
    out = sonae("clocks", case(SETTLED), "--at", "2026-01-01").out
    assert "Payment of the insurance money (by the insurer)" in out


def test_what_may_apply_says_on_which_questions_it_hangs(sonae, case):
    out = sonae("clocks", case(SETTLED), "--at", "2026-01-01").out
    row = next(line for line in out.splitlines() if "Notice to the client (by the contractor)" in line)
    assert re.search(r" past the deadline +1, 2  ", row)
    assert "1. Was it strongly encrypted" in out


def test_what_is_told_of_an_event_that_the_clocks_do_not_watch_is_named(sonae, case):
    other = PAPERS.replace("event: e7}", "event: e8}")
    answer = sonae("clocks", case(other), "--at", "2025-09-20", "--json").json
    assert "obstructions: e8" in answer["unread"]
    assert next(one for one in answer["states"] if one["id"] == "payment")["due_on"] == "2025-09-30"


def test_a_notice_until_the_end_of_time_is_refused_and_no_crash(sonae, case):
    notice = """extensions:
  - clock: payment
    ground: public_inquiry
    given_at: 2025-09-10T09:00+09:00
    text: t
    items: [i]
    expected_on: 9999-12-31
facts: {claim_complete_at: 2025-09-01T09:00+09:00}
switches: {public_inquiry_days: none}"""
    done = sonae("clocks", case(notice), "--json")
    assert done.code == 2
    assert "9999-12-31 is no day of the years 2000 to 2099" in done.json["errors"][0]["message"]


def test_everything_wrong_with_a_case_is_refused_at_once(sonae, case):
    told = case("facts:", "  known_at: 2025-06-03T02:10", "  attak: yes", "switches: {target_now: soon}")
    done = sonae("clocks", told, "--at", "yesterday", "--json")
    assert done.code == 2
    assert [(one["field"], one.get("file"), one.get("line")) for one in done.json["errors"]] == [
        ("at", None, None),
        ("facts.known_at", str(told), "2"),
        ("facts.attak", str(told), "3"),
        ("switches.target_now", str(told), "4"),
    ]
    assert all("{" not in one["message"] for one in done.json["errors"])


def test_a_notice_on_an_unknown_clock_is_told_where_it_stands(sonae, case):
    notice = "  - {clock: %s, ground: police, given_at: 2025-06-04T00:00+09:00}"
    told = case("facts: {known_at: 2025-06-03T02:10+09:00}", "extensions:", notice % "payment", notice % "paymnt")
    assert f"{told}:4: extensions: " in sonae("clocks", told).err


def test_a_case_that_cannot_be_read_is_refused_with_its_lines(sonae, case):
    done = sonae("clocks", case("facts: {known_at: [1]}", "colour: red"))
    assert done.code == 2
    assert "case.yaml:1: facts.known_at: is 'a list'" in done.err
    assert "case.yaml:2: colour: unknown key" in done.err
    assert sonae("clocks", "no-such-file.yaml").code == 2


def test_an_edition_is_named_where_it_is_unknown(sonae, case):
    told = case("facts: {known_at: 2025-06-03T02:10+09:00}", "clocks: jp-2024")
    for options, line in (((), "2"), (("--clocks", "jp-2023"), None)):
        done = sonae("clocks", told, *options, "--json")
        assert (done.code, done.json["errors"][0]["field"]) == (2, "clocks")
        assert done.json["errors"][0].get("line") == line
    assert sonae("clocks", told, "--clocks", "jp-medical-2025").code == 0


def test_what_only_other_questions_read_is_named(sonae, case):
    told = case("wording: any", "cover: {}", "facts: {known_at: 2025-06-03T02:10+09:00}")
    assert sonae("clocks", told, "--json").json["unread"] == ["wording", "cover"]
    assert "In the file, but not for the clocks" in sonae("clocks", told).out


def test_the_sheet_is_written_once_and_replaced_only_when_told(sonae, tmp_path):
    out = tmp_path / "sheet.pdf"
    first = sonae("clocks", LEAK, "--pdf", out, "--json")
    assert (first.code, out.read_bytes()[:5]) == (0, b"%PDF-")
    json.loads(first.out)
    assert sonae("clocks", LEAK, "--pdf", out).code == 2
    assert sonae("clocks", LEAK, "--pdf", out, "--force").code == 0


def test_a_sheet_is_written_only_under_the_name_of_a_pdf(sonae, tmp_path):
    out = tmp_path / "out.txt"
    done = sonae("clocks", LEAK, "--pdf", out)
    assert (done.code, out.exists()) == (2, False)
    assert "out.txt" in done.err
    assert ".pdf" in done.err


def test_what_is_done_names_its_proof_or_which_one_is_wanting(sonae, case):
    facts = "facts: {known_at: 2025-06-03T02:10+09:00, ppc_preliminary_at: %s}"
    bare, proven = "2025-06-05T09:00+09:00", "{value: 2025-06-05T09:00+09:00, source: receipt 7, by: Aoki}"
    at = ("--at", "2025-06-06")
    assert "no proof on record; keep: Receipt number of the report" in sonae("clocks", case(facts % bare), *at).out
    assert "[proof: receipt 7 (entered by Aoki)]" in sonae("clocks", case(facts % proven), *at).out
    states = sonae("clocks", case(facts % proven), *at, "--json").json["states"]
    (done,) = [one for one in states if one["done_at"]]
    assert (done["done_source"], done["done_by"]) == ("receipt 7", "Aoki")


def test_a_remark_that_hangs_on_a_switch_is_shown_only_where_the_switch_is_so(sonae, tmp_path):
    folder = tmp_path / "clocks" / "other"
    shutil.copytree(CASES.parent, folder, ignore=shutil.ignore_patterns("cases"))
    text = (folder / "clocks.yaml").read_text(encoding="utf-8").replace("clocks: jp-medical-2025", "clocks: other")
    text += (
        "  - {id: counted, text: {ja: a, en: Counted from the day itself}, when: civil_first_day, status: assumed,"
        " source: docs/method/clocks.md}\n"
    )
    assert "\nremarks:" in text
    (folder / "clocks.yaml").write_text(text, encoding="utf-8")
    told = tmp_path / "case.yaml"
    for value, shown in (("no", False), ("yes", True)):
        told.write_text(
            f"facts: {{known_at: 2025-06-03T02:10+09:00}}\nswitches: {{civil_first_day: {value}}}\n", encoding="utf-8"
        )
        run = ("clocks", told, "--clocks", "other", "--catalogue", tmp_path)
        assert ("Counted from the day itself" in sonae(*run).out) is shown
        remarks = sonae(*run, "--json").json["remarks"]
        assert ("counted" in [one["id"] for one in remarks]) is shown
