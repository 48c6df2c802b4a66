"""The pages of enrolments: found, filtered, read on any day as known on any day, by those who may."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from sonae.app.accounts.models import Organisation, Reach
from sonae.app.enrolments.actions import append
from sonae.app.enrolments.certificate_actions import issue_certificate
from sonae.app.enrolments.correct_actions import correct
from sonae.app.enrolments.history_page import _value, sentence
from sonae.app.enrolments.joining import operations
from sonae.app.enrolments.waiting import waits_for
from sonae.core.enrolment_events import Amend, End, Release
from sonae.core.enrolment_history import record
from tests.app.enrolments import joiners
from tests.app.enrolments.joiners import BY, at, holder_of, join, part

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LIST, ONE = 9, 7  # questions about enrolments and members; what the door asks comes beside them


@pytest.fixture
def fukuoka():
    return joiners.association()


@pytest.fixture
def corrected(fukuoka):
    """Aoki's cover from 5 March; on 20 May it is found out that the plan was S3."""
    member = joiners.aoki(fukuoka)
    enrolment = join(member, start=at(3, 5), end=at(3, 5, 2027), at=at(2, 1))
    changes = operations(
        holder_of(member), [part(member.facilities.get(), "S3", 30_000)], joiners.scheme(),
        shared=False, way="deduction", instalments=1,
    )  # fmt: skip
    correct(enrolment=enrolment, number=1, changes=changes, reason="加入タイプの入力誤り", by=BY, at=at(5, 20))
    return enrolment


def shown(client, enrolment, **asked):
    return client.get(reverse("enrolments:enrolment", args=[enrolment.number]), asked).content.decode()


def listed(client, **asked):
    return client.get(reverse("enrolments:enrolments"), asked).content.decode()


def test_what_was_believed_on_10_may_about_cover_on_1_april(sign_in, fukuoka, corrected):
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected, on="2026/4/1", known="2026/5/10")
    state, difference = html.split('id="state"')[1].split('id="changes"')
    assert "<strong>S1</strong>" in state
    assert "2026年(令和8年)4月1日" in state
    assert "2026年(令和8年)5月10日" in state
    assert "加入タイプ" in difference
    assert "<strong>S3</strong>" in difference


@pytest.mark.parametrize(
    ("on", "known"),
    [("令和8年4月1日", "R8.5.10"), ("２０２６／４／１", "令和八年五月十日"), ("2026-04-01", "20260510")],
)
def test_days_are_read_as_people_write_them(sign_in, fukuoka, corrected, on, known):
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected, on=on, known=known)
    assert "2026年(令和8年)5月10日" in html
    assert "<strong>S1</strong>" in html


def test_what_is_known_now_is_shown_where_nothing_is_asked(sign_in, fukuoka, corrected):
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected, on="2026-04-01")
    assert "<strong>S3</strong>" in html
    assert 'id="changes"' not in html


@pytest.mark.parametrize(
    ("on", "covered"),
    [
        ("2026-03-04", False),
        ("2026-03-05 15:59", False),
        ("2026-03-05 16:00", True),
        ("2026-03-05", True),
        ("2027-03-05 15:59", True),
        ("2027-03-05 16:00", False),
    ],
)
def test_cover_begins_and_ends_at_four(sign_in, fukuoka, corrected, on, covered):
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected, on=on)
    assert ("この日に補償はありません" not in html) == covered


def test_two_beliefs_that_hold_alike_are_said_to(sign_in, fukuoka, corrected):
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected, on="2026-04-01", known="2026-05-21")
    assert "違いはありません" in html


def test_what_was_not_known_yet_is_told_by_its_name_and_plan(sign_in, fukuoka, corrected):
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected, on="2026-04-01", known="2026-01-31")
    difference = html.split('id="changes"')[1].split("</section>")[0]
    assert "青木医院" in difference
    assert "医療機関コード" not in difference


def test_what_is_no_day_is_told_beside_its_field_and_kept(sign_in, fukuoka, corrected):
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected, on="来年の春", known="2026-02-30")
    assert "来年の春" in html
    assert "2026-02-30" in html
    assert html.count('class="errorlist"') == 2


