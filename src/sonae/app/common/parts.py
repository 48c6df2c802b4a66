"""A part of a page that says only what it is handed is drawn once, and kept for every page that hands it the same.

A part is drawn from its values alone, without the request and without the page around it: it cannot carry anything
from one person's page into another's. Beside its values it depends on the language, and on what is one for the whole
process: the editions read, and the prefix of all addresses. What is another on nearly every page is handed as
`fresh_…`: the part is kept with a blank in its place, and the blank is filled in each time. What is unused for longest
is forgotten.
"""

import html
import re
from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sonae.app.common.reader import language_code

P = ParamSpec("P")
T = TypeVar("T")
MOST = 4_000  # a few hundred bytes each: some megabytes a process
FRESH = "fresh_"
BLANK = re.compile(rf"<({FRESH}\w+)>")  # no text that is handed in can look like one: it is escaped
_clear: list[Callable[[], None]] = []


def remembered(most: int) -> Callable[[Callable[P, T]], Callable[P, T]]:
    """Remember up to `most` answers of a function, by its values and their types, until `forget`."""

    def decorate(function: Callable[P, T]) -> Callable[P, T]:
        answers = lru_cache(maxsize=most, typed=True)(function)  # typed: True is not 1, escaped text is not plain text
        _clear.append(answers.cache_clear)
        return cast("Callable[P, T]", answers)

    return decorate


def part(template: str, **values: object) -> SafeString:
    """Draw a template from these values, or give back what they gave before; values are immutable.

    A template says a `fresh_…` value as it stands, `{{ fresh_price }}`, and asks nothing about it.
    """
    if settings.DEBUG:  # templates are being written
        return render_to_string(template, values)
    fresh = {name: _escaped(str(values.pop(name))) for name in tuple(values) if name.startswith(FRESH)}
    drawn = _drawn(template, language_code(), *fresh, **values)
    return SafeString(BLANK.sub(lambda blank: fresh[blank[1]], drawn)) if fresh else drawn


def forget() -> None:
    """Draw everything anew from now on: other editions are read, or a test wants a page that nothing came before."""
    for clear in _clear:
        clear()


def _escaped(text: str) -> str:
    """As a template does it; without asking whether the text is a lazy translation."""
    return text if isinstance(text, SafeString) else html.escape(text)


@remembered(MOST)
def _drawn(template: str, _language: str | None, /, *blanks: str, **values: object) -> SafeString:
    return render_to_string(template, values | {name: SafeString(f"<{name}>") for name in blanks})
