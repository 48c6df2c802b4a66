"""``sonae settle``: what is paid of each line, why each other yen stays, and what each limit has left."""

import re
from pathlib import Path

import pytest

from sonae.loader import BUILT_IN
from tests.documents.paper import Paper

SMALL = Path(__file__).parents[1] / "support" / "small"
FAX = SMALL / "wordings" / "small-2026" / "cases" / "fax.yaml"
PRINTED = BUILT_IN / "wordings" / "sompo-medical-leak" / "cases" / "printed-example.yaml"
COSTS = """
costs:
  - {line: l1, item: forensics, yen: 800_000, event: e1, on: 2026-06-10, payee: 調査会社, document: invoice-1.pdf}
  - {line: l2, item: gifts, yen: 400_000, event: e1}
  - {line: l3, item: damages, yen: 2_000_000, event: e1, claim: c1}
  - {line: l4, item: litigation, yen: 300_000, event: e1, claim: c1}
"""


@pytest.fixture
def settle(sonae, tmp_path):
    """Settle the misdirected FAX with these costs and more."""

    def run(*more, text=COSTS, changes=()):
        case = "wording: small-2026\n" + FAX.read_text(encoding="utf-8").partition("expect:")[0] + text
        for old, new in changes:
            assert old in case
            case = case.replace(old, new)
        path = tmp_path / "case.yaml"
        path.write_text(case, encoding="utf-8")
        return sonae("settle", path, "--catalogue", SMALL, "--now", "2026-07-01T09:00", *more)

    return run


def test_pays_line_by_line_and_keeps_every_yen(settle):
    answer = settle("--json").json
    lines = {one["line"]: one for one in answer["claims"][0]["lines"]}
    assert {name: one["paid_yen"] for name, one in lines.items()} == {
        "l1": 720_000,
        "l2": 280_000,
        "l3": 2_000_000,
        "l4": 0,
    }
    assert [(one["level"], one["yen"]) for one in lines["l2"]["retained"]] == [
        ("cost_ratio", 40_000),
        ("cost_limit", 80_000),
    ]
    assert (answer["demanded_yen"], answer["paid_yen"]) == (3_500_000, 3_000_000)
    assert sum(one["yen"] for one in answer["retained"]) == 500_000


def test_text_says_what_is_paid_why_the_rest_is_not_and_what_is_left(settle):
    out = settle().out
    for pattern in (
        r"Demanded +3,500,000 yen",
        r"Paid +3,000,000 yen",
        r"Not paid: Share of costs paid +120,000 yen",
        r"l4 +Lawyers' fees \(Liability\) +300,000 yen +0 yen +300,000 yen +Not covered: 300,000 yen",
        r"l1 +Investigation \(Response costs, 調査会社, invoice-1.pdf\)",
        r"Share of costs paid: 90% \[assumed\] +80,000 yen +720,000 yen",
        r"Cost limit: 1,000,000 yen for each event +720,000 yen +280,000 yen",
        r"Not covered: 300,000 yen\n +3 Prior approval of lawyers",
        r"Not paid: not covered \(3 Prior approval of lawyers\) +300,000 yen +0 yen",
        r"Limit of damages and costs together +term +10,000,000 yen +3,000,000 yen +7,000,000 yen",
    ):
        assert re.search(pattern, out), pattern


def test_the_brochures_example_is_paid_to_the_yen(sonae):
    out = sonae("settle", PRINTED, "--lang", "ja").out
    assert re.search(r"請求額 +62,000,000円", out)
    assert re.search(r"支払われる額 +60,000,000円", out)
    assert re.search(r"費用の自己負担額\(1事故ごと\): 100,000円\(1事故ごと\) +100,000円 +3,900,000円 +0円", out)


def test_what_is_not_decided_stays_open_and_is_neither_paid_nor_refused(settle):
    changes = (('  neglected: "no"\n', ""),)
    answer = settle("--json", changes=changes).json
    assert (answer["paid_yen"], answer["open_yen"], answer["decided"]) == (0, 3_200_000, False)
    assert "what is open is neither paid nor refused" in settle(changes=changes).out


