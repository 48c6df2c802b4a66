"""The pages of members: found, read, changed and printed, by those who may, and by nobody else."""

import io
import re

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from sonae.app.parties import actions, fields
from sonae.app.parties.models import Facility, Member, Paper
from tests.app.parties.conftest import AT, HOUSE, signed_in
from tests.app.parties.test_papers import PDF, place

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LIST, ONE = 5, 8  # questions about members, some of them from the slices above; what the door asks comes beside them


def page(client, name, *args, query="", **more):
    return client.get(reverse(f"parties:{name}", args=args) + query, **more)


def questions(client, name, *args):
    """How often the database was asked about members for a page."""
    with CaptureQueriesContext(connection) as asked:
        assert page(client, name, *args).status_code == 200
    return sum("parties_" in one["sql"] for one in asked.captured_queries)


def words(response):
    return response.content.decode()


def test_the_list_shows_the_members_of_the_association(sign_in):
    shown = words(page(sign_in("office_clerk"), "members"))
    assert all(name in shown for name in ("青木 一郎", "医療法人 博多会", "髙橋 花子", "8件"))


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("あおき", "青木 一郎"),
        ("吉田", "医療法人 𠮷田会"),
        ("092−000−0020", "医療法人 博多会"),
        ("0000018", "青木 一郎"),
    ],
)
def test_a_member_is_found_by_whatever_one_knows_of_it(sign_in, question, name):
    shown = words(page(sign_in("office_clerk"), "members", query=f"?q={question}"))
    assert (name in shown, "1件" in shown) == (True, True)


def test_the_list_is_filtered_and_sorted(sign_in):
    client = sign_in("office_clerk")
    hospitals = words(page(client, "members", query="?kind=hospital&sort=-number"))
    names = ["医療法人 あおぞら会", "医療法人 𠮷田会", "医療法人 博多会"]
    assert re.findall(r'<th scope="row"><a[^>]*>(.*?)</a>', hospitals) == names
    assert "3件" in hospitals


@pytest.mark.parametrize(
    "query", ["?q=%00", "?sort=nothing", "?page=999", "?kind=x&form=y&association=z", f"?q={'あ' * 500}"]
)
def test_odd_addresses_of_the_list_are_answered(sign_in, query):
    assert page(sign_in("office_clerk"), "members", query=query).status_code == 200


def test_the_list_asks_as_many_questions_for_one_member_as_for_many(client, person, example):
    clerk = person("office_clerk")
    signed_in(client, clerk)
    assert questions(client, "members") == LIST
    for number in range(30):
        member = actions.record_member(
            association=example, number=f"9{number}", form="person", name="某", kana="ボウ", by=clerk, at=AT
        )
        actions.record_facility(member=member, name="某医院", kana="ボウ", kind="clinic", by=clerk, at=AT)
    assert questions(client, "members") == LIST


def test_a_members_page_asks_as_many_questions_whatever_it_has(client, person, hakata):
    clerk = person("office_clerk")
    signed_in(client, clerk)
    assert questions(client, "member", hakata.pk) == ONE
    for number in range(5):
        actions.record_facility(member=hakata, name=f"分院{number}", kana="ブンイン", kind="clinic", by=clerk, at=AT)
    assert questions(client, "member", hakata.pk) == ONE


def test_the_file_holds_what_the_list_shows_with_codes_as_text(sign_in):
    response = page(sign_in("office_clerk"), "members_file", query="?q=青木")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    found = dict(zip(rows[0], rows[1], strict=True))
    assert (len(rows), found["会員番号"], found["医療機関コード"]) == (2, "00012", "0000018")
    assert "filename*=utf-8''" in response["Content-Disposition"]


def test_a_formula_in_a_name_from_before_is_shown_and_exported_as_text(sign_in, example):
    actions.record_member(association=example, number="666", form="person", name="某", kana="シキ", by=HOUSE, at=AT)
    Member.objects.filter(number="666").update(name="=1+1<b>")  # a new one would be refused
    client = sign_in("office_clerk")
    assert "=1+1&lt;b&gt;" in words(page(client, "members", query="?q=666"))
    response = page(client, "members_file", query="?q=666")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert rows[1][rows[0].index("名称・氏名")] == "=1+1<b>"


