"""How often may one address ask? A token bucket for each address and purpose, kept in Django's cache.

The bucket is one whole number, the moment (in microseconds) at which it will be full again, so the cache needs nothing
but get and set. A lock makes it exact within a process; each process counts on its own.
"""

import functools
import ipaddress
import logging
import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from threading import Lock

from django.conf import settings
from django.core.cache import caches
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

View = Callable[..., HttpResponseBase]
log = logging.getLogger(__name__)

STORE, SECOND = "limits", 1_000_000
PORT = re.compile(r"(?:\[(?P<v6>.+)\]|(?P<v4>[\d.]+))(?::\d+)?")
_LOCKS = tuple(Lock() for _unused in range(64))


@dataclass(frozen=True, slots=True)
class Limit:
    """A bucket of `tokens` that an empty one takes `seconds` to fill."""

    tokens: int
    seconds: int

    @property
    def refill(self) -> int:
        """Microseconds until one more token is there."""
        return self.seconds * SECOND // self.tokens


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one request: allowed or not, and what is left in the bucket."""

    limit: Limit
    remaining: int
    full_in: int
    retry_in: int

    @property
    def allowed(self) -> bool:
        return not self.retry_in

    def headers(self) -> dict[str, str]:
        answer = {
            "RateLimit-Limit": str(self.limit.tokens),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.full_in),
        }
        return answer if self.allowed else {**answer, "Retry-After": str(self.retry_in)}


DEFAULTS = {"api": Limit(120, 60), "papers": Limit(20, 60), "pages": Limit(300, 60), "verify": Limit(20, 60)}


def read_limits(text: str) -> dict[str, Limit | None]:
    """Limits as an administrator writes them: `api=120/60,papers=20/60` (tokens/seconds), `api=off` for none.

    Raises ValueError with what would be right.
    """
    limits: dict[str, Limit | None] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, _equals, rate = part.partition("=")
        tokens, _slash, seconds = rate.partition("/")
        whole = tokens.isdecimal() and seconds.isdecimal() and int(tokens) > 0 and int(seconds) > 0
        if name not in DEFAULTS or not (whole or rate == "off"):
            known = ", ".join(DEFAULTS)
            raise ValueError(f"{part!r} must be one of {known}, then =, then tokens/seconds such as 120/60, or off")
        limits[name] = Limit(int(tokens), int(seconds)) if whole else None
    return limits


def take(request: HttpRequest, name: str, *, now: int) -> Taken | None:
    """Take one token for the caller's address at `now` (microseconds); None where there is no limit."""
    configured: Mapping[str, Limit | None] = {**DEFAULTS, **getattr(settings, "SONAE_RATE_LIMITS", {})}
    limit = configured[name]
    return None if limit is None else take_from(limit, f"rate-limit:{name}:{address(request)}", now=now)


def take_from(limit: Limit, key: str, *, now: int) -> Taken:
    """Take one token from the bucket called `key`; a cache that does not answer limits nobody."""
    whole, cache = limit.refill * limit.tokens, caches[STORE]
    with _LOCKS[hash(key) % len(_LOCKS)]:
        try:
            missing = min(max(cache.get(key, now) - now, 0), whole)
            after = missing + limit.refill
            if after > whole:
                return Taken(limit, 0, _seconds(missing), _seconds(after - whole))
            cache.set(key, now + after, timeout=_seconds(after) + 1)
        except Exception:
            log.exception("the cache of the rate limit does not answer")
            after = 0
    return Taken(limit, (whole - after) // limit.refill, _seconds(after), 0)


def address(request: HttpRequest) -> str:
    """The caller's address; what a proxy says of it counts only as far as proxies are configured.

    `SONAE_PROXIES` is how many proxies of ours stand before the server: each appends one entry to X-Forwarded-For,
    so the caller is that many from the right, and what he wrote himself stands further left. An IPv6 network of
    64 bits is one caller. Some proxies write the port too: 203.0.113.7:5555, [2001:db8::7]:443.
    """
    proxies: int = getattr(settings, "SONAE_PROXIES", 0)
    entries = [entry.strip() for entry in request.headers.get("X-Forwarded-For", "").split(",")]
    said = entries[-proxies] if 0 < proxies <= len(entries) else request.META.get("REMOTE_ADDR", "")
    with_port = PORT.fullmatch(said)
    try:
        parsed = ipaddress.ip_address(with_port["v6"] or with_port["v4"] if with_port else said)
    except ValueError:
        if said:  # a socket of this machine says nothing; a proxy that writes something else shuts its visitors out
            log.warning("X-Forwarded-For: %r is no address", said)
        return "unknown"
    if isinstance(parsed, ipaddress.IPv6Address):
        mapped = parsed.ipv4_mapped
        return str(mapped or ipaddress.IPv6Network((parsed, 64), strict=False).network_address)
    return str(parsed)


def limited(name: str) -> Callable[[View], View]:
    """Limit a page's view by the bucket `name`; one too many is answered in words, with 429."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            taken = take(request, name, now=now())
            response = view(request, *args, **kwargs) if taken is None or taken.allowed else _too_many(request, taken)
            for header, value in (taken.headers() if taken else {}).items():
                response[header] = value
            return response

        return answer

    return decorate


def now() -> int:
    """The server's clock in microseconds."""
    return time.time_ns() // 1000


def _too_many(request: HttpRequest, taken: Taken) -> HttpResponse:
    words = {
        "status": 429,
        "heading": _("少しお待ちください"),
        "advice": _("短い時間に多くのご利用がありました。%(seconds)d秒後にもう一度お試しください。")
        % {"seconds": taken.retry_in},
    }
    return render(request, "common/problem.html", words, status=429)


def _seconds(microseconds: int) -> int:
    return -(-microseconds // SECOND)
