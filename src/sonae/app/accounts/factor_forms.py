from django import forms
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.factor_models import BASES


class FactorsForm(forms.Form):
    """How it was seen that it is this person who asks."""

    basis = forms.ChoiceField(
        label=_("本人であることを確かめた方法"), widget=forms.RadioSelect, choices=[*BASES.items()]
    )
    note = forms.CharField(
        label=_("確かめた内容"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "いつ、だれが、何を見て確かめたか。身分証の種類まで書き、番号は書かないでください。操作の記録に残ります。"
        ),
    )
