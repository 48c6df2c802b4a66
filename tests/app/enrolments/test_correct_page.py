"""An entry of the ledger is put right on a page: who may, what is shown first, and what becomes of a second press."""

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone

from sonae.app.accounts.sitting import DEMONSTRATION
from sonae.app.common.jobs_actions import work_off
from sonae.app.enrolments.actions import append
from sonae.app.enrolments.certificate_actions import issue_certificate
from sonae.app.enrolments.correct_actions import correct
from sonae.app.enrolments.joining import insured
from sonae.app.enrolments.models import Event
from sonae.core.enrolment_events import Amend, Insure
from sonae.core.enrolment_history import record
from tests.app.enrolments import joiners
from tests.app.enrolments.correctors import WHY, address, confirmed, insurer_of, looked_at, seated, words
from tests.app.enrolments.joiners import BY, at, join, part

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def fukuoka():
    return joiners.association()


@pytest.fixture
def aoki(fukuoka):
    enrolment = join(joiners.aoki(fukuoka))
    issue_certificate(enrolment=enrolment, by=BY, at=at(4, 2))
    return enrolment


@pytest.fixture
def clerk(sign_in, fukuoka):
    return sign_in(fukuoka.organisation, "office_clerk")


@pytest.fixture
def underwriter(client, fukuoka):
    return seated(client, insurer_of(fukuoka), "underwriter")


def key_of(enrolment):
    return enrolment.member.facilities.get().key


def test_what_it_will_do_is_shown_before_anything_is_written(clerk, aoki):
    page = looked_at(clerk, aoki, **{f"{key_of(aoki)}.name": "青木内科医院"})
    said = words(page)
    assert all(one in said for one in ("青木医院", "青木内科医院", "第2版", "aoki@clinic.example", "変わりません", WHY))
    assert aoki.events.count() == 1


def test_it_is_recorded_and_the_next_edition_follows(clerk, aoki):
    page = looked_at(clerk, aoki, **{f"{key_of(aoki)}.name": "青木内科医院"})
    assert confirmed(clerk, aoki, page).url == reverse("enrolments:enrolment", args=[aoki.number])
    assert list(aoki.events.values_list("kind", flat=True)) == ["join", "reversal", "correction"]
    assert aoki.events.last().reason == WHY
    work_off(worker="test")
    assert [one.edition for one in aoki.certificates.all()] == [1, 2]


def test_a_doubled_press_records_it_once(clerk, aoki):
    page = looked_at(clerk, aoki, **{f"{key_of(aoki)}.name": "青木内科医院"})
    answers = {confirmed(clerk, aoki, page).url for _ in range(2)}
    assert len(answers) == 1
    assert aoki.events.count() == 3


def test_a_reason_is_needed_and_something_must_change(clerk, aoki):
    refused = looked_at(clerk, aoki, reason="")
    assert refused.status_code == 422
    assert "訂正の理由を書いてください" in words(refused)
    assert "変わったところがありません" in words(looked_at(clerk, aoki))


def test_what_is_wrong_stands_beside_its_field(clerk, aoki):
    key = key_of(aoki)
    refused = looked_at(clerk, aoki, **{f"{key}.kana": "青木", f"{key}.name": "", f"{key}.institution_code": "12"})
    assert refused.status_code == 422
    assert set(refused.context["form"].errors) == {f"{key}.kana", f"{key}.name", f"{key}.institution_code"}


def test_a_page_drawn_before_another_correction_says_so_and_keeps_what_was_typed(clerk, aoki):
    page = looked_at(clerk, aoki, **{f"{key_of(aoki)}.name": "青木内科医院"})
    hold, first, *rest = aoki.to_core()[0].changes
    others = (hold, Insure(first.facility.amended((("manager", "青木 二郎"),))), *rest)
    correct(enrolment=aoki, number=1, changes=others, reason="管理者", by=BY, at=timezone.now())
    late = confirmed(clerk, aoki, page)
    assert late.status_code == 409
    assert all(one in words(late) for one in ("ほかの記録が加わりました", "もう有効ではありません", "青木内科医院"))
    assert aoki.events.count() == 3


def test_a_version_that_is_none_is_older_than_all(clerk, aoki):
    page = looked_at(clerk, aoki, version="x", **{f"{key_of(aoki)}.name": "青木内科医院"})
    assert (page.status_code, aoki.events.count()) == (409, 1)


def test_an_underwriter_puts_the_plan_right_at_the_price_of_the_tariff(underwriter, aoki):
    key = key_of(aoki)
    page = looked_at(underwriter, aoki, **{f"{key}.plan": "all_risk:S3"})
    will = words(page)
    assert all(one in will for one in ("S1", "S3", "追加でお支払いいただきます"))
    assert confirmed(underwriter, aoki, page).status_code == 302
    period = aoki.periods.live().get()
    assert (period.plan, period.annual_yen > 20_160) == ("S3", True)
    state = aoki.to_core()[-1].changes[1].facility
    assert (state.priced, state.liability_limit) == ("printed", period.liability_limit)


