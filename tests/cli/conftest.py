import json
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from sonae.cli import app

HOSPITAL = ("--scheme", "fukuoka-2025", "--kind", "hospital", "--size", "50", "--family", "all_risk", "--plan", "S3")
NOW = ("--now", "2025-06-01T09:00")


@pytest.fixture
def sonae(monkeypatch):
    """Run a command in English (or as ``env`` says) and return its code, streams and JSON."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "SONAE_CATALOGUE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")

    def run(*arguments, **env):
        done = CliRunner().invoke(app, [str(one) for one in arguments], env=env)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        asked_json = "--json" in arguments
        return SimpleNamespace(
            code=done.exit_code,
            out=done.stdout,
            err=done.stderr,
            json=json.loads(done.stdout) if asked_json and done.stdout.strip() else None,
        )

    return run


@pytest.fixture
def hospital(sonae):
    """Quote Fukuoka's hospital of 50 beds, plan S3, with more options."""
    return lambda *more: sonae("quote", *HOSPITAL, *NOW, *more)
