from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "sonae.app.accounts"
    label = "accounts"
