"""How does a real installation begin? Organisations are opened, each with somebody who lets in the others."""

import io

import pytest
from django.core.management import CommandError, call_command

from sonae.app.accounts.access_models import Invitation
from sonae.app.accounts.actions import accept
from sonae.app.accounts.mail_models import Mail
from sonae.app.accounts.models import Organisation, Reach
from sonae.app.common.audit import AuditEntry
from sonae.app.parties.actions import record_member
from sonae.app.parties.models import Association
from tests.support.cast import HOUSE, NOW

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.postgres]
OFFICE = (
    "association",
    "fukuoka",
    "福岡県医師会",
    "--scheme",
    "fukuoka-2025",
    "--administrator",
    "a@example.jp",
    "管理 花子",
)


def opened(*told):
    out = io.StringIO()
    call_command("open_organisation", *told, stdout=out)
    return out.getvalue()


def insurer(*more, code="sompo", name="保険会社"):
    return opened("insurer", code, name, "--administrator", "i@example.jp", "引受 太郎", *more)


def test_an_association_is_opened_with_its_scheme_and_its_first_administrator_is_invited_by_mail():
    assert "a@example.jp is invited" in opened(*OFFICE)
    association = Association.objects.get()
    assert (association.code, association.scheme_code) == ("fukuoka", "fukuoka-2025")
    invitation = Invitation.objects.get()
    assert (invitation.organisation, invitation.role) == (association.organisation, "administrator")
    assert Mail.objects.get().to == "a@example.jp"


def test_an_insurer_sees_the_members_of_the_associations_it_serves_and_of_no_others():
    opened(*OFFICE)
    opened("association", "mie", "三重", "--scheme", "mie-2025", "--administrator", "m@example.jp", "三重 花子")
    insurer("--serves", "fukuoka")
    reached = Reach.objects.filter(organisation__code="sompo").values_list("association__code", flat=True)
    assert list(reached) == ["fukuoka"]


def test_the_same_again_opens_nothing_twice_and_sends_a_new_link():
    opened(*OFFICE)
    for _time in range(2):
        insurer("--serves", "fukuoka")
    assert Invitation.objects.filter(organisation__code="sompo").count() == 1
    assert Mail.objects.filter(to="i@example.jp").count() == 2


def test_whoever_has_an_administrator_is_sent_no_invitation():
    opened(*OFFICE)
    accept(invitation=Invitation.objects.get(), name="管理 花子", at=NOW)
    assert "has an administrator already" in opened(*OFFICE)
    assert Mail.objects.filter(to="a@example.jp").count() == 1


def test_it_stands_in_the_trail_what_was_opened_and_whom_it_serves():
    opened(*OFFICE)
    insurer("--serves", "fukuoka")
    told = list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))
    assert [one for one in told if one.startswith("organisation")] == ["organisation.opened", "organisation.served"]
    assert "association.recorded" in told


def test_everything_that_is_wrong_is_told_at_once_and_nothing_is_opened():
    opened(*OFFICE)
    with pytest.raises(CommandError) as error:
        opened("agency", "福岡 市", " ", "--serves", "osaka", "--administrator", "nobody", "誰か")
    words = str(error.value).splitlines()
    assert len(words) == 4
    assert "fukuoka" in words[-1]
    assert Organisation.objects.count() == 1


def test_a_code_that_another_kind_has_is_refused():
    opened(*OFFICE)
    with pytest.raises(CommandError, match="福岡県医師会"):
        insurer(code="fukuoka")


def test_an_association_without_a_scheme_of_the_catalogue_is_refused_with_those_there_are():
    with pytest.raises(CommandError, match="fukuoka-2025"):
        opened("association", "fukuoka", "福岡", "--scheme", "nowhere", "--administrator", "a@example.jp", "花子")
    assert not Association.objects.exists()


def test_another_name_under_a_code_is_taken_only_when_it_is_asked_for():
    opened(*OFFICE)
    insurer()
    with pytest.raises(CommandError, match="--rename"):
        insurer(name="ほかの会社")
    insurer("--rename", name="新しい名前")
    opened("association", "fukuoka", "福岡", "--rename", *OFFICE[3:])
    names = dict(Organisation.objects.values_list("code", "name"))
    assert (names["sompo"], names["fukuoka"], Association.objects.get().name) == ("新しい名前", "福岡", "福岡")


def test_an_association_never_sees_the_members_of_another():
    opened(*OFFICE)
    with pytest.raises(CommandError, match="--serves"):
        opened("association", "mie", "三重", "--scheme", "mie-2025", "--serves", "fukuoka", *OFFICE[5:])
    assert not Organisation.objects.filter(code="mie").exists()


def test_an_association_with_members_keeps_its_scheme():
    opened(*OFFICE)
    record_member(
        association=Association.objects.get(), number="1", form="person", name="某", kana="ボウ", by=HOUSE, at=NOW
    )
    with pytest.raises(CommandError, match="fukuoka-2025"):
        opened("association", "fukuoka", "福岡県医師会", "--scheme", "mie-2025", *OFFICE[5:])
    assert Association.objects.get().scheme_code == "fukuoka-2025"


def test_a_mistyped_address_waits_no_longer_once_it_is_put_right():
    opened(*OFFICE)
    opened(*OFFICE[:6], "right@example.jp", "管理 花子")
    assert list(Invitation.objects.waiting().values_list("email", flat=True)) == ["right@example.jp"]