def test_the_history_is_told_in_sentences(sign_in, fukuoka, corrected):
    history = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected).split('id="history"')[1]
    told = (
        "「青木医院」をオールリスクプラン S1",
        "記録2で取り消されました",
        "加入タイプの入力誤り",
        "-20,160円",
        "+30,000円",
    )
    assert [one for one in told if one not in history] == []


def test_each_entry_leads_to_the_one_it_takes_out_and_to_what_was_known_with_it(sign_in, fukuoka, corrected):
    client = sign_in(fukuoka.organisation, "office_clerk")
    html = shown(client, corrected)
    assert all(f'id="record-{number}"' in html and f'href="#record-{number}"' in html for number in (1, 2))
    then = "?on=2026-03-05+16%3A00&known=2026-02-01+16%3A00"
    assert f'href="{then}#state"'.replace("&", "&amp;") in html
    back = client.get(reverse("enrolments:enrolment", args=[corrected.number]) + then).content.decode()
    assert "<strong>S1</strong>" in back.split('id="state"')[1].split('id="belief"')[0]


def test_what_was_recorded_since_is_named_beside_the_difference(sign_in, fukuoka, corrected):
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected, on="2026-04-01", known="2026-05-10")
    later = html.split('id="changes"')[1].split("</section>")[0]
    assert 'href="#record-3"' in later
    assert 'href="#record-2"' not in later


def test_changes_of_later_kinds_have_sentences_too():
    names = {"f1": "青木医院"}
    assert sentence(Amend("f1", (("plan", "S3"), ("annual_yen", 30_000))), names) == (
        "「青木医院」の変更: 年間保険料 30,000円、加入タイプ S3"
    )
    assert sentence(Release("f1"), names) == "「青木医院」の補償を終了"
    assert sentence(End(), names) == "すべての補償を終了"


def test_certificates_are_listed_with_their_editions_and_the_way_to_verify(sign_in, fukuoka, corrected):
    certificate = issue_certificate(enrolment=corrected, by=BY, at=at(5, 21))
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected)
    assert reverse("parties:paper", args=[certificate.paper_id]) in html
    assert reverse("verify:certificate", args=[certificate.number, certificate.code]) in html
    assert "加入者証を発行しています" not in html


def test_a_certificate_that_is_being_made_is_told(sign_in, fukuoka, corrected):
    assert "加入者証を発行しています" in shown(sign_in(fukuoka.organisation, "office_clerk"), corrected)


def test_the_member_downloads_its_certificate_and_another_member_does_not(sign_in, fukuoka, corrected):
    certificate = issue_certificate(enrolment=corrected, by=BY, at=at(5, 21))
    other = joiners.aoki(fukuoka, "00099")
    address = reverse("parties:paper", args=[certificate.paper_id])
    assert sign_in(corrected.member.organisation, "staff").get(address).content.startswith(b"%PDF-")
    assert sign_in(other.organisation, "staff").get(address).status_code == 404


@pytest.mark.parametrize("name", ["enrolment", "enrolments", "enrolments_file"])
def test_nobody_is_led_to_sign_in(client, corrected, name):
    address = reverse(f"enrolments:{name}", args=[corrected.number] if name == "enrolment" else [])
    assert "/accounts/login/" in client.get(address)["Location"]


def test_a_stranger_finds_nothing(sign_in, corrected):
    mie = joiners.association("mie")
    client = sign_in(mie.organisation, "office_head")
    assert client.get(reverse("enrolments:enrolment", args=[corrected.number])).status_code == 404
    assert corrected.number not in listed(client)


def test_a_provider_may_not_read_cover(sign_in, corrected):
    provider = Organisation.objects.create(kind="provider", code="provider", name="提供会社")
    client = sign_in(provider, "administrator")
    assert client.get(reverse("enrolments:enrolment", args=[corrected.number])).status_code == 403


