"""What does a process do that works jobs off? A turn each second, until it is asked to stop.

SIGTERM and Ctrl-C let the job in hand end first; a second one ends it where it is, and another worker begins it anew.
A thread says meanwhile that the worker lives, however long a job takes.
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import threading
import time
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from sonae.app.common import jobs_actions as actions

BEATS_MISSED = 6  # so many, and a worker is taken for dead
log = logging.getLogger(__name__)


@dataclass
class Loop:
    """One worker's work: looking for jobs each `pause` seconds, saying that it lives each `beat`."""

    pause: float = 1
    beat: float = 10
    name: str = field(default_factory=lambda: f"{socket.gethostname()[:30]}-{os.getpid()}-{uuid.uuid4().hex[:8]}")
    stopping: bool = False

    def stop(self, number: int, _frame: object) -> None:
        """The signal's answer: end after the job in hand, and at the next signal at once."""
        self.stopping = True
        signal.signal(number, signal.SIG_DFL)

    def run(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        ended = threading.Event()
        heart = threading.Thread(target=self._live, args=(ended,), daemon=True)
        actions.live(worker=self.name, at=timezone.now())
        heart.start()
        log.info("worker %s begins", self.name)
        try:
            self._turns()
        finally:
            ended.set()
            heart.join()
            actions.leave(worker=self.name)
            log.info("worker %s ends", self.name)

    def _turns(self) -> None:
        looked = -self.beat
        while not self.stopping:
            close_old_connections()
            try:
                if time.monotonic() - looked >= self.beat:
                    looked = time.monotonic()
                    actions.take_over(patience=timedelta(seconds=self.beat * BEATS_MISSED), at=timezone.now())
                    actions.ask_for_due(at=timezone.now())
                row = actions.claim(worker=self.name)
                if row is not None:
                    actions.run(row)
                    continue
            except DatabaseError:  # it is restarting, or busy for long: what is open is taken over later
                log.exception("the database does not answer")
            time.sleep(self.pause)

    def _live(self, ended: threading.Event) -> None:
        while not ended.wait(self.beat):
            try:
                close_old_connections()
                actions.live(worker=self.name, at=timezone.now())
            except DatabaseError:
                log.warning("worker %s could not say that it lives", self.name, exc_info=True)
        connection.close()
