from django.apps import AppConfig


class EnrolmentsConfig(AppConfig):
    name = "sonae.app.enrolments"
    label = "enrolments"
