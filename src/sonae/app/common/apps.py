from django.apps import AppConfig


class CommonConfig(AppConfig):
    name = "sonae.app.common"
    label = "common"
