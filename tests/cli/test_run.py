import os
import signal
import subprocess
import sys
import time

import pytest

from sonae.cli.language import Language, language_of
from tests.cli.conftest import HOSPITAL
from tests.exchange.making import HEADINGS
from tests.exchange.making import HOSPITAL as ROW

SONAE = [sys.executable, "-m", "sonae.cli"]


def run(*arguments, **environment):
    return subprocess.run(
        [*SONAE, *map(str, arguments)], env=os.environ | environment, capture_output=True, encoding="utf-8", check=False
    )


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "ja_JP.UTF-8"}, "ja"),
        ({"LANG": "ja_JP.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "ja_JP"}, "ja"),
        ({"LANG": "C.UTF-8"}, "en"),
    ],
)
def test_the_locale_says_the_language(environment, language):
    assert language_of([], environment) == Language(language)


@pytest.mark.parametrize("arguments", [["quote", "--lang", "en"], ["--lang=en", "quote"]])
def test_an_option_before_or_behind_the_command_says_it_louder(arguments):
    assert language_of(arguments, {"LANG": "ja_JP.UTF-8"}) == Language.EN


def test_common_options_may_stand_before_the_command(sonae):
    before = sonae("--json", "--lang", "ja", "--now", "2025-06-01", "quote", *HOSPITAL)
    behind = sonae("quote", *HOSPITAL, "--now", "2025-06-01", "--lang", "ja", "--json")
    assert before.json == behind.json


@pytest.mark.parametrize(
    "command", ["schemes", "quote", "compare", "simulate-cost", "rate", "clocks", "catalogue check"]
)
@pytest.mark.parametrize(("language", "heading"), [("en", "Examples:"), ("ja", "例:")])
def test_help_has_examples_in_both_languages(sonae, command, language, heading):
    out = sonae(*command.split(), "--help", "--lang", language).out
    assert heading in out
    assert f"sonae {command}" in out


def test_help_leaves_no_word_without_its_translation(sonae):
    for command in (
        "",
        "schemes",
        "quote",
        "compare",
        "simulate-cost",
        "rate",
        "clocks",
        "catalogue",
        "catalogue publish",
    ):
        done = sonae(*command.split(), "--help", "--lang", "ja")
        assert (done.code, "--lang" in done.out) == (0, True)
        assert "option." not in done.out
        assert "argument." not in done.out


def test_without_a_command_the_help_is_shown(sonae):
    done = sonae()
    assert done.code == 0
    assert "simulate-cost" in done.out


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (("quote", "--sceme", "x"), "sceme"),
        (("qoute",), "command"),
        (("quote", "--lang", "fr"), "lang"),
        (("quote", "x"), "command"),
    ],
)
def test_a_wrong_option_is_told_in_a_sentence_and_as_json(sonae, arguments, field):
    text = sonae(*arguments)
    assert text.code == 2
    assert "--help" in text.err
    assert sonae(*arguments, "--json").json["errors"][0]["field"] == field


def test_the_program_runs_as_a_module_and_says_its_version():
    done = run("--version")
    assert done.returncode == 0
    assert done.stdout.startswith("sonae ")


def test_a_terminal_without_unicode_gets_escapes_and_no_traceback():
    plain = run("quote", *HOSPITAL, "--lang", "ja", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert (plain.returncode, plain.stderr) == (0, "")
    as_json = run("quote", *HOSPITAL, "--lang", "ja", "--json", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert "\\u4fdd\\u967a" in as_json.stdout


def test_a_reader_that_goes_away_is_no_error():
    with subprocess.Popen([*SONAE, "schemes"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert b"Traceback" not in process.stderr.read()


def test_a_catalogue_folder_that_is_a_file_is_told_without_a_traceback(tmp_path):
    (tmp_path / "file").write_text("")
    done = run("schemes", "--catalogue", tmp_path / "file")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "file not found" in done.stderr


@pytest.mark.parametrize("target", ["o.csv", "o.xlsx"])
def test_stopping_a_rating_leaves_nothing_half_done(tmp_path, target):
    roster = tmp_path / "r.csv"
    lines = [",".join(map(str, (*ROW[:2], at % 3000 + 1, *ROW[3:]))) for at in range(300_000)]
    roster.write_text("\n".join([",".join(HEADINGS), *lines]))
    (tmp_path / "temporary").mkdir()
    command, environment = (
        [*SONAE, "rate", roster, "-o", tmp_path / target],
        os.environ | {"TMPDIR": str(tmp_path / "temporary"), "LANG": "C.UTF-8"},
    )
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE) as process:
        while not [*tmp_path.glob(".*.part"), *tmp_path.glob("temporary/*")] and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        told = process.stderr.read()
    assert process.returncode == 130
    assert b"Traceback" not in told
    assert b"no file was left half-written" in told
    assert sorted(one.name for one in tmp_path.iterdir()) == ["r.csv", "temporary"]
    assert list((tmp_path / "temporary").iterdir()) == []


@pytest.fixture
def package(tmp_path):
    """An installed package that registers commands, as the application of Sonae does."""
    (tmp_path / "strangers.py").write_text(
        "import typer\n"
        "def walk(count: int = 1) -> None:\n"
        '    """Walk the audit trail."""\n'
        "    print('audited', count)\n"
        "books = typer.Typer(help='Keep the books.')\n"
        "@books.command()\n"
        "def close() -> None:\n"
        "    print('closed')\n"
        "@books.command()\n"
        "def reopen() -> None:\n"
        "    print('open')\n"
    )
    info = tmp_path / "strangers-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: strangers\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[sonae.commands]\nwalk = strangers:walk\nbooks = strangers:books\nbroken = nowhere:command\n"
    )
    return {"PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "src")])}


def test_commands_of_other_packages_are_found(package):
    assert run("walk", "--count", "3", **package).stdout == "audited 3\n"
    assert run("books", "close", **package).stdout == "closed\n"
    listed = run("--help", **package)
    assert "Walk the audit trail." in listed.stdout
    assert "Keep the books." in listed.stdout


def test_a_command_that_cannot_be_loaded_breaks_no_other(package):
    assert run("schemes", **package).returncode == 0
    broken = run("broken", LANG="C.UTF-8", **package)
    assert broken.returncode == 1
    assert "cannot be loaded" in broken.stderr
    assert "Traceback" not in broken.stderr
