from __future__ import annotations

from datetime import datetime, time, timedelta

from django import forms
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sonae.app.common.models import AuditEntry


class TrailForm(forms.Form):
    """Which part of the trail is looked for."""

    person = forms.CharField(label=_("操作した人"), max_length=100, required=False)
    subject = forms.CharField(label=_("対象"), max_length=100, required=False)
    since = forms.DateField(label=_("この日から"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    until = forms.DateField(label=_("この日まで"), required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def chosen(self, entries: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        """The entries that are looked for; a field that makes no sense is passed over."""
        self.is_valid()
        said = self.cleaned_data
        if person := said.get("person"):
            entries = entries.filter(person__icontains=person)
        if subject := said.get("subject"):
            entries = entries.filter(Q(subject_name__icontains=subject) | Q(subject=subject))
        if since := said.get("since"):
            entries = entries.filter(at__gte=_midnight(since))
        if until := said.get("until"):
            entries = entries.filter(at__lt=_midnight(until + timedelta(days=1)))
        return entries


def _midnight(day: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))
