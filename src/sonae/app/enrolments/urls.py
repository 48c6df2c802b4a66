from django.urls import path

from sonae.app.enrolments import correct_views, views

app_name = "enrolments"
urlpatterns = [
    path("", views.enrolments, name="enrolments"),
    path("enrolments.xlsx", views.enrolments_file, name="enrolments_file"),
    path("<str:number>/", views.enrolment, name="enrolment"),
    path("<str:number>/events/<int:event>/correct", correct_views.correct, name="correct"),
    path("<str:number>/corrections/<int:pk>/", correct_views.proposal, name="proposal"),
]