def test_a_line_of_a_rider_that_the_cover_lacks_is_named_by_its_own_part_and_no_code(settle):
    text = COSTS + "  - {line: l5, item: lost, yen: 50_000, event: e1, hours: 20}\n"
    out = settle("--lang", "ja", text=text).out
    assert re.search(r"l5 +失った利益 \(休業による利益\) +50,000円 +0円 +50,000円 +この加入にない補償: 50,000円", out)
    assert "弁護士費用 (賠償責任)" in out
    assert re.search(r"補償の対象外: 300,000円\n +3 弁護士費用の事前承認", out)


def test_json_tells_what_is_assumed_in_the_shape_of_a_decision_and_is_a_demonstration(settle):
    answer = settle("--json").json
    assert {tuple(one) for one in answer["assumed"]} == {("kind", "kind_text", "id", "text", "sources")}
    assert "demonstration" in answer["demonstration"]


LATE = ("reported_at: 2026-06-03T09:00", "reported_at: 2026-06-20T09:00")
REDUCED = """
reductions:
  - {id: d1, by: 保険会社の担当者, reason: 通知の遅れ, decided_at: 2026-07-01T09:00+09:00, rate: "0"}
"""


def test_a_deduction_still_to_be_decided_is_told_with_its_duty(settle, tmp_path):
    sheet = tmp_path / "sheet.pdf"
    done = settle("--lang", "ja", "--pdf", sheet, changes=[LATE])
    told = "守られていない義務があります(7 10日以内の通知)。差し引く額は人が決めるため"
    assert told in done.out
    assert Paper(sheet.read_bytes()).says(told)
    answer = settle("--json", changes=[LATE]).json
    assert answer["undeducted"] == ["told"]
    assert "A person decides what is deducted" in answer["undeducted_text"]


@pytest.mark.parametrize(("text", "changes"), [(COSTS, []), (COSTS + REDUCED, [LATE])])
def test_nothing_is_told_of_a_deduction_where_duties_were_kept_or_it_was_decided(settle, text, changes):
    answer = settle("--json", text=text, changes=changes).json
    assert (answer["undeducted"], answer["undeducted_text"]) == ([], None)
    assert "守られていない義務" not in settle("--lang", "ja", text=text, changes=changes).out


def test_a_reduction_is_refused_where_all_duties_were_kept(settle):
    done = settle("--lang", "ja", text=COSTS + REDUCED)
    assert done.code == 2
    assert "reductions.d1.id: 義務はすべて守られたとされているため" in done.err


def test_money_and_papers_after_the_moment_of_the_answer_are_told_and_not_refused(settle, tmp_path):
    more = """
payments:
  - {id: p1, yen: 500_000, on: 2026-08-20}
  - {id: p2, yen: 500_000, on: 2026-06-30}
papers:
  e1:
    types: [costs]
    received:
      - {group: form, name: 請求書, at: 2026-07-02T09:00+09:00}
"""
    sheet = tmp_path / "sheet.pdf"
    done = settle("--lang", "ja", "--pdf", sheet, text=COSTS + more)
    assert "支払い「p1」 → 2026年(令和8年)8月20日、書類「請求書」 → 2026年(令和8年)7月2日午前9時)" in done.out
    assert "支払い「p2」" not in done.out
    assert Paper(sheet.read_bytes()).says("起きてから、もう一度確かめてください(支払い「p1」")


def test_deductions_are_made_and_told_with_who_decided_them(settle):
    more = """
received:
  - {id: r1, kind: recovery, yen: 100_000, payer: システム会社, lines: [l1]}
reductions:
  - {id: d1, by: 保険会社の担当者, reason: 通知の遅れ, decided_at: 2026-07-01T09:00+09:00, rate: "0.1", lines: [l3]}
payments:
  - {id: p1, yen: 500_000, on: 2026-06-20}
"""
    done = settle("--lang", "ja", text=COSTS + more, changes=[LATE])
    assert re.search(r"求償で回収した額\(システム会社から 100,000円\)の差引き +100,000円 +700,000円", done.out)
    assert re.search(
        r"義務違反による減額 10%\(保険会社の担当者が決定。理由: 通知の遅れ\) +200,000円 +1,800,000円", done.out
    )
    assert re.search(r"支払済みの額 +500,000円", done.out)
    answer = settle("--json", text=COSTS + more, changes=[LATE]).json
    assert answer["paid_yen"] == answer["paid_before_yen"] + answer["due_yen"]


