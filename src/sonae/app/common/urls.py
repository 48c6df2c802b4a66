from django.urls import path

from sonae.app.common import views

app_name = "common"
urlpatterns = [
    path("text-size", views.choose_text_size, name="text_size"),
    path("language", views.choose_language, name="language"),
    path("styleguide", views.styleguide, name="styleguide"),
]
