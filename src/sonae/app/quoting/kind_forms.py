from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.common.parts import remembered
from sonae.app.common.widgets import Buttons, OneLine
from sonae.app.quoting import said
from sonae.app.quoting.typed import Row, prefix
from sonae.core.asking import Ask
from sonae.core.reading import RECEIPT_YEARS, NoSuchDayError, read_receipt
from sonae.core.scheme import KindRule, Measure, Scheme
from sonae.core.words import JA


class Picked(forms.Field):
    """One of some choices. What core asks about, core refuses, so that all doors say the same; the rest is checked."""

    def __init__(
        self,
        choices: Iterable[tuple[str, str]],
        *,
        label: str,
        needed: str = "",
        hint: str = "",
        for_core: bool = True,
    ) -> None:
        self.codes, self.for_core = dict(choices), for_core
        widget = Buttons(choices=list(self.codes.items()))
        errors = {"required": needed}
        super().__init__(widget=widget, label=label, required=bool(needed), help_text=hint, error_messages=errors)

    def clean(self, value: str | None) -> str:
        picked = str(super().clean(value or "") or "")
        if picked and not self.for_core and picked not in self.codes:
            raise ValidationError(_("次から選んでください: %(choices)s") % {"choices": ", ".join(self.codes.values())})
        return picked


class KindForm(forms.Form):
    """A facility's kind and the measures its premium depends on, and nothing else."""

    def __init__(self, scheme: Scheme, row: Row, *, place: int = 1, checked: bool = False) -> None:
        self.scheme, self.place, self.row = scheme, place, row
        self.rule: KindRule | None = scheme.kinds.get(row.get("kind", ""))
        measures = self.rule.measures if self.rule else ()
        if "size" in row and self.rule and self.rule.size_measure:
            row.setdefault(self.rule.size_measure, row.pop("size"))
        for measure in measures:
            row[measure.name] = row.get(measure.name) or measure.default
        start = prefix(place)
        data = {f"{start}{name}": value for name, value in row.items()} if checked else None
        super().__init__(data, initial=row, prefix=start.removesuffix("-") or None, label_suffix="")
        reader = dates.language()
        self.fields["kind"] = _kind_field(scheme, reader)
        for measure in measures:
            if measure.required or row[measure.name]:
                self.fields[measure.name] = _measure_field(measure, reader)

    def ask(self, received: datetime | None = None) -> Ask:
        names = [measure.name for measure in self.rule.measures] if self.rule else []
        measures = {name: self.row[name] for name in names if self.row.get(name)}
        return Ask(
            self.row.get("kind", ""),
            self.row.get("plan", ""),
            self.row.get("family", ""),
            measures=measures,
            received=received,
        )

    def refuse(self, name: str, words: str) -> None:
        """Put core's words beside the field they are about; a field says one thing at a time."""
        if self.rule is not None and name == "size":
            name = self.rule.size_measure
        if name not in self.fields:
            self.add_error(None, words)
        elif name not in self.errors:
            self.add_error(name, words)


# A field knows nothing of who is asked: each is made once, and no form changes one.


@remembered(128)
def _kind_field(scheme: Scheme, reader: str) -> Picked:
    kinds = [(kind.kind, kind.label.say(reader)) for kind in scheme.kinds.values()]
    return Picked(kinds, label=_("施設の種類"), needed=_("施設の種類を選んでください。"))


@remembered(512)
def _measure_field(measure: Measure, reader: str) -> forms.Field:
    label, unit = measure.label.say(reader), measure.unit.say(reader)
    if measure.type == "choice":
        choices = [(code, words.say(reader)) for code, words in measure.choices]
        return Picked(choices, label=label, needed=_("%(label)sを選んでください。") % {"label": label})
    about = {"low": f"{measure.lowest:,}", "high": f"{measure.highest:,}", "unit": unit, "label": label}
    return forms.CharField(
        label=f"{label}({unit})" if unit and reader == JA else label,
        help_text=_("%(low)s〜%(high)sの整数。全角でも入力できます。") % about,
        required=measure.required,
        error_messages={"required": _("%(label)sを%(low)s〜%(high)sの整数で入力してください。") % about},
        widget=OneLine(attrs={"inputmode": "numeric", "autocomplete": "off", "size": 8}),
    )


def read_day(text: str) -> datetime:
    """The moment typed; ValidationError in words where it is none, or none that anybody could mean."""
    try:
        return read_receipt(text, current().words.eras)
    except NoSuchDayError as error:
        raise ValidationError(said.problem(error.problem("received"))) from None
    except ValueError:
        raise ValidationError(
            _(
                "「%(typed)s」は日付として読めません。2025-06-15、令和7年6月15日、R7.6.15 のように、"
                "%(first)d年から%(last)d年までの、暦にある日を入力してください。"
            )
            % {"typed": text, "first": RECEIPT_YEARS[0], "last": RECEIPT_YEARS[-1]}
        ) from None
