"""A case with more facts in it is the same file: comments, order and everything else stay as they were."""

from datetime import datetime

import pytest

from sonae.core.moments import NEVER, TOKYO
from sonae.loader.case_saving import completed, facts_text
from sonae.loader.nodes import read_yaml
from sonae.loader.problems import Log

ALL = {
    "a": True,
    "b": False,
    "n": 1_200,
    "m": datetime(2026, 6, 3, 2, 10, tzinfo=TOKYO),
    "k": NEVER,
    "w": "x",
    "u": None,
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("cover: {}\n", 'cover: {}\nfacts:\n  a: "yes"\n'),
        ("cover: {}", 'cover: {}\nfacts:\n  a: "yes"\n'),
        ("", 'facts:\n  a: "yes"\n'),
        ("facts:\ncover: {}\n", 'facts:\n  a: "yes"\ncover: {}\n'),
        ("facts: {}\ncover: {}\n", 'facts: {a: "yes"}\ncover: {}\n'),
        ("facts: {b: 1}\n", 'facts: {b: 1, a: "yes"}\n'),
        ("facts:\n    b: 1 # one\n# end\ncover: {}\n", 'facts:\n    b: 1 # one\n    a: "yes"\n# end\ncover: {}\n'),
        ("facts:\n  b: {value: 1}\n\ncover: {}\n", 'facts:\n  b: {value: 1}\n  a: "yes"\n\ncover: {}\n'),
        ("facts:\n  b:\n    value: 1\n# x\n", 'facts:\n  b:\n    value: 1\n  a: "yes"\n# x\n'),
        ("facts:\n  a: unknown # asked\n  b: 1\n", 'facts:\n  a: "yes" # asked\n  b: 1\n'),
        ("facts:\n  a: {value: unknown, source: x.pdf}\n", 'facts:\n  a: {value: "yes", source: x.pdf}\n'),
        ("{cover: {}}", '{cover: {}, facts: {a: "yes"}}'),
        ("{facts: {}, cover: {}}", '{facts: {a: "yes"}, cover: {}}'),
        (
            "facts:\n  b: |\n    one\n    two\nexpect: {}\n",
            'facts:\n  b: |\n    one\n    two\n  a: "yes"\nexpect: {}\n',
        ),
        (
            "facts:\n  b: >\n    one\n\n\nexpect:\n  c: 1\n",
            'facts:\n  b: >\n    one\n  a: "yes"\n\n\nexpect:\n  c: 1\n',
        ),
        ("facts:\n  b: |\n    one", 'facts:\n  b: |\n    one\n  a: "yes"'),
        ("facts:\n  a: |\n    unknown\n  b: 1\n", 'facts:\n  a: "yes"\n  b: 1\n'),
        ("facts:\n  a:\n  b: 1\n", 'facts:\n  a: "yes"\n  b: 1\n'),
        ("facts:\r\n  b: |\r\n    1\r\nexpect: {}\r\n", 'facts:\r\n  b: |\r\n    1\r\n  a: "yes"\r\nexpect: {}\r\n'),
        ("# 患者さん\nfacts:\n  b: 髙\n", '# 患者さん\nfacts:\n  b: 髙\n  a: "yes"\n'),
    ],
)
def test_one_more_fact(before, after):
    assert completed(before, {"a": True}) == after


def test_without_answers_nothing_changes():
    assert completed("cover: 1_000 # so\n", {}) == "cover: 1_000 # so\n"


@pytest.mark.parametrize("before", ["cover: 1\n", "facts:\n  z: 1\n", "facts: {z: 1}\n", "{facts: {z: 1}}\n"])
def test_every_value_is_read_again_as_it_was(tmp_path, before):
    path = tmp_path / "case.yaml"
    path.write_text(completed(before, ALL), encoding="utf-8")
    tree = read_yaml(path, "case.yaml", Log())
    found = {name: node.text for name, node in tree.nodes["facts"].nodes.items() if name in ALL}
    assert found == {
        "a": "yes",
        "b": "no",
        "n": "1200",
        "m": "2026-06-03T02:10:00+09:00",
        "k": "never",
        "w": "x",
        "u": "unknown",
    }


def test_facts_alone_are_written_as_in_a_case():
    assert facts_text({"a": True, "u": None}) == 'facts:\n  a: "yes"\n  u: unknown'
