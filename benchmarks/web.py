"""W1: how long do a quote's pages and its API route take under load, beside an empty view of the same server?

One server process on the loopback (granian, wsgi), asked by a second process over two connections that stay
open. The empty view stands behind the same middleware. Blocks of one kind of request follow each other in turn; p50
and p99 are the least of all rounds. A page asked again within its minute is kept (``sonae.app.common.kept_pages``):
``W1-page`` and ``W1-result`` are that. In ``-new`` each request has a size and a day of receipt of its own, so that
every page is drawn and every price is worked out. The goal is asked of both. Pages of somebody signed in, with 1,000
members in the database, stand beside an empty view behind the same door (`signed_in`); none of them is kept.
``python -m benchmarks.web [--small]``
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from importlib.util import find_spec
from pathlib import Path
from statistics import quantiles

from benchmarks.options import Options, read_options
from benchmarks.others import loader
from benchmarks.timing import Watch, report, skipped, wait_for_idle
from benchmarks.workers import Worker, worker

LOOPBACK = "127.0.0.1"
CONNECTIONS, READY_S, LONGEST_S = 2, 60, 30.0
EMPTY, API, NEW = "/empty", "/api/v1/quotes", "-new"
SIGNED, MEMBERS = "/empty/signed-in", 1_000
PAGES = {"W1-page": "/s/fukuoka-2025/quote", "W1-result": "/s/fukuoka-2025/result"}


def main(options: Options) -> None:
    """Start the server, ask each address in turn, and stop it."""
    if find_spec("sonae.app") is None or find_spec("sonae.app.project.wsgi") is None:
        skipped("W1", "there is no server yet: sonae.app.project.wsgi")
        return
    with tempfile.TemporaryDirectory() as state:
        log, variables = Path(state) / "server.log", os.environ | environment(state)
        try:
            private = signed_in(variables, 20 if options.small else MEMBERS)
            with server(variables, log) as port:
                _measure(options, port, private)
        except (RuntimeError, OSError) as fault:
            tail = log.read_text(encoding="utf-8")[-500:] if log.exists() else ""
            skipped("W1", f"the server could not be asked: {fault} {tail}")


def environment(state: str) -> dict[str, str]:
    """What the app is told: a demonstration that writes nothing down and lets one address ask as often as it likes."""
    return {
        "SONAE_EXAMPLE": "1",
        "SONAE_STATE": state,
        "SONAE_LOG_LEVEL": "WARNING",
        "SONAE_RATE_LIMITS": "api=off,papers=off,pages=off",
    }


def signed_in(variables: dict[str, str], members: int) -> dict[str, str]:
    """Fill the database, and give the requests of somebody signed in; ``empty`` is what they stand beside."""
    command = [sys.executable, "-m", "benchmarks.signed_in", str(members)]
    done = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)  # noqa: S603 - ours
    if done.returncode:
        raise RuntimeError(done.stderr[-500:])
    told = json.loads(done.stdout.splitlines()[-1])
    pages = {"empty": SIGNED, "W1-home": "/work/", "W1-members": "/work/members/"}
    pages |= {"W1-case": told["case"], "W1-enrolment": told["enrolment"]}
    found = {name: _get(path, f"Cookie: {told['cookie']}") for name, path in pages.items()}
    return found | {"W1-api-members": _get("/api/v1/members", f"Authorization: Bearer {told['token']}")}


def requests() -> dict[str, str]:
    """Each pair's request: the same one always, or (``-new``) one that is another each time."""
    asked = {"empty": _get(EMPTY)}
    for new, size, day in (("", "150", "15"), (NEW, loader.SIZE, loader.DAY)):
        asked |= {f"{name}{new}": _get(f"{path}?{query(size, day)}") for name, path in PAGES.items()}
        asked[f"W1-api{new}"] = _post(size, day)
    return asked


def _measure(options: Options, port: int, private: dict[str, str]) -> None:
    asked = requests() | {name.replace("empty", SIGNED): request for name, request in private.items()}
    count, rounds = (20, 1) if options.small else (300, max(3, options.rounds // 3))
    with worker(Path(sys.executable), "loader.py", str(port)) as asking:
        for request in asked.values():
            _block(asking, request, 10)  # templates are compiled and texts read once
        idle = wait_for_idle(options.wait_s)
        watch = Watch()
        best = {name: (float("inf"), float("inf")) for name in asked}
        for _ in range(rounds):
            for name, request in asked.items():
                best[name] = tuple(map(min, best[name], _block(asking, request, count)))
    for name in [name for name in asked if name not in {"empty", SIGNED}]:
        view = asked[name].split(" ", 2)[1].partition("?")[0] + (", another each time" if name.endswith(NEW) else "")
        beside, empty = (SIGNED, SIGNED) if name in private else ("empty", EMPTY)
        for at, percent in enumerate(("p50", "p99")):
            report(
                f"{name}@{percent}",
                what=f"{percent} of {view} / of {empty}",
                ours_s=best[name][at],
                other_s=best[beside][at],
                ratio=best[name][at] / best[beside][at],
                packages=("django", "granian"),
                small=options.small,
                connections=CONNECTIONS,
                requests=count * rounds,
                idle_before=idle,
                idle_during=watch.idle_share(),
            )


def _block(asking: Worker, request: str, count: int) -> tuple[float, float]:
    """Return p50 and p99 of a block of requests, in seconds."""
    task = {"request": request, "connections": CONNECTIONS, "count": count, "longest_s": LONGEST_S}
    cuts = quantiles(asking.do(json.dumps(task)), n=100, method="inclusive")
    return cuts[49], cuts[98]


def _get(path: str, *fields: str) -> str:
    return "\r\n".join((f"GET {path} HTTP/1.1", "Host: localhost", "Accept: text/html", *fields, "", ""))


def query(size: str, day: str) -> str:
    """What is asked of a page."""
    at = "2025-06-15T10:00:00"  # without it, a result sends people on to an address that has it
    return f"kind=hospital&beds={size}&family=all_risk&plan=S3&received=2025-06-{day}&at={at}"


def quote(size: str, day: str) -> str:
    """The same question in the words of the API."""
    return (
        f'{{"scheme": "fukuoka-2025", "kind": "hospital", "size": {size}, "family": "all_risk", "plan": "S3", '
        f'"received": "2025-06-{day}"}}'
    )


def _post(size: str, day: str) -> str:
    body = quote(size, day)
    return (
        f"POST {API} HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\n"
        f"Content-Type: application/json\r\nContent-Length: {len(loader.another(body, 0))}\r\n\r\n{body}"
    )


@contextmanager
def server(variables: dict[str, str], log: Path) -> Iterator[int]:
    """Run the server on a free port of the loopback until it is ready, and stop it at the end."""
    with socket.socket() as free:
        free.bind((LOOPBACK, 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", "1", "--no-ws", "--log-level", "warning",
        "--host", LOOPBACK, "--port", str(port), "benchmarks.served:application",
    ]  # fmt: skip
    with log.open("wb") as out:
        process = subprocess.Popen(command, env=variables, stdout=out, stderr=subprocess.STDOUT)  # noqa: S603 - ours
        try:
            _wait_until_ready(process, port)
            yield port
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_ready(process: subprocess.Popen[bytes], port: int) -> None:
    until = time.monotonic() + READY_S
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"it ended with code {process.returncode}")
        try:
            connection = HTTPConnection(LOOPBACK, port, timeout=5)
            connection.request("GET", "/readyz")
            if connection.getresponse().status == 200:  # noqa: PLR2004 - ready
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError("it was not ready in time")


if __name__ == "__main__":
    main(read_options(__doc__))
