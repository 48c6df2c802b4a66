"""How long do the lists take with 10,000 members, 180,000 facilities, 100,000 mails and 300,000 entries of the trail?

Each page is asked of the app as somebody who is signed in, behind both walls; the least of some rounds counts, and one
JSON line a page says it. On SQLite, and on PostgreSQL where a server is at hand. Small, it only proves that every page
answers. ``python -m benchmarks.scale [--small]``
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.options import Options, read_options

ROOT = Path(__file__).resolve().parent.parent


def main(options: Options) -> None:
    """Fill a database of each kind in a process of its own, and ask it."""
    words = ["--small"] if options.small else []
    ours = [sys.executable, "-m", "benchmarks.scale_pages", *words]
    with tempfile.TemporaryDirectory() as state:
        environ = os.environ | {"SONAE_EXAMPLE": "1", "SONAE_STATE": state, "SONAE_LOG_LEVEL": "ERROR"}
        environ |= {"DJANGO_SETTINGS_MODULE": "sonae.app.project.settings", "SONAE_RATE_LIMITS": "pages=off,api=off"}
        environ.pop("DATABASE_URL", None)
        beside_postgresql = [sys.executable, "-m", "tests.support.postgres", *ours]
        for command in (ours, beside_postgresql):
            subprocess.run(command, check=True, cwd=ROOT, env=environ)  # noqa: S603 - ours


if __name__ == "__main__":
    main(read_options(__doc__))
