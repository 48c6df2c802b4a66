import pytest

from sonae.exchange import FileError
from sonae.exchange.roster import open_roster
from tests.exchange.making import HEADINGS, HOSPITAL, table, workbook

JAPANESE = ("制度", "施設種別", "病床数", "補償区分", "加入タイプ", "受付日")


def fields(roster):
    return {field: roster.heading.labels[at] for field, at in roster.heading.columns.items()}


@pytest.mark.parametrize(
    "headings",
    [
        HEADINGS,
        JAPANESE,
        ("団体制度", "施設の種類", "定員", "補償プラン", "タイプ", "受付日時"),
        (" Scheme ", "KIND", "ｓｉｚｅ", "Family", "plan", "Received"),
        ("制度※", "施設種別(必須)", "病床数\n(床)", "補償 区分", "加入タイプ *", "受付日"),
    ],
)
def test_headings_are_understood_however_they_are_typed(tmp_path, catalogue, headings):
    roster = open_roster(table(tmp_path / "r.csv", [headings, HOSPITAL]), catalogue)
    assert len(roster.heading.columns) == 6


def test_merged_titles_above_the_headings_are_passed_over(tmp_path, catalogue):
    path = tmp_path / "r.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.merge_range("A1:F1", "令和7年度 加入者名簿")
        sheet.merge_range("A2:F2", "福岡県医師会")
        sheet.write_row(3, 0, JAPANESE)
        sheet.write_row(4, 0, HOSPITAL)
    roster = open_roster(path, catalogue)
    assert (roster.heading.number, roster.above) == (4, 2)
    assert [dict(entry.asked)["plan"] for entry in roster.entries] == ["S3"]


def test_other_columns_have_no_meaning_and_are_kept(tmp_path, catalogue):
    roster = open_roster(
        table(tmp_path / "r.csv", [("会員番号", *HEADINGS, "備考"), ("001", *HOSPITAL, "")]), catalogue
    )
    assert roster.heading.labels[0] == "会員番号"
    assert 0 not in roster.heading.columns.values()


def test_missing_headings_are_named_with_what_was_found_and_perhaps_meant(tmp_path, catalogue):
    path = table(tmp_path / "r.csv", [("scheme", "kindd", "size", "加入プランn"), ("x", "y", "1", "z")])
    with pytest.raises(FileError) as caught:
        open_roster(path, catalogue)
    said = caught.value.say("en")
    assert caught.value.key == "headings_missing"
    assert "kind (施設種別), plan (加入タイプ)" in said
    assert "kindd → kind" in said
    assert "加入プランn → plan" in said
    assert "足りないもの" in caught.value.say("ja")


def test_a_file_without_any_heading_shows_what_it_has_instead(tmp_path, catalogue):
    with pytest.raises(FileError, match="Found: 名前, 電話") as caught:
        open_roster(table(tmp_path / "r.csv", [("名前", "電話"), ("a", "b")]), catalogue)
    assert caught.value.key == "headings"


def test_two_columns_for_the_same_thing_are_refused(tmp_path, catalogue):
    path = table(tmp_path / "r.csv", [(*HEADINGS, "施設種別"), (*HOSPITAL, "病院")])
    with pytest.raises(FileError, match="kind / 施設種別") as caught:
        open_roster(path, catalogue)
    assert caught.value.key == "duplicate_headings"


def test_a_roster_without_rows_is_refused(tmp_path, catalogue):
    with pytest.raises(FileError) as caught:
        open_roster(table(tmp_path / "r.csv", [HEADINGS]), catalogue)
    assert caught.value.key == "no_rows"


def test_the_scheme_needs_no_column_where_it_is_named_for_all(tmp_path, catalogue):
    path = table(tmp_path / "r.csv", [("kind", "plan"), ("clinic", "S1")])
    assert open_roster(path, catalogue, "fukuoka-2025").heading.columns == {"kind": 0, "plan": 1}
    with pytest.raises(FileError, match=r"scheme \(制度\)"):
        open_roster(path, catalogue)


def test_a_scheme_without_plans_needs_no_column_of_plans(tmp_path, catalogue):
    path = table(tmp_path / "r.csv", [("会社名", "施設種別"), ("甲", "医療関連サービス事業者")])
    assert open_roster(path, catalogue, "jhef-2025").heading.columns == {"kind": 1}


def test_a_sheet_of_explanations_is_not_taken_for_the_roster(tmp_path, catalogue):
    path = tmp_path / "r.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        about = book.add_worksheet("説明")
        for row, word in enumerate(("会員番号", "施設種別", "加入タイプ")):
            about.write_row(row, 0, (word, "説明です"))
        sheet = book.add_worksheet("名簿")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, HOSPITAL)
    assert open_roster(path, catalogue, "fukuoka-2025").sheet == "名簿"


@pytest.mark.parametrize("own", ["タイムスタンプ", "Place", "昨年プラン", "加入タイミング"])
@pytest.mark.parametrize("scheme", ["kagoshima-2025", "fukuoka-2025"])
def test_a_column_of_ones_own_is_no_misspelt_plan(tmp_path, catalogue, own, scheme):
    path = table(tmp_path / "r.csv", [(own, "施設種別", "病床数"), ("2025", "病院", "50")])
    assert open_roster(path, catalogue, scheme).heading.columns == {"kind": 1, "beds": 2}


def test_a_misspelt_column_of_plans_is_not_passed_over(tmp_path, catalogue):
    path = table(tmp_path / "r.csv", [("kind", "size", "plann"), ("clinic", "", "S1")])
    with pytest.raises(FileError, match="plann → plan") as caught:
        open_roster(path, catalogue, "fukuoka-2025")
    assert caught.value.key == "headings_missing"


@pytest.mark.parametrize(("mark", "name"), [("\t", "tabs"), (";", "semicolons")])
def test_columns_separated_by_another_mark_are_told_by_its_name(tmp_path, catalogue, mark, name):
    path = tmp_path / "r.csv"
    path.write_text(f"施設種別{mark}加入タイプ\n診療所{mark}S1\n", encoding="utf-8")
    with pytest.raises(FileError, match=f"separated by {name}; save it with commas") as caught:
        open_roster(path, catalogue, "fukuoka-2025")
    assert caught.value.key == "separator"


def test_the_roster_is_found_on_a_later_sheet(tmp_path, catalogue):
    path = tmp_path / "r.xlsx"
    import xlsxwriter

    with xlsxwriter.Workbook(path) as book:
        book.add_worksheet("表紙").write(0, 0, "お読みください")
        sheet = book.add_worksheet("名簿")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, HOSPITAL)
    assert open_roster(path, catalogue).sheet == "名簿"


def test_marks_for_the_same_as_above_repeat_the_row_before(tmp_path, catalogue):
    rows = [HEADINGS, HOSPITAL, ("同上", "〃", 75, '"', "S1", "同上"), ("〃",) * 6]
    entries = list(open_roster(table(tmp_path / "r.csv", rows), catalogue).entries)
    assert [dict(entry.asked)["plan"] for entry in entries] == ["S3", "S1", "S1"]
    assert dict(entries[1].asked)["kind"] == "hospital"
    assert dict(entries[2].asked)["size"] == "75"


def test_a_day_shown_as_a_plain_number_is_read_as_that_day(tmp_path, catalogue):
    path = workbook(tmp_path / "r.xlsx", [HEADINGS, (*HOSPITAL[:5], 45823)])
    (entry,) = open_roster(path, catalogue).entries
    assert dict(entry.asked)["received"] == "2025-06-15"