def test_a_premium_of_its_own_is_a_quotation(underwriter, aoki):
    key = key_of(aoki)
    page = looked_at(underwriter, aoki, **{f"{key}.annual_yen": "19,000"})
    assert "お返しします" in words(page)
    confirmed(underwriter, aoki, page)
    assert aoki.to_core()[-1].changes[1].facility.priced == "quotation"


def test_what_binds_is_recorded_by_somebody_who_has_just_proved_who_it_is(underwriter, aoki):
    page = looked_at(underwriter, aoki, **{f"{key_of(aoki)}.annual_yen": "19,000"})
    user = underwriter.session["_auth_user_id"]
    Authenticator.objects.create(user_id=user, type="totp", data={})
    session = underwriter.session
    del session[DEMONSTRATION]
    session.save()
    assert confirmed(underwriter, aoki, page).status_code == 302
    assert aoki.events.count() == 1


def test_a_correction_that_leaves_a_later_entry_impossible_is_told_in_words(underwriter, aoki):
    facility = aoki.member.facilities.get()
    later = record(
        aoki.to_core(), kind="change", valid_from=at(6, 5), recorded_at=at(6, 1),
        changes=(Amend(facility.key, (("manager", "青木 二郎"),)),), price=lambda *_states: 0, term=aoki.term,
    )  # fmt: skip
    append(aoki, later, by=BY)
    refused = looked_at(underwriter, aoki, valid_from="2026-07-05")
    assert refused.status_code == 422
    assert "加入より前です" in words(refused)
    assert "保険期間" in words(looked_at(underwriter, aoki, valid_from="2028-01-01"))
    assert "1件を、正しい記録の上に当て直します" in words(
        looked_at(underwriter, aoki, **{f"{facility.key}.name": "青木内科医院"})
    )


@pytest.mark.parametrize(("role", "kind"), [("staff", "member"), ("auditor", "association")])
def test_who_checks_nothing_corrects_nothing(sign_in, aoki, fukuoka, role, kind):
    organisation = aoki.member.organisation if kind == "member" else fukuoka.organisation
    client = sign_in(organisation, role)
    assert client.get(address(aoki)).status_code == 403
    assert "記録1を訂正する" not in words(client.get(reverse("enrolments:enrolment", args=[aoki.number])))


def test_a_foreign_office_finds_no_such_entry(sign_in, aoki):
    mie = joiners.association("mie")
    assert sign_in(mie.organisation, "office_head").get(address(aoki)).status_code == 404


def test_an_office_is_not_asked_for_prices_and_cannot_send_them(clerk, aoki):
    key = key_of(aoki)
    sent = {f"{key}.name": "青木内科医院", f"{key}.annual_yen": "1", f"{key}.plan": "all_risk:S3"}
    page = looked_at(clerk, aoki, **sent)
    assert f"{key}.annual_yen" not in page.context["form"].fields
    confirmed(clerk, aoki, page)
    assert aoki.periods.live().get().annual_yen == 20_160


def test_the_action_itself_refuses_a_price_from_whoever_does_not_underwrite(aoki, fukuoka):
    hold, _insure, *rest = aoki.to_core()[0].changes
    dearer = (hold, Insure(insured(part(aoki.member.facilities.get(), "S3", 30_000), joiners.scheme())), *rest)
    about = {"number": 1, "reason": WHY, "by": joiners.office(fukuoka), "at": timezone.now()}
    with pytest.raises(PermissionDenied):
        correct(enrolment=aoki, changes=dearer, **about)
    with pytest.raises(PermissionDenied):
        correct(enrolment=aoki, changes=aoki.to_core()[0].changes, valid_from=at(6, 5), **about)
    assert aoki.events.count() == 1


@pytest.mark.parametrize("number", [2, 9])
def test_a_reversal_and_an_entry_that_is_not_there_cannot_be_corrected(clerk, aoki, number):
    page = looked_at(clerk, aoki, **{f"{key_of(aoki)}.name": "青木内科医院"})
    confirmed(clerk, aoki, page)
    assert clerk.get(address(aoki, number)).status_code == 404
    assert Event.objects.filter(number=2).get().kind == "reversal"


def test_one_goes_back_from_the_look_with_what_was_typed(clerk, aoki):
    page = looked_at(clerk, aoki, **{f"{key_of(aoki)}.name": "青木内科医院"})
    back = clerk.post(address(aoki), dict(page.context["form"].typed) | {"back": "yes"})
    assert back.status_code == 200
    assert 'value="青木内科医院"' in words(back)
