"""A demonstration in one terminal ends whole, however it is asked to."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from sonae.app.common.serving import told

ROOT = Path(__file__).parents[3]
PATIENCE_S = 60


@pytest.fixture
def serving(tmp_path):
    """A served demonstration in a group of its own; gives the process and its port."""
    variables = os.environ | {"SONAE_EXAMPLE": "1", "SONAE_STATE": str(tmp_path), "DATABASE_URL": ""}
    command = [sys.executable, "-m", "sonae.app.project"]
    subprocess.run([*command, "migrate", "--verbosity", "0"], cwd=ROOT, env=variables, check=True)
    port = free_port()
    process = subprocess.Popen(
        [*command, "serve", "--port", str(port)], cwd=ROOT, env=variables, start_new_session=True
    )
    try:
        answers(port)
        yield process, port
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(PATIENCE_S)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(port):
    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        try:
            return urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5).status
        except URLError:
            time.sleep(0.2)
    raise AssertionError("the server did not come up")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_server_and_the_worker_end_when_the_whole_group_is_interrupted(serving, number):
    process, port = serving
    os.killpg(process.pid, number)
    process.wait(20)
    with pytest.raises(URLError):
        urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5)
    assert process.returncode == 0


def test_links_in_papers_and_mails_lead_to_the_port_that_is_served():
    assert told({}, 8123)["SONAE_ORIGINS"] == "http://127.0.0.1:8123"


def test_an_address_that_somebody_named_stays():
    assert told({"SONAE_ORIGINS": "https://sonae.example.jp"}, 8123)["SONAE_ORIGINS"] == "https://sonae.example.jp"


def test_make_run_hands_its_port_on_to_everything_it_starts():
    lines = (ROOT / "Makefile").read_text(encoding="utf-8").splitlines()
    assert "run: export SONAE_ORIGINS ?= http://127.0.0.1:$(PORT)" in lines
