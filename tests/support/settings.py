"""The project's own settings, as a demonstration: no secret of anyone's machine is needed to run the tests."""

import os
from pathlib import Path

os.environ["SONAE_EXAMPLE"] = "1"
os.environ["SONAE_DEBUG"] = ""
os.environ["SONAE_ALLOWED_HOSTS"] = "localhost,127.0.0.1,testserver"
os.environ.setdefault("SONAE_STATE", str(Path(__file__).parents[2] / "var" / "tests"))
os.environ.pop("SONAE_CATALOGUE", None)

from sonae.app.project.environment import SQLITE
from sonae.app.project.settings import *  # noqa: F403  the environment must be set first

if DATABASES["default"]["ENGINE"] == SQLITE:  # noqa: F405
    # in memory for each process that tests, which pytest-django knows of Django's own engine only
    DATABASES["default"]["TEST"] = {"NAME": ":memory:"}  # noqa: F405
