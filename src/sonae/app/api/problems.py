"""What is a caller told when there is no answer? RFC 9457 problem details, in words, never a stack trace."""

import logging
from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import msgspec
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from pydantic import BaseModel, Field

from sonae.app.api import language
from sonae.app.api.body import MalformedError
from sonae.app.common.catalogue import current
from sonae.core.answer import errors_answer
from sonae.core.problems import Problem, Refusal
from sonae.core.trace import Params
from sonae.core.words import Words
from sonae.loader import CatalogueError

MEDIA_TYPE = "application/problem+json"
Besides = Callable[[HttpRequest, Sequence[Sequence[str]]], tuple[Problem, ...]]
log = logging.getLogger(__name__)


class FieldError(BaseModel):
    """One thing wrong with the request, and what would be right."""

    field: str = Field(description="Path of the field in the body, such as `size` or `facilities.0.size`")
    message: str
    key: str = Field(description="The same for a program: it does not change with the language")


class ProblemDetails(BaseModel):
    """Why there is no answer (RFC 9457). The response's `X-Request-ID` names the request in our log."""

    type: str = Field(description="Always `about:blank`: `status` says it all")
    title: str
    status: int
    detail: str
    errors: list[FieldError] | None = Field(default=None, description="With 422: every field at once")


def _words() -> Words:
    """The words of the catalogue; none while there is no valid one."""
    try:
        return current().words
    except CatalogueError:
        return Words({}, ())


def _say(key: str, spoken: str, params: Params = ()) -> str:
    words = _words()
    return words.say(key, spoken, params) if words.has(key) else ""


def problem(
    request: HttpRequest, status: int, errors: Sequence[Mapping[str, str]] = (), params: Params = ()
) -> HttpResponse:
    """A problem of this status in the caller's language."""
    spoken = language.of(request)
    response = HttpResponse(content(status, spoken, errors, params), status=status, content_type=MEDIA_TYPE)
    response["Content-Language"] = spoken
    response["Cache-Control"] = "no-store"
    return response


def content(status: int, spoken: str, errors: Sequence[Mapping[str, str]] = (), params: Params = ()) -> bytes:
    phrase = HTTPStatus(status).phrase
    answer: dict[str, object] = {
        "type": "about:blank",
        "title": _say(f"api.title.{status}", spoken) or phrase,
        "status": status,
        "detail": _say(f"api.detail.{status}", spoken, params) or phrase,
    }
    if errors:
        answer["errors"] = list(errors)
    return msgspec.json.encode(answer)


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal of core, with every reason."""
    return problem(request, 422, errors_answer(refusal, _words(), language.of(request)))


def invalid(request: HttpRequest, failure: ValidationError, besides: Besides) -> HttpResponse:
    """A body or an address of the wrong shape: every field at once, with what is wrong `besides` those."""
    found = tuple(dict.fromkeys(_problem_of(error) for error in failure.errors))
    return refused(request, Refusal((*found, *besides(request, [_path(error) for error in failure.errors]))))


def _path(error: Mapping[str, object]) -> list[str]:
    """Where in the body, or in the address, pydantic found something."""
    place = error["loc"]
    path = [str(part) for part in place] if isinstance(place, tuple) else []
    return path[2:] if path[:1] == ["body"] else path[1:]


def _problem_of(error: Mapping[str, object]) -> Problem:
    """One finding of pydantic as a problem of ours; its own sentences are for programmers."""
    field = ".".join(_path(error))
    context = error.get("ctx")
    values = context if isinstance(context, dict) else {}
    params = tuple((name, value) for name, value in values.items() if isinstance(value, int | str))
    key = f"api.invalid.{error['type']}"
    return Problem(field or "body", key if _words().has(key) else "api.invalid", params)


def handle_exceptions(api: NinjaAPI, besides: Besides) -> None:
    """Let every exception below `api` leave as a problem; `besides` finds what else is wrong with a body."""
    handlers: dict[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
        ValidationError: lambda request, failure: invalid(request, failure, besides),
        MalformedError: lambda request, _failure: problem(request, 400),
        HttpError: _http_error,
        Http404: lambda request, _failure: problem(request, 404),
        RequestDataTooBig: lambda request, _failure: problem(request, 413),
        SuspiciousOperation: lambda request, _failure: problem(request, 400),
        Exception: _unexpected,
    }
    for failure, answer in handlers.items():
        api.add_exception_handler(failure, answer)


def _http_error(request: HttpRequest, failure: HttpError) -> HttpResponse:
    if isinstance(failure.__cause__, MalformedError):
        return problem(request, 400)
    return problem(request, failure.status_code)


def _unexpected(request: HttpRequest, failure: Exception) -> HttpResponse:
    log.error("%s %s failed", request.method, request.path, exc_info=failure)
    return problem(request, 500)
