"""The pages of applications: what each role sees, what a doubled click or a stale page does, and the walls."""

import io
import re

import pytest
from allauth.mfa.models import Authenticator
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import load_workbook

from sonae.app.accounts.sitting import DEMONSTRATION
from sonae.app.applications import draft_actions, underwriting_actions
from sonae.app.applications.models import Application
from sonae.core.moments import day_of
from tests.app.applications.conftest import AT, DECLARED, MEMBERS_OWN, NEEDS, approved, begun, given, pressed, submitted
from tests.app.applications.test_underwriting_actions import decided, referred

NOW = timezone.now()
pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def step(row, name):
    return reverse("applications:step", args=[row.pk, name])


def act(row, name):
    return reverse("applications:act", args=[row.pk, name])


def case(row):
    return reverse("applications:case", args=[row.pk])


def test_from_a_quote_to_a_draft_with_its_facility_and_plan(cast, sign_in):
    browser = sign_in(cast.aoki)
    address = reverse("applications:begin", args=["example"]) + "?kind=clinic&family=all_risk&plan=S3"
    page = browser.get(address)
    assert page.status_code == 200
    answer = browser.post(address, pressed(page))
    row = Application.objects.get()
    facility = cast.clinic.facilities.get()
    assert answer.url == step(row, "facilities")
    assert row.given["facilities"] == [str(facility.pk)]
    assert row.given[f"facilities.{facility.key}.plan"] == "all_risk:S3"


def test_a_doubled_click_begins_one_application(cast, sign_in):
    browser = sign_in(cast.aoki)
    address = reverse("applications:begin", args=["example"])
    form = pressed(browser.get(address))
    answers = [browser.post(address, form).url for _ in range(2)]
    assert len(set(answers)) == 1
    assert Application.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["facilities", "plans", "offices", "eligibility", "explanation", "declaration", "confirm"]
)
def test_every_step_opens_and_shows_where_one_stands(cast, sign_in, name):
    row = begun(cast.aoki, cast.clinic)
    page = sign_in(cast.aoki).get(step(row, name))
    assert page.status_code == 200
    assert page.content.decode().count('aria-current="step"') == 1


def test_the_disclosure_asks_what_follows_from_the_answers(cast, sign_in):
    row = begun(cast.hakata, cast.hospital)
    browser, key = sign_in(cast.hakata), cast.hospital.facilities.get().key
    page = browser.get(step(row, "disclosure"))
    name = f"facilities.{key}.answers"
    answer = browser.post(step(row, "disclosure"), pressed(page, **{f"{name}.systems_used": "yes"}))
    assert answer.url.startswith(f"{step(row, 'disclosure')}?more=1#")
    page = browser.get(answer.url)
    assert f"{name}.responsible" in page.context["form"].fields
    assert not page.context["form"].errors
    row.refresh_from_db()
    assert row.given[f"{name}.systems_used"] == "yes"


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser = sign_in(cast.aoki)
    page = browser.get(step(row, "declaration"))
    answer = browser.post(step(row, "declaration"), pressed(page, **{"declared.name": "青木 一郎"}))
    assert answer.status_code == 422
    assert "declared.way" in answer.context["form"].errors
    assert "青木 一郎" in answer.content.decode()


