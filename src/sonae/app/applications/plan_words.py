"""How is a facility said where one chooses?"""

from __future__ import annotations

from django.utils.translation import gettext as _

from sonae.app.common import dates
from sonae.app.enrolments.models import CoverPeriod
from sonae.app.parties.models import Facility
from sonae.app.quoting import said
from sonae.core.scheme import Scheme
from sonae.core.words import joined


def facility(scheme: Scheme, one: Facility) -> str:
    """A facility by name, kind and size: 博多病院(病院、120床)."""
    rule = scheme.kinds.get(one.kind)
    kind = said.text(rule.label) if rule else one.kind
    measure = rule.measure(rule.size_measure) if rule and rule.size_measure else None
    size = said.count(measure, one.size) if measure and one.size else ""
    return _("%(name)s(%(about)s)") % {
        "name": one.name,
        "about": joined((part for part in (kind, size) if part), dates.language()),
    }


def joining(scheme: Scheme, one: Facility, already: CoverPeriod | None) -> str:
    """A facility as it can be chosen, with the enrolment it has already and until when."""
    if already is None:
        return facility(scheme, one)
    return _("%(facility)s: 加入済み %(number)s、%(until)sまで") % {
        "facility": facility(scheme, one),
        "number": already.enrolment.number,
        "until": dates.moment(already.valid_to),
    }
