import pytest

from sonae.documents import clocks_sheet
from sonae.loader import BUILT_IN
from sonae.loader.clock_cases import answer_case, read_clock_case
from sonae.loader.problems import Log
from tests.documents import paper

CASES = BUILT_IN / "clocks/jp-medical-2025/cases"


@pytest.fixture
def sheet(catalogue):
    """The sheet of one of the worked cases, as one who reads it sees it."""

    def read(name, language="ja", **at):
        case = read_clock_case(CASES / f"{name}.yaml", name, Log())
        edition = catalogue.clocks["jp-medical-2025"]
        answer = answer_case(case, edition, catalogue, at.get("at", case.at))
        title = case.title.say(language)
        words = catalogue.words
        pdf = clocks_sheet(edition, answer.states, answer.values, words, language, at=answer.at, title=title)
        return paper.Paper(pdf)

    return read


def test_says_by_when_what_to_whom_and_by_which_law(sheet):
    found = sheet("ransomware-with-leak")
    assert found.says("2025年6月5日(木)", "2025年6月7日(土)", "個人情報保護委員会への速報", "個人情報保護法26条1項")
    assert found.says("速やかに(概ね3〜5日)", "2024年4月1日施行の規則", "#9110", "済んだ日時・した人・番号")
    assert found.says("作業の目安(仮定)", "2026年(令和8年)11月21日に確認")


def test_is_complete_in_english(sheet):
    found = sheet("contractor-is-free", "en")
    assert found.says(
        "Past the usual time", "Telling the police", "4 June 2025 (Wed)", "1 d 9 h past the working target"
    )
    assert found.says("Released: The client was notified", "Nothing more to do", "Keep:")


def test_questions_stand_before_what_hangs_on_them(sheet):
    text = sheet("only-the-moment-is-known").text
    assert text.index("サイバー攻撃の疑いがありますか") < text.index("個人情報保護委員会への速報")
    assert sheet("only-the-moment-is-known").says("いま、することはありません", "場合により2025年8月1日(金)")


def test_what_the_insurer_does_is_not_for_the_member_to_tick_off(sheet):
    found = sheet("extension-without-text")
    assert found.says("保険金の支払い(保険会社がすること)")
    assert found.text.count("済んだ日時・した人・番号") < found.text.count("残す記録")


def test_says_on_which_questions_each_hangs(sheet):
    assert sheet("only-the-moment-is-known", "en").says("1. ", "Hangs on question 1")


def test_says_why_an_extension_does_not_hold(sheet):
    assert sheet("extension-without-text").says("ご注意", "延長の通知の文がありません", "期限を過ぎています")


def test_every_source_is_listed_and_assumptions_are_marked(sheet):
    found = sheet("ransomware-with-leak")
    assert found.says("businesslawyers.jp/practices/1433", "002_ddd17cbf1aa71dae.txt", "[仮定]")
    assert found.says("公式ページではなく")


def test_equal_answers_give_equal_bytes(sheet):
    assert sheet("fax-to-the-wrong-number").pdf == sheet("fax-to-the-wrong-number").pdf
