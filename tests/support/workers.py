"""Real worker processes beside a test, on a database that both of them see."""

import os
import signal
import sqlite3
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.db import connection

ROOT = Path(__file__).parents[2]


@contextmanager
def shared_database(folder):
    """DATABASE_URL of the test's database for other processes: SQLite's, which is in memory, becomes a file first."""
    if connection.vendor == "postgresql":
        yield urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
        return
    connection.ensure_connection()
    memory, name = connection.connection, connection.settings_dict["NAME"]
    file = Path(folder) / "shared.sqlite3"
    with sqlite3.connect(file) as copy:
        memory.backup(copy)
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    try:
        yield f"sqlite:///{file}"
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = memory, name


@contextmanager
def workers(url, *, environ=None):
    """`start()` starts one; whoever still runs at the end is killed."""
    running = []

    def start(*options):
        command = [sys.executable, "-m", "sonae.app.project", "work", "--pause", "0.05", "--beat", "0.2", *options]
        settings = {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.support.settings"}
        process = subprocess.Popen(command, cwd=ROOT, env=os.environ | settings | (environ or {}))
        running.append(process)
        return process

    try:
        yield start
    finally:
        for process in running:
            process.kill()
            process.wait()


def end(process):
    """Ask a worker to stop; its exit status."""
    process.send_signal(signal.SIGTERM)
    return process.wait(20)
