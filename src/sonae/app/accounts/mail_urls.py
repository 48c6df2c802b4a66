from django.urls import path

from sonae.app.accounts import mail_views as views

app_name = "mails"
urlpatterns = [
    path("work/mails/", views.index, name="index"),
    path("work/mails/<int:number>/", views.one, name="one"),
    path("work/mails/<int:number>/again/", views.again, name="again"),
    path("letterbox/", views.letterbox, name="letterbox"),
]
