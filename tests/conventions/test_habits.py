"""The habits of the project that a reader would otherwise have to watch over."""

import ast
import re

import pytest

from tests.conventions.conftest import ROOT, files

LONGEST_MODULE, LONGEST_FUNCTION, LONGEST_DECISION = 500, 50, 40
SOURCES = files(".py", under=["src"])
TESTS = [path for path in files(".py", under=["tests"]) if path.name.startswith("test_")]
TEXTS = [
    *files(
        ".py", ".md", ".yaml", ".toml", ".html", ".css", ".csv", ".json", ".typ", "run", under=("src", "docs", ".ci")
    ),
    *files(".py", ".md", under=("tests", "benchmarks", "changelog.d")),
    *(ROOT / name for name in ("Makefile", "pyproject.toml", "ARCHITECTURE.md", "README.md")),
]
HOME = r"/(?:(?:root|home|Users|opt)/[\w.-]+|work/(?:main|shared|notes)\b)"  # /work/ is our own home, too
HOSTS = r"pythonhosted\.|npmjs\.|/simple\b|index-url\s*="
OF_A_MACHINE = re.compile(rf"(?<![\w.}}])(?:{HOME})|{HOSTS}")
MOCKS = re.compile(
    r"^\s*(?:from unittest import mock|import unittest\.mock|from unittest\.mock)|mocker\b|mock\.patch", re.MULTILINE
)
WRITES = {"save", "create", "bulk_create", "bulk_update", "get_or_create", "update_or_create", "delete"}
PROVES = re.compile(r"assert|validate|^check|^expect$|^raises$|^warns$|^fail$")
MAY_NOT_HAPPEN = (ast.If, ast.While, ast.Match, ast.FunctionDef)
# which base class belongs in which file
HOMES = {"Model": "models", "Form": "forms", "ModelForm": "forms", "TextChoices": "models"}


def parsed(path):
    return ast.walk(ast.parse(path.read_text()))


def short(path):
    return "/".join(path.parts[-2:])


def test_no_module_is_too_long():
    assert [short(path) for path in SOURCES if len(path.read_text().splitlines()) > LONGEST_MODULE] == []


def test_no_function_is_too_long():
    lengths = {
        f"{short(path)}:{node.name}": node.end_lineno - node.lineno + 1
        for path in SOURCES
        for node in parsed(path)
        if isinstance(node, ast.FunctionDef)
    }
    assert {name for name, length in lengths.items() if length > LONGEST_FUNCTION} == set()


@pytest.mark.parametrize("path", files(".md", under=["docs/decisions"]), ids=lambda path: path.stem)
def test_a_decision_is_short_and_dated(path):
    assert re.match(r"\d{4}-\d\d-\d\d-[a-z0-9-]+$", path.stem)
    text = path.read_text()
    assert len(text.splitlines()) < LONGEST_DECISION
    assert all(f"**{part}" in text for part in ("Context", "Choice", "Consequence"))


def test_nothing_names_a_machine_or_a_registry(offences):
    here = ROOT / "tests/conventions/test_habits.py"
    assert offences(OF_A_MACHINE, [path for path in TEXTS if path.exists() and path != here]) == []


def test_the_locks_name_no_host_and_no_folder(offences):
    addresses = re.compile(r"https?:|file:|@ |--(?:extra-)?index|--find-links|^/", re.MULTILINE)
    assert offences(addresses, files(".lock", under=["."])) == []


def test_no_test_patches(offences):
    assert offences(MOCKS, [path for path in TESTS if path.name != "test_habits.py"]) == []


@pytest.mark.parametrize("path", TESTS, ids=short)
def test_every_test_asserts_whatever_its_data(path):
    """A test asserts itself, or calls something in its file that does: not only in a branch or a loop of no turns."""
    functions = {node.name: node for node in parsed(path) if isinstance(node, ast.FunctionDef)}
    helpers = {name for name, node in functions.items() if proves(node.body, set())}
    tests = {name: node for name, node in functions.items() if name.startswith("test_")}
    assert {name for name, node in tests.items() if not proves(node.body, helpers - {name})} == set()


def proves(statements, helpers):
    for one in statements:
        heads = [item.context_expr for item in getattr(one, "items", [])]
        heads += [getattr(one, part) for part in ("iter", "test") if hasattr(one, part)]
        whole = heads if hasattr(one, "body") else [one]
        if any(proving(node, helpers) for part in whole for node in ast.walk(part)):
            return True
        perhaps = isinstance(one, MAY_NOT_HAPPEN) or (isinstance(one, ast.For) and not written_out(one.iter))
        if not perhaps and proves(getattr(one, "body", []), helpers):
            return True
    return False


def proving(node, helpers):
    if not isinstance(node, ast.Call):
        return isinstance(node, ast.Assert)
    name = getattr(node.func, "id", getattr(node.func, "attr", ""))
    # `page.check()` looks at a page; `page.locator(…).check()` ticks a box
    ticks = name == "check" and not isinstance(getattr(node.func, "value", None), ast.Name)
    return not ticks and (name in helpers or bool(PROVES.search(name)))


def written_out(iterable):
    """A loop over what stands in the test has its turns."""
    return isinstance(iterable, (ast.Tuple, ast.List)) or (
        isinstance(iterable, ast.Call) and getattr(iterable.func, "id", "") == "range"
    )


def slice_files():
    return [path for path in files(".py", under=["src/sonae/app"]) if path.parent.parent.name == "app"]


@pytest.mark.parametrize("path", slice_files(), ids=short)
def test_a_slice_keeps_its_file_names(path):
    bases = {base_name(base) for node in parsed(path) if isinstance(node, ast.ClassDef) for base in node.bases}
    homes = {home for base, home in HOMES.items() if base in bases}
    assert {home for home in homes if not path.stem.endswith(home)} == set()
    routes = any(isinstance(node, ast.Name) and node.id == "urlpatterns" for node in parsed(path))
    assert routes == path.stem.endswith("urls")


def base_name(base):
    return base.attr if isinstance(base, ast.Attribute) else getattr(base, "id", "")


@pytest.mark.parametrize("path", [path for path in slice_files() if "actions" not in path.stem], ids=short)
def test_only_actions_write(path):
    writes = {
        node.func.attr
        for node in parsed(path)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
    }
    assert writes == set()
