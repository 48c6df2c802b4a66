"""How does a person type or pick an answer? Django's own widgets with the same HTML, drawn at less cost."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django import forms
from django.forms.renderers import BaseRenderer
from django.utils.safestring import SafeString

from sonae.app.common.parts import remembered

Attrs = dict[str, Any] | None
Choices = Iterable[tuple[str, str]]
MOST = 1_000
NO_CHOICE = "\0"


class OneLine(forms.TextInput):
    """A line to type in, without Django's three templates: what is typed is another on every page."""

    def render(self, name: str, value: Any, attrs: Attrs = None, renderer: BaseRenderer | None = None) -> SafeString:  # noqa: ARG002 - Django's hook
        said = {"type": self.input_type, "name": name}
        typed = self.format_value(value)
        said |= {} if typed is None else {"value": typed}
        given = (said | self.build_attrs(self.attrs, attrs)).items()
        words = (key if one is True else f'{key}="{escape(str(one))}"' for key, one in given if one is not False)
        return SafeString(f"<input {' '.join(words)}>")


class Buttons(forms.RadioSelect):
    """One of some choices, drawn once for each answer."""

    choices: Choices = ()  # pairs already: Django would look for groups and callables among them

    def render(self, name: str, value: Any, attrs: Attrs = None, renderer: BaseRenderer | None = None) -> SafeString:  # noqa: ARG002 - Django's hook
        given = self.build_attrs(self.attrs, attrs)
        if value is not None and str(value) not in dict(self.choices):
            value = NO_CHOICE  # what anybody types must not fill the memory
        return _buttons(name, value, tuple(given.items()), tuple(self.choices))


@remembered(MOST)
def _buttons(
    name: str, value: Any, attrs: tuple[tuple[str, Any], ...], choices: tuple[tuple[str, str], ...]
) -> SafeString:
    return forms.RadioSelect(choices=choices).render(name, value, dict(attrs))
