"""The record of a decision: every answer, every clause, every fact, and what is still open."""

import re

import pytest

from sonae.documents import decision_sheet

SOMPO = "sompo-medical-cyber-2025"


def test_no_clause_is_left_out(decided, small_catalogue):
    paper = decided(decision_sheet, "misdirected-fax", wording=SOMPO)
    clauses = small_catalogue.wordings[SOMPO].clauses.values()
    assert [one.id for one in clauses if not paper.says(f"{one.number.ja} {one.heading.ja}")] == []


def test_each_clause_has_its_result_its_facts_and_what_follows_from_it(decided):
    paper = decided(decision_sheet, "fax")
    assert paper.says("● あてはまる", "○ あてはまらない", "わからなくても答えは同じ")
    assert paper.says(
        "弁護士に頼む前に保険会社の承認を得ましたか。 → いいえ", "コンピュータへの攻撃がありましたか。 → わからない"
    )
    assert paper.says("弁護士費用の事前承認お支払いの条件(あてはまらなければ補償の対象外になる)")


def test_a_clause_that_decides_is_told_in_full_and_the_others_by_kind_and_result(decided):
    paper = decided(decision_sheet, "fax")
    assert paper.says("答えを決めた条項", "弁護士費用は、前もって承認を得たものに限ります。", "そのほかの条項")
    assert paper.says("○ あてはまらないお支払いの対象外")
    assert not paper.says("わざとした行為による損害はお支払いできません。")


def test_a_clause_of_a_part_that_the_cover_lacks_is_no_open_point(decided):
    paper = decided(decision_sheet, "fax")
    assert paper.says("この加入にはない条項:5待ち時間", "ご加入の内容に入っていない補償:休業による利益")
    assert not paper.says("待ち時間(時間)")


def test_what_follows_names_the_answer_it_follows_from_and_no_rule_that_denies_it(decided):
    paper = decided(decision_sheet, "misdirected-fax", wording=SOMPO)
    assert paper.says("何が起きましたか。いちばん近いものを1つ選んでください → FAX・メール・郵便を間違った相手に送った")
    (follows,) = re.findall("そこから推定されること(.*?)仮定したこと", paper.text)
    assert "選んだもののほか" not in follows


def test_answers_name_the_clauses_behind_them(decided):
    paper = decided(decision_sheet, "fax")
    assert paper.says("結論が出ています", "弁護士費用補償の対象外3")


def test_facts_name_the_paper_they_came_from_and_who_entered_them(decided):
    paper = decided(decision_sheet, "fax")
    assert paper.says("患者さんの情報が外に出ましたか。はいincident-report.pdfdesk")
    assert paper.says("いつもと違う事情がありますか(わざと・戦争など)。 → いいえ", "わざとしたことですか。 → いいえ")


def test_what_is_open_is_asked_with_who_knows_and_what_proves_it(decided):
    paper = decided(decision_sheet, "nothing-known", wording=SOMPO)
    assert paper.says("まだ結論は出ていません", "次に確かめること", "わかる人", "証拠になるもの")


def test_the_cover_stands_at_the_head(decided):
    paper = decided(decision_sheet, "fax", facilities=("本院", "分院"), insured="employee")
    assert paper.says(
        "保険金額など損害賠償の保険金額10,000,000円、費用の保険金額1,000,000円",
        "施設本院、分院",
        "判断の対象となる方従業員",
    )


@pytest.mark.parametrize(("case", "decides"), [("late-notice", True), ("nothing-known", False)])
def test_english_is_complete(decided, case, decides):
    paper = decided(decision_sheet, case, "en", wording=SOMPO)
    assert re.findall("[ぁ-んァ-ヶ]", paper.text.replace("備え", "")) == []
    assert paper.says("Record of a coverage decision", "All other clauses")
    assert paper.says("The clauses that decide") == decides


def test_equal_decisions_make_equal_bytes(decided):
    assert decided(decision_sheet, "fax").pdf == decided(decision_sheet, "fax").pdf
