"""The server's door: `granian --interface wsgi sonae.app.project.wsgi:application`."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sonae.app.project.settings")
os.environ.setdefault("SONAE_DATABASE_ROLE", "sonae_app")  # pages stand behind the second wall, whatever they ask
application = get_wsgi_application()

from sonae.app.project import health  # noqa: E402  settings must be read first

# Loads the catalogue before the first request; what is wrong is logged and said by /readyz.
health.why_not_ready()
# What is read by now stays as long as the process: no collection of garbage need walk through it again. A page makes
# thousands of values that are gone when it is sent: the default of 700 would look through them several times a page.
gc.collect()
gc.freeze()
gc.set_threshold(10_000)
