"""In which language is this caller answered?"""

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from sonae.app.api import body
from sonae.core.words import EN, JA

LANGUAGES = (JA, EN)


def of(request: HttpRequest) -> str:
    """`language` of the body or address, else the first of Accept-Language that we speak, else Japanese."""
    for asked in (body.language(request), request.GET.get("language"), *_accepted(request)):
        if asked in LANGUAGES:
            return str(asked)
    return JA


def _accepted(request: HttpRequest) -> list[str]:
    header = request.headers.get("Accept-Language", "")
    return [code.partition("-")[0] for code, _quality in parse_accept_lang_header(header)]
