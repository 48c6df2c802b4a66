"""What JSON did the caller send? Read strictly: UTF-8, no NaN, no lone surrogates, nothing too deep or too large."""

from typing import cast

import msgspec
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.http.request import UnreadablePostError
from ninja.parser import Parser
from ninja.types import DictStrAny

LARGEST = 64 * 1024
MEDIA_TYPE = "application/json"


class MalformedError(Exception):
    """The body is not JSON."""


class StrictParser(Parser):
    """Ninja's parser with our reading of JSON."""

    def parse_body(self, request: HttpRequest) -> DictStrAny:
        answer = decode(request.body)
        return cast("DictStrAny", answer)  # what is no object is refused with the fields


def decode(content: bytes) -> object:
    """The JSON in `content`, which need not be an object; raises MalformedError."""
    try:
        answer: object = msgspec.json.decode(content)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise MalformedError(str(error)) from error
    return answer


def problem_status(request: HttpRequest) -> int | None:
    """400, 413 or 415 for a body that is not read at all, else None."""
    if request.method != "POST":
        return None
    length = str(request.META.get("CONTENT_LENGTH") or 0)
    if not (length.isascii() and length.isdecimal()):
        return 400
    if int(length[:9]) > LARGEST:
        return 413
    return None if request.content_type == MEDIA_TYPE else 415


def language(request: HttpRequest) -> str | None:
    """`language` of the body, as far as the body can be read."""
    if request.method != "POST" or problem_status(request):
        return None
    try:
        answer = decode(request.body)
    except (MalformedError, RequestDataTooBig, UnreadablePostError):
        return None
    named = answer.get("language") if isinstance(answer, dict) else None
    return named if isinstance(named, str) else None
