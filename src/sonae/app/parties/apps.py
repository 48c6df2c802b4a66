from django.apps import AppConfig


class PartiesConfig(AppConfig):
    name = "sonae.app.parties"
    label = "parties"
