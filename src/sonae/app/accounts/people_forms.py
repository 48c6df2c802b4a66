from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.letting_in import BINDS_A_MEMBER, refusal
from sonae.app.accounts.models import Organisation, User
from sonae.app.accounts.roles import ROLES
from sonae.app.common.once_forms import OnceForm
from sonae.app.common.person import Person


class InvitationForm(OnceForm):
    """Who is to be invited, and as what; only roles that this kind of organisation has."""

    name = forms.CharField(label=_("お名前"), max_length=100)
    email = forms.EmailField(label=_("メールアドレス"), help_text=_("このアドレスに招待のメールが届きます。"))
    role = forms.ChoiceField(label=_("役割"), widget=forms.RadioSelect)
    language = forms.ChoiceField(label=_("メールの言語"), choices=settings.LANGUAGES, initial="ja")

    def __init__(self, *args: Any, organisation: Organisation, by: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.organisation, self.by = organisation, by
        kinds = [rule for rule in ROLES.values() if organisation.kind in rule.kinds]
        if organisation.pk != by.organisation_id:
            kinds = [rule for rule in kinds if rule.name in BINDS_A_MEMBER]
        self.fields["role"].choices = [(rule.name, rule.label) for rule in kinds]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "email" in said and "role" in said:
            who = {"email": said["email"], "role": said["role"]}
            if words := refusal(organisation=self.organisation, by=self.by, **who):
                self.add_error("role", str(words))
        return said


class AcceptanceForm(forms.Form):
    """What somebody new tells: the name, and a password for those who want one."""

    key = forms.CharField(widget=forms.HiddenInput)
    name = forms.CharField(label=_("お名前"), max_length=100)
    password = forms.CharField(
        label=_("パスワード"),
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("12文字以上。空欄なら、ログインのたびにメールでコードを受け取ります。"),
    )

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.email = email

    def clean_password(self) -> str:
        password: str = self.cleaned_data["password"]
        if password:
            validate_password(password, User(email=self.email, name=self.data.get("name", "")))
        return password
