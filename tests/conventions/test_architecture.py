"""ARCHITECTURE.md is true, and core is pure."""

import ast
import re
import sys

import pytest

from tests.conventions.conftest import ROOT, files

CORE = files(".py", under=["src/sonae/core"])
WITHOUT_FLOATS = files(".py", under=["src/sonae/core", "src/sonae/bulk"])
# The part of the standard library that is values and functions on values: nothing outside is read or written.
PURE = set(
    "__future__ abc bisect calendar collections dataclasses datetime decimal difflib enum fractions functools "  # noqa: SIM905  a list to read
    "hashlib heapq itertools json math operator re string types typing unicodedata".split()
)
CLOCKS = {"now", "today", "utcnow", "fromtimestamp"}
UNDESCRIBED = {"__pycache__", "locale", "static", "templates", "migrations", "management", "data", "templatetags"}
LINE = re.compile(r"^(?P<indent>[│ ]*)[├└]── (?P<name>[\w.-]+)/")


def described():
    """The folders in ARCHITECTURE.md's tree, as paths."""
    trail, found = [], set()
    for line in (ROOT / "ARCHITECTURE.md").read_text().splitlines():
        if match := LINE.match(line):
            trail[len(match["indent"]) // 4 :] = [match["name"]]
            found.add("/".join(trail))
    return found


def existing(parent, depth):
    """The folders below a folder that hold anything of ours."""
    for folder in sorted(path for path in parent.iterdir() if path.is_dir() and path.name not in UNDESCRIBED):
        if not any(path.is_file() and "__pycache__" not in path.parts for path in folder.rglob("*")):
            continue
        yield folder.relative_to(ROOT).as_posix()
        if depth > 1:
            yield from existing(folder, depth - 1)


def test_the_tree_of_the_page_equals_the_folders():
    depths = {".ci": 0, "benchmarks": 1, "changelog.d": 1, "docs": 1, "src": 3, "tests": 1}
    there = {path for top, depth in depths.items() for path in [top, *(existing(ROOT / top, depth) if depth else [])]}
    there |= set(existing(ROOT / "src/sonae/app", 1))
    # what lies inside an edition is the catalogue's business, inside a package its own
    there -= {
        path for path in there if path.count("/") > 2 and not path.startswith(("src/sonae/app/", "src/sonae/cat"))
    }
    assert described() == there


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_core_imports_only_itself_and_what_is_pure(path):
    assert imports_of(path) - PURE == set()


def imports_of(path):
    """The foreign modules a file of core imports, in any line of it; a relative import has no place there."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add("." * node.level + (node.module or ""))
    ours = {name for name in found if name.split(".")[:2] == ["sonae", "core"]}
    return {name.split(".")[0] or name for name in found - ours}


def test_what_counts_as_pure_is_standard_library():
    assert sys.stdlib_module_names >= PURE


@pytest.mark.parametrize("path", CORE, ids=lambda path: path.name)
def test_core_asks_no_clock_opens_no_file_and_prints_nothing(path):
    called = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    clocks = {func.attr for func in called if isinstance(func, ast.Attribute)} & CLOCKS
    doors = {func.id for func in called if isinstance(func, ast.Name)} & {"open", "print", "input", "eval", "exec"}
    assert (clocks, doors) == (set(), set())


@pytest.mark.parametrize("path", WITHOUT_FLOATS, ids=lambda path: "/".join(path.parts[-2:]))
def test_no_float_touches_a_price(path):
    tree = ast.walk(ast.parse(path.read_text()))
    floats = [
        f"line {node.lineno}"
        for node in tree
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]
    assert floats == []


def test_the_catalogue_holds_no_python():
    assert files(".py", under=["src/sonae/catalogue"]) == []
