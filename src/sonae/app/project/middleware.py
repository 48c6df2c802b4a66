"""What goes around every request: its id, its line in the log, its method, the browser features no page uses."""

import logging
import re
import time
import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from sonae.app.api.door import PREFIX
from sonae.app.common.rate_limit import address
from sonae.app.project import logs

Handler = Callable[[HttpRequest], HttpResponseBase]
SANE_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")
METHODS = ("GET", "HEAD", "POST")
UNUSED_FEATURES = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
access = logging.getLogger(logs.ACCESS)


def request_id(handle: Handler) -> Handler:
    """Keep a sane incoming X-Request-ID, else make one; return it, and log the request under it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        incoming = request.headers.get("X-Request-ID", "")
        identity = incoming if SANE_ID.fullmatch(incoming) else uuid.uuid4().hex
        token = logs.REQUEST_ID.set(identity)
        begun = time.perf_counter()
        try:
            response = handle(request)
            took = round((time.perf_counter() - begun) * 1000)
            fields = {"status": response.status_code, "took_ms": took, "from": address(request)}
            if person := getattr(request, "person", None):
                fields |= {"user": person.user_id, "role": person.role, "organisation": person.organisation_id}
            access.info("%s %s", request.method, request.path, extra={"fields": fields})
        finally:
            logs.REQUEST_ID.reset(token)
        response["X-Request-ID"] = identity
        return response

    return middleware


def usual_methods(handle: Handler) -> Handler:
    """No page is asked otherwise than with these; the API tells for each route which it knows."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS and not request.path.startswith(PREFIX):
            return HttpResponseNotAllowed(METHODS)
        return handle(request)

    return middleware


def permissions_policy(handle: Handler) -> Handler:
    """No page of ours needs the camera and its like; say so, whatever a page may come to contain."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = handle(request)
        response.setdefault("Permissions-Policy", UNUSED_FEATURES)
        return response

    return middleware