def test_the_page_of_a_hospital_says_its_size_systems_and_offices(sign_in, hakata):
    shown = words(page(sign_in("office_clerk"), "member", hakata.pk))
    assert all(
        one in shown
        for one in (
            "120 床",
            "一般病床 90、療養病床 30",
            "架空VPN-900",
            "法人本部",
            "〒812-0000 福岡県福岡市博多区架空町2-20",
        )
    )


def test_a_wrong_check_digit_of_an_institution_is_a_caution(sign_in, aoki):
    actions.change(aoki.facilities.get(), values={"institution_code": "0000019"}, revision=1, by=HOUSE, at=AT)
    shown = words(page(sign_in("office_clerk"), "member", aoki.pk))
    assert "検証番号が計算と合いません" in shown


def test_a_care_facility_is_asked_for_its_own_number_and_no_check_digit_is_reckoned(sign_in, hakata):
    about = {"name": "博多老健", "kana": "ハカタ", "kind": "care_facility", "capacity": 80}
    facility = actions.record_facility(
        member=hakata, institution_code="4050100123", prefecture="福岡県", **about, by=HOUSE, at=AT
    )
    client = sign_in("office_clerk")
    assert "介護保険事業所番号" in words(page(client, "facility_edit", facility.pk))
    shown = words(page(client, "member", hakata.pk))
    assert all(told in shown for told in ("介護保険事業所番号", "4050100123"))
    assert "検証番号" not in shown


def test_a_members_own_people_are_led_to_their_institution(sign_in, aoki, hakata):
    client = sign_in("staff", aoki)
    assert page(client, "members")["Location"] == reverse("parties:member", args=[aoki.pk])
    assert page(client, "member", aoki.pk).status_code == 200
    assert page(client, "member", hakata.pk).status_code == 404


@pytest.mark.parametrize("name", ["member_edit", "facility_new", "office_new", "paper_new"])
def test_a_member_of_others_is_not_there(sign_in, aoki, hakata, name):
    assert page(sign_in("staff", aoki), name, hakata.pk).status_code == 404


@pytest.mark.parametrize("name", ["member_edit", "facility_new", "office_new", "paper_new"])
def test_who_may_only_read_may_not_change(sign_in, aoki, name):
    assert page(sign_in("auditor"), name, aoki.pk).status_code == 403


def test_a_stranger_sees_nobody(sign_in, aoki):
    client = sign_in("agency_clerk", serves=False)
    assert "0件" in words(page(client, "members"))
    assert page(client, "member", aoki.pk).status_code == 404


def test_who_only_manages_people_opens_no_page(sign_in, aoki):
    client = sign_in("administrator")
    assert page(client, "members").status_code == 403
    assert page(client, "member", aoki.pk).status_code == 403


def test_the_desk_sees_whom_to_call_and_no_papers(sign_in, hakata):
    shown = words(page(sign_in("desk_operator"), "member", hakata.pk))
    assert all(one in shown for one in ("092-000-0020", "架空VPN-900"))
    assert not any(one in shown for one in ("8000000000034", "博多 太郎", "法人本部", "書類", "メールはありません"))


def test_nobody_is_sent_to_sign_in(client, aoki):
    assert page(client, "member", aoki.pk)["Location"].startswith("/accounts/login/")


def test_a_member_is_keyed_in_and_every_problem_told_beside_its_field(sign_in):
    client = sign_in("office_clerk")
    typed = {
        "number": "00300",
        "form": "corporation",
        "name": "医療法人 新会",
        "kana": "漢字",
        "phone": "1",
        "corporate_number": "1",
    }
    response = client.post(reverse("parties:member_new"), typed)
    shown = words(response)
    assert response.status_code == 422
    assert all(one in shown for one in ("「漢字」は使えません", "10桁か11桁", "13桁の数字", 'value="医療法人 新会"'))
    right = typed | {"kana": "しんかい", "phone": "092-000-0300", "corporate_number": ""}
    saved = client.post(reverse("parties:member_new"), right)
    member = Member.objects.get(number="00300")
    assert (saved["Location"], member.kana) == (reverse("parties:member", args=[member.pk]), "シンカイ")


