from django.urls import path
from django.views.i18n import set_language

from sonae.app.common import views

app_name = "common"
urlpatterns = [
    path("text-size", views.choose_text_size, name="text_size"),
    path("language", set_language, name="language"),
    path("styleguide", views.styleguide, name="styleguide"),
]
