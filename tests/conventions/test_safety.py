"""What the application never does, so that nobody can make it: run what was read, ask other servers, keep secrets."""

import ast
import re

import pytest

from tests.conventions.conftest import ROOT, files

READERS = files(".py", under=["src/sonae/app", "src/sonae/core", "src/sonae/loader"])
SERVER = [*READERS, *files(".py", under=["src/sonae/documents", "src/sonae/exchange", "src/sonae/bulk"])]
RUNS = {"eval", "exec", "compile", "__import__"}
RUNNERS = {"subprocess", "pickle", "marshal", "shelve", "ctypes", "runpy", "code"}
SENDERS = {"urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3", "ftplib", "ldap"}
PARSERS = {"xml", "lxml", "defusedxml"}
TEMPLATES = {"Template", "from_string"}
SECRETS = re.compile(
    r"-----BEGIN [A-Z ]*PRIVATE KEY-----\n|(?:secret_key|password|api_key)\s*[:=]\s*[\"'][^\"'{}<\s]{8,}[\"']",
    re.IGNORECASE,
)
KEPT = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie")
INSECURE = re.compile(r"\beval\(|new Function|innerHTML|outerHTML|document\.write|insertAdjacentHTML")


def imported(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
            yield from (f"{node.module}.{name.name}" for name in node.names)


def importers_of(modules, among=SERVER):
    return [
        f"{path.relative_to(ROOT)}: {name}"
        for path in among
        for name in imported(ast.parse(path.read_text()))
        if any(name == module or name.startswith(f"{module}.") for module in modules)
    ]


def callers_of(names):
    found = []
    for path in SERVER:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in names:
                plain = isinstance(node.func, ast.Name) or node.func.attr in TEMPLATES | {"system", "popen"}
                found += [f"{path.relative_to(ROOT)}:{node.lineno}"] if plain else []
    return found


def test_nothing_that_was_read_is_run():
    assert callers_of(RUNS | {"system", "popen"}) == []
    # server and worker are started in words of our own, without a shell
    assert set(importers_of(RUNNERS)) <= {"src/sonae/app/common/serving.py: subprocess"}


def test_no_template_is_made_of_what_was_read():
    assert callers_of(TEMPLATES) == []


def test_no_server_is_asked_but_the_database_and_the_mail_server():
    assert importers_of(SENDERS) == []


def test_no_xml_that_somebody_sent_is_read():
    assert importers_of(PARSERS, READERS) == []


def test_sql_is_written_with_parameters():
    """A statement put together of parts is put together of names that the source itself holds, in capitals."""
    odd = []
    for path in (path for path in files(".py", under=["src/sonae/app"]) if "migrations" not in path.parts):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"execute", "raw", "RawSQL"}:
                odd += [
                    f"{path.relative_to(ROOT)}:{node.lineno}" for name in parts_of(node.args[0]) if not constant(name)
                ]
    assert [place for place in odd if not place.startswith("src/sonae/app/common/guards.py")] == []  # of migrations


def parts_of(statement):
    return [node.value for node in ast.walk(statement) if isinstance(node, ast.FormattedValue)]


def constant(node):
    return isinstance(node, ast.Name) and node.id.isupper()


def test_no_secret_stands_in_the_sources(offences):
    assert offences(SECRETS, files(".py", ".yaml", ".toml", ".html", ".js", under=["src"])) == []


def test_scripts_keep_nothing_in_the_browser_and_write_no_html(offences):
    scripts = files(".js", under=["src"])
    assert offences(KEPT, scripts) == []
    assert offences(INSECURE, scripts) == []


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_package_is_installed_by_its_digest_only(lock):
    packages = re.split(r"^(?=[a-z0-9])", (ROOT / lock).read_text(), flags=re.MULTILINE | re.IGNORECASE)
    named = [package for package in packages if "==" in package.partition("\n")[0]]
    assert len(named) > 50
    assert [package.partition(" ")[0] for package in named if "--hash=sha256:" not in package] == []
    assert "--require-hashes" in (ROOT / "Makefile").read_text()
