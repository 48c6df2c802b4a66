"""The server as people meet it, with one address more that answers with nothing: what W1 is measured against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sonae.app.project.wsgi import application  # first: it tells Django its settings

from sonae.app.project import urls  # isort: skip

__all__ = ["application"]


def empty(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view is handed the request
    return HttpResponse()


urls.urlpatterns.append(path("empty", empty))
