"""Django's management commands: `python -m sonae.app.project migrate`."""

import os

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.app.project.settings")
execute_from_command_line()