def test_a_member_changes_its_own_data_but_not_its_number(sign_in, aoki):
    client = sign_in("staff", aoki)
    address = reverse("parties:member_edit", args=[aoki.pk])
    assert 'name="number"' not in words(client.get(address))
    typed = {
        "form": "person",
        "name": aoki.name,
        "kana": aoki.kana,
        "phone": "092-000-7777",
        "number": "1",
        "revision": 1,
    }
    assert client.post(address, typed).status_code == 302
    aoki.refresh_from_db()
    assert (aoki.phone, aoki.number) == ("092-000-7777", "00012")


def test_a_stale_form_keeps_what_was_typed_and_shows_what_changed(sign_in, aoki):
    client = sign_in("office_clerk")
    address = reverse("parties:member_edit", args=[aoki.pk])
    actions.change(aoki, values={"phone": "092-000-8888"}, revision=1, by=HOUSE, at=AT)
    typed = {"number": aoki.number, "form": "person", "name": aoki.name, "kana": aoki.kana, "phone": "092-000-7777"}
    response = client.post(address, typed | {"revision": 1})
    shown = words(response)
    assert response.status_code == 409
    assert all(one in shown for one in ("ほかの人が先に変更しました", "092-000-8888", 'value="092-000-7777"'))
    assert 'name="revision" value="2"' in shown
    assert client.post(address, typed | {"revision": 2}).status_code == 302


def test_a_facility_is_asked_what_its_kind_is_measured_by(sign_in, hakata):
    client = sign_in("office_clerk")
    address = reverse("parties:facility_new", args=[hakata.pk])
    assert "介護医療院" in words(client.get(address))
    assert "ward_general" in words(client.get(f"{address}?kind=hospital"))
    typed = {"name": "分院", "kana": "ブンイン", "beds": "50", "ward_general": "40", "ward_long_term": "5"}
    refused = client.post(f"{address}?kind=hospital", typed)
    assert (refused.status_code, "合計(45床)" in words(refused)) == (422, True)
    assert client.post(f"{address}?kind=hospital", typed | {"ward_long_term": "10"}).status_code == 302
    assert Facility.objects.get(name="分院").wards == {"general": 40, "long_term": 10}


def test_a_facility_closes_in_wareki_and_says_so_in_both_calendars(sign_in, aoki):
    client, facility = sign_in("office_clerk"), aoki.facilities.get()
    address = reverse("parties:facility_close", args=[facility.pk])
    assert client.post(address, {"closed_on": "Ｒ８．９．３０", "revision": 1}).status_code == 302
    assert "2026年(令和8年)9月30日" in words(page(client, "member", aoki.pk))


def test_products_and_offices_come_and_go(sign_in, hakata):
    client, facility = sign_in("office_clerk"), hakata.facilities.get()
    typed = {"facility": facility.pk, "use": "cloud", "maker": "架空第二クラウド", "name": "", "version": ""}
    assert client.post(reverse("parties:product_new", args=[facility.pk]), typed).status_code == 302
    product = facility.products.get(maker="架空第二クラウド")
    typed |= {"version": "3", "revision": 1}
    assert client.post(reverse("parties:product_edit", args=[product.pk]), typed).status_code == 302
    assert "架空第二クラウド" in words(page(client, "product_remove", product.pk))
    assert client.post(reverse("parties:product_remove", args=[product.pk])).status_code == 302
    assert not facility.products.filter(maker="架空第二クラウド").exists()
    office = hakata.offices.get()
    assert client.post(reverse("parties:office_new", args=[hakata.pk]), {"name": "倉庫"}).status_code == 302
    edit = {"name": office.name, "purpose": "総務", "revision": 1}
    assert client.post(reverse("parties:office_edit", args=[office.pk]), edit).status_code == 302
    assert client.post(reverse("parties:office_remove", args=[office.pk])).status_code == 302
    assert [one.name for one in hakata.offices.all()] == ["倉庫"]


def test_a_system_of_anothers_facility_cannot_be_written_down(sign_in, aoki, hakata):
    client = sign_in("staff", aoki)
    mine = aoki.facilities.get()
    typed = {"facility": hakata.facilities.get().pk, "use": "cloud", "maker": "x"}
    assert client.post(reverse("parties:product_new", args=[mine.pk]), typed).status_code == 422


