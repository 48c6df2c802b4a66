"""Every paper, in both languages: nothing in the outer 10 mm, no character upon another."""

import pytest

from sonae.core.asking import Ask
from sonae.documents import (
    application_sheet,
    certificate_sheet,
    decision_letter,
    decision_sheet,
    individual_quotation_sheet,
)
from tests.documents import joiners
from tests.documents.paper import MM, Paper

QUOTED = (
    Ask("hospital", "S3", size=75, family="all_risk"),
    Ask("clinic", "S20000"),
    Ask("dental_clinic", ""),
)
PAPERS = (
    *("quotation", "one", "example", "comparison", "simulation", "linked", "emergency", "letter", "record"),
    *("certificate", "largest", "application", "keyed", "written", "several"),
)
# as the simulator's own form sends it: every number, and every plan shown
NUMBERS = "&".join(f"quantity_{number}=30000" for number in range(14))
PLANS = "&".join(f"plans=all_risk%3AS{number}000" for number in (1, 3, 5, 10, 20))
LONG_LINK = f"https://sonae.example.org:8443/s/fukuoka-2025/simulate?kind=clinic&scenario=ehr-30000&{NUMBERS}&{PLANS}"


@pytest.fixture(params=["ja", "en"])
def language(request):
    return request.param


@pytest.fixture(params=PAPERS)
def paper(request, language, sheet, compared, simulated, emergency, decided, joined):
    makers = {
        "quotation": lambda: sheet(*QUOTED, language=language, records=True),
        "one": lambda: sheet(Ask("hospital", "S3", size=50, family="all_risk"), language=language),
        "example": lambda: sheet(Ask("clinic", "S3"), scheme="example", language=language),
        "comparison": lambda: compared("hospital", size=75, language=language),
        "simulation": lambda: simulated("hospital", "hospital-85000", language=language),
        "linked": lambda: simulated("clinic", "ehr-30000", language=language, link=LONG_LINK),
        "emergency": lambda: emergency(language=language),
        "letter": lambda: decided(decision_letter, "late-notice", language, wording="sompo-medical-cyber-2025"),
        "record": lambda: decided(decision_sheet, "late-notice", language, wording="sompo-medical-cyber-2025"),
        "certificate": lambda: joined(certificate_sheet, joiners.certificate(), language, link=joiners.LINK),
        "largest": lambda: joined(certificate_sheet, joiners.large(), language, link=joiners.LINK, signed_by="備え"),
        "application": lambda: joined(application_sheet, joiners.agreed(), language),
        "keyed": lambda: joined(application_sheet, joiners.agreed_by_corporation(), language),
        "written": lambda: joined(individual_quotation_sheet, joiners.written(), language, link=joiners.LINK),
        "several": lambda: joined(individual_quotation_sheet, joiners.written_for_several(), language, link=""),
    }
    return makers[request.param]()


@pytest.fixture
def joined(catalogue):
    """A paper of joining under the example scheme."""

    def read(paper_of, content, language, **how):
        return Paper(paper_of(content, catalogue.schemes["example"], catalogue.words, language, **how))

    return read


def filled(paper):
    """The pages, each of which has something to look at."""
    pages = list(paper.boxes())
    assert min(len(chars) for _, chars in pages) > 20
    return pages


def test_keeps_the_outer_ten_millimetres_free(paper):
    for (width, height), chars in filled(paper):
        for _, (left, bottom, right, top) in chars:
            assert left > 10 * MM
            assert bottom > 10 * MM
            assert right < width - 10 * MM
            assert top < height - 10 * MM


def test_no_character_stands_upon_another(paper):
    for number, (_, chars) in enumerate(filled(paper), start=1):
        on_page = [(char, box) for char, box in chars if box[2] - box[0] > 1 and box[3] - box[1] > 2]
        on_page.sort(key=lambda one: one[1][0])
        for place, (char, (_, bottom, right, top)) in enumerate(on_page):
            for other, (left2, bottom2, right2, top2) in on_page[place + 1 :]:
                if left2 >= right - 0.8:
                    break
                across = min(right, right2) - left2
                along = min(top, top2) - max(bottom, bottom2)
                assert not (across > 0.8 and along > 0.8), f"page {number}: {char} and {other}"


@pytest.mark.parametrize(("link", "said"), [(LONG_LINK, "上の二次元コード"), (LONG_LINK[:60], "1ページの二次元コード")])
def test_a_long_address_is_printed_whole_and_says_where_its_code_is(simulated, link, said):
    paper = simulated("clinic", "ehr-30000", link=link)
    assert link in "".join(paper.text.split())
    assert paper.says(said)
