"""One database filled with a whole association's rows, and its lists asked for; what ``benchmarks.scale`` starts."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django first
from django.db import connection, models, transaction  # noqa: E402
from django.test import Client  # noqa: E402

from sonae.app.accounts.mail_models import Mail  # noqa: E402
from sonae.app.accounts.models import Organisation, Reach, Role, User  # noqa: E402
from sonae.app.applications.models import Application  # noqa: E402
from sonae.app.common.models import AuditEntry  # noqa: E402
from sonae.app.common.person import of_system  # noqa: E402
from sonae.app.enrolments.models import Certificate, CoverPeriod, Enrolment, Event  # noqa: E402
from sonae.app.parties.actions import record_association  # noqa: E402
from sonae.app.parties.models import Association, Facility, Member, Paper  # noqa: E402

NOW = datetime.now(UTC)
YEAR = timedelta(days=365)
AT_ONCE = 2_000
PAGES = {
    "home": "/work/",
    "members": "/work/members/",
    "members by kana": "/work/members/?sort=kana",
    "members found": "/work/members/?q=00777",
    "enrolments": "/work/enrolments/",
    "enrolments over": "/work/enrolments/?state=over",
    "enrolments in force": "/work/enrolments/?state=in_force",
    "enrolments without certificate": "/work/enrolments/?certificate=missing",
    "applications": "/work/applications/",
    "applications, all": "/work/applications/?state=all",
    "mails": "/work/mails/",
}
TRAIL = {"trail": "/work/trail/"}
WHO = {
    "office": ("association", "office_head"),
    "insurer": ("insurer", "senior_underwriter"),
    "auditor": ("association", "auditor"),
}


def fill(members: int, facilities: int) -> dict[str, Role]:
    """Write all the rows; the roles of who asks, by name."""
    house = of_system("benchmark")
    association = record_association(code="scale", name="規模", scheme_code="example", example=True, by=house, at=NOW)
    insurer = Organisation.objects.create(kind="insurer", code="scale-insurer", name="保険会社", example=True)
    Reach.objects.create(organisation=insurer, association=association.organisation)
    with transaction.atomic():
        _parties(association, members, facilities)
        _ledger(association)
        _letters(association, members)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "sqlite" else "VACUUM ANALYZE")
    places = {"association": association.organisation, "insurer": insurer}
    return {name: _role(name, places[kind], role) for name, (kind, role) in WHO.items()}


def _written(rows: Iterable[models.Model]) -> None:
    batch: list[Any] = []
    for row in rows:
        batch.append(row)
        if len(batch) == AT_ONCE:
            type(row)._default_manager.bulk_create(batch)  # noqa: SLF001 - Django's public name of it
            batch = []
    if batch:
        type(batch[0])._default_manager.bulk_create(batch)  # noqa: SLF001


def _role(name: str, organisation: Organisation, role: str) -> Role:
    user = User.objects.create(email=f"{name}@example.com", name=name)
    return Role.objects.create(user=user, organisation=organisation, name=role, since=NOW)


def _parties(association: Association, members: int, facilities: int) -> None:
    about: dict[str, Any] = {"kind": "member", "parent": association.organisation, "example": True}
    _written(Organisation(code=f"scale-{n:05}", name=f"会員{n:05}", **about) for n in range(members))
    written: dict[str, Any] = {"recorded_by": "x", "recorded_at": NOW}
    _written(
        Member(
            organisation=one, association=association, number=one.code[-5:], form="corporation", name=one.name,
            kana=f"カイイン{one.pk}", search=f"{one.name} {one.code} カイイン 福岡市中央区 " * 15, **written,
        )
        for one in Organisation.objects.filter(kind="member", parent=association.organisation)
    )  # fmt: skip
    _written(
        Facility(member=one, kind="clinic", name=f"施設{n}", kana="シセツ", **written)
        for one in Member.objects.filter(association=association)
        for n in range(facilities)
    )


def _ledger(association: Association) -> None:
    """A term of each member: a tenth is over; the last twenty have no certificate yet."""
    found = list(Member.objects.filter(association=association))
    about: dict[str, Any] = {"scheme_code": "example", "edition_digest": "d", "recorded_at": NOW - timedelta(hours=2)}
    start = {one.pk: NOW - YEAR / 2 - (YEAR if one.pk % 10 == 0 else timedelta()) for one in found}
    _written(
        Enrolment(
            member=one, association=association, number=f"K-{one.pk}",
            term_start=start[one.pk], term_end=start[one.pk] + YEAR, **about,
        )
        for one in found
    )  # fmt: skip
    terms = list(Enrolment.objects.filter(association=association).order_by("pk"))
    said: dict[str, Any] = {"number": 1, "kind": "join", "recorded_by": "x", "changes": [], "premium_yen": 1}
    _written(Event(enrolment=one, valid_from=one.term_start, recorded_at=one.recorded_at, **said) for one in terms)
    events = dict(Event.objects.values_list("enrolment", "pk"))
    _written(_periods(terms, events))
    made: dict[str, Any] = {"kind": "certificate", "name": "x.pdf", "sha256": "0" * 64, "size": 1, "made_at": NOW}
    _written(Paper(member_id=one.member_id, **made) for one in terms[:-20])
    papers = dict(Paper.objects.values_list("member", "pk"))
    _written(
        Certificate(
            enrolment=one, event_id=events[one.pk], paper_id=papers[one.member_id], number=one.number, edition=1,
            code="x", issued_at=NOW,
        )
        for one in terms[:-20]
    )  # fmt: skip


def _periods(terms: list[Enrolment], events: dict[int, int]) -> Iterator[CoverPeriod]:
    cover: dict[str, Any] = {"family": "all_risk", "plan": "S1", "annual_yen": 20_160, "shared": False}
    cover |= {
        "liability_limit": 10_000_000,
        "cost_limit": 5_000_000,
        "deductible": 0,
        "recorded_from": NOW - timedelta(hours=2),
    }
    by_member = {one.member_id: one for one in terms}
    for pk, member in Facility.objects.filter(member__in=by_member).values_list("pk", "member"):
        one = by_member[member]
        yield CoverPeriod(
            enrolment=one, facility_id=pk, event_id=events[one.pk],
            valid_from=one.term_start, valid_to=one.term_end, **cover,
        )  # fmt: skip


def _letters(association: Association, members: int) -> None:
    """An application, ten mails and thirty entries of the trail for each member; one application in fifty is open."""
    found = list(Member.objects.filter(association=association))
    asked: dict[str, Any] = {"association": association, "scheme_code": "example", "waits_since": NOW, "begun_at": NOW}
    _written(
        Application(member=one, number=f"A-{one.pk}", state="sent_back" if one.pk % 50 == 0 else "accepted", **asked)
        for one in found
    )
    sent: dict[str, Any] = {"to": "x@example.com", "template": "received", "language": "ja", "state": "sent"}
    _written(
        Mail(
            organisation_id=one.organisation_id, once=str(n), message_id=f"{one.pk}-{n}", subject="受付",
            body="本文" * 200, queued_at=NOW - timedelta(hours=n), next_at=NOW, **sent,
        )
        for one in found
        for n in range(10)
    )  # fmt: skip
    actor: dict[str, Any] = {"organisation_id": association.organisation_id, "person": "x", "role": "office_clerk"}
    told: dict[str, Any] = {"at": NOW, "action": "member.changed", "before": "{}", "after": "{}", "previous": "0" * 64}
    _written(
        AuditEntry(
            number=1_000 + n, about_id=found[n % members].organisation_id, subject=f"member:{n}", hash=f"{n:064}",
            **actor, **told,
        )
        for n in range(30 * members)
    )  # fmt: skip


def ask(roles: dict[str, Role], rounds: int, *, small: bool) -> None:
    """Ask each page as each of them and print the least time, and the least of this process alone."""
    for name, role in roles.items():
        client = Client(HTTP_HOST="localhost")
        client.post("/accounts/demonstration/", {"role": str(role.pk)})
        for page, address in (TRAIL if name == "auditor" else PAGES).items():
            best = busy = float("inf")
            for _ in range(rounds + 1):
                begun, worked = time.perf_counter(), time.process_time()
                answer = client.get(address)
                best, busy = min(best, time.perf_counter() - begun), min(busy, time.process_time() - worked)
            assert answer.status_code == HTTPStatus.OK, (page, answer.status_code)
            line = {
                "id": "scale",
                "page": page,
                "who": name,
                "database": connection.vendor,
                "ms": round(1000 * best, 1),
                "cpu_ms": round(1000 * busy, 1),
            }
            print(json.dumps(line | {"members": Member.objects.count(), "small": small}), flush=True)


if __name__ == "__main__":
    SMALL = "--small" in sys.argv
    call_command("migrate", verbosity=0)
    ask(fill(40, 3) if SMALL else fill(10_000, 18), 1 if SMALL else 5, small=SMALL)
