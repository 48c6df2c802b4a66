from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sonae.app.common.once_forms import OnceForm
from sonae.app.quoting import said
from sonae.core.problems import Problem


class ProposalForm(OnceForm):
    """Why what was put forward is given back; whoever agrees needs no words."""

    words = forms.CharField(
        label=_("戻す理由"),
        required=False,
        max_length=1_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("戻す場合だけ書いてください。起案した人が読みます。"),
    )

    def __init__(self, *args: Any, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)
        self.needed = needed

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"]).strip()
        if self.needed and not words:
            raise forms.ValidationError(_("戻す理由を書いてください。"))
        return words

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        for one in problems:
            self.add_error(None, said.problem(one))
