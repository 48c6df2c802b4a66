from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from sonae.core.asking import Ask
from sonae.core.compare import compare
from sonae.core.corporation import quote_corporation
from sonae.core.coverage import decide
from sonae.core.incident import simulate
from sonae.core.moments import TOKYO
from sonae.core.scheme import Text
from sonae.documents import comparison_sheet, emergency_sheet, quotation_sheet, simulation_sheet
from sonae.loader import BUILT_IN, load_catalogue
from sonae.loader.case_files import read_case
from sonae.loader.problems import Log
from tests.documents import paper

NOW = datetime(2025, 6, 15, 9, tzinfo=TOKYO)
LINK = "https://sonae.example/fukuoka-2025?kind=hospital&beds=50&plan=S3"


@pytest.fixture(scope="session")
def catalogue():
    return load_catalogue()


@pytest.fixture(scope="session")
def quoted(catalogue):
    """A quote of one or several facilities, as core answers it."""

    def quote(*asks, scheme="fukuoka-2025", now=NOW, shared=False, records=False, change=None):
        scheme = catalogue.schemes[scheme]
        scheme = replace(scheme, **change) if change else scheme
        tariff = catalogue.tariff_of(scheme)
        return quote_corporation(scheme, tariff, asks, shared_limits=shared, shared_records=records, now=now)

    return quote


@pytest.fixture(scope="session")
def sheet(catalogue, quoted):
    """A quotation sheet, as one who reads it sees it."""

    def read(*asks, language="ja", link=LINK, **how):
        return paper.Paper(quotation_sheet(quoted(*asks, **how), catalogue.words, language, link))

    return read


@pytest.fixture(scope="session")
def compared(catalogue):
    def read(kind, scheme="fukuoka-2025", language="ja", size=None):
        scheme = catalogue.schemes[scheme]
        answer = compare(scheme, catalogue.tariff_of(scheme), Ask(kind, "", size=size))
        return paper.Paper(comparison_sheet(answer, catalogue.words, language, LINK))

    return read


@pytest.fixture(scope="session")
def simulated(catalogue):
    def read(kind, scenario, scheme="fukuoka-2025", language="ja", link=LINK):
        scheme, book = catalogue.schemes[scheme], catalogue.costs["jp-medical-2025"]
        answer = simulate(scheme, book, kind, book.scenarios[scenario].quantities)
        words = catalogue.words
        return paper.Paper(simulation_sheet(answer, scheme, scheme.kinds[kind], book, words, language, link))

    return read


@pytest.fixture(scope="session")
def emergency(catalogue):
    def read(scheme="fukuoka-2025", language="ja", change=None):
        scheme = catalogue.schemes[scheme]
        scheme = replace(scheme, **change) if change else scheme
        steps = catalogue.playbook_for(scheme)
        return paper.Paper(emergency_sheet(scheme, catalogue.words, language, steps))

    return read


@pytest.fixture(scope="session")
def rare_names():
    """The characters that papers lose first."""
    return Text("髙﨑𠮷㋿医師会", "Takasaki 髙﨑𠮷㋿")


@pytest.fixture(scope="session")
def decided(small_catalogue):
    """A paper about the decision of a case: ``decision_letter`` or ``decision_sheet``."""

    def read(paper_of, case, language="ja", wording="small-2026", unknown=(), **changes):
        root = Path(__file__).parents[1] / "support" / "small"
        folders = [folder / "wordings" / wording / "cases" for folder in (root, BUILT_IN)]
        path = next(folder / f"{case}.yaml" for folder in folders if (folder / f"{case}.yaml").exists())
        told = read_case(path, path.name, small_catalogue, Log(), wording=wording)
        decision = decide(replace(told.terms, **changes), told.facts, told.wording)
        scheme = small_catalogue.schemes.get(told.terms.scheme)
        about = {"at": NOW, "scheme": scheme, "subject": told.values["title"].say(language), "unknown": unknown}
        return paper.Paper(paper_of(decision, small_catalogue.words, language, **about))

    return read
