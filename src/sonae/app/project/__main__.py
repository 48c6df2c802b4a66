"""Django's management commands: `python -m sonae.app.project migrate`."""

import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.app.project.settings")
if sys.argv[1:2] == ["work"]:  # jobs stand behind the second wall as pages do; the other commands are the owner's
    os.environ.setdefault("SONAE_DATABASE_ROLE", "sonae_app")
execute_from_command_line()
