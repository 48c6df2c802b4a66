"""What happens to every request of the API before and after its view?"""

import functools
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseBase

from sonae.app.api import body, language, problems
from sonae.app.common import rate_limit

Run = Callable[..., HttpResponseBase]
PREFIX = "/api/"


def guarded(name: str) -> Callable[[Run], Run]:
    """Refuse what comes too often (by the bucket `name`), is too large or is no JSON, before anything is read."""

    def decorate(run: Run) -> Run:
        @functools.wraps(run)
        def answer(request: HttpRequest, **path: object) -> HttpResponseBase:
            taken = rate_limit.take(request, name, now=rate_limit.now())
            if taken and not taken.allowed:
                response: HttpResponseBase = problems.problem(request, 429, params=(("seconds", taken.retry_in),))
            elif status := body.problem_status(request):
                response = problems.problem(request, status)
            else:
                response = run(request, **path)
            for header, value in (taken.headers() if taken else {}).items():
                response[header] = value
            return response

        return answer

    return decorate


def as_a_file(handle: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: JSON that a browser is led to is saved as a file, and never read as a page."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = handle(request)
        if request.path.startswith(PREFIX) and "json" in response.headers.get("Content-Type", ""):
            response.setdefault("Content-Disposition", 'attachment; filename="api.json"')
        return response

    return middleware


def problems_only(handle: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Middleware: whatever goes wrong below `/api/`, before or after our views too, leaves as a problem."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = handle(request)
        if not request.path.startswith(PREFIX) or response.status_code < 400:  # noqa: PLR2004  where errors begin
            return response
        if not isinstance(response, HttpResponse) or response.headers["Content-Type"] == problems.MEDIA_TYPE:
            return response
        spoken = language.of(request)
        response.content = problems.content(response.status_code, spoken)
        response["Content-Type"] = problems.MEDIA_TYPE
        response["Content-Language"] = spoken
        response["Content-Length"] = str(len(response.content))
        response["Cache-Control"] = "no-store"
        return response

    return middleware
