from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sonae.app.enrolments.belief import moment_of, not_known_yet
from sonae.app.quoting import said
from sonae.core.reading import not_a_moment


class BeliefForm(forms.Form):
    """Any day as known on any day: a day alone means its end, an hour may follow. Left out, it is now."""

    on = forms.CharField(
        label=_("いつの補償を見るか"),
        required=False,
        max_length=80,
        help_text=_(
            "例: 2026年4月1日、令和8年4月1日、R8.4.1、2026/4/1 16時。日だけの場合は、その日の終わりの時点です。"
        ),
    )
    known = forms.CharField(
        label=_("いつの時点の記録で見るか"),
        required=False,
        max_length=80,
        help_text=_("その時点までに記録されていたことだけで答えます。空欄は、いまの記録です。"),
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_on(self) -> datetime | None:
        return self._moment("on")

    def clean_known(self) -> datetime | None:
        """Today's end is now: nobody can say what will have been recorded by then."""
        moment = self._moment("known")
        if moment and (wrong := not_known_yet("known", moment, self.now)):
            raise forms.ValidationError(said.problem(wrong))
        return min(moment, self.now) if moment else None

    def _moment(self, name: str) -> datetime | None:
        typed = self.cleaned_data[name]
        if not typed:
            return None
        try:
            return moment_of(typed)
        except ValueError as error:
            raise forms.ValidationError(said.problem(not_a_moment(name, typed, error))) from None
