"""Adding, changing, closing and removing: once, by whom, told in the trail, and never over somebody else's work."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError

from sonae.app.common.models import AuditEntry
from sonae.app.parties import actions
from sonae.app.parties.models import Facility, Member, Office, Product
from sonae.core.moments import tokyo

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
AT, LATER = tokyo(date(2026, 7, 1)), tokyo(date(2026, 8, 1))
NEW = {"number": "00200", "form": "person", "name": "新井 𠮷子", "kana": "あらい よしこ", "phone": "092−000−0200"}


def test_a_new_member_has_its_account_and_is_found(example, person):
    clerk = person("office_clerk")
    member = actions.add_member(association=example, values=NEW, by=clerk, at=AT)
    member.refresh_from_db()
    assert (member.kana, member.phone, member.recorded_by) == ("アライ ヨシコ", "092-000-0200", "office_clerk")
    assert (member.organisation.name, member.organisation.parent) == ("新井 𠮷子", example.organisation)
    assert "新井吉子" in member.search


def test_the_same_new_member_twice_is_one(example, person):
    clerk = person("office_clerk")
    first = actions.add_member(association=example, values=NEW, by=clerk, at=AT)
    assert actions.add_member(association=example, values=NEW, by=clerk, at=LATER) == first
    assert AuditEntry.objects.filter(action="member.recorded", subject=f"member:{first.pk}").count() == 1


def test_a_number_that_is_taken_is_refused_beside_every_other_problem(example, person):
    values = NEW | {"number": "００012", "phone": "1"}
    with pytest.raises(ValidationError) as refused:
        actions.add_member(association=example, values=values, by=person("office_clerk"), at=AT)
    assert set(refused.value.message_dict) == {"number", "phone"}


@pytest.mark.parametrize(
    ("name", "wrong"), [("name", "あ" * 201), ("contact_email", "not-an-address"), ("name", ""), ("kana", "")]
)
def test_what_the_model_refuses_is_told_beside_its_field(example, person, name, wrong):
    with pytest.raises(ValidationError) as refused:
        actions.add_member(
            association=example, values=NEW | {name: wrong, "postcode": "1"}, by=person("office_clerk"), at=AT
        )
    assert set(refused.value.message_dict) == {name, "postcode"}
    assert not Member.objects.filter(number="00200").exists()


def test_a_change_tells_before_and_after_and_counts_on(aoki, person):
    changed = actions.change(aoki, values={"phone": "092-000-9999"}, revision=1, by=person("staff", aoki), at=LATER)
    entry = AuditEntry.objects.order_by("-number").first()
    assert (changed.revision, entry.action, entry.about_id) == (2, "member.changed", aoki.organisation_id)
    assert (json.loads(entry.before), json.loads(entry.after)) == ({"phone": "092-000-0010"}, {"phone": "092-000-9999"})
    assert "0920009999" in Member.objects.get(pk=aoki.pk).search


def test_a_stale_page_is_told_what_stands_there_now(aoki, person):
    clerk = person("office_clerk")
    actions.change(aoki, values={"phone": "092-000-9999"}, revision=1, by=clerk, at=AT)
    with pytest.raises(actions.StaleError) as stale:
        actions.change(aoki, values={"phone": "092-000-8888"}, revision=1, by=clerk, at=LATER)
    assert stale.value.row.phone == "092-000-9999"
    assert Member.objects.get(pk=aoki.pk).phone == "092-000-9999"


def test_a_doubled_click_is_answered_like_a_single_one(aoki, person):
    clerk = person("office_clerk")
    for _click in range(2):
        changed = actions.change(aoki, values={"phone": "092-000-9999"}, revision=1, by=clerk, at=AT)
    assert changed.revision == 2
    assert AuditEntry.objects.filter(action="member.changed").count() == 1


def test_a_member_renamed_keeps_its_account_under_the_new_name(aoki, person):
    changed = actions.change(
        aoki, values={"name": "青木 二郎", "number": "00013"}, revision=1, by=person("office_clerk"), at=AT
    )
    assert (changed.organisation_id, changed.organisation.name) == (aoki.organisation_id, "青木 二郎")
    assert changed.organisation.code == "example:00013"


def test_a_facility_finds_its_member_under_the_new_name(hakata, person):
    facility = hakata.facilities.get()
    actions.change(facility, values={"name": "新博多病院"}, revision=1, by=person("office_clerk"), at=AT)
    assert "新博多病院" in Member.objects.get(pk=hakata.pk).search


def test_more_beds_in_one_ward_change_the_main_ward(hakata, person):
    facility = hakata.facilities.get()
    values = {"kind": "hospital", "beds": "150", "wards": {"general": "70", "long_term": "80"}}
    changed = actions.change(facility, values=values, revision=1, by=person("office_clerk"), at=AT)
    assert (changed.beds, changed.ward) == (150, "long_term")


def test_a_facility_closes_on_a_day_of_either_calendar_and_opens_again(aoki, person):
    clerk, facility = person("office_clerk"), aoki.facilities.get()
    closed = actions.change(facility, values={"closed_on": "令和8年9月30日"}, revision=1, by=clerk, at=AT)
    assert closed.closed_on == date(2026, 9, 30)
    opened = actions.change(facility, values={"closed_on": ""}, revision=2, by=clerk, at=LATER)
    assert opened.closed_on is None


def test_two_facilities_of_a_member_do_not_share_a_name(aoki, person):
    values = {"name": "青木医院", "kana": "アオキ", "kind": "clinic"}
    with pytest.raises(ValidationError) as refused:
        actions.add(Facility, member=aoki, values=values, by=person("office_clerk"), at=AT)
    assert "name" in refused.value.message_dict


def test_a_member_is_not_renumbered_to_another_ones_number(aoki, person):
    with pytest.raises(ValidationError) as refused:
        actions.change(aoki, values={"number": "00034"}, revision=1, by=person("office_clerk"), at=AT)
    assert "もう使われています" in refused.value.message_dict["number"][0]


def test_a_product_is_written_down_once_and_removed_with_a_word_in_the_trail(aoki, person):
    clerk = person("office_clerk")
    values = {"facility": aoki.facilities.get(), "use": "cloud", "maker": "架空", "name": "保管", "version": ""}
    product = actions.add(Product, member=aoki, values=values, by=clerk, at=AT)
    assert actions.add(Product, member=aoki, values=values, by=clerk, at=LATER) == product
    actions.remove(product, by=clerk, at=LATER)
    entry = AuditEntry.objects.order_by("-number").first()
    assert (entry.action, json.loads(entry.before)["maker"]) == ("product.removed", "架空")


def test_a_system_is_written_down_for_a_facility_of_its_own_member_only(aoki, hakata, person):
    values = {"facility": hakata.facilities.get(), "use": "cloud", "maker": "架空", "name": "保管"}
    with pytest.raises(ValidationError) as refused:
        actions.add(Product, member=aoki, values=values, by=person("office_clerk"), at=AT)
    assert set(refused.value.message_dict) == {"facility"}


def test_an_office_is_changed_like_all_else(hakata, person):
    office = hakata.offices.get()
    changed = actions.change(office, values={"purpose": "経理"}, revision=1, by=person("staff", hakata), at=AT)
    assert (changed.purpose, Office.objects.count()) == ("経理", 1)
