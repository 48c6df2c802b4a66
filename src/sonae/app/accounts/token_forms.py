from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.roles import ACTS, ROLES
from sonae.app.common.once_forms import OnceForm

DAYS = ((30, _("30日")), (90, _("90日")), (365, _("1年")))


class TokenForm(OnceForm):
    """What a program may do, and for how long; never more than the role of its maker."""

    name = forms.CharField(label=_("用途"), max_length=100, help_text=_("例：会員台帳との連携"))
    acts = forms.MultipleChoiceField(label=_("許すこと"), widget=forms.CheckboxSelectMultiple)
    days = forms.TypedChoiceField(label=_("有効期間"), coerce=int, choices=DAYS, initial=90)

    def __init__(self, *args: Any, role: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        may = ROLES[role].delegable
        self.fields["acts"].choices = [(act, words) for act, words in ACTS.items() if act in may]  # type: ignore[attr-defined]
