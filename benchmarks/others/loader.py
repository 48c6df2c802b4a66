"""A second process that asks a server on this machine, over connections that stay open.

Reads one JSON object a line: ``{"request": …, "connections": n, "count": n, "longest_s": s}`` and answers
with the seconds that each request took. Every request must be answered with 200; the work is bounded
in count and in time. A request that says ``@size@`` and ``@day@`` asks something else each time: 6,300 pairs come
before one of them comes again. ``python loader.py PORT``
"""

from __future__ import annotations

import json
import socket
import sys
import time
from itertools import count
from threading import Thread

LOOPBACK = "127.0.0.1"
SIZE, DAY = "@size@", "@day@"
NUMBERS = count()


def another(request: str, number: int) -> str:
    """Return the request with a size of three digits and a day of two in it, so that all are equally long."""
    return request.replace(SIZE, str(100 + number % 900)).replace(DAY, f"{1 + number % 28:02}")


def ask(connection: socket.socket, request: bytes) -> bytes:
    """Send one request and return the whole answer; ConnectionError where it is not 200."""
    connection.sendall(request)
    answer = b""
    while b"\r\n\r\n" not in answer:
        answer += _some(connection)
    head, _, body = answer.partition(b"\r\n\r\n")
    if b" 200 " not in head.split(b"\r\n", 1)[0] + b" ":
        raise ConnectionError(head.split(b"\r\n", 1)[0].decode() + " " + body[:300].decode(errors="replace"))
    fields = dict(line.lower().split(b": ", 1) for line in head.split(b"\r\n")[1:])
    if b"content-length" in fields:
        parts, missing = [body], int(fields[b"content-length"]) - len(body)
        while missing > 0:
            parts.append(_some(connection))
            missing -= len(parts[-1])
        return b"".join(parts)
    while not body.endswith(b"0\r\n\r\n"):
        body += _some(connection)
    return body


def _some(connection: socket.socket) -> bytes:
    some = connection.recv(1 << 16)
    if not some:
        raise ConnectionError("the server closed the connection")
    return some


def load(port: int, request: str, connections: int, times: int, longest_s: float) -> list[float]:
    """Ask ``times`` times over ``connections`` at once, each as soon as it is answered; return the seconds."""
    took: list[list[float]] = [[] for _ in range(connections)]
    faults: list[Exception] = []
    until = time.monotonic() + longest_s

    def keep_asking(mine: list[float]) -> None:
        try:
            with socket.create_connection((LOOPBACK, port), timeout=longest_s) as connection:
                connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for _ in range(times // connections):
                    if time.monotonic() > until:
                        break
                    asked = another(request, next(NUMBERS)).encode()
                    begun = time.perf_counter()
                    ask(connection, asked)
                    mine.append(time.perf_counter() - begun)
        except OSError as fault:
            faults.append(fault)

    threads = [Thread(target=keep_asking, args=(mine,)) for mine in took]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if faults:
        raise faults[0]
    return [seconds for mine in took for seconds in mine]


if __name__ == "__main__":
    for line in sys.stdin:
        task = json.loads(line)
        seconds = load(int(sys.argv[1]), task["request"], task["connections"], task["count"], task["longest_s"])
        print(json.dumps(seconds), flush=True)
