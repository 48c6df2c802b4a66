"""How is a form sent twice, or too late, told from one that is sent in time?

A form that acts inherits from `OnceForm`. Its hidden `once` is another on every page drawn: `once_actions.once` gives
the second sending the answer of the first. Its hidden `version` says from which state of a row the page was made:
`is_stale` asks whether the row is still in it; the page is then shown again with what was typed, and what changed.
"""

from __future__ import annotations

import secrets
from typing import Any

from django import forms


def token() -> str:
    """What marks one drawing of a form: nobody can guess it."""
    return secrets.token_urlsafe(18)


def version_number(typed: object) -> int:
    """A version that is counted, as a form gives it back; what is no number is older than all."""
    text = str(typed)
    return int(text) if text.isascii() and text.isdecimal() else 0


class OnceForm(forms.Form):
    """The hidden fields of a form that acts; `version` of the row it was drawn from, where it is about one."""

    once = forms.CharField(widget=forms.HiddenInput, max_length=64, initial=token)
    version = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args: Any, version: object = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.current = str(version)
        self.initial.setdefault("version", self.current)

    @property
    def is_stale(self) -> bool:
        """Whether the row has changed since the page was drawn."""
        return self.is_bound and self.data.get(self.add_prefix("version"), "") != self.current