def test_what_of_a_deduction_finds_nothing_to_be_taken_from_is_told(settle):
    more = """
received:
  - {id: r1, kind: recovery, yen: 900_000, payer: システム会社, lines: [l1]}
reductions:
  - {id: d1, by: 保険会社の担当者, reason: 通知の遅れ, decided_at: 2026-07-01T09:00+09:00, rate: 1/3, lines: [l3]}
"""
    out = settle("--lang", "ja", text=COSTS + more, changes=[LATE]).out
    assert "「求償で回収した額」(システム会社から 900,000円)のうち、差し引いたのは 800,000円です" in out
    assert "義務違反による減額 1/3(約33.3%)" in out
    assert [one["yen"] for one in settle("--json", text=COSTS + more, changes=[LATE]).json["beyond"]] == [100_000]


def test_levels_that_nobody_prints_are_told_as_assumed_with_their_figures(settle):
    out = settle().out
    assert "  - Share of costs paid: 90%" in out.partition("\nAssumed\n")[2]
    levels = [one for one in settle("--json").json["assumed"] if one["kind"] == "level" and one["id"] == "cost_ratio"]
    assert [one["text"] for one in levels] == ["Share of costs paid: 90%"]


def test_papers_say_what_is_missing_or_by_when_it_is_paid(settle):
    wanted = "papers:\n  e1: {types: [costs]}\n"
    assert "e1: Still to be paid: 3,000,000 yen. Papers still wanted: ① Claim form" in settle(text=COSTS + wanted).out
    there = "papers:\n  e1: {types: [costs], received: [{group: form, name: form.pdf, at: 2026-07-01T09:00+09:00}]}\n"
    (paper,) = settle("--json", text=COSTS + there).json["papers"]
    assert (paper["complete_at"], paper["pay_by"]) == ("2026-07-01T09:00:00+09:00", "2026-07-30")
    assert "In principle the last day of payment is 30 July 2026" in settle(text=COSTS + there).out


def test_papers_and_clocks_of_one_claim_have_one_moment(settle):
    there = "papers:\n  e1: {types: [costs], received: [{group: form, name: form.pdf, at: 2026-07-01T09:00+09:00}]}\n"

    def told(moment):
        return settle("--json", text=COSTS + there, changes=(("facts:\n", f"facts:\n  claim_complete_at: {moment}\n"),))

    assert told("2026-07-01T00:00+00:00").code == 0
    other = told("2026-07-02T09:00+09:00")
    assert (other.code, other.json["errors"][0]["field"]) == (2, "papers.e1")
    assert "two days of payment" in other.json["errors"][0]["message"]


def test_against_another_case_the_amounts_move_too(settle, tmp_path):
    settle()
    other = tmp_path / "other.yaml"
    text = (tmp_path / "case.yaml").read_text(encoding="utf-8")
    other.write_text(text.replace("800_000", "500_000"), encoding="utf-8")
    moved = settle("--against", other, "--json").json["difference"]
    amounts = {one["id"]: (one["before"], one["after"]) for one in moved["amounts_yen"]}
    assert amounts["paid"] == (2_810_000, 3_000_000)
    assert amounts["paid.e1.l1"] == (450_000, 720_000)
    assert amounts["left.cost_limit.e1"] == (190_000, 0)
    out = settle("--against", other).out
    assert re.search(r"amount +Paid e1 l1 +450,000 +720,000", out)
    assert re.search(r"amount +Left Cost limit e1 +190,000 +0", out)


def test_the_payment_sheet_prints_the_waterfall(settle, tmp_path):
    out = tmp_path / "payment.pdf"
    assert settle("--pdf", out, "--lang", "ja").code == 0
    assert Paper(out.read_bytes()).says("支払計算書", "3,000,000円", "費用を支払う割合: 90%", "−80,000円")
    assert settle("--pdf", out).code == 2


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "words"),
    [
        ("yen: 800_000", "yen: -1", 23, "costs.l1.yen", "negative"),
        ("yen: 800_000", "yen: 0.5", 23, "costs.l1.yen", "not a whole number"),
        ("yen: 800_000", "yen: 1_000_000_000_000_001", 23, "costs.l1.yen", "too much"),
        ("item: gifts", "item: gift", 24, "costs.l2.item", "nearest: gifts"),
        ("line: l2", "line: l1", 24, "costs.l1.line", "twice"),
    ],
)
def test_bad_costs_are_told_where_they_stand(settle, old, new, line, key, words):
    done = settle("--json", changes=((old, new),))
    assert done.code == 2
    errors = {one["field"]: one for one in done.json["errors"]}
    assert key in errors
    assert words in errors[key]["message"]
    assert int(errors[key]["line"]) == line


