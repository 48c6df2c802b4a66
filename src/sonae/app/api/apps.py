from django.apps import AppConfig


class ApiConfig(AppConfig):
    name = "sonae.app.api"
    label = "api"
