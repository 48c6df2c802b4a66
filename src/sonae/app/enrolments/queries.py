"""What is asked of the ledger: who is covered when, under which edition, and which certificates are missing?"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from sonae.app.common.catalogue import current
from sonae.app.enrolments.models import CertificateDue, CoverPeriod, Enrolment
from sonae.app.parties.models import Facility
from sonae.core.scheme import Scheme


def covered(facilities: Iterable[Facility], start: datetime, end: datetime) -> list[CoverPeriod]:
    """What is known now to cover any of the facilities at some moment from `start` until before `end`."""
    during = CoverPeriod.objects.live().filter(valid_from__lt=end, valid_to__gt=start)
    found = during.filter(facility__in=[one.pk for one in facilities])
    return list(found.select_related("enrolment", "facility").order_by("facility", "valid_from"))


class EditionMissingError(Exception):
    """The catalogue lacks the edition of the scheme that an enrolment was joined under."""

    def __init__(self, enrolment: Enrolment) -> None:
        self.enrolment = enrolment
        super().__init__(f"{enrolment}: {enrolment.scheme_code} {enrolment.edition_digest} is not there")


def scheme_of(enrolment: Enrolment) -> Scheme:
    """The scheme in the very edition joined under."""
    scheme = current().schemes.get(enrolment.scheme_code)
    if scheme is None or scheme.digest != enrolment.edition_digest:
        raise EditionMissingError(enrolment)
    return scheme


def uncertified(among: QuerySet[Enrolment]) -> QuerySet[Enrolment]:
    """The enrolments whose last event no certificate tells yet; none whose cover that event has ended."""
    to_the_end = CoverPeriod.objects.live().filter(enrolment=OuterRef("pk"), valid_to=OuterRef("term_end"))
    return among.filter(Exists(to_the_end), pk__in=CertificateDue.objects.values("enrolment"))
