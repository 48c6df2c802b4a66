import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from sonae.core.agreed import E_SIGNATURE, PAPER
from sonae.core.enrolment_events import Office
from sonae.core.scheme import Text
from sonae.documents import application_sheet
from tests.documents import joiners
from tests.documents.paper import Paper


@pytest.fixture
def applied(catalogue):
    def read(agreed, language="ja", **how):
        return Paper(application_sheet(agreed, catalogue.schemes["example"], catalogue.words, language, **how))

    return read


def test_names_receipt_applicant_and_what_is_applied_for(applied):
    paper = applied(joiners.agreed())
    assert paper.says("加入依頼書", "受付番号A-2026-000045", "受付日時2026年(令和8年)11月28日午前10時30分")
    assert paper.says("アオキ ハナコ", "個人", "092-000-0000", "44,610円", "14,870円", "口座振替 (一括払)")
    assert paper.says("2027年(令和9年)1月5日午後4時から 2027年(令和9年)5月5日午後4時まで")


def test_shows_each_facility_with_its_plan_and_the_steps_of_its_premium(applied, quoted):
    line = quoted(joiners.ASKED, scheme="example", now=joiners.AT).quotes[0].line
    facility = replace(joiners.agreed().facilities[0], trace=line)
    paper = applied(joiners.agreed(facilities=(facility,)))
    assert paper.says(
        "施設1青木クリニック",
        "医療機関コード・介護保険事業所番号 0123456",
        "オールリスクプラン S3",
        "5,000万円",
        "500万円",
    )
    assert paper.says("年間保険料 44,610円 [募集資料に記載]", "4か月分 = 年間 44,610円 × 4/12) 14,870円 [仮定]")


def test_a_facility_to_be_quoted_has_no_premium_and_nor_has_the_sum(applied):
    paper = applied(joiners.agreed_by_corporation(2))
    assert paper.says("年間保険料の合計個別見積", "44,610円", "承認のあとに決まります", "すべての施設で共有します")
    assert not paper.says("89,220円")


def test_keeps_every_answer_with_the_edition_of_its_question_set(applied):
    paper = applied(joiners.agreed_by_corporation())
    assert paper.says("サイバー保険 質問書兼告知書(病院) 2026-1版", "1-1多要素認証を", "5-5", "令和6年に導入")
    assert paper.says(
        "○○市医師会の会員ですか。はい会員証の写し", "共同で使っていますか。いいえ", "ご意向に沿っていますか。はい"
    )


def test_says_which_papers_were_explained_when_and_to_whom(applied):
    assert applied(joiners.agreed()).says("重要事項説明書2026-042026年(令和8年)11月28日午前10時30分青木 花子")


def test_stands_for_the_seal_with_receipt_moment_and_applicant(applied):
    paper = applied(joiners.agreed())
    assert paper.says("電磁的方法により受付", "受付番号A-2026-000045", "申込者院長 青木 花子", "立場代表者として")
    assert not paper.says("印影")


@pytest.mark.parametrize(
    ("way", "said"), [(PAPER, "署名または記名押印のある書面により受付"), (E_SIGNATURE, "外部の電子署名により受付")]
)
def test_paper_and_outside_signature_have_the_same_block(applied, way, said):
    agreed = joiners.agreed()
    declared = replace(agreed.declaration, way=way, evidence="申込書の写し 12")
    assert applied(replace(agreed, declaration=declared)).says(said, "申込者院長", "証拠申込書の写し 12")


def test_the_head_of_a_corporation_answers_for_all_facilities(applied):
    assert applied(joiners.agreed_by_corporation()).says("法人の代表者として、すべての施設について答えました。")
    assert not applied(joiners.agreed()).says("法人の代表者として")


def test_says_who_keyed_it_in_and_on_what_basis(applied):
    paper = applied(joiners.agreed_by_corporation())
    assert paper.says("代理入力", "代理 店子(○○市医師協同組合 保険課)", "FAXで受け取った加入依頼書(2026年11月27日)")
    assert not applied(joiners.agreed()).says("代理入力")


