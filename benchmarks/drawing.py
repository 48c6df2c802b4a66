"""W1 without a server: how much processor time does a page cost that nobody has asked for before?

One thread of one process asks through Django's test client, all middleware included: a form, a result, the API route
and the empty view take turns, every request with a size and a day of receipt of its own. The processor's time of this
thread is counted, so that other work on the machine weighs less than on the latency of ``benchmarks.web``; the least
and the median of each are told. ``python -m benchmarks.drawing [--small]``
"""

from __future__ import annotations

import os
import tempfile
import time
from http import HTTPStatus
from importlib.util import find_spec
from itertools import count
from statistics import median
from typing import Any

from benchmarks import web
from benchmarks.options import Options, read_options
from benchmarks.others import loader
from benchmarks.timing import report, skipped

WARM, IN_A_ROW = 30, 5


def main(options: Options) -> None:
    """Ask each in turn and report its processor time beside the empty view's."""
    if find_spec("sonae.app.project") is None:
        skipped("W1-cpu", "there is no app")
        return
    with tempfile.TemporaryDirectory() as state:
        os.environ |= web.environment(state)
        took = _measure(options.rounds * (1 if options.small else 10))
    for name, seconds in took.items():
        if name == web.EMPTY:
            continue
        for figure, of in (("least", min), ("median", median)):
            ours, other = of(seconds), of(took[web.EMPTY])
            report(
                f"{name}-cpu@{figure}",
                what=f"processor time of {name}, another each time, / of {web.EMPTY}",
                ours_s=ours,
                other_s=other,
                ratio=ours / other,
                packages=("django",),
                small=options.small,
                requests=len(seconds),
            )


def _measure(rounds: int) -> dict[str, list[float]]:
    from benchmarks import served  # noqa: F401, PLC0415 - after the environment: it tells Django its settings

    from django.test import Client  # isort: skip # noqa: PLC0415

    client, numbers = Client(SERVER_NAME="localhost"), count()
    names = (web.EMPTY, *web.PAGES, "W1-api")
    for name in names:
        for _ in range(WARM):
            _ask(client, name, next(numbers))
    took: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(rounds):
        for name in names:
            took[name] += [_ask(client, name, next(numbers)) for _ in range(IN_A_ROW)]
    return took


def _ask(client: Any, name: str, number: int) -> float:
    if name == "W1-api":
        body = loader.another(web.quote(loader.SIZE, loader.DAY), number)
        begun = time.thread_time()
        answer = client.post(web.API, body, content_type="application/json")
    else:
        path = web.PAGES.get(name, web.EMPTY)
        address = loader.another(f"{path}?{web.query(loader.SIZE, loader.DAY)}", number)
        begun = time.thread_time()
        answer = client.get(address)
    seconds = time.thread_time() - begun
    assert answer.status_code == HTTPStatus.OK, answer.content[:300]
    return seconds


if __name__ == "__main__":
    main(read_options(__doc__))
