"""The server as people meet it, with two empty views more, for anybody and for who is signed in."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from sonae.app.project.wsgi import application  # first: it tells Django its settings

from sonae.app.accounts.door import signed_in  # isort: skip
from sonae.app.project import urls  # isort: skip

__all__ = ["application"]


def empty(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - a view is handed the request
    return HttpResponse()


urls.urlpatterns += [path("empty", empty), path("empty/signed-in", signed_in()(empty))]