def test_a_second_clerk_keeps_what_was_typed_and_can_save_it_again(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser = sign_in(cast.aoki)
    page = browser.get(step(row, "eligibility"))
    first = pressed(page, **{"proofs.member_number": "11111"})
    browser.post(step(row, "eligibility"), first)
    second = browser.post(step(row, "eligibility"), first | {"once": "x", "proofs.member_number": "22222"})
    assert second.status_code == 409
    assert "22222" in second.content.decode()
    again = browser.post(step(row, "eligibility"), pressed(second, **{"proofs.member_number": "22222"}))
    row.refresh_from_db()
    assert (again.status_code, row.given["proofs.member_number"]) == (302, "22222")


def test_submitting_twice_gives_one_receipt_and_the_same_answer(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser = sign_in(cast.aoki)
    form = pressed(browser.get(step(row, "confirm")))
    answers = [browser.post(step(row, "confirm"), form) for _ in range(2)]
    assert [one.url for one in answers] == [f"{case(row)}?done=1"] * 2
    assert row.submissions.count() == 1


def test_the_agency_approves_and_a_doubled_click_approves_once(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    browser = sign_in(cast.agency)
    form = pressed(browser.get(act(row, "approve")))
    answers = {browser.post(act(row, "approve"), form).url for _ in range(2)}
    assert answers == {case(row)}
    assert row.moves.filter(kind="approved").count() == 1


def test_a_stale_page_does_nothing_and_says_what_happened_meanwhile(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    browser = sign_in(cast.agency)
    page = browser.get(act(row, "send_back"))
    browser.post(act(row, "approve"), pressed(browser.get(act(row, "approve"))))
    late = pressed(page, reasons=["missing_item"], words="ここに書いた文")
    answer = browser.post(act(row, "send_back"), late)
    assert answer.status_code == 409
    assert "ここに書いた文" in answer.content.decode()
    assert row.moves.filter(kind="sent_back").count() == 0


@pytest.mark.parametrize("who", ["mie", "stranger"])
@pytest.mark.parametrize("page", ["case", "steps/facilities", "approve", "send_back", "offer", "submissions/1"])
def test_mies_office_and_a_stranger_find_nothing_at_any_page(cast, sign_in, who, page):
    row = submitted(cast.aoki, cast.clinic)
    address = case(row) + ("" if page == "case" else f"{page}/")
    browser = sign_in(getattr(cast, who))
    refused = {403, 404, 405}  # 403: an act that is never theirs, whosever the row is
    assert {browser.get(address).status_code, browser.post(address, {"version": row.version}).status_code} <= refused
    assert row.moves.count() == 1


def test_a_forged_facility_is_refused_beside_the_field(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    other = cast.hospital.facilities.get()
    browser = sign_in(cast.aoki)
    page = browser.get(step(row, "facilities"))
    answer = browser.post(step(row, "facilities"), pressed(page, facilities=[str(other.pk)], shared_records="no"))
    assert answer.status_code == 422
    assert "facilities" in answer.context["form"].errors
    row.refresh_from_db()
    assert row.given["facilities"] == []


def test_the_agency_keys_in_on_a_basis_and_without_one_it_may_not(cast, sign_in):
    browser = sign_in(cast.agency)
    address = reverse("applications:key_in", args=[cast.clinic.pk])
    page = browser.get(address)
    assert browser.post(address, pressed(page)).status_code == 422
    answer = browser.post(address, pressed(page, basis="phone", basis_note="6月10日 院長"))
    assert answer.url == step(Application.objects.get(), "facilities")


def test_the_member_sees_everything_that_was_keyed_in_and_declares_it_on_one_page(cast, sign_in):
    typed = given(cast.clinic)
    draft = draft_actions.begin(
        member=cast.clinic, given=typed, basis="phone", basis_note="6月10日 院長", by=cast.agency, at=AT
    )
    browser = sign_in(cast.agency)
    page = browser.get(step(draft, "declaration"))
    assert [field.name for field in page.context["form"].asked] == ["declared.way"]
    browser.post(step(draft, "confirm"), pressed(browser.get(step(draft, "confirm"))))
    copy = browser.get(reverse("applications:submission", args=[draft.pk, 1])).content.decode()
    assert "未確認の写し" in copy
    browser = sign_in(cast.aoki)
    page = browser.get(act(draft, "confirm"))
    shown = page.content.decode()
    for words in ("44,610円", "S3", cast.clinic.facilities.get().name, "ほかの施設と患者情報", "00012"):
        assert words in shown
    wrong = browser.post(act(draft, "confirm"), pressed(page, **{"explained.important_matters": "2025"}))
    assert wrong.status_code == 422
    assert _checked(wrong) == {"explained.important_matters"}
    answer = browser.post(act(draft, "confirm"), pressed(wrong, **MEMBERS_OWN))
    draft.refresh_from_db()
    assert (answer.url, draft.state, draft.submissions.count()) == (case(draft), "submitted", 2)


def test_each_paper_to_be_read_opens_with_its_edition_and_what_the_material_says(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser = sign_in(cast.aoki)
    asked = browser.get(step(row, "explanation")).content.decode()
    for paper, words in (
        ("important_matters", "保険期間"),
        ("brochure_example", "2026版"),
        ("personal_data", "同意して加入します"),
    ):
        address = reverse("applications:explanation", args=[row.pk, paper])
        assert f'href="{address}"' in asked
        page = browser.get(address)
        assert page.status_code == 200
        assert words in page.content.decode()
    assert browser.get(reverse("applications:explanation", args=[row.pk, "flyer_dental"])).status_code == 404


def test_a_stranger_opens_no_paper_of_an_application(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    address = reverse("applications:explanation", args=[row.pk, "important_matters"])
    assert sign_in(cast.stranger).get(address).status_code == 404


def test_limits_and_premium_stand_beside_the_questions_of_the_needs(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    form = sign_in(cast.aoki).get(step(row, "explanation")).context["form"]
    assert "S3: 賠償5,000万円・費用500万円" in form["needs.limits"].help_text
    assert "44,610円" in form["needs.premium"].help_text
    assert "午後4時" in form["needs.term"].help_text


def test_an_estimate_never_looks_like_a_price_on_the_case_and_confirm_pages(cast, sign_in):
    row = begun(cast.hakata, cast.hospital)
    browser = sign_in(cast.hakata)
    assert re.search(r"約[\d,]+円\(概算\)", browser.get(step(row, "confirm")).content.decode())
    browser.post(step(row, "confirm"), pressed(browser.get(step(row, "confirm"))))
    assert re.search(r"約[\d,]+円\(概算\)", browser.get(case(row)).content.decode())


def test_the_submission_page_says_whether_records_are_shared_and_that_no_office_is_declared(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    sections = sign_in(cast.aoki).get(reverse("applications:submission", args=[row.pk, 1])).context["sections"]
    told = [(label, value) for one in sections for _name, label, value in one.rows]
    assert ("ほかの施設と患者情報(電子カルテなど)を共同で利用していますか", "いいえ") in told
    assert ("申告する事務所", "なし") in told


def test_the_paper_way_asks_for_its_evidence_without_a_word_of_blame(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser = sign_in(cast.aoki)
    page = browser.get(step(row, "declaration"))
    answer = browser.post(step(row, "declaration"), pressed(page, **DECLARED | {"declared.way": "paper"}))
    page = browser.get(answer.url)
    assert "declared.paper" in page.context["form"].fields
    assert not page.context["form"].errors


def test_a_facility_enrolled_already_cannot_be_chosen_and_the_enrolment_is_named_from_the_first_page(cast, sign_in):
    row = approved(submitted(cast.aoki, cast.clinic, at=NOW), cast.agency, cast.office, cast.underwriter, at=NOW)
    number = row.joined.get().enrolment.number
    browser = sign_in(cast.aoki)
    address = reverse("applications:begin", args=["example"])
    page = browser.get(address)
    assert number in page.content.decode()
    step_page = browser.get(browser.post(address, pressed(page)).url).content.decode()
    assert number in step_page
    assert re.search(r'<input type="checkbox" name="facilities"[^>]* disabled', step_page)


def test_the_member_finds_its_own_number_filled_in_and_the_agency_does_not(cast, sign_in):
    browser, address = sign_in(cast.aoki), reverse("applications:begin", args=["example"])
    browser.post(address, pressed(browser.get(address)))
    assert Application.objects.get().given["proofs.member_number"] == "00012"
    browser, address = sign_in(cast.agency), reverse("applications:key_in", args=[cast.hospital.pk])
    browser.post(address, pressed(browser.get(address), basis="phone", basis_note="6月10日 院長"))
    assert "proofs.member_number" not in Application.objects.get(member=cast.hospital).given


@pytest.mark.parametrize(("number", "cautioned"), [("00012", False), ("０００１２", False), ("00013", True)])
def test_the_agency_is_cautioned_where_the_number_is_not_the_one_on_record(cast, sign_in, number, cautioned):
    row = submitted(cast.aoki, cast.clinic, **{"proofs.member_number": number})
    assert ("会員番号が登録と違います" in sign_in(cast.agency).get(case(row)).content.decode()) is cautioned


def test_the_begin_page_names_kind_family_plan_premium_and_start(cast, sign_in):
    address = reverse("applications:begin", args=["example"]) + "?kind=clinic&family=all_risk&plan=S3"
    page = sign_in(cast.aoki).get(address).content.decode()
    for words in ("オールリスクプラン S3", "年間 44,610円", "補償は"):
        assert words in page


def test_the_unsigned_form_can_be_printed_once_everything_else_is_there(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser, address = sign_in(cast.aoki), reverse("applications:unsigned", args=[row.pk])
    assert browser.get(address).content.startswith(b"%PDF")
    lacking = begun(cast.aoki, cast.clinic, **{"needs.limits": ""})
    assert browser.get(reverse("applications:unsigned", args=[lacking.pk])).url == step(lacking, "confirm")
    assert sign_in(cast.stranger).get(address).status_code == 404


def test_only_a_step_that_was_saved_is_marked_as_done(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser = sign_in(cast.aoki)
    assert not any(one.done for one in browser.get(step(row, "plans")).context["places"])
    browser.post(step(row, "offices"), pressed(browser.get(step(row, "offices"))))
    assert [one.step for one in browser.get(step(row, "plans")).context["places"] if one.done] == ["offices"]


def test_ticks_stay_where_something_else_is_wrong(cast, sign_in):
    row = begun(cast.aoki, cast.clinic)
    browser = sign_in(cast.aoki)
    ticked = {"explained.important_matters": "2025", "explained.personal_data": "2025"}
    answer = browser.post(step(row, "explanation"), pressed(browser.get(step(row, "explanation")), **ticked))
    assert answer.status_code == 422
    assert _checked(answer) >= set(ticked)
    ticked = {"declared.statements.entries_true": "yes"}
    answer = browser.post(step(row, "declaration"), pressed(browser.get(step(row, "declaration")), **ticked))
    assert answer.status_code == 422
    assert _checked(answer) >= set(ticked)


def _checked(page):
    """The names of the boxes that a page shows ticked."""
    return set(re.findall(r'<input type="checkbox" name="([^"]+)"[^>]* checked', page.content.decode()))


def test_for_whom_it_is_keyed_in_is_searched_and_the_quote_goes_along(cast, sign_in):
    browser = sign_in(cast.agency)
    address = reverse("applications:begin", args=["example"])
    told = browser.get(address, {"kind-1": "clinic", "q": "アオキ"}).content.decode()
    assert f"{reverse('applications:key_in', args=[cast.clinic.pk])}?kind-1=clinic" in told
    assert cast.hospital.name not in told


def test_whoever_begins_is_told_what_has_not_ended(cast, sign_in):
    first = submitted(cast.aoki, cast.clinic)
    begins = sign_in(cast.aoki).get(reverse("applications:begin", args=["example"]))
    keys_in = sign_in(cast.agency).get(reverse("applications:key_in", args=[cast.clinic.pk]))
    assert all(first.number in page.content.decode() for page in (begins, keys_in))


def test_the_list_finds_by_kana_and_number_and_gives_a_workbook(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    browser, address = sign_in(cast.office), reverse("applications:list")
    for words in ("あおき", row.number, "00012"):
        assert row.number in browser.get(address, {"q": words}).content.decode()
    assert row.number not in browser.get(address, {"q": "はかた"}).content.decode()
    book = load_workbook(io.BytesIO(browser.get(reverse("applications:export")).content))
    assert row.number in [cells[0] for cells in book.get_sheet_by_index(0).to_python()]


def test_the_workbook_has_a_row_a_facility_with_its_price_and_its_days(cast, sign_in):
    waits = decided(cast, referred(cast))
    joined = approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office, cast.underwriter)
    answer = sign_in(cast.office).get(reverse("applications:export"), {"state": "all"})
    assert "%E5%8A%A0%E5%85%A5%E4%BE%9D%E9%A0%BC%E4%B8%80%E8%A6%A7.xlsx" in answer["Content-Disposition"]
    book = load_workbook(io.BytesIO(answer.content))
    assert book.sheet_names == ["加入依頼一覧"]
    head, *rows = book.get_sheet_by_index(0).to_python()
    told = {row[0]: dict(zip(head, row, strict=True)) for row in rows}
    one, other = told[waits.number], told[joined.number]
    assert (one["施設"], one["プラン"], one["年間保険料(円)"]) == ("博多病院", "オールリスクプラン S3", 630_000)
    assert (one["保険料の根拠"], one["期限"]) == ("個別見積", waits.due_on)
    assert other["補償の開始日"] == day_of(joined.joined.get().enrolment.term_start)
    assert (other["状態"], other["待っている日数"]) == ("加入が成立", "")


def test_the_workbook_asks_as_often_however_many_applications_it_holds(cast, sign_in):
    browser, counts = sign_in(cast.office), []
    browser.get(reverse("applications:export"))
    for member, by in ((cast.clinic, cast.aoki), (cast.hospital, cast.hakata)):
        submitted(by, member)
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("applications:export"))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_who_serves_members_finds_the_last_cases_on_the_home_and_what_to_do(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    shown = {
        who: sign_in(getattr(cast, who)).get("/work/").content.decode() for who in ("office", "underwriter", "aoki")
    }
    assert all("最近動いた加入依頼" in shown[who] and row.number in shown[who] for who in ("office", "underwriter"))
    assert "代わりに入力する" in shown["office"]
    assert "代わりに入力する" not in shown["underwriter"]
    assert "最近動いた加入依頼" not in shown["aoki"]


def test_a_resubmission_shows_what_changed(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    browser = sign_in(cast.agency)
    back = pressed(browser.get(act(row, "send_back")), reasons=["missing_item"], words="番号を直してください")
    browser.post(act(row, "send_back"), back)
    browser = sign_in(cast.aoki)
    page = browser.get(step(row, "eligibility"))
    browser.post(step(row, "eligibility"), pressed(page, **{"proofs.member_number": "99999"}))
    read = {name: edition for name, edition in MEMBERS_OWN.items() if name.startswith("explained.")}
    browser.post(step(row, "explanation"), pressed(browser.get(step(row, "explanation")), **NEEDS, **read))
    page = browser.get(step(row, "declaration"))
    browser.post(step(row, "declaration"), pressed(page, **DECLARED, **{"declared.name": cast.clinic.name}))
    browser.post(step(row, "confirm"), pressed(browser.get(step(row, "confirm"))))
    page = browser.get(reverse("applications:submission", args=[row.pk, 2]))
    plan, proof = page.context["changed"]
    assert (proof.before, proof.after) == ("00012", "99999")
    assert (plan.before.partition("今回")[0], plan.before != plan.after) == (plan.after.partition("今回")[0], True)


def test_html_in_words_is_shown_as_text(cast, sign_in):
    row = submitted(cast.aoki, cast.clinic)
    browser = sign_in(cast.agency)
    words = "<script>alert(1)</script>"
    browser.post(
        act(row, "send_back"), pressed(browser.get(act(row, "send_back")), reasons=["unreadable"], words=words)
    )
    page = browser.get(case(row)).content.decode()
    assert words not in page
    assert "&lt;script&gt;" in page


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"yen": "700000", "reason": "加入依頼の試算どおり"}, "bases.{key}.reason", "書き直してください"),
        ({"yen": "700000", "reason": "料率表", "due_on": "2026-08-01"}, "conditions.1.text", "期限だけがあります"),
    ],
)
def test_a_reason_that_no_longer_holds_and_a_day_without_its_condition_are_refused(cast, sign_in, typed, field, words):
    row = referred(cast)
    browser, decide = sign_in(cast.underwriter), reverse("applications:decide", args=[row.pk])
    key = cast.hospital.facilities.get().key
    told = {"decision": "quotation", f"bases.{key}.yen": typed["yen"], f"bases.{key}.reason": typed["reason"]}
    told |= {"conditions.1.due_on": typed.get("due_on", "")}
    answer = browser.post(decide, pressed(browser.get(decide), **told))
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field.format(key=key)])
    assert row.offers.count() == 0


def test_the_underwriter_decides_and_the_head_accepts(cast, sign_in):
    row = submitted(cast.hakata, cast.hospital)
    for who in (cast.agency, cast.office):
        browser = sign_in(who)
        browser.post(act(row, "approve"), pressed(browser.get(act(row, "approve"))))
    browser, key = sign_in(cast.underwriter), cast.hospital.facilities.get().key
    decide = reverse("applications:decide", args=[row.pk])
    page = browser.get(decide)
    typed = {
        "decision": "quotation",
        f"bases.{key}.yen": "７００,０００",
        f"bases.{key}.reason": "料率表",
        "factor": "-10",
        "factor_reason": "告知による",
        "conditions.1.text": "VPN装置を更新する",
        "conditions.1.due_on": "R9.3.31",
        "remark": "",
    }
    assert browser.post(decide, pressed(page, **typed)).url == case(row)
    browser, offer = sign_in(cast.hakata), reverse("applications:offer", args=[row.pk])
    page = browser.get(offer)
    assert "630,000" in page.content.decode()
    declared = {name: value for name, value in DECLARED.items() if "statements" in name}
    answer = browser.post(offer, pressed(page, **declared, **{"declared.name": "博多 次郎"}))
    assert answer.url == case(row)
    row.refresh_from_db()
    assert row.state == "accepted"
    assert browser.get(case(row)).status_code == 200


def test_what_binds_the_insurer_asks_anew_who_sits_there(cast, sign_in):
    row = approved(submitted(cast.aoki, cast.clinic), cast.agency, cast.office)
    browser = sign_in(cast.underwriter)
    form = pressed(browser.get(act(row, "approve")))
    Authenticator.objects.create(user_id=cast.underwriter.user_id, type="totp", data={})
    session = browser.session
    session[DEMONSTRATION] = False
    session.save()
    assert "reauthenticate" in browser.post(act(row, "approve"), form).url
    assert row.moves.filter(kind="accepted").count() == 0


@pytest.mark.parametrize("page", ["list", "case", "confirm"])
def test_a_page_asks_the_database_a_fixed_number_of_times(cast, sign_in, page, django_assert_max_num_queries):
    row = begun(cast.aoki, cast.clinic) if page == "confirm" else submitted(cast.aoki, cast.clinic)
    address = {"list": reverse("applications:list"), "case": case(row), "confirm": step(row, "confirm")}[page]
    browser = sign_in(cast.aoki)
    with django_assert_max_num_queries({"list": 23, "case": 25, "confirm": 25}[page]):
        assert browser.get(address).status_code == 200


def test_the_page_of_a_case_asks_as_often_however_much_has_happened(cast, sign_in):
    row = decided(cast, referred(cast), base=2_000_000)
    browser = sign_in(cast.senior)

    def questions():
        browser.get(case(row))
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(case(row)).status_code == 200
        return len(asked)

    few = questions()
    for _time in range(2):
        row = underwriting_actions.return_decision(
            application=row, version=row.version, words="もう一度", by=cast.senior, at=AT
        )
        row = decided(cast, row, base=2_000_000)
    assert (questions(), row.offers.count()) == (few, 3)


def test_given_is_what_these_tests_begin_with(cast):
    assert given(cast.clinic)["facilities"] == [str(cast.clinic.facilities.get().pk)]
    assert AT.tzinfo is not None
