from django.urls import path

from sonae.app.enrolments import verify_views

app_name = "verify"
urlpatterns = [
    path("", verify_views.ask, name="ask"),
    path("<str:number>/<str:code>", verify_views.certificate, name="certificate"),
]
