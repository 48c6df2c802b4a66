"""``sonae decide``: answers first, then why, then what to find out; an interview at the terminal or from a script."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from sonae.cli import app
from sonae.core.interview import answered, begin, next_fact, read_answer, standing
from sonae.loader.case_files import read_case
from sonae.loader.problems import Log
from tests.documents.paper import Paper

SMALL = Path(__file__).parents[1] / "support" / "small"
CASES = SMALL / "wordings" / "small-2026" / "cases"
COVER = """# 青木医院の案件
wording: small-2026
cover:
  member: 青木医院
  family: whole
  parts: [liability, costs]
  triggers: [leaked, attacked]
  term: {start: 2026-04-01T16:00+09:00, end: 2027-04-01T16:00+09:00}
  amounts: {liability_limit: 10_000_000, cost_limit: 1_000_000}
"""
YEAR = "{start: 2025-05-01T16:00+09:00, end: 2026-05-01T16:00+09:00}"
STORY = {
    "leak": "はい",
    "unusual": "いいえ",
    "found_at": "令和8年6月3日 2時10分",
    "persons": "３人",
    "neglected": "いいえ",
    "approved": "はい",
    "gift_yen": "500円",
    "reported_at": "2026-06-04 09:00",
}


@pytest.fixture
def decide(sonae):
    """Decide a case of the small wording, or one written out."""

    def run(case, *more, **env):
        return sonae("decide", case, "--catalogue", SMALL, "--now", "2026-06-10T09:00", *more, **env)

    return run


@pytest.fixture
def case(tmp_path):
    """A case in a file of its own."""

    def write(text=COVER, name="case.yaml"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def interview(small_catalogue):
    """Have --ask answered in the order of its questions, with other lines before the answers to some; return all of it.

    ``instead`` are the answers to facts, each one line or several; without one for its question the input ends.
    """

    def talk(path, instead, more=(), language="ja"):
        told = read_case(path, path.name, small_catalogue, Log(), wording="small-2026")
        talked, lines = begin(told.wording, told.terms, told.facts), []
        while (name := next_fact(talked, standing(talked))) in instead:
            said = [instead[name]] if isinstance(instead[name], str) else instead[name]
            lines += said
            value = read_answer(told.wording.facts[name], said[-1], small_catalogue.words.eras)
            talked = answered(talked, name, value)
        asked = ["--lang", language, "decide", str(path), "--ask", "--catalogue", str(SMALL), *map(str, more)]
        return CliRunner().invoke(app, asked, input="".join(f"{one}\n" for one in lines))

    return talk


@pytest.fixture
def typed():
    """Type these lines whatever is asked."""

    def type_(path, *lines, more=()):
        asked = ["--lang", "ja", "decide", str(path), "--ask", "--catalogue", str(SMALL), *map(str, more)]
        return CliRunner().invoke(app, asked, input="".join(f"{one}\n" for one in lines))

    return type_


# --- answers ---
def test_says_the_answers_first_then_why_then_every_clause(decide):
    out = decide(CASES / "fax.yaml").out
    places = [out.index(one) for one in ("Decided:", "Part of the cover", "Why", "What is known", "Every clause")]
    assert places == sorted(places)
    assert "[3] Prior approval of lawyers: Lawyers' fees are paid only where they were approved beforehand." in out
    assert "yes (incident-report.pdf, desk)" in out
    assert "If you disagree" in out
    assert "no offer of insurance" in out


def test_every_clause_is_printed_with_its_result_its_facts_and_its_source(decide):
    lines = {
        one.split()[0]: one
        for one in decide(CASES / "officer.yaml").out.partition("Every clause")[2].splitlines()
        if one
    }
    assert "met" in lines["6①"]
    assert "example" in lines["6①"]
    assert "Was it done on purpose? → yes" in lines["6①"]
    assert "docs/method/coverage.md" in lines
    assert {"1①", "1②", "2", "3", "4", "5", "6①", "6②", "6③", "6④", "7"} <= set(lines)


def test_a_case_may_hold_nothing_but_its_cover(decide, case):
    done = decide(case())
    assert done.code == 0
    assert "Not decided yet: 10 clause(s) are open." in done.out
    assert "1. Did information on patients get out? (leak)" in done.out


def test_in_japanese_too(decide):
    out = decide(CASES / "fax.yaml", "--lang", "ja").out
    for words in (
        "結論が出ています",
        "弁護士費用の事前承認",
        "あてはまらない",
        "保険会社が決める値: 費用を支払う割合: 90%",
    ):
        assert words in out


def test_json_is_the_decision_as_data(decide):
    answer = decide(CASES / "fax.yaml", "--json").json
    assert (answer["wording"], answer["settled"], len(answer["clauses"])) == ("small-2026", True, 11)
    assert {one["key"]: one["answer"] for one in answer["answers"]}["liability/litigation"] == "not_covered"
    assert decide(CASES / "fax.yaml", "--json").out == decide(CASES / "fax.yaml", "--json").out


# --- bad input ---
def test_everything_wrong_with_a_case_is_told_at_once_with_file_line_and_key(decide, case):
    facts = "facts:\n  leek: yes\n  leak: perhaps\n  found_at: 2026-06-03T02:10\n  persons: 1.5\n  gift_yen: -1\n"
    path = case(COVER + facts)
    done = decide(path)
    assert done.code == 2
    lines = done.err.replace(str(path), "case.yaml").splitlines()
    assert [one.split(": ")[:2] for one in lines] == [
        ["case.yaml:11", "facts.leek"],
        ["case.yaml:12", "facts.leak"],
        ["case.yaml:13", "facts.found_at"],
        ["case.yaml:14", "facts.persons"],
        ["case.yaml:15", "facts.gift_yen"],
    ]
    assert "nearest: leak" in lines[0]


def test_facts_that_contradict_each_other_are_told_with_the_rule(decide, case):
    done = decide(case(COVER + 'facts: {unusual: "no", intent: "yes"}\n'), "--json")
    assert done.code == 2
    (error,) = done.json["errors"]
    assert (error["field"], error["line"]) == ("facts.intent", "10")
    assert "nothing-unusual" in error["message"]


def test_contradictions_are_told_at_a_fact_that_was_typed_with_the_sentence_of_the_rule(decide, case):
    path = case(COVER + 'facts:\n  unusual: "no"\n  intent: "yes"\n')
    done = decide(path, "--lang", "ja")
    assert f"{path}:12: facts.intent: unusual, intent は同時には成り立ちません" in done.err
    assert "いつもと違う事情がなければ、わざとでも戦争でもないと考えます)。" in done.err


@pytest.mark.parametrize(
    ("facts", "typed"),
    [
        ("{known_at: 2025-05-05T15:59:59+09:00, joining_matters: none}", "joining_matters"),
    ],
)
def test_what_contradicts_the_cover_is_told_like_any_other_fact_that_is_wrong(decide, case, facts, typed):
    cover = "cover: {scheme: fukuoka-2025, kind: clinic, plan: S3}\n"
    for command in (["--json"], ["--json", "--ask"]):
        done = decide(case(f"{cover}facts: {facts}\n"), *command)
        assert done.code == 2
        assert done.json["errors"][0]["line"] == "2"
        assert done.json["errors"][0]["field"].startswith("facts.")
        assert typed in done.json["errors"][0]["message"]
        assert "cover" in done.json["errors"][0]["message"]


def test_cover_facts_and_costs_are_told_at_once(decide, case):
    costs = "costs: [{line: l1, item: no_such_item, yen: 1.5}]\n"
    text = COVER.replace("member:", "insured: janitor\n  member:") + f"facts: {{leak: perhaps}}\n{costs}"
    fields = {one["field"] for one in decide(case(text), "--json").json["errors"]}
    assert {"cover.insured", "facts.leak", "costs.l1.item", "costs.l1.yen"} <= fields
    fields = {
        one["field"] for one in decide(case(COVER + f"facts: {{leak: perhaps}}\n{costs}"), "--json").json["errors"]
    }
    assert {"facts.leak", "costs.l1.item", "costs.l1.yen"} <= fields


@pytest.mark.parametrize(
    ("cover", "field", "told"),
    [
        (
            "{scheme: fukuoka-2025, kind: clinic, plan: P3, riders: {lost_profit: 1000000}}",
            "cover.riders",
            "riders offered: -",
        ),
        (
            f"{{scheme: mie-2025, family: all_risk, term: {YEAR}, riders: {{lost_profit: 1}}}}",
            "cover.riders",
            "of the scheme mie-2025; riders offered: -",
        ),
        ("{scheme: mie-2025, family: all_risk}", "cover.term", "prints no dates; write term: {start: 2025-05-01T16:00"),
        ("{scheme: fukuoka-2025}", "cover.family", "write plan: …, or family: all_risk / leak_only"),
        ("{scheme: fukuoka}", "cover.scheme", "nearest: fukuoka-2025"),
        (
            "{scheme: fukuoka-2025, kind: clinic, plan: S3}\nwording: tokio-cyber",
            "cover.scheme",
            "the scheme fukuoka-2025 stands on the wording sompo-medical-cyber-2025, not on tokio-cyber",
        ),
        (
            "{scheme: fukuoka-2025, kind: clinic, plan: S3, insured: janitor}",
            "cover.insured",
            "nearest: employee, named_insured",
        ),
    ],
)
def test_what_the_scheme_does_not_say_or_offer_is_told_with_what_it_does(decide, case, cover, field, told):
    done = decide(case(f"cover: {cover}\n"), "--json")
    assert done.code == 2
    (error,) = done.json["errors"]
    assert (error["field"], error["line"]) == (field, "1")
    assert told in error["message"]


def test_a_scheme_without_plans_says_so_and_what_to_write(decide, case):
    errors = decide(case("cover: {scheme: jhef-2025, plan: A}\n"), "--json").json["errors"]
    told = {one["field"]: one["message"] for one in errors}
    assert set(told) == {"cover.plan", "cover.family", "cover.parts", "cover.triggers"}
    assert "prints no plans; leave out plan: A" in told["cover.plan"]
    assert "liability" in told["cover.parts"]


def test_an_unknown_wording_and_unknown_keys_name_the_nearest(decide, case):
    done = decide(case(COVER.replace("small-2026", "small-2062").replace("member:", "membre:")))
    assert done.code == 2
    assert "small-2062" in done.err
    assert "nearest" in done.err


def test_a_file_that_is_not_there_is_told(decide, tmp_path):
    done = decide(tmp_path / "none.yaml")
    assert (done.code, "none.yaml" in done.err) == (2, True)


# --- comparing ---
def test_against_another_case_shows_what_moved_in_words(decide, case):
    other = case(
        (CASES / "fax.yaml").read_text(encoding="utf-8").replace('approved: "no"', 'approved: "yes"'), "other.yaml"
    )
    other.write_text("wording: small-2026\n" + other.read_text(encoding="utf-8"), encoding="utf-8")
    out = decide(CASES / "fax.yaml", "--against", other).out
    moved = out.partition("What is otherwise")[2].partition("Why")[0]
    assert re.search(r"fact +Did the insurer approve the lawyer beforehand\? +yes +no", moved)
    assert re.search(r"clause +3 Prior approval of lawyers +met +not met", moved)
    assert re.search(r"answer +Liability: Lawyers' fees +covered +not covered", moved)
    assert len(moved.strip().splitlines()) == 5


def test_against_itself_nothing_moved(decide):
    out = decide(CASES / "fax.yaml", "--against", CASES / "fax.yaml").out
    assert "Nothing: both come out alike." in out
    assert decide(CASES / "fax.yaml", "--against", CASES / "fax.yaml", "--json").json["difference"]["nothing"] is True


def test_the_same_facts_under_last_years_edition_show_what_the_edition_changes(decide, case):
    text = COVER.replace("small-2026", "small-2025") + 'facts: {neglected: "yes", war_sign: "no"}\n'
    last_year, this_year = case(text, "a.yaml"), case(text.replace("small-2025", "small-2026"), "b.yaml")
    moved = decide(this_year, "--against", last_year, "--json").json["difference"]
    assert [one["id"] for one in moved["editions"]] == ["wording", "digest"]
    assert {(one["id"], one["before"], one["after"]) for one in moved["answers"]} >= {
        ("liability", "not_covered", "undecided")
    }


# --- papers ---
def test_writes_the_record_and_the_letter(decide, tmp_path):
    record, letter = tmp_path / "record.pdf", tmp_path / "letter.pdf"
    done = decide(CASES / "fax.yaml", "--pdf", record, "--letter", letter, "--lang", "ja")
    assert done.code == 0
    assert Paper(record.read_bytes()).says("適用判断の記録", "FAXの誤送信", "弁護士費用の事前承認")
    assert Paper(letter.read_bytes()).says("青木医院御中", "対象になる費用: 損害賠償金", "2026年(令和8年)6月10日")
    assert "record.pdf" in done.err


def test_replaces_no_file_unless_told_to(decide, tmp_path):
    there = tmp_path / "there.pdf"
    there.write_bytes(b"mine")
    for option in ("--pdf", "--letter"):
        assert decide(CASES / "fax.yaml", option, there).code == 2
    assert there.read_bytes() == b"mine"
    assert decide(CASES / "fax.yaml", "--letter", there, "--force").code == 0
    assert decide(CASES / "fax.yaml", "--pdf", tmp_path / "x.txt").code == 2


def test_refuses_one_name_for_both_papers_before_either_is_written(decide, tmp_path):
    there = tmp_path / "there.pdf"
    refused = decide(CASES / "fax.yaml", "--pdf", there, "--letter", tmp_path / "." / "there.pdf")
    assert (refused.code, there.exists()) == (2, False)
    assert "there.pdf" in refused.err


def test_refuses_a_moment_that_is_none_also_where_no_paper_is_dated(decide):
    assert decide(CASES / "fax.yaml", "--now", "yesterday").code == 2


# --- the interview ---
def test_leads_somebody_who_knows_only_the_story_to_a_reasoned_answer(interview, case, tmp_path):
    out = tmp_path / "done.yaml"
    done = interview(case(), STORY, ("--save", out))
    assert done.exit_code == 0
    assert "結論が出ています" in done.stdout
    assert "質問は以上です" in done.stderr
    assert done.stderr.count("\n> ") == len(STORY)
    saved = out.read_text(encoding="utf-8")
    assert saved.startswith("# 青木医院の案件\nwording: small-2026\n")
    for line in ('leak: "yes"', "found_at: 2026-06-03T02:10:00+09:00", "persons: 3", "gift_yen: 500"):
        assert f"  {line}\n" in saved


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_the_saved_case_keeps_its_mark_and_the_ends_of_its_lines(typed, tmp_path, ending):
    told, out = tmp_path / "told.yaml", tmp_path / "out.yaml"
    text = f'\ufeff{COVER}# 事実\nfacts: \n  leak: "yes"\n'.replace("\n", ending)
    told.write_bytes(text.encode())
    typed(told, "いいえ", more=("--save", out))
    saved = out.read_bytes().decode()
    assert saved.startswith(text.rstrip())
    assert saved.count("\n") == saved.count(ending)
    assert len(saved) > len(text)


def test_the_saved_case_is_decided_alike(interview, decide, case, tmp_path):
    out = tmp_path / "done.yaml"
    interview(case(), STORY, ("--save", out))
    answer = decide(out, "--json").json
    assert (answer["settled"], answer["questions"]) == (True, [])


def test_echoes_what_was_understood_and_how_far_it_has_come(interview, case):
    told = interview(case(), STORY).stderr
    assert "→ 2026年(令和8年)6月3日午前2時10分   (未確定の条項" in told
    assert "決まった答え 9/9" in told


def test_asks_with_what_it_means_who_knows_and_how_to_answer(interview, case):
    told = interview(case(), STORY).stderr
    assert "FAXの誤送信や書類の紛失も含みます。" in told
    assert "わかる人: 加入者(医療機関)、事故受付デスク" in told
    assert "はい / いいえ / わからない" in told


def test_bad_answers_are_told_what_would_be_right_and_asked_again(interview, case):
    moments = ("そのうち", "2026-06-31 10:00", STORY["found_at"])
    told = interview(case(), {**STORY, "leak": ("たぶん", "はい"), "found_at": moments}).stderr
    assert "「たぶん」ではなく yes か no" in told
    assert "「そのうち」は日時として読めません" in told
    assert "質問は以上です" in told
    assert told.count("\n> ") == len(STORY) + 3


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (("9月1日 8時10分", STORY["found_at"]), "「9月1日 8時10分」には年がありません"),
        (("令和8年4月1日", "１８時１０分ごろ"), "2026年(令和8年)4月1日のおよそ何時ですか"),
        (("2026-04-01", "ひるま", "18:30"), "「ひるま」は時刻として読めません"),
        (("2026年(令和8年)4月1日午後6時30分",), "→ 2026年(令和8年)4月1日午後6時30分"),
    ],
)
def test_a_day_on_which_cover_begins_is_asked_for_its_hour(typed, case, lines, told):
    text = COVER + 'facts: {leak: "yes", unusual: "no", persons: 3, neglected: "no", approved: "yes", gift_yen: 500}\n'
    said = typed(case(text), *lines).stderr
    assert told in said
    assert "found_at: 2026-04-01T18:" in said or told.startswith("「9月")


def test_a_day_whose_hour_changes_nothing_is_kept_as_a_day(typed, case):
    known = 'leak: "yes", unusual: "no", persons: 3, neglected: "no", approved: "yes", gift_yen: 500'
    said = typed(case(f"{COVER}facts: {{{known}, reported_at: 2026-06-05T09:00+09:00}}\n"), "2026-06-03").stderr
    assert "→ 2026年(令和8年)6月3日 " in said
    assert "何時" not in said
    assert "found_at: 2026-06-03\n" in said


def test_the_hour_of_a_day_that_a_case_tells_is_asked_for(typed, case):
    known = 'leak: "yes", unusual: "no", persons: 3, neglected: "no", approved: "yes", gift_yen: 500'
    run = typed(case(f"{COVER}facts: {{{known}, found_at: 2026-04-01}}\n"), "15:00")
    assert "2026年(令和8年)4月1日のおよそ何時ですか" in run.stderr
    assert "found_at: 2026-04-01T15:00:00+09:00" in run.stderr


def test_an_hour_that_nobody_knows_is_not_made_up_where_cover_begins_on_that_day(typed, case):
    text = COVER + 'facts: {leak: "yes", unusual: "no", persons: 3, neglected: "no", approved: "yes", gift_yen: 500}\n'
    run = typed(case(text), "2026-04-01", "わからない", "わからない")
    assert "2026年(令和8年)4月1日のおよそ何時ですか" in run.stderr
    assert "found_at: 2026-04-01\n" in run.stderr
    assert "0時" not in run.stdout
    assert "まだ決まっていません" in run.stdout


def test_says_why_it_asks(interview, case):
    told = interview(case(), {**STORY, "leak": ("?", "はい"), "unusual": ("？", "いいえ")}).stderr
    assert "次の条項がこの答えにかかっています:\n   [1①] 情報漏えい: 患者さんなどの情報が外に出たこと。" in told
    assert "[6②] 戦争・国家の攻撃" in told


def test_back_takes_the_last_answer_back(typed, case):
    told = typed(case(), "戻る", "いいえ", "back", "はい").stderr
    assert "まだ何も答えていません" in told
    assert told.count("患者さんの情報が外に出ましたか。") == 2
    assert 'leak: "yes"' in told


def test_not_known_is_not_asked_again_and_ends_undecided(interview, case):
    done = interview(case(), {**STORY, "gift_yen": "わからない"})
    assert done.stderr.count("見舞品は1人あたりいくらですか") == 1
    assert done.exit_code == 0
    assert "未確定の条項が 1 件あり、わからないと答えのあったことが 1 件あります" in done.stdout
    assert re.search(
        r"わからないと答えのあったこと\(ほかの人に確かめる\)\n +1\. 見舞品は1人あたりいくらですか", done.stdout
    )


def test_a_contradiction_is_not_taken_in_and_names_the_other_question(case, tmp_path):
    opened = shutil.copytree(SMALL, tmp_path / "opened")
    wording = opened / "wordings" / "small-2026" / "wording.yaml"
    wording.write_text(wording.read_text(encoding="utf-8") + "opening: [unusual]\n", encoding="utf-8")
    path = case(COVER + 'facts: {who: outsider, intent: "yes"}\n')
    asked = ["--lang", "ja", "decide", str(path), "--ask", "--catalogue", str(opened)]
    told = CliRunner().invoke(app, asked, input="いいえ\nはい\n").stderr
    assert "1. いつもと違う" in told
    assert "「わざとしたことですか。」 の答えと合いません" in told
    assert "いつもと違う事情がなければ、わざとでも戦争でもないと考えます" in told
    assert "「戻る」で前の答えを訂正してください" in told


def test_never_asks_what_cannot_change_the_answer(typed):
    done = typed(CASES / "officer.yaml")
    assert done.stderr.count("\n> ") == 0
    assert "結論が出ています" in done.stdout


@pytest.mark.parametrize("last", [[], ["終了"], ["quit"]])
def test_whoever_leaves_loses_nothing_and_is_told_how_to_keep_it(typed, case, last):
    done = typed(case(), "はい", *last)
    assert done.exit_code == 0
    assert 'facts:\n  leak: "yes"' in done.stderr
    assert "--save" in done.stderr
    assert "まだ決まっていません" in done.stdout


def test_whoever_leaves_with_save_has_a_file_to_go_on_with(typed, interview, case, tmp_path):
    out = tmp_path / "half.yaml"
    typed(case(), "はい", more=("--save", out))
    again = interview(out, STORY)
    assert "結論が出ています" in again.stdout
    assert again.stderr.count("\n> ") == len(STORY) - 1


def test_whoever_stops_by_hand_has_the_answers_kept(case, tmp_path):
    out = tmp_path / "half.yaml"
    command = [sys.executable, "-m", "sonae.cli", "decide", case(), "--ask", "--save", out, "--catalogue", SMALL]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        run.stdin.write("yes\n")
        run.stdin.flush()
        while "2. " not in run.stderr.readline():
            pass
        run.send_signal(signal.SIGINT)
        assert run.wait(timeout=30) == 130
    assert 'leak: "yes"' in out.read_text(encoding="utf-8")


def test_choices_are_numbered(interview, case):
    told = interview(
        case(), {"leak": "いいえ", "war_sign": "いいえ", "unusual": "わからない", "attack": "はい", "who": "３"}
    ).stderr
    assert "3) 外部の人" in told
    assert "→ 外部の人" in told


def test_in_english_too(interview, case):
    story = {**dict.fromkeys(STORY, "no"), "leak": "yes", "approved": "yes", "persons": "3", "gift_yen": "500"}
    moments = {"found_at": "2026-06-03 02:10", "reported_at": "2026-06-04 09:00"}
    done = interview(case(), story | moments, ("--json",), language="en")
    assert '"settled": true' in done.stdout
    assert "= 3 June 2026, 02:10" in done.stderr
    assert re.findall("[ぁ-ん]", done.stderr) == []


def test_what_is_wrong_with_the_costs_is_told_whatever_is_decided(decide, case):
    cover = "cover: {scheme: fukuoka-2025, kind: clinic, plan: S3}\n"
    costs = """costs:
  - {line: a, item: forensics, yen: -5}
  - {line: b, item: forensics, yen: 1.5}
  - {line: c, item: forensics, yen: 1000000000000001}
  - {line: d, item: forensic, yen: ３万}
  - {line: d, item: forensics, yen: 10}
payments: [{id: p, yen: 1, on: 2025-10-01, event: e9}]
"""
    done = decide(case(f"{cover}{costs}"), "--json")
    assert done.code == 2
    fields = [one["field"] for one in done.json["errors"]]
    wanted = {"costs.a.yen", "costs.b.yen", "costs.c.yen", "costs.d.item", "costs.d.line", "payments.p.event"}
    assert wanted <= set(fields)


def test_what_lies_after_the_date_of_the_answer_is_told_in_text_and_letter(decide, case, tmp_path):
    text = "cover: {scheme: fukuoka-2025, kind: clinic, plan: S3}\nfacts: {claim_made_at: 2026-03-01T09:00+09:00}\n"
    words = "rests on something later than 29 December 2025"
    before = decide(case(text), "--now", "2025-12-29", "--letter", tmp_path / "l.pdf")
    assert words in before.out
    assert Paper((tmp_path / "l.pdf").read_bytes()).says(words)
    assert "rests on something later" not in decide(case(text), "--now", "2026-03-02").out
