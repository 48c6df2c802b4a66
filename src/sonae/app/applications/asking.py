"""The kinds of fields in which an application asks, and how a value of each is said."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from sonae.app.applications.drafts import NO, YES
from sonae.app.common.widgets import OneLine
from sonae.app.quoting.kind_forms import Picked

Fields = dict[str, forms.Field]


def shown(field: forms.Field, value: Any) -> str:
    """A value in words: the label of what was picked, はい for a tick, the name of a paper."""
    if isinstance(field, Picked):
        return str(field.codes.get(value, value))
    if isinstance(field, forms.MultipleChoiceField):
        labels = dict(choices_of(field))
        return _("、").join(labels.get(one, one) for one in value or [])
    if isinstance(field.widget, forms.CheckboxInput):
        return _("はい") if value else ""
    return str(value).partition(" ")[2] if isinstance(field, forms.FileField) else str(value)


def choices_of(field: forms.ChoiceField) -> list[tuple[str, str]]:
    """The choices of a field that has pairs, as codes and words."""
    return [(str(code), str(words)) for code, words in field.widget.choices]


def said_yes_no(label: str, hint: str = "") -> Picked:
    return Picked(
        [(YES, _("はい")), (NO, _("いいえ"))],
        label=label,
        hint=hint,
        needed=_("「はい」か「いいえ」を選んでください。"),
    )


def line(label: str, *, needed: str = "", hint: str = "", size: int = 30) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=bool(needed),
        help_text=hint,
        error_messages={"required": needed},
        widget=OneLine(attrs={"autocomplete": "off", "size": size}),
    )


class Ticks(forms.CheckboxSelectMultiple):
    """Several boxes, of which some can be seen but not ticked."""

    def __init__(self, closed: Collection[str]) -> None:
        super().__init__()
        self.closed = closed

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if str(value) in self.closed:
            option["attrs"]["disabled"], option["selected"] = True, False
        return option


class Checkbox(forms.CheckboxInput):
    """A box that says its own value also when sent back: what was ticked stays so where something else is wrong.

    By its name the house's template knows that its label stands beside it.
    """

    def __init__(self, value: str) -> None:
        super().__init__(attrs={"value": value}, check_test=lambda given: given == value)

    def value_from_datadict(self, data: Mapping[str, Any], _files: Any, name: str) -> str:  # type: ignore[override]  # not whether: which
        return str(data.get(name, ""))


def tick(label: str, value: str = YES, hint: str = "", needed: str = "") -> forms.CharField:
    """A box to tick; ticked it says `value`."""
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=Checkbox(value),
        error_messages={"required": needed or _("確かめて、チェックを入れてください。")},
    )


def file(label: str, given: str, needed: str = "") -> forms.FileField:
    kept = given.partition(" ")[2]
    hint = (
        _("受け取り済み: %(name)s(替えるときだけ選んでください)") % {"name": kept}
        if kept
        else _("PDF、PNG、JPEG、TIFF。10MBまで。")
    )
    return forms.FileField(
        label=label, help_text=hint, required=bool(needed and not kept), error_messages={"required": needed}
    )
