import pytest

from sonae.loader.nodes import Items, read_yaml
from sonae.loader.problems import Log


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[" * 300_000, ["a.yaml:1: -: not readable as YAML: exceeded maximum nesting depth"]),
        ('a: "\\U99999999"', ["a.yaml:1: -: not readable as YAML: found invalid Unicode character escape code"]),
        ('a: b\nc: "\\ud800"', ["a.yaml:2: -: not readable as YAML: found invalid Unicode character escape code"]),
        (
            "a: \0",
            ["a.yaml:1: -: not readable as YAML: a character that cannot be printed; delete it"],
        ),
        ("a: *b", ["a.yaml:1: -: not readable as YAML: a * at the start of a value; put such text in quotes"]),
    ],
)
def test_what_no_reader_could_hold_is_told_and_not_raised(tmp_path, text, told):
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    log = Log()
    read_yaml(tmp_path / "a.yaml", "a.yaml", log)
    assert [problem.say() for problem in log.problems] == told


def test_an_ampersand_in_words_is_no_anchor(tmp_path):
    (tmp_path / "a.yaml").write_text("- R&D\n- '& and *'\n- Q & A", encoding="utf-8")
    log = Log()
    tree = read_yaml(tmp_path / "a.yaml", "a.yaml", log)
    assert isinstance(tree, Items)
    assert [one.text for one in tree.nodes] == ["R&D", "& and *", "Q & A"]
    assert log.problems == []
