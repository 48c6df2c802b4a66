from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sonae.app.common.dates import language
from sonae.app.parties import checks, fields, sizes
from sonae.app.parties.fields import About
from sonae.app.parties.models import USES, Association, Facility, Member, Recorded
from sonae.core.identifiers import PREFECTURES
from sonae.core.scheme import KindRule


class Line(forms.CharField):
    """A line as typed: the action says what is wrong with it, together with all the rest."""

    def validate(self, value: Any) -> None:
        pass


class Choice(forms.ChoiceField):
    def validate(self, value: Any) -> None:
        pass


class RecordForm(forms.Form):
    """A form about one row, field by field of a table; hidden, the revision of the row it was made from."""

    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, table: Iterable[About], row: Recorded | None = None, data: QueryDict | None = None) -> None:
        self.table = tuple(table)
        self.row = row
        self.newer: list[tuple[str, str]] = []  # what somebody else has written meanwhile
        super().__init__(data, initial=_initial(self.table, row), label_suffix="")
        for about in self.table:
            self.fields[about.name] = self.field(about)

    def field(self, about: About) -> forms.Field:
        said: dict[str, Any] = {"label": about.label, "help_text": about.hint, "required": about.required}
        if about.name == "form":
            return Choice(choices=list(fields.FORMS.items()), widget=forms.RadioSelect, **said)
        if about.name == "use":
            return Choice(choices=[(use, fields.USE_WORDS[use]) for use in USES], **said)
        if about.name == "prefecture":
            return Choice(choices=[("", _("選んでください")), *((one, one) for one in PREFECTURES)], **said)
        if about.name == "shares_records":
            return forms.BooleanField(**said)
        return Line(widget=forms.TextInput(attrs={"autocomplete": about.autocomplete}), **said)

    @property
    def values(self) -> dict[str, Any]:
        """What was typed, as the actions take it."""
        return {about.name: self.cleaned_data.get(about.name, "") for about in self.table}

    @property
    def asked_revision(self) -> int:
        return self.cleaned_data.get("revision") or 0

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under their headings, in the order of the table."""
        found: dict[str, list[forms.BoundField]] = {}
        for about in self.table:
            found.setdefault(str(about.heading), []).append(self[about.name])
        return list(found.items())

    def refuse(self, error: ValidationError) -> None:
        """Put each problem beside its field."""
        for name, messages in error.message_dict.items():
            self.add_error(name if name in self.fields else None, messages)

    def renew(self, row: Recorded) -> None:
        """Keep what was typed, and tell what stands there now; sent once more it is written over that."""
        now = _initial(self.table, row)
        self.newer = [
            (str(about.label), self._said(about.name, now[about.name]))
            for about in self.table
            if str(now[about.name] or "") != str(self.cleaned_data[about.name] or "")
        ]
        data = cast("QueryDict", self.data).copy()
        data["revision"] = str(row.revision)
        self.data = data

    def _said(self, name: str, value: Any) -> str:
        if isinstance(value, bool):
            return _("はい") if value else _("いいえ")
        choices = dict(getattr(self.fields[name], "choices", ()))
        return str(choices.get(value, value) or "-")


class MemberForm(RecordForm):
    """A member, as far as the person who types may say it: a number is the association's to give."""

    association: forms.ModelChoiceField[Association] = forms.ModelChoiceField(
        queryset=None, label=gettext_lazy("団体"), empty_label=None, to_field_name="code"
    )

    def __init__(self, table: Iterable[About], row: Member | None, associations: Any, data: QueryDict | None) -> None:
        super().__init__(table, row, data)
        several = row is None and len(associations) > 1
        if several:
            self.fields["association"].queryset = associations  # type: ignore[attr-defined]
        else:
            del self.fields["association"]


class FacilityForm(RecordForm):
    """A facility of one kind: its size is asked for as the scheme measures that kind."""

    def __init__(self, kind: str, rule: KindRule, row: Facility | None, data: QueryDict | None) -> None:
        self.kind = kind
        self.wards = sizes.ward_choices(rule)
        table = fields.of_facility(kind)
        super().__init__((*table[:3], *_measures(rule), *table[3:]), row, data)

    @property
    def values(self) -> dict[str, Any]:
        found = super().values
        wards = {ward: found.pop(f"{checks.WARD}{ward}") for ward in self.wards}
        absent = {name: None for name in (sizes.BEDS, sizes.CAPACITY) if name not in found}
        main = {} if any(wards.values()) else {sizes.WARD: self.main_ward}
        return found | absent | main | {"kind": self.kind, "wards": wards}

    @property
    def main_ward(self) -> str:
        """The main type of ward as it was known before there were figures for each."""
        kept = self.row.ward if isinstance(self.row, Facility) else ""
        return kept if kept in self.wards else ""


class ProductForm(RecordForm):
    """A system that one of the member's facilities uses."""

    def __init__(self, facilities: Iterable[Facility], row: Recorded | None, data: QueryDict | None) -> None:
        self.facilities = {str(one.pk): one for one in facilities}
        super().__init__(fields.PRODUCT, row, data)

    def field(self, about: About) -> forms.Field:
        if about.name != "facility":
            return super().field(about)
        choices = [(key, one.name) for key, one in self.facilities.items()]
        return forms.ChoiceField(choices=choices, label=str(about.label), required=True)

    @property
    def values(self) -> dict[str, Any]:
        found = super().values
        return found | {"facility": self.facilities.get(found["facility"])}


class PaperForm(forms.Form):
    """A scanned paper or a picture."""

    file = forms.FileField(
        label=gettext_lazy("ファイル"),
        help_text=gettext_lazy("PDF、PNG、JPEG、TIFF。10MBまで。患者さんの情報が写っていないことをお確かめください。"),
        allow_empty_file=True,
    )

    def refuse(self, error: ValidationError) -> None:
        for name, messages in error.message_dict.items():
            self.add_error(name if name == "file" else None, messages)


def _measures(rule: KindRule) -> tuple[About, ...]:
    """What is asked of the size of a kind of facility."""
    heading, asked = fields.FACILITY[0].heading, []
    for measure in rule.measures:
        if measure.name in {sizes.BEDS, sizes.CAPACITY}:
            label = f"{measure.label.say(language())}({measure.unit.say(language())})"
            asked.append(About(measure.name, label, fields.FACILITIES, heading, required=measure.required))
        elif measure.name == sizes.WARD:
            hint = _("上の病床数のうち。種類ごとの合計が病床数と同じになるように。")
            for ward, words in measure.choices:
                asked.append(About(f"{checks.WARD}{ward}", words.say(language()), fields.FACILITIES, heading, hint))
                hint = ""
    return tuple(asked)


def _initial(table: Iterable[About], row: Recorded | None) -> dict[str, Any]:
    if row is None:
        return {}
    wards: Mapping[str, int] = getattr(row, "wards", {})
    return {"revision": row.revision} | {about.name: _of(row, about.name, wards) for about in table}


def _of(row: Recorded, name: str, wards: Mapping[str, int]) -> Any:
    if name.startswith(checks.WARD):
        return wards.get(name.removeprefix(checks.WARD))
    value = getattr(row, name)
    return value.pk if isinstance(value, Facility) else value
