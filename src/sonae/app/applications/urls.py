from django.urls import path

from sonae.app.applications import (
    act_views,
    begin_views,
    confirm_views,
    explanation_views,
    list_views,
    offer_views,
    step_views,
    underwriting_views,
    views,
)

app_name = "applications"
urlpatterns = [
    path("", list_views.applications, name="list"),
    path("list.xlsx", list_views.applications_file, name="export"),
    path("begin/<slug:code>", begin_views.begin, name="begin"),
    path("members/<int:member_pk>/begin", begin_views.key_in, name="key_in"),
    path("<int:pk>/", views.case, name="case"),
    path("<int:pk>/submissions/<int:number>/", views.submission, name="submission"),
    path("<int:pk>/steps/<slug:step>/", step_views.step, name="step"),
    path("<int:pk>/decide/", underwriting_views.decide, name="decide"),
    path("<int:pk>/offer/", offer_views.offer, name="offer"),
    path("<int:pk>/accepted/", offer_views.take_down, name="take_down"),
    path("<int:pk>/papers/<slug:paper>/", explanation_views.explanation, name="explanation"),
    path("<int:pk>/unsigned.pdf", explanation_views.unsigned, name="unsigned"),
    path("<int:pk>/confirm/", confirm_views.confirm, name="confirm"),
    path("<int:pk>/<slug:act>/", act_views.act, name="act"),
]
