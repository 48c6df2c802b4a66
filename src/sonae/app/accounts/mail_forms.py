from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from sonae.app.accounts.mail_models import STATES, Mail


class MailFilter(forms.Form):
    state = forms.ChoiceField(label=_("状態"), required=False, choices=[("", _("すべて")), *STATES.items()])
    words = forms.CharField(label=_("宛先・件名・組織"), required=False, max_length=100)

    def among(self, mails: QuerySet[Mail]) -> QuerySet[Mail]:
        """The mails that were asked for, newest first; all where the question is not understood."""
        asked = self.cleaned_data if self.is_valid() else {}
        if asked.get("state"):
            mails = mails.filter(state=asked["state"])
        if words := asked.get("words"):
            mails = mails.filter(
                Q(to__icontains=words) | Q(subject__icontains=words) | Q(organisation__name__icontains=words)
            )
        return mails.order_by("-queued_at", "-pk")

    def query(self) -> str:
        """The question as part of an address, for the other pages of the list."""
        return urlencode({name: value for name, value in self.cleaned_data.items() if value}) if self.is_valid() else ""