def test_the_desk_sees_cover_and_no_papers(sign_in, fukuoka, corrected):
    issue_certificate(enrolment=corrected, by=BY, at=at(5, 21))
    desk = Organisation.objects.create(kind="desk", code="desk", name="デスク")
    Reach.objects.create(organisation=desk, association=fukuoka.organisation)
    html = shown(sign_in(desk, "desk_operator"), corrected, on="2026-06-01")
    assert "青木医院" in html
    assert "/papers/" not in html


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "あおき"}, True),
        ({"q": "青木医院"}, True),
        ({"q": "k-2026-000001"}, True),
        ({"q": "000001"}, True),
        ({"q": "00012"}, True),
        ({"q": "よしだ"}, False),
        ({"association": "fukuoka"}, True),
        ({"association": "mie"}, False),
        ({"certificate": "missing"}, True),
        ({"state": "nonsense"}, True),
    ],
)
def test_the_list_is_searched_and_filtered(sign_in, fukuoka, corrected, asked, found):
    assert (corrected.number in listed(sign_in(fukuoka.organisation, "office_clerk"), **asked)) == found


def test_the_list_tells_what_is_in_force_what_is_to_come_and_what_is_over(sign_in, fukuoka):
    now = timezone.now()
    moments = {"in_force": -30, "coming": 30, "over": -400}
    numbers = {}
    for place, (state, days) in enumerate(moments.items()):
        start = now + timedelta(days=days)
        member = joiners.aoki(fukuoka, f"0002{place}")
        numbers[state] = join(member, start=start, end=start + timedelta(days=365), at=now - timedelta(days=500)).number
    client = sign_in(fukuoka.organisation, "office_clerk")
    shown_as = {state: listed(client, state=state) for state in moments}
    found = {state: [one for one, number in numbers.items() if number in html] for state, html in shown_as.items()}
    assert found == {state: [state] for state in moments}


def test_the_file_holds_what_the_list_shows_with_zeros_kept_and_yen_as_numbers(sign_in, fukuoka, corrected):
    content = sign_in(fukuoka.organisation, "office_clerk").get(reverse("enrolments:enrolments_file")).content
    heading, row = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[:2]
    told = dict(zip(heading, row, strict=True))
    assert (told["加入番号"], told["会員番号"], told["加入タイプ"], told["年間保険料"]) == (
        corrected.number, "00012", "S3", 30_000,
    )  # fmt: skip
    assert (told["フリガナ"], told["この期間の保険料(加入全体)"]) == ("アオキ イチロウ", 30_000)
    assert (told["補償の開始日"], told["補償の終了日"]) == (date(2026, 3, 5), date(2027, 3, 5))


def test_the_file_and_its_sheet_are_called_by_japanese_names_and_a_premium_stands_there_once(sign_in, fukuoka):
    joiners.join(joiners.yoshida(fukuoka))
    answer = sign_in(fukuoka.organisation, "office_clerk").get(reverse("enrolments:enrolments_file"))
    book = CalamineWorkbook.from_filelike(io.BytesIO(answer.content))
    heading, *rows = book.get_sheet_by_index(0).to_python()
    assert book.sheet_names == ["加入一覧"]
    assert [one[heading.index("この期間の保険料(加入全体)")] for one in rows] == [40_320, ""]
    assert [one[heading.index("加入者")] for one in rows] == ["医療法人 𠮷田会"] * 2


def test_the_members_page_has_its_enrolments(sign_in, fukuoka, corrected):
    client = sign_in(fukuoka.organisation, "office_clerk")
    assert corrected.number in client.get(reverse("parties:member", args=[corrected.member_id])).content.decode()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_the_pages_are_said_in_both_languages(sign_in, fukuoka, corrected, language):
    client = sign_in(fukuoka.organisation, "office_clerk")
    client.cookies["sonae_language"] = language
    words = {"ja": "これまでの記録", "en": "As known then"}
    assert words[language] in shown(client, corrected, on="2026-04-01", known="2026-05-10")


def test_a_certificate_that_does_not_come_waits_for_whoever_checks(fukuoka, corrected):
    late = at(5, 20) + timedelta(hours=1)
    (waiting,) = waits_for(joiners.office(fukuoka), late)
    assert corrected.number in waiting.subject
    assert waits_for(joiners.office(fukuoka), at(2, 1)) == []
    assert waits_for(joiners.staff(corrected.member), late) == []
    issue_certificate(enrolment=corrected, by=BY, at=late)
    assert waits_for(joiners.office(fukuoka), late) == []


