"""Which language does whoever types the command read?"""

from __future__ import annotations

import locale
from collections.abc import Mapping, Sequence
from enum import StrEnum


class Language(StrEnum):
    """The languages every answer exists in."""

    JA = "ja"
    EN = "en"


def language_of(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return what ``--lang`` says, wherever it stands, else what the locale says, else English."""
    for at, argument in enumerate(arguments):
        value = argument.partition("=")[2] if argument.startswith("--lang=") else ""
        if argument == "--lang" and at + 1 < len(arguments):
            value = arguments[at + 1]
        if value in set(Language):
            return Language(value)
    return of_locale(environment)


def of_locale(environment: Mapping[str, str]) -> Language:
    """Return the language of messages by POSIX's order of variables, then by the system's own."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if text := environment.get(name):
            return Language.JA if text.lower().startswith("ja") else Language.EN
    system = (locale.getlocale()[0] or "").lower()
    return Language.JA if system.startswith("ja") else Language.EN
