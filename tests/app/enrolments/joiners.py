"""Who joins: Aoki's clinic, and a corporation with a hospital and a clinic, under the example scheme."""

from dataclasses import replace
from datetime import date, time
from itertools import count

from sonae.app.accounts.models import Organisation, Reach
from sonae.app.common.catalogue import current
from sonae.app.common.person import Person, of_system
from sonae.app.enrolments import actions
from sonae.app.enrolments.joining import JoinPart, facts_of
from sonae.app.enrolments.models import Certificate
from sonae.app.parties import actions as parties
from sonae.app.parties.models import Paper
from sonae.core.enrolment import state
from sonae.core.enrolment_events import Holder
from sonae.core.moments import tokyo

BY = of_system("test")


def at(month, day, year=2026, hour=16):
    return tokyo(date(year, month, day), time(hour))


KEYS = count(1)
START, END = at(5, 5), at(5, 5, 2027)
RECORDED = at(4, 1)


def scheme():
    return current().schemes["example"]


def association(code="fukuoka"):
    about = {"code": code, "name": f"{code}市医師会", "scheme_code": "example", "example": True}
    return parties.record_association(**about, by=BY, at=RECORDED)


def aoki(of=None, number="00012"):
    """A doctor with one clinic."""
    about = {"form": "person", "name": "青木 一郎", "kana": "アオキ イチロウ", "contact_email": "aoki@clinic.example"}
    member = parties.record_member(association=of or association(), number=number, **about, by=BY, at=RECORDED)
    parties.record_facility(
        member=member, name="青木医院", kana="アオキイイン", kind="clinic", by=BY, at=RECORDED,
        prefecture="福岡県", city="福岡市中央区", street="天神1-1-1", manager_name="青木 一郎",
    )  # fmt: skip
    return member


def yoshida(of=None, number="00101"):
    """A corporation with a hospital and a clinic."""
    about = {"form": "corporation", "name": "医療法人 𠮷田会", "kana": "ヨシダカイ", "representative_name": "𠮷田 髙子"}
    member = parties.record_member(association=of or association(), number=number, **about, by=BY, at=RECORDED)
    size = {"beds": 50, "ward": "general"}
    parties.record_facility(member=member, name="𠮷田病院", kana="ヨシダ", kind="hospital", **size, by=BY, at=RECORDED)
    parties.record_facility(member=member, name="𠮷田クリニック", kana="ヨシダ", kind="clinic", by=BY, at=RECORDED)
    return member


def holder_of(member):
    """The named insured as recorded now."""
    representative = " ".join(filter(None, (member.representative_title, member.representative_name)))
    return Holder(member.number, member.name, member.kana, member.form, representative)


def state_of(enrolment, on, as_known):
    """What was known at `as_known` to hold at `on`."""
    return state(enrolment.to_core(), on=on, as_known=as_known, term=enrolment.term)


def part(facility, plan="S1", annual_yen=20_160, **more):
    values = {"family": "all_risk", "payable_yen": annual_yen, "priced": "printed"}
    return JoinPart(facility=facility, facts=facts_of(facility), plan=plan, annual_yen=annual_yen, **values | more)


def join(member, parts=None, **more):
    """Join with every facility of a member, or with these parts."""
    values = {
        "key": f"test {next(KEYS)}",
        "holder": holder_of(member),
        "shared": False,
        "start": START,
        "end": END,
        "scheme": scheme(),
        "trace": {"key": "quote", "value": 20_160},
        "way": "deduction",
        "instalments": 1,
        "by": BY,
        "at": RECORDED,
    }
    wanted = [part(one) for one in member.facilities.order_by("pk")] if parts is None else parts
    return actions.join(member=member, parts=wanted, **values | more)


def person(organisation, role):
    return Person(None, f"{organisation.name}の人", organisation.pk, organisation.name, organisation.kind, role)


def staff(member):
    return person(member.organisation, "staff")


def office(association):
    return person(association.organisation, "office_clerk")


def agency(code="agency", *associations):
    found, _created = Organisation.objects.get_or_create(code=code, defaults={"kind": "agency", "name": "代理店"})
    for one in associations:
        Reach.objects.get_or_create(organisation=found, association=one.organisation)
    return person(found, "agency_clerk")


def paper_of(member, kind="application"):
    about = {"kind": kind, "name": f"{kind}.pdf", "sha256": "a" * 64, "size": 1, "made_at": RECORDED}
    return Paper.objects.create(member=member, **about)


def certified(enrolment, paper, code="0123456789ABCDEF"):
    """A certificate as a row alone, for whoever asks about rows."""
    about = {"number": enrolment.number, "code": code, "issued_at": RECORDED}
    event, edition = enrolment.events.last(), enrolment.certificates.count() + 1
    return Certificate.objects.create(enrolment=enrolment, event=event, paper=paper, edition=edition, **about)


def enrolment_under(member, digest):
    """An enrolment under an edition of another digest, as after a catalogue was lost."""
    return join(member, scheme=replace(scheme(), digest=digest))
