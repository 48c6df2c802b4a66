"""The letter about a decision: friendly, whole, printable, and nothing in it that the decision does not say."""

import re

import pytest

from sonae.documents import decision_letter

SOMPO = "sompo-medical-cyber-2025"


def test_says_to_whom_what_is_covered_what_not_and_by_which_clause(decided):
    paper = decided(decision_letter, "fax")
    assert paper.says("青木医院 御中", "補償についてのお知らせ", "FAXの誤送信", "2025年(令和7年)6月15日")
    assert paper.says("補償の対象になるもの", "賠償責任", "対象になる費用: 損害賠償金", "対応費用")
    assert paper.says("補償の対象にならないもの", "弁護士費用の事前承認", "前もって承認を得たものに限ります")
    assert paper.says("確かめた事実: 弁護士に頼む前に保険会社の承認を得ましたか。 → いいえ")


def test_says_that_it_is_a_demonstration_and_no_offer_before_anything_else(decided):
    text = decided(decision_letter, "fax").pages[0].replace("\n", "")
    assert text.index("保険会社や団体の公式ページではなく") < text.index("補償の対象になるもの")


def test_says_how_to_object_and_what_is_assumed_without_codes_of_ours(decided):
    paper = decided(decision_letter, "fax")
    assert paper.says("ご納得いただけないときは", "指定紛争解決機関(ADR)", "仮定していること", "費用を支払う割合: 90%")
    assert not re.search(r"sha256|\.txt", paper.text)


def test_a_real_scheme_gives_its_contacts_and_names_its_brochure(decided):
    paper = decided(decision_letter, "misdirected-fax", wording=SOMPO)
    assert paper.says("福岡県医師会 医療機関用サイバー保険", "0120-318-258", "0570-022808", "24時間・年中無休")
    assert paper.says("福岡県医師会 医療機関用サイバー保険 2025年度版(SJ24-13834)")
    assert not paper.says("三重県")


def test_what_needs_a_person_is_not_called_anything_else(decided):
    paper = decided(decision_letter, "war-sign", wording=SOMPO)
    assert paper.says("担当者が判断するもの", "自動では決めません", "戦争")
    assert not paper.says("補償の対象にならないもの")


def test_asks_kindly_for_what_is_still_needed(decided):
    paper = decided(decision_letter, "nothing-known", wording=SOMPO)
    assert paper.says("まだ結論は出ていません", "教えていただきたいこと", "わかる範囲でかまいません", "わかる人: ")
    assert paper.says("書類・USBメモリ・パソコンなどをなくした、盗まれた", "年 月 日 時 分ごろ")
    assert len(paper.pages) <= 4


@pytest.mark.parametrize("case", ["late-notice", "work-late", "misdirected-fax", "war-sign"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_is_short(decided, case, language):
    assert len(decided(decision_letter, case, language, wording=SOMPO).pages) <= 3


@pytest.mark.parametrize("case", ["late-notice", "nothing-known", "war-sign"])
def test_english_is_complete(decided, case):
    paper = decided(decision_letter, case, "en", wording=SOMPO)
    assert re.findall("[ぁ-んァ-ヶ]", paper.text.replace("備え", "")) == []
    assert paper.says("About your cover", "If you disagree")


def test_equal_decisions_make_equal_bytes(decided):
    assert decided(decision_letter, "fax").pdf == decided(decision_letter, "fax").pdf


def test_without_a_member_it_goes_to_whoever_holds_the_cover(decided):
    assert decided(decision_letter, "fax", member="").says("ご加入者さま")


def test_keeps_rare_characters_of_a_name(decided):
    assert decided(decision_letter, "fax", member="髙﨑𠮷医院").says("髙﨑𠮷医院 御中")
