import pytest

from sonae.exchange import FileError, read_rows
from sonae.exchange.limits import Limits
from tests.exchange.making import HEADINGS, HOSPITAL, by_hand, cells_in, table, workbook

ADDED = ["annual_yen", "status", "binding", "payable_yen", "start", "end", "problem", "assumed"]
MID_TERM = "assumed: mid-term premium is months/12 of the annual one, half up to 10 yen"


def test_a_roster_comes_back_with_eight_more_columns(rate, tmp_path):
    out, rated = rate(table(tmp_path / "r.csv", [HEADINGS, HOSPITAL]))
    (row,) = cells_in(out)
    assert list(row) == [*HEADINGS, *ADDED]
    assert [row[name] for name in ADDED] == [
        "142900", "printed", "false", "119080", "2025-07-05T16:00:00+09:00", "2026-05-05T16:00:00+09:00", "",
        MID_TERM,
    ]  # fmt: skip
    assert rated.outcomes == {"priced": 1, "estimate": 0, "referred": 0, "problem": 0}


def test_an_excel_roster_comes_back_as_excel_with_moments_as_moments(rate, tmp_path):
    out, _ = rate(workbook(tmp_path / "r.xlsx", [HEADINGS, HOSPITAL]), "rated.xlsx")
    heading, row, *notes = list(read_rows(out))
    assert heading.cells == (*HEADINGS, *ADDED)
    start = row.cells[HEADINGS.__len__() + 4]
    assert f"{start:%Y-%m-%d %H:%M}" == "2025-07-05 16:00"
    assert row.cells[6:10] == (142900, "printed", False, 119080)
    assert any("no offer of insurance" in str(note.cells[0]) for note in notes)


@pytest.mark.parametrize(("source", "target"), [("r.xlsx", "o.csv"), ("r.csv", "o.xlsx"), ("r.xlsx", "o.xlsx")])
def test_all_other_columns_stay_as_they_are(rate, tmp_path, source, target):
    rows = [("会員番号", *HEADINGS, "備考"), ("0001234", *HOSPITAL, "髙﨑𠮷 ")]
    path = workbook(tmp_path / source, rows) if source.endswith("xlsx") else table(tmp_path / source, rows)
    out, _ = rate(path, target)
    row = list(read_rows(out))[1]
    assert (row.cells[0], row.cells[7]) == ("0001234", "髙﨑𠮷 ")


def test_columns_of_an_earlier_rating_are_written_anew(rate, tmp_path):
    once, _ = rate(table(tmp_path / "r.csv", [HEADINGS, HOSPITAL]), "once.csv")
    twice, rated = rate(once, "twice.csv")
    assert twice.read_bytes() == once.read_bytes()
    assert rated.renewed


def test_rows_with_a_problem_are_read_counted_and_told(rate, tmp_path):
    rows = [
        HEADINGS,
        HOSPITAL,
        (*HOSPITAL[:5], "2027-01-01"),
        ("", "x", "", "", "", ""),
        (*HOSPITAL[:2], -5, "", "S3", ""),
    ]
    out, rated = rate(table(tmp_path / "r.csv", rows))
    annual = [(row["annual_yen"], bool(row["problem"])) for row in cells_in(out)]
    assert annual == [("142900", False), ("142900", True), ("", True), ("", True)]
    assert (rated.rows, rated.outcomes["problem"]) == (4, 3)


def test_a_row_with_more_cells_than_headings_says_so(rate, tmp_path):
    out, _ = rate(table(tmp_path / "r.csv", [HEADINGS, (*HOSPITAL, "", "stray")]))
    assert "has 8 cells where the heading has 6" in cells_in(out)[0]["problem"]


def test_a_formula_without_its_value_keeps_its_row_from_being_priced(rate, tmp_path):
    texts = [*HEADINGS, *(str(cell) for cell in HOSPITAL)]
    cells = [
        f'<c r="{letter}{row}" t="inlineStr"><is><t>{texts.pop(0)}</t></is></c>'
        for row in (1, 2)
        for letter in "ABCDEF"
    ]
    cells[8] = '<c r="C2"><f>25*2</f></c>'
    path = by_hand(tmp_path / "r.xlsx", f'<row r="1">{"".join(cells[:6])}</row><row r="2">{"".join(cells[6:])}</row>')
    out, _ = rate(path)
    (row,) = cells_in(out)
    assert row["annual_yen"] == ""
    assert "C2 holds a formula that was never calculated" in row["problem"]