def questions(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return sum("enrolments_" in one["sql"] or "parties_" in one["sql"] for one in asked.captured_queries)


def test_pages_ask_as_often_whatever_they_show(sign_in, fukuoka, corrected):
    for place in range(4):
        join(joiners.yoshida(fukuoka, f"0030{place}"))
    client = sign_in(fukuoka.organisation, "office_clerk")
    assert questions(client, reverse("enrolments:enrolments")) == LIST
    assert questions(client, reverse("enrolments:enrolment", args=[corrected.number])) == ONE


def test_what_the_record_will_say_on_a_day_to_come_is_not_answered(sign_in, fukuoka, corrected):
    tomorrow = (timezone.now() + timedelta(days=1)).date()
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), corrected, on="2026-04-01", known=f"{tomorrow}")
    assert "まだ来ていない日の記録はありません" in html
    assert html.index("下に見えているのは、いまの状態です") < html.index('id="state"')


def test_the_record_of_today_is_that_of_now_and_not_of_midnight(sign_in, fukuoka, corrected):
    today = timezone.localtime().date()
    response = sign_in(fukuoka.organisation, "office_clerk").get(
        reverse("enrolments:enrolment", args=[corrected.number]), {"known": f"{today}"}
    )
    assert response.context["known"] <= timezone.now()


def test_cover_that_has_not_begun_is_shown_from_its_start_before_anything_is_searched(sign_in, fukuoka):
    start = timezone.now() + timedelta(days=40)
    enrolment = join(joiners.aoki(fukuoka), start=start, end=start + timedelta(days=365), at=timezone.now())
    html = shown(sign_in(fukuoka.organisation, "office_clerk"), enrolment)
    assert "この日に補償はありません" not in html
    assert "補償は" in html.split('id="state"')[0]
    assert html.index('id="state"') < html.index('id="belief"')


def test_the_home_of_a_member_shows_its_cover_or_how_to_apply(sign_in, fukuoka):
    member = joiners.aoki(fukuoka)
    browser = sign_in(member.organisation, "head")
    quote = reverse("quoting:quote", args=[fukuoka.scheme_code])
    assert quote in browser.get("/work/").content.decode()
    enrolment = join(member, start=at(3, 5), end=at(3, 5, 2027), at=at(2, 1))
    page = browser.get("/work/").content.decode()
    assert reverse("enrolments:enrolment", args=[enrolment.number]) in page
    assert quote not in page
    assert "あなたの補償" not in sign_in(fukuoka.organisation, "office_clerk").get("/work/").content.decode()


def test_the_home_of_an_office_shows_what_was_issued_last_and_what_ends_next(sign_in, fukuoka, corrected):
    issue_certificate(enrolment=corrected, by=BY, at=at(5, 21))
    now = timezone.now()
    soon = join(joiners.yoshida(fukuoka), start=now - timedelta(days=330), end=now + timedelta(days=35), at=at(2, 1))
    page = sign_in(fukuoka.organisation, "office_clerk").get("/work/").content.decode()
    issued, ending = page.split('id="issued"')[1].split('id="ending"')
    assert (corrected.number in issued, soon.number in ending, corrected.number in ending) == (True, True, False)
    assert 'action="/work/members/"' in page


def test_the_list_is_asked_for_what_ends_within_sixty_days(sign_in, fukuoka, corrected):
    now = timezone.now()
    soon = join(joiners.yoshida(fukuoka), start=now - timedelta(days=330), end=now + timedelta(days=35), at=at(2, 1))
    html = listed(sign_in(fukuoka.organisation, "office_clerk"), state="ending")
    assert (soon.number in html, corrected.number in html) == (True, False)


def test_cover_that_was_taken_back_from_its_start_is_over(sign_in, fukuoka):
    enrolment = join(joiners.aoki(fukuoka), start=at(3, 5), end=at(3, 5, 2027), at=at(2, 1))
    gone = record(
        enrolment.to_core(), kind="withdrawal", valid_from=at(3, 5), recorded_at=at(6, 1), changes=(End(),),
        price=lambda *_states: 0, term=enrolment.term,
    )  # fmt: skip
    append(enrolment, gone, by=BY)
    client = sign_in(fukuoka.organisation, "office_clerk")
    assert enrolment.number in listed(client, state="over")
    assert enrolment.number not in listed(client, state="in_force")


def test_the_form_of_a_holder_is_said_in_words():
    assert _value("form", "corporation") == "法人"