def test_every_page_carries_form_page_number_and_the_hash_of_the_content(applied):
    agreed = joiners.agreed_by_corporation(8)
    paper = applied(agreed)
    assert len(paper.pages) > 3
    for place, page in enumerate(paper.pages, start=1):
        assert agreed.sha256 in page
        assert f"{place} / {len(paper.pages)} ページ" in page
        assert "様式A 第1版" in page
        assert "デモ(見本)・demonstration" in page


def test_english_is_complete(applied):
    agreed = joiners.agreed()
    english = replace(
        agreed,
        member=replace(agreed.member, name="Hanako Aoki", kana="", address="Fukuoka", form="person"),
        facilities=(replace(agreed.facilities[0], cover=joiners.ENGLISH_CLINIC, kana="", manager="Hanako Aoki"),),
        declaration=replace(agreed.declaration, name="Hanako Aoki", title="Director"),
        explained=tuple(replace(one, by="Hanako Aoki") for one in agreed.explained),
        statements=tuple(replace(one, note="") for one in agreed.statements),
        keyed_in=replace(joiners.agreed_by_corporation().keyed_in, by="A. Clerk", organisation="Agency", basis="FAX"),
    )
    paper = applied(english, language="en")
    assert re.findall("[ぁ-んァ-ヶ一-龠]", paper.text.replace("備え", "")) == []
    assert paper.says(
        "Application for Cover", "Received by electronic means", "A. Clerk (Agency)", "Do cover and limits"
    )


@pytest.mark.parametrize("name", ["#panic()", "*太字*", "<b>太字</b>", "=1+1", "x" * 120, "髙﨑 𠮷之助"])
def test_names_are_printed_as_they_were_typed(applied, name):
    agreed = joiners.agreed()
    paper = applied(replace(agreed, member=replace(agreed.member, name=name), offices=(Office("o1", name),)))
    assert paper.text.count("".join(name.split())) == 2


def test_the_same_content_gives_the_same_bytes(applied):
    assert applied(joiners.agreed()).pdf == applied(joiners.agreed()).pdf
    assert applied(joiners.agreed()).metadata("pdfaid:part", "pdfaid:conformance") == ["2", "A"]


def test_before_it_is_declared_the_paper_is_an_unconfirmed_copy(applied):
    paper = applied(joiners.agreed(declaration=replace(joiners.agreed().declaration, at=None)))
    assert paper.says("加入依頼書(未確認の写し)", "入力日時", "未確認の写し(まだ宣言されていません)")
    assert not paper.says("電磁的方法により受付")


def test_the_form_to_sign_has_room_for_day_name_and_seal(applied):
    unsigned = replace(joiners.agreed().declaration, at=None, way=PAPER)
    assert applied(joiners.agreed(declaration=unsigned)).says("記入日", "氏名と役職", "署名または記名押印")


def test_says_from_when_cover_is_asked_and_that_nothing_is_covered_until_accepted(applied):
    words = Text("引き受けるまで、補償はありません。", "Nothing is covered until accepted.")
    assert applied(joiners.agreed(until_accepted=words)).says("引き受けるまで、補償はありません。")
    assert applied(joiners.agreed(until_accepted=words), "en").says("Nothing is covered until accepted.")


def test_prints_that_no_incident_is_known_with_the_first_day_of_cover(applied):
    agreed = joiners.agreed()
    words = Text("事故を知りません。", "We know of no incident.")
    declared = replace(agreed.declaration, no_incident=words, since=date(2026, 7, 5))
    paper = applied(replace(agreed, declaration=declared))
    assert paper.says("事故を知りません。(補償の初日 2026年(令和8年)7月5日)")
    assert not applied(agreed).says("補償の初日")


def test_every_submission_bears_the_same_number_and_says_which_it_is(applied):
    again = applied(joiners.agreed(submission=2))
    assert again.says("受付番号A-2026-000045", "提出2回目")
    assert not again.says("A-2026-000045-2")
    assert not again.says("受付とみなす日時")
    early = applied(joiners.agreed(submission=2, counted_at=joiners.AT - timedelta(days=9)))
    assert early.says("受付とみなす日時2026年(令和8年)11月19日午前10時30分")