def test_an_error_in_a_column_of_no_meaning_is_told_and_the_row_priced(rate, tmp_path):
    texts = [*HEADINGS, "備考", *(str(cell) for cell in HOSPITAL)]
    cells = [f'<c r="{letter}1" t="inlineStr"><is><t>{texts.pop(0)}</t></is></c>' for letter in "ABCDEFG"]
    more = [f'<c r="{letter}2" t="inlineStr"><is><t>{texts.pop(0)}</t></is></c>' for letter in "ABCDEF"]
    more.append('<c r="G2" t="e"><v>#REF!</v></c>')
    path = by_hand(tmp_path / "r.xlsx", f'<row r="1">{"".join(cells)}</row><row r="2">{"".join(more)}</row>')
    out, _ = rate(path)
    (row,) = cells_in(out)
    assert (row["annual_yen"], row["備考"]) == ("142900", "")
    assert "G2 shows an error" in row["problem"]


def test_the_scheme_named_for_all_fills_only_what_is_empty(rate, tmp_path):
    rows = [("scheme", "kind", "plan"), ("", "clinic", "S1"), ("mie-2025", "clinic", "B")]
    out, _ = rate(table(tmp_path / "r.csv", rows), scheme="fukuoka-2025")
    assert [row["annual_yen"] for row in cells_in(out)] == ["29380", "31480"]


def test_a_failure_in_the_middle_leaves_nothing_behind(rate, tmp_path):
    path = tmp_path / "r.csv"
    path.write_text(f'{",".join(HEADINGS)}\n{",".join(map(str, HOSPITAL))}\n"never closed\n', encoding="utf-8")
    before = set(tmp_path.iterdir())
    with pytest.raises(FileError):
        rate(path)
    assert set(tmp_path.iterdir()) == before


def test_a_result_that_exists_is_replaced_only_by_force(rate, tmp_path):
    path = table(tmp_path / "r.csv", [HEADINGS, HOSPITAL])
    out, _ = rate(path)
    out.write_text("mine")
    with pytest.raises(FileError) as caught:
        rate(path)
    assert (caught.value.key, out.read_text()) == ("out_exists", "mine")
    rate(path, force=True)
    assert cells_in(out)[0]["annual_yen"] == "142900"


def test_the_roster_itself_is_never_written_over(rate, tmp_path):
    path = table(tmp_path / "r.csv", [HEADINGS, HOSPITAL])
    before = path.read_bytes()
    (tmp_path / "other").symlink_to(tmp_path)
    for target in ("r.csv", "other/r.csv"):
        with pytest.raises(FileError) as caught:
            rate(path, target, force=True)
        assert caught.value.key == "out_same"
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    ("target", "key"), [("o.txt", "out_suffix"), ("none/o.csv", "out_folder"), ("folder.csv", "out_is_folder")]
)
def test_a_place_where_nothing_can_be_written_is_told_before_any_work(rate, tmp_path, target, key):
    (tmp_path / "folder.csv").mkdir()
    with pytest.raises(FileError) as caught:
        rate(table(tmp_path / "r.csv", [HEADINGS, HOSPITAL]), target)
    assert caught.value.key == key


def test_limits_reach_the_reader(rate, tmp_path):
    with pytest.raises(FileError) as caught:
        rate(table(tmp_path / "r.csv", [HEADINGS, HOSPITAL]), limits=Limits(text_bytes=5))
    assert caught.value.key == "too_large"


def test_progress_hears_of_every_row(rate, tmp_path):
    heard = []
    rate(
        table(tmp_path / "r.csv", [HEADINGS, HOSPITAL, HOSPITAL]),
        progress=lambda done, total: heard.append((done, total)),
    )
    assert [done for done, _ in heard] == [1, 2]
    assert all(total >= 1 for _, total in heard)
