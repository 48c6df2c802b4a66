"""Is the process alive (/healthz), and can it serve (/readyz)?

A middleware and not two views, because probes come by address, without https and without a host of ours.
"""

import logging
from collections.abc import Callable

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponseBase, JsonResponse

from sonae.app.common import catalogue
from sonae.loader import CatalogueError

log = logging.getLogger(__name__)


def middleware(handle: Callable[[HttpRequest], HttpResponseBase]) -> Callable[[HttpRequest], HttpResponseBase]:
    """Answer the two probes, hand on everything else."""

    def answer(request: HttpRequest) -> HttpResponseBase:
        if request.path == "/healthz":
            return _plain({"status": "alive"})
        if request.path == "/readyz":
            reasons = why_not_ready()
            if reasons:
                return _plain({"status": "not ready", "reasons": reasons}, status=503)
            return _plain({"status": "ready"})
        return handle(request)

    return answer


def why_not_ready() -> list[str]:
    """Every reason why requests would fail now; details go to the log, not to a stranger."""
    reasons = []
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        log.exception("the database does not answer")
        reasons.append("the database does not answer")
    try:
        catalogue.current()
    except CatalogueError as error:
        log.exception("the catalogue is not valid")
        reasons.append(f"the catalogue has {len(error.problems)} problem(s)")
    return reasons


def _plain(answer: dict[str, object], status: int = 200) -> JsonResponse:
    return JsonResponse(answer, status=status, headers={"Cache-Control": "no-store"})
