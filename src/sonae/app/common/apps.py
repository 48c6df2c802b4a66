from datetime import timedelta
from typing import ClassVar

from django.apps import AppConfig

from sonae.app.common.jobs import Every


class CommonConfig(AppConfig):
    name = "sonae.app.common"
    label = "common"
    schedule: ClassVar = {
        "sonae.app.common.jobs_actions.tidy": Every(timedelta(days=1), after=timedelta(hours=3)),
    }
