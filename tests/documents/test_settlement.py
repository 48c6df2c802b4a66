"""The payment sheet: the waterfall of every line, as the brochure's own example is written."""

import re
from datetime import datetime

import pytest

from sonae.core.claims import outcomes_of
from sonae.core.coverage import decide
from sonae.core.moments import TOKYO
from sonae.core.payment_answer import payable
from sonae.core.settlement import settle
from sonae.documents import settlement_sheet
from sonae.loader import BUILT_IN
from sonae.loader.case_claims import claims_of
from sonae.loader.case_files import read_case
from sonae.loader.problems import Log
from tests.documents.paper import Paper

AT = datetime(2026, 7, 1, 9, tzinfo=TOKYO)


@pytest.fixture
def sheet(catalogue):
    def read(wording, case, language="ja"):
        path = BUILT_IN / "wordings" / wording / "cases" / f"{case}.yaml"
        told = read_case(path, path.name, catalogue, Log(), wording=wording)
        decision = decide(told.terms, told.facts, told.wording)
        settlement = settle(told.terms, told.wording, claims_of(told.values, outcomes_of(decision)))
        types = list(told.wording.papers.claim_types)[:1]
        papers = [payable(told.wording, told.terms, "e1", types, ())]
        scheme = catalogue.schemes.get(told.terms.scheme)
        about = {"at": AT, "scheme": scheme, "subject": told.values["title"].say(language)}
        return Paper(settlement_sheet(decision, settlement, papers, catalogue.words, language, **about))

    return read


def test_prints_the_brochures_waterfall_to_the_yen(sheet):
    paper = sheet("sompo-medical-leak", "printed-example")
    assert paper.says("支払計算書", "資料の支払例", "支払われる額60,000,000円", "請求額62,000,000円")
    assert paper.says("縮小てん補割合: 100%", "−100,000円3,900,000円0円", "−1,900,000円100,000円0円")


def test_says_what_each_limit_has_left_and_what_was_assumed(sheet):
    paper = sheet("sompo-medical-cyber-2025", "ehr-30000-then-damages")
    assert paper.says("限度額などの残り", "費用の総保険金額(4費用の共有は仮定)保険期間30,000,000円30,000,000円0円")
    assert paper.says("仮定したこと", "書類と支払いの期限", "まだ足りない書類")


def test_says_that_it_is_a_demonstration(sheet):
    assert sheet("sompo-medical-leak", "printed-example").says("保険会社や団体の公式ページではなく")


def test_english_is_complete(sheet):
    paper = sheet("sompo-medical-cyber-2025", "ehr-30000-then-damages", "en")
    assert re.findall("[ぁ-んァ-ヶ]", paper.text.replace("備え", "")) == []
    assert paper.says("Payment sheet", "Line by line", "What each limit has left")


def test_equal_settlements_make_equal_bytes(sheet):
    one, other = (sheet("sompo-medical-leak", "printed-example").pdf for _ in range(2))
    assert one == other
