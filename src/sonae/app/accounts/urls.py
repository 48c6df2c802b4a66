from django.urls import path

from sonae.app.accounts import views

app_name = "accounts"
urlpatterns = [
    path("work/", views.work, name="work"),
    path("accounts/", views.yourself, name="self"),
    path("accounts/roles/", views.roles, name="roles"),
]
