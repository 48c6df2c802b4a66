"""What does the server write down? One JSON object a line, each with the id of the request it belongs to.

Addresses are logged without their query, bodies and headers never. Who asked stands there as a number and a network
address, so that an event can be followed up; names and what was typed do not.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")
ACCESS = "sonae.access"


class JsonFormatter(logging.Formatter):
    """One record as one line of JSON; `extra={"fields": {…}}` adds members."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "request_id": REQUEST_ID.get(),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["exception"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


class ReadableFormatter(logging.Formatter):
    """The same for a person at a terminal."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(message)s%(tail)s", "%H:%M:%S")

    def format(self, record: logging.LogRecord) -> str:
        fields = " ".join(f"{name}={value}" for name, value in getattr(record, "fields", {}).items())
        record.tail = f"  {fields}" if fields else ""
        return super().format(record)


def configuration(*, level: str, readable: bool) -> dict[str, Any]:
    """The `LOGGING` setting."""
    formatter = ReadableFormatter if readable else JsonFormatter
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": f"{__name__}.{formatter.__name__}"}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            # to the root like all others, and never by mail
            "django": {"handlers": [], "level": level, "propagate": True},
            # "Not Found: /x" and the like: the access line says it already
            "django.request": {"level": "ERROR"},
        },
    }
