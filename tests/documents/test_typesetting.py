import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

import pytest

from sonae.core.asking import Ask
from sonae.core.moments import TOKYO
from sonae.documents import PaperError, emergency_sheet, quotation_sheet
from sonae.documents.typesetting import typeset

HOSPITAL = Ask("hospital", "S3", size=50, family="all_risk")
AGAIN = """
import hashlib
from datetime import datetime
from sonae.core.asking import Ask
from sonae.core.corporation import quote_corporation
from sonae.core.moments import TOKYO
from sonae.documents import quotation_sheet
from sonae.loader import load_catalogue
catalogue = load_catalogue()
scheme = catalogue.schemes["fukuoka-2025"]
ask = Ask("hospital", "S3", size=50, family="all_risk")
now = datetime(2025, 6, 15, 9, tzinfo=TOKYO)
quote = quote_corporation(
    scheme, catalogue.tariff_of(scheme), (ask,), shared_limits=False, shared_records=False, now=now
)
print(hashlib.sha256(quotation_sheet(quote, catalogue.words, "ja", "")).hexdigest())
"""


@pytest.fixture
def pdf(quoted, catalogue):
    return lambda **change: quotation_sheet(quoted(HOSPITAL, **change), catalogue.words, "ja", "")


def test_the_same_data_gives_the_same_bytes(pdf):
    assert pdf() == pdf()


def test_other_data_gives_another_number(sheet):
    first, second = (sheet(HOSPITAL, link=f"https://sonae.example/{n}") for n in (1, 2))
    assert first.pages[0].split("Q1-")[1][:14] != second.pages[0].split("Q1-")[1][:14]


def test_another_process_writes_the_same_bytes(pdf):
    for seed in ("0", "1"):
        run = subprocess.run(
            [sys.executable, "-c", AGAIN],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path), "TZ": "UTC"},
            capture_output=True,
            text=True,
            check=True,
        )
        assert run.stdout.strip() == hashlib.sha256(pdf()).hexdigest()


def test_threads_get_each_their_own_paper(quoted, catalogue):
    quotes = [quoted(Ask("clinic", f"S{1 + n % 5}")) for n in range(10)]
    alone = [quotation_sheet(one, catalogue.words, "ja", "") for one in quotes]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda one: quotation_sheet(one, catalogue.words, "ja", ""), quotes)) == alone


def test_a_moment_within_a_second_dates_a_paper_by_the_second(tmp_path):
    (tmp_path / "plain.typ").write_text('#set document(title: "x")\nx')
    at = datetime(2026, 11, 28, 9, 0, 1, tzinfo=TOKYO)
    assert typeset("plain", {}, at.replace(microsecond=999_999), tmp_path) == typeset("plain", {}, at, tmp_path)


def test_is_archivable_and_accessible(sheet):
    paper = sheet(HOSPITAL)
    assert paper.metadata("pdfaid:part", "pdfaid:conformance", "pdfuaid:part") == ["2", "A", "1"]
    title, created = paper.metadata("dc:title", "xmp:CreateDate")
    assert "見積書" in title
    assert created.startswith("2025-06-15")


def test_embeds_every_font(sheet):
    fonts = sheet(HOSPITAL).fonts()
    assert fonts
    assert all("NotoSansCJKjp" in name and embedded for name, embedded in fonts)


def test_prints_and_extracts_rare_names(sheet, rare_names):
    paper = sheet(HOSPITAL, change={"association": rare_names})
    assert paper.says("髙﨑𠮷㋿医師会")


MARKUP = '*b* _i_ `c` $x^2$ #panic("x") = H @ref <label> // no /* no */ \\ #import "x" [a] {b} ~ -- "q" \' 1. - + https://x.y'


@pytest.mark.parametrize("name", [MARKUP, "]#panic()[", "\\u{41}", "#sys.inputs", '"; panic("x")'])
def test_no_text_is_read_as_markup(sheet, rare_names, name):
    paper = sheet(HOSPITAL, link=f"https://sonae.example/{name}", change={"association": replace(rare_names, ja=name)})
    assert paper.text.count("".join(name.split())) == 2


def test_a_character_without_a_glyph_is_refused_and_not_dropped(pdf, rare_names):
    with pytest.raises(PaperError, match="could not be displayed"):
        pdf(change={"association": replace(rare_names, ja="😀医師会")})


def test_more_than_one_page_of_emergency_is_refused(catalogue):
    steps = catalogue.playbooks["first-hour"]
    long = replace(steps, steps=steps.steps * 4)
    with pytest.raises(PaperError, match="more than one page"):
        emergency_sheet(catalogue.schemes["fukuoka-2025"], catalogue.words, "ja", long)


def test_a_warning_is_an_error(tmp_path):
    (tmp_path / "odd.typ").write_text('#set document(title: "odd")\n#set text(font: "Unknown Sans")\nodd', "utf-8")
    with pytest.raises(PaperError, match="odd: unknown font family"):
        typeset("odd", {}, datetime(2025, 6, 15, tzinfo=TOKYO), tmp_path)


def test_no_path_of_this_machine_is_in_the_paper(pdf, root):
    assert str(root).encode() not in pdf()