def test_all_that_is_wrong_is_told_at_once(settle):
    done = settle("--json", changes=(("800_000", "-1"), ("item: gifts", "item: gift"), ("item: damages", "item: x")))
    assert {one["field"] for one in done.json["errors"]} == {"costs.l1.yen", "costs.l2.item", "costs.l3.item"}


def test_a_case_without_costs_says_so(settle):
    done = settle("--json", text="")
    assert (done.code, done.json["errors"][0]["key"]) == (2, "settle.no_costs")


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("received: [{id: r1, kind: recovery, yen: 1, payer: x, event: e11}]", "claims.e11.received.r1.event"),
        (
            'reductions: [{id: d1, by: x, reason: x, decided_at: 2026-07-01T09:00+09:00, rate: "0.1", event: e11}]',
            "claims.e11.reductions.d1.event",
        ),
        ("payments: [{id: p1, yen: 1, on: 2026-06-20, event: e11}]", "claims.e11.payments.p1.event"),
        ("papers: {e11: {types: [costs]}}", "papers.e11"),
        (
            "extensions: [{clock: payment, ground: x, given_at: 2026-07-01T09:00+09:00, event: e11}]",
            "extensions",
        ),
        ("obstructions: [{since: 2026-07-01, until: 2026-07-02, what: x, event: e11}]", "obstructions"),
    ],
)
def test_money_and_papers_of_an_event_without_costs_are_told_and_not_lost(settle, text, key):
    done = settle("--json", text=COSTS + text)
    assert done.code == 2
    (error,) = done.json["errors"]
    assert error["field"] in {key, key.partition(".e11.")[2]}
    assert "Nearest: e1" in error["message"]


def test_a_notice_on_a_clock_that_nobody_knows_is_told_with_the_nearest(settle):
    notice = "extensions: [{clock: paymnt, ground: x, given_at: 2026-07-01T09:00+09:00}]"
    (error,) = settle("--json", text=COSTS + notice).json["errors"]
    assert (error["field"], "payment" in error["message"]) == ("extensions.clock", True)


def test_payments_beyond_what_is_demanded_are_told(settle):
    payments = "payments: [{id: p1, yen: 3_000_000, on: 2026-06-20}, {id: p2, yen: 500_001, on: 2026-06-21}]"
    (error,) = settle("--json", text=COSTS + payments).json["errors"]
    assert (error["field"], "3,500,001" in error["message"]) == ("payments.p2.yen", True)
    assert settle(text=COSTS + payments.replace("500_001", "500_000")).code == 0


def test_what_is_left_goes_to_the_claim_whose_papers_were_complete_first(settle):
    costs = """
costs:
  - {line: l1, item: forensics, yen: 900_000, event: e1}
  - {line: l2, item: damages, yen: 9_000_000, event: e1, claim: c1}
  - {line: l1, item: damages, yen: 9_000_000, event: e2, claim: c1}
"""
    form = "received: [{{group: form, name: form.pdf, at: 2026-0{}-01T09:00+09:00}}"

    def paid(first, second):
        events = ((f"e{number}", form.format(month)) for number, month in ((1, first), (2, second)))
        papers = "\n".join(f"  {event}: {{types: [costs], {text}]}}" for event, text in events)
        answer = settle("--json", text=f"{costs}papers:\n{papers}\n").json
        return [one["paid_yen"] for one in answer["claims"]]

    assert paid(7, 8)[0] > paid(8, 7)[0]
    assert sum(paid(7, 8)) == sum(paid(8, 7))


SECOND = BUILT_IN / "wordings" / "sompo-medical-cyber-2025" / "cases" / "second-event-of-another-kind.yaml"


@pytest.fixture
def later(sonae, tmp_path):
    """Settle the second event of a term beside the first, with these changes to either file."""

    def run(*more, second=(), first=()):
        for path, changes in ((SECOND, second), (SECOND.with_name("first-event-of-the-term.yaml"), first)):
            text = path.read_text(encoding="utf-8")
            for old, new in changes:
                assert old in text
                text = text.replace(old, new)
            (tmp_path / path.name).write_text(f"wording: sompo-medical-cyber-2025\n{text}", encoding="utf-8")
        return sonae("settle", tmp_path / SECOND.name, *more)

    return run


