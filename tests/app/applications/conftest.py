"""Who applies in these tests: Aoki's clinic and Hakata hospital; agency, office and insurer see to it; Mie may not."""

from dataclasses import dataclass
from datetime import date, time

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from sonae.app.accounts.acting import ACTING
from sonae.app.accounts.models import Organisation, Reach, Role, User
from sonae.app.accounts.sitting import DEMONSTRATION
from sonae.app.applications import approval_actions, draft_actions, submit_actions
from sonae.app.applications.drafts import members_own
from sonae.app.common.person import Person, of_system
from sonae.app.parties import actions as parties
from sonae.app.parties.models import Member
from sonae.core.moments import tokyo

AT = tokyo(date(2026, 6, 10), time(10))
HOUSE = of_system("test")


@dataclass
class Cast:
    aoki: Person
    hakata: Person
    hakata_staff: Person
    agency: Person
    office: Person
    underwriter: Person
    senior: Person
    mie: Person
    stranger: Person
    clinic: Member
    hospital: Member


def person(organisation, role, name):
    user, _created = User.objects.get_or_create(
        email=f"{role}-{organisation.pk}@sonae.example", defaults={"name": name}
    )
    Role.objects.get_or_create(user=user, organisation=organisation, name=role, defaults={"since": AT})
    return Person(user.pk, name, organisation.pk, organisation.name, organisation.kind, role)


def organisation(kind, code, *associations):
    one = Organisation.objects.create(kind=kind, code=code, name=code)
    for association in associations:
        Reach.objects.create(organisation=one, association=association)
    return one


@pytest.fixture(autouse=True)
def _papers_of_their_own(settings, tmp_path):
    options = {"location": tmp_path / "papers"}
    settings.STORAGES = settings.STORAGES | {"papers": settings.STORAGES["papers"] | {"OPTIONS": options}}


@pytest.fixture
def cast(db):  # noqa: ARG001 - who plays is in the database
    return played()


def played():
    example = parties.seed_example(by=HOUSE, at=AT)
    mie = parties.record_association(code="mie", name="三重", scheme_code="mie-2025", by=HOUSE, at=AT)
    clinic, hospital, other = (Member.objects.get(number=number) for number in ("00012", "00034", "00078"))
    agency = organisation("agency", "test-agency", example.organisation)
    insurer = organisation("insurer", "test-insurer", example.organisation, mie.organisation)
    return Cast(
        aoki=person(clinic.organisation, "head", "青木 一郎"),
        hakata=person(hospital.organisation, "head", "博多 次郎"),
        hakata_staff=person(hospital.organisation, "staff", "事務 花子"),
        agency=person(agency, "agency_clerk", "代理 店子"),
        office=person(example.organisation, "office_clerk", "事務局 太郎"),
        underwriter=person(insurer, "underwriter", "引受 太郎"),
        senior=person(insurer, "senior_underwriter", "上席 花江"),
        mie=person(mie.organisation, "office_clerk", "三重 太郎"),
        stranger=person(other.organisation, "head", "髙橋 花子"),
        clinic=clinic,
        hospital=hospital,
    )


DECLARED = {
    "declared.way": "web",
    "declared.capacity": "representative",
    "declared.statements.entries_true": "yes",
    "declared.statements.no_antisocial_forces": "yes",
    "declared.statements.data_passed_on": "yes",
}
NEEDS = dict.fromkeys(("needs.limits", "needs.riders", "needs.term", "needs.premium"), "yes")
AGREED = NEEDS | DECLARED  # what is asked anew of whoever hands it in once more
TOGETHER = {
    "shared_records": "no",
    "way": "deduction",
    "proofs.member_number": "00012",
    "explained.important_matters": "2025",
    "explained.brochure_example": "2026",
    "explained.personal_data": "2025",
    **AGREED,
}
MEMBERS_OWN = {name: value for name, value in TOGETHER.items() if members_own(name)} | {"declared.name": "青木 一郎"}
DISCLOSED = {"systems_used": "no", "incidents": "no", "known_circumstances": "no", "other_cover": "no"}


def given(member, *, plan="all_risk:S3", **more):
    """Everything an application of one facility needs."""
    facility = member.facilities.get()
    name = f"facilities.{facility.key}"
    answers = DISCLOSED if facility.kind == "hospital" else {}
    return (
        {"facilities": [str(facility.pk)], f"{name}.plan": plan}
        | {f"{name}.answers.{question}": answer for question, answer in answers.items()}
        | TOGETHER
        | {"declared.name": member.name}
        | more
    )


def begun(by, member, at=AT, **more):
    return draft_actions.begin(member=member, given=given(member, **more), by=by, at=at)


SIGNED = b"%PDF-1.7\nanything\nxref\nstartxref\n18\n%%EOF\n"


def with_paper(by, draft, content=SIGNED):
    """The draft with the signed paper of its declaration."""
    file = SimpleUploadedFile("signed.pdf", content)
    typed = {"declared.way": draft.given["declared.way"]}
    return draft_actions.save_step(
        application=draft, version=draft.version, typed=typed, files={"declared.paper": file}, by=by, at=AT
    )


def submitted(by, member, at=AT, **more):
    draft = begun(by, member, at, **more)
    return submit_actions.submit(application=draft, version=draft.version, by=by, at=at)


def approved(row, *by, at=AT):
    for one in by:
        row = approval_actions.approve(application=row, version=row.version, by=one, at=at)
    return row


@pytest.fixture
def sign_in(client, settings):
    """A browser in which somebody of the cast has signed in, as a demonstration does it."""
    settings.SONAE_EXAMPLE = True

    def signed_in(person):
        client.force_login(User.objects.get(pk=person.user_id))
        session = client.session
        session[ACTING] = Role.objects.get(user_id=person.user_id, organisation_id=person.organisation_id).pk
        session[DEMONSTRATION] = True
        session.save()
        return client

    return signed_in


def pressed(response, **typed):
    """What a form on a page sends back: its hidden fields, and what is typed."""
    form, shown = response.context["form"], response.context.get("shown")
    figures = {} if shown is None else {"shown": shown}
    return {"once": form["once"].value(), "version": form["version"].value() or "", **figures} | typed
