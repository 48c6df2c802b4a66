"""How does a demonstration run in one terminal? The server and a worker side by side, ended together.

Each has a session of its own: Ctrl-C reaches this process alone, which asks both to end and waits for them. (Granian
can stay for ever where the terminal interrupts it and its own worker in the same instant.)
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence

SERVER = (
    *("granian", "--interface", "wsgi", "--no-ws", "--blocking-threads", "2", "--log-level", "warning"),
    "sonae.app.project.wsgi:application",
)
WORKER = ("sonae.app.project", "work")
PATIENCE_S, LOOK_S = 15, 0.2


def serve(host: str, port: int) -> int:
    """Run both until one ends or somebody interrupts; the exit status is that of whoever ended by itself."""
    asked: list[int] = []
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _frame: asked.append(number))
    where = ("--host", host, "--port", str(port))
    about = told(os.environ, port)
    children = [_started(WORKER, about), _started((*SERVER, *where), about)]
    while not asked and all(child.poll() is None for child in children):
        time.sleep(LOOK_S)
    status = next((child.returncode for child in children if child.returncode), 0)
    _end(children)
    return status


def told(environ: Mapping[str, str], port: int) -> dict[str, str]:
    """The environment of both: links in papers and mails lead to this port, where nobody named another address."""
    return {"SONAE_ORIGINS": f"http://127.0.0.1:{port}"} | dict(environ)


def _started(command: Sequence[str], about: Mapping[str, str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-m", *command], env=about, start_new_session=True)  # noqa: S603  our own words


def _end(children: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all to end; whoever does not in time is killed: jobs are taken over, requests asked again."""
    for child in children:
        child.terminate()
    until = time.monotonic() + PATIENCE_S
    for child in children:
        try:
            child.wait(max(until - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