def test_an_earlier_case_keeps_what_it_had_on_its_own_facts_and_this_one_gets_what_it_left(later):
    answer = later("--json").json
    name = "The first event of a term: a stolen bag"
    assert answer["earlier"] == [{"name": name, "paid_yen": 700_000, "open_yen": 0}]
    assert (answer["demanded_yen"], answer["paid_yen"], answer["due_yen"]) == (880_000, 300_000, 300_000)
    assert {one["left_yen"] for one in answer["left"] if one["level"] == "cost_in_term"} == {0}
    out = later().out
    assert re.search(rf"Settled before in this term\n +- {name}: 700,000 yen\n", out)


def test_the_sheet_names_the_earlier_case(later, tmp_path):
    assert later("--pdf", tmp_path / "sheet.pdf").code == 0
    assert Paper((tmp_path / "sheet.pdf").read_bytes()).says("The first event of a term: a stolen bag 700,000 yen")


def test_an_earlier_case_counts_once_however_often_it_is_named(later):
    again = "earlier: [first-event-of-the-term.yaml, first-event-of-the-term.yaml]"
    answer = later("--json", second=[("earlier: [first-event-of-the-term.yaml]", again)]).json
    assert ([one["paid_yen"] for one in answer["earlier"]], answer["paid_yen"]) == ([700_000], 300_000)


@pytest.mark.parametrize("named", ["second-event-of-another-kind.yaml", "first-event-of-the-term.yaml"])
def test_a_circle_of_earlier_cases_is_refused(later, named):
    circle = ("payments:", f"earlier: [{named}]\npayments:")
    (error,) = later("--json", first=[circle]).json["errors"]
    assert error["field"] == "earlier"
    assert "also named as later" in error["message"] or "cannot be settled" in error["message"]


def test_what_an_earlier_case_leaves_open_is_told(later):
    answer = later("--json", first=[("unusual: none", "unusual: state_sign")])
    assert answer.json["earlier"][0]["open_yen"] == 700_000
    out = later(first=[("unusual: none", "unusual: state_sign")]).out
    assert "0 yen (700,000 yen of it still open: once that is paid, less is left for this case)" in out


@pytest.mark.parametrize(
    ("second", "first", "words"),
    [
        ([("first-event-of-the-term", "june")], [], "There is no file 'june.yaml'"),
        ([], [("yen: 700_000}", "yen: -700_000}")], "cannot be settled"),
        ([], [("what_happened: lost_or_stolen_media", "what_happened: losst")], "cannot be settled"),
        ([], [("plan: S1", "plan: S2")], "is of another cover or wording"),
    ],
)
def test_an_earlier_case_that_does_not_count_is_told_where_it_is_named(later, second, first, words):
    (error,) = later("--json", second=second, first=first).json["errors"]
    assert (error["field"], words in error["message"]) == ("earlier", True)


def test_earlier_cases_called_alike_in_two_folders_each_use_the_limit(later, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
    text = SECOND.with_name("first-event-of-the-term.yaml").read_text(encoding="utf-8")
    for folder, yen in (("a", "600_000"), ("b", "300_000")):
        (tmp_path / folder / "june.yaml").write_text(
            f"wording: sompo-medical-cyber-2025\n{text}".replace("700_000", yen), encoding="utf-8"
        )
    named = ("earlier: [first-event-of-the-term.yaml]", "earlier: [a/june.yaml, b/june.yaml]")
    answer = later("--json", second=[named]).json
    assert ([one["paid_yen"] for one in answer["earlier"]], answer["paid_yen"]) == ([600_000, 300_000], 100_000)


def test_a_notice_without_the_papers_of_its_event_is_told(settle):
    notice = "extensions: [{clock: payment, ground: x, given_at: 2026-07-01T09:00+09:00}]"
    (error,) = settle("--json", text=COSTS + notice).json["errors"]
    assert (error["field"], "has no papers" in error["message"]) == ("extensions", True)


def test_an_obstruction_that_runs_backwards_is_told_where_it_stands(settle):
    papers = "papers: {e1: {types: [costs], received: [{group: form, name: f, at: 2026-06-01T09:00+09:00}]}}\n"
    hindered = "obstructions: [{since: 2026-06-10, until: 2026-06-09, what: x}]"
    (error,) = settle("--json", text=COSTS + papers + hindered).json["errors"]
    assert (error["field"], "before it begins" in error["message"]) == ("obstructions", True)
