from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from sonae.app.enrolments import verification


class VerifyForm(forms.Form):
    """What stands on the certificate: its number and its code, typed in any width."""

    number = forms.CharField(label=_("加入者証番号"), max_length=verification.LONGEST, help_text=_("例: K-2026-000123"))
    code = forms.CharField(
        label=_("照合コード"),
        max_length=verification.LONGEST,
        help_text=_("4桁ずつ4組の英数字です。ハイフンはあってもなくてもかまいません。"),
    )

    def clean_number(self) -> str:
        return self._needed(verification.plain(self.cleaned_data["number"]))

    def clean_code(self) -> str:
        return self._needed(verification.plain_code(self.cleaned_data["code"]))

    def _needed(self, plain: str) -> str:
        if not plain:
            raise forms.ValidationError(_("加入者証に印刷されている英数字を入力してください。"))
        return plain