def test_a_paper_is_added_and_downloaded_under_its_name(sign_in, aoki):
    client = sign_in("staff", aoki)
    file = SimpleUploadedFile("加入依頼書 控え.pdf", PDF)
    assert client.post(reverse("parties:paper_new", args=[aoki.pk]), {"file": file}).status_code == 302
    paper = Paper.objects.get()
    answer = page(client, "paper", paper.pk)
    assert (answer.content, answer["Content-Type"], answer["X-Content-Type-Options"]) == (
        PDF,
        "application/pdf",
        "nosniff",
    )
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''%E5%8A%A0")
    assert "加入依頼書 控え.pdf" in words(page(client, "member", aoki.pk))


def test_a_file_that_is_not_what_it_says_is_refused_on_the_page(sign_in, aoki):
    client = sign_in("staff", aoki)
    file = SimpleUploadedFile("本当は実行ファイル.pdf", b"MZ")
    response = client.post(reverse("parties:paper_new", args=[aoki.pk]), {"file": file})
    assert (response.status_code, "読めるファイルではありません" in words(response)) == (422, True)


def test_a_damaged_paper_is_an_error_page_and_not_a_wrong_file(sign_in, aoki):
    client = sign_in("staff", aoki)
    client.post(reverse("parties:paper_new", args=[aoki.pk]), {"file": SimpleUploadedFile("a.pdf", PDF)})
    place(Paper.objects.get()).write_bytes(b"other")
    response = page(client, "paper", Paper.objects.get().pk)
    assert (response.status_code, "この書類は開けません" in words(response)) == (500, True)


def test_papers_are_closed_to_those_who_do_not_see_them(client, person, aoki, hakata):
    own, other, desk = person("staff", aoki), person("staff", hakata), person("desk_operator")
    signed_in(client, own)
    client.post(reverse("parties:paper_new", args=[aoki.pk]), {"file": SimpleUploadedFile("a.pdf", PDF)})
    paper = Paper.objects.get()
    assert page(signed_in(client, other), "paper", paper.pk).status_code == 404
    assert page(signed_in(client, desk), "paper", paper.pk).status_code == 403


def test_the_mails_about_a_member_stand_on_its_page(sign_in, aoki):
    assert "メールはありません" in words(page(sign_in("office_clerk"), "member", aoki.pk))


def test_other_slices_put_their_parts_on_the_page(sign_in, aoki, monkeypatch):
    parts = ("tests.app.parties.test_pages.part", "tests.app.parties.test_pages.nothing")
    monkeypatch.setattr(apps.get_app_config("accounts"), "member_sections", parts, raising=False)
    assert "part of 青木 一郎 for office_clerk" in words(page(sign_in("office_clerk"), "member", aoki.pk))


def part(member, person, now):
    return f"part of {member.name} for {person.role}" if now else ""


def nothing(_member, _person, _now):
    return ""


@pytest.mark.parametrize(
    ("role", "group", "seen"),
    [
        ("desk_operator", fields.CONTACT, True),
        ("desk_operator", fields.FACILITIES, True),
        ("desk_operator", fields.LEGAL, False),
        ("desk_operator", fields.PAPERS, False),
        ("claims_handler", fields.LEGAL, True),
        ("claims_handler", fields.PAPERS, False),
        ("desk_operator", fields.MAILS, False),
        ("administrator", fields.IDENTITY, False),
        ("office_clerk", fields.PAPERS, True),
        ("auditor", fields.PAPERS, True),
    ],
)
def test_each_role_sees_its_part_of_what_is_kept(person, role, group, seen):
    assert fields.sees(person(role), group) is seen


def test_the_desks_file_has_no_column_it_does_not_see(sign_in):
    response = page(sign_in("desk_operator"), "members_file")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(response.content)).get_sheet_by_index(0).to_python()
    assert ("電話番号" in rows[0], "法人番号" in rows[0]) == (True, False)


def test_an_office_that_lets_people_in_finds_the_way_on_the_members_page_and_others_do_not(sign_in, aoki):
    invite = reverse("accounts:people_of", args=[aoki.organisation_id])
    assert invite in words(page(sign_in("office_head"), "member", aoki.pk))
    assert invite not in words(page(sign_in("office_clerk"), "member", aoki.pk))
