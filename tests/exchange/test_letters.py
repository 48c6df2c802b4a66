import csv

import pytest

from sonae.exchange import FileError, read_rows, read_sheets, write_rows
from sonae.exchange.letters import CP932, lacking
from sonae.exchange.messages import MESSAGES
from sonae.exchange.rows import Column
from tests.exchange.making import HEADINGS, HOSPITAL, table, workbook

LABELS = ("会員番号", *HEADINGS, "備考")


def noted(*notes):
    return [LABELS, *(("0001234", *HOSPITAL, note) for note in notes)]


@pytest.mark.parametrize("source", ["r.csv", "r.xlsx"])
def test_a_roster_written_in_cp932_reads_back_as_it_was(rate, tmp_path, source):
    write = table if source.endswith("csv") else workbook
    path = write(tmp_path / source, noted("髙﨑 徳 ①㈱Ⅳ", 'ｶﾅ、"引用"\n二行目'))
    utf8, _ = rate(path, "utf8.csv")
    out, _ = rate(path, "cp932.csv", encoding=CP932)
    (sheet,) = read_sheets(out)
    assert sheet.encoding == CP932
    assert [row.cells for row in sheet.rows] == [row.cells for row in read_rows(utf8)]
    with out.open(encoding="cp932", newline="") as file:
        assert [row["備考"] for row in csv.DictReader(file)] == ["髙﨑 徳 ①㈱Ⅳ", 'ｶﾅ、"引用"\n二行目']


def test_a_file_in_cp932_has_no_mark_and_is_what_windows_reads(rate, tmp_path):
    out, _ = rate(table(tmp_path / "r.csv", noted("病院")), encoding=CP932)
    assert out.read_bytes().startswith("会員番号".encode("cp932"))


def test_a_result_in_cp932_can_be_rated_again(rate, tmp_path):
    once, _ = rate(table(tmp_path / "r.csv", noted("病院")), "once.csv", encoding=CP932)
    twice, rated = rate(once, "twice.csv", encoding=CP932)
    assert rated.encoding == CP932
    assert twice.read_bytes() == once.read_bytes()


def test_waves_and_minus_signs_of_other_systems_become_those_of_windows(rate, tmp_path):
    out, _ = rate(table(tmp_path / "r.csv", noted("9\u301c17時 \u22125")), encoding=CP932)
    assert list(read_rows(out))[1].cells[7] == "9\uff5e17時 \uff0d5"


@pytest.mark.parametrize("source", ["r.csv", "r.xlsx"])
def test_characters_that_cp932_lacks_are_told_all_at_once_by_row(rate, tmp_path, source):
    write = table if source.endswith("csv") else workbook
    path = write(tmp_path / source, noted("𠮷田", "吉田", "café 𠮷𠮷", "a\u00a0b"))
    with pytest.raises(FileError) as caught:
        rate(path, encoding=CP932)
    found = "2: 𠮷 (U+20BB7), 4: é (U+00E9), 4: 𠮷 (U+20BB7), 5: U+00A0"
    assert (caught.value.key, caught.value.params) == ("out_letters", {"file": source, "rows": 3, "found": found})
    assert [one.name for one in tmp_path.iterdir()] == [source]


def test_what_cp932_lacks_leaves_an_older_result_as_it_was(rate, tmp_path):
    path = table(tmp_path / "r.csv", noted("病院", "𠮷"))
    (tmp_path / "rated.csv").write_text("old")
    with pytest.raises(FileError):
        rate(path, encoding=CP932, force=True)
    assert (tmp_path / "rated.csv").read_text() == "old"


def test_rows_are_numbered_as_in_the_roster_below_its_titles(rate, tmp_path):
    path = table(tmp_path / "r.csv", [["名簿"], [], *noted("𠮷")])
    with pytest.raises(FileError, match=r"\(row: character\): 4: 𠮷"):
        rate(path, encoding=CP932)


def test_a_heading_that_cp932_lacks_is_told_before_any_row_is_priced(rate, tmp_path):
    heard = []
    path = table(tmp_path / "r.csv", [(*HEADINGS, "𠮷"), HOSPITAL])
    with pytest.raises(FileError, match="1: 𠮷"):
        rate(path, encoding=CP932, progress=lambda done, _: heard.append(done))
    assert heard == []


def test_of_many_such_rows_the_first_are_named_and_all_are_counted(rate, tmp_path):
    with pytest.raises(FileError) as caught:
        rate(table(tmp_path / "r.csv", noted(*["𠮷"] * 50)), encoding=CP932)
    assert caught.value.params["rows"] == 50
    assert caught.value.params["found"].endswith("11: 𠮷 (U+20BB7), …")


@pytest.mark.parametrize("letter", ["\x80", "\xa0", "\uf8f0", "\uf8f3", "☺", "\u3099"])
def test_bytes_that_windows_gives_no_letter_are_lacking_too(letter):
    assert lacking(["a", 1, None, f"x{letter}{letter}"]) == [letter]


def test_every_word_of_our_own_can_be_written(catalogue):
    own = [words for pair in MESSAGES.values() for words in pair]
    own += [words for text in catalogue.words.texts.values() for words in (text.ja, text.en)]
    assert lacking(own) == []


def test_whoever_writes_rows_unasked_gets_an_error_and_no_file(tmp_path):
    with pytest.raises(UnicodeEncodeError):
        write_rows(tmp_path / "o.csv", [Column("a")], [["𠮷"]], encoding=CP932)
    assert list(tmp_path.iterdir()) == []
