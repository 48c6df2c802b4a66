"""`/api/v1`: the routes of ninja, and what describes them."""

from django.urls import path

from sonae.app.api import documentation
from sonae.app.api.v1 import api

urlpatterns = [
    path("v1/openapi.json", documentation.openapi_json, name="api-openapi"),
    path("v1/docs", documentation.docs, name="api-docs"),
    path("v1/", api.urls),
]
