"""A file of an edition is read, or said to be missing; and an edition stands in the folder of its code."""

from sonae.loader.editions import check_code, read_edition_file
from sonae.loader.problems import Log
from sonae.loader.shapes import BAD, Record
from sonae.loader.vocabulary import CODE

SHAPE = Record({"tiny": CODE})


def test_a_missing_file_and_a_folder_of_another_name_are_told(tmp_path):
    log = Log()
    assert read_edition_file(tmp_path / "tiny.yaml", tmp_path, SHAPE, log) is BAD
    (tmp_path / "tiny.yaml").write_text("# one\ntiny: small\n", encoding="utf-8")
    check_code(read_edition_file(tmp_path / "tiny.yaml", tmp_path, SHAPE, log), "tiny", tmp_path / "other", log)
    assert [(one.file, one.line, one.code) for one in log.problems] == [
        ("tiny.yaml", 1, "missing_file"),
        ("tiny.yaml", 2, "code_folder"),
    ]
