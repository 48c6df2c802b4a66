"""Sizes, payment, products and whole facilities can be put right: each by whoever may, at the price it has then."""

import pytest

from sonae.core.enrolment_events import Insure, Pay
from sonae.core.enrolment_premium import owed
from tests.app.enrolments import joiners
from tests.app.enrolments.correctors import address, confirmed, insurer_of, looked_at, seated, words
from tests.app.enrolments.joiners import END, join, part

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


@pytest.fixture
def fukuoka():
    return joiners.association()


@pytest.fixture
def both(fukuoka):
    """The corporation with its hospital and its clinic."""
    return join(joiners.yoshida(fukuoka))


@pytest.fixture
def clerk(sign_in, fukuoka):
    return sign_in(fukuoka.organisation, "office_clerk")


@pytest.fixture
def underwriter(client, fukuoka):
    return seated(client, insurer_of(fukuoka), "underwriter")


def keys(enrolment):
    return [one.key for one in enrolment.member.facilities.order_by("pk")]


def insured(enrolment):
    return {one.facility.key: one.facility for one in enrolment.to_core()[-1].changes if isinstance(one, Insure)}


def test_beds_recorded_wrongly_are_put_right_at_the_price_of_the_tariff(underwriter, both):
    _hospital, clinic = keys(both)
    page = looked_at(underwriter, both, **{f"{clinic}.plan": "all_risk:S3", f"{clinic}.beds": "１９床"})
    assert all(one in words(page) for one in ("S3", "19", "追加でお支払いいただきます"))
    assert confirmed(underwriter, both, page).status_code == 302
    right = insured(both)[clinic]
    assert (dict(right.measures)["beds"], right.annual_yen, right.priced) == (19, 44_610, "printed")


def test_beds_of_a_hospital_are_put_right_at_the_premium_of_the_insurer_alone(underwriter, both):
    hospital, _clinic = keys(both)
    page = looked_at(underwriter, both, **{f"{hospital}.beds": "１００床"})
    assert "料率表では決まりません" in str(page.context["form"].errors[f"{hospital}.annual_yen"])
    page = looked_at(underwriter, both, **{f"{hospital}.beds": "１００床", f"{hospital}.annual_yen": "76,220"})
    assert all(one in words(page) for one in ("50", "100", "追加でお支払いいただきます"))
    assert confirmed(underwriter, both, page).status_code == 302
    right = insured(both)[hospital]
    assert (dict(right.measures)["beds"], right.annual_yen, right.priced) == (100, 76_220, "quotation")


def test_the_trace_of_the_new_price_stands_beside_the_correction(underwriter, both):
    hospital, clinic = keys(both)
    page = looked_at(underwriter, both, **{f"{clinic}.plan": "all_risk:S3"})
    confirmed(underwriter, both, page)
    nothing, priced = both.events.get(kind="correction").trace["quote"]
    assert (nothing, priced["key"]) == (None, "quote")
    assert insured(both)[hospital].annual_yen == 20_160


@pytest.mark.parametrize("riders", [(), (("cyber_theft", 5_000_000),)])
def test_the_premium_of_a_quotation_stays_with_its_riders_when_the_plan_was_wrong(underwriter, fukuoka, riders):
    member = joiners.aoki(fukuoka)
    clinic = member.facilities.get()
    enrolment = join(member, [part(clinic, annual_yen=120_000, priced="quotation", riders=riders)])
    page = looked_at(underwriter, enrolment, **{f"{clinic.key}.plan": "all_risk:S3"})
    assert "変わりません" in words(page)
    confirmed(underwriter, enrolment, page)
    right = insured(enrolment)[clinic.key]
    assert (right.plan, right.annual_yen, right.priced, right.riders) == ("S3", 120_000, "quotation", riders)


def test_a_quotation_is_never_replaced_by_the_price_of_the_tariff(underwriter, fukuoka):
    member = joiners.aoki(fukuoka)
    clinic = member.facilities.get()
    enrolment = join(member, [part(clinic, annual_yen=120_000, priced="quotation")])
    emptied = {f"{clinic.key}.plan": "all_risk:S3", f"{clinic.key}.annual_yen": ""}
    refused = looked_at(underwriter, enrolment, **emptied)
    assert "料率表では決まりません" in str(refused.context["form"].errors[f"{clinic.key}.annual_yen"])
    named = looked_at(underwriter, enrolment, **emptied | {f"{clinic.key}.annual_yen": "150,000"})
    confirmed(underwriter, enrolment, named)
    assert (insured(enrolment)[clinic.key].annual_yen, insured(enrolment)[clinic.key].priced) == (150_000, "quotation")


@pytest.mark.parametrize(("typed", "said"), [("", "病床数"), ("abc", "abc"), ("0", "病床"), ("9999999", "病床")])
def test_beds_that_cannot_be_are_refused_beside_their_field(underwriter, both, typed, said):
    hospital, _clinic = keys(both)
    page = looked_at(underwriter, both, **{f"{hospital}.beds": typed})
    assert page.status_code == 422
    assert said in str(page.context["form"].errors[f"{hospital}.beds"])
    assert both.events.count() == 1


def test_an_individual_quotation_stays_when_only_the_size_was_wrong(underwriter, fukuoka):
    member = joiners.yoshida(fukuoka)
    hospital = member.facilities.order_by("pk").first()
    enrolment = join(member, [part(hospital, annual_yen=300_000, priced="quotation")])
    confirmed(underwriter, enrolment, looked_at(underwriter, enrolment, **{f"{hospital.key}.beds": "60"}))
    right = insured(enrolment)[hospital.key]
    assert (dict(right.measures)["beds"], right.annual_yen, right.priced) == (60, 300_000, "quotation")


def test_an_office_puts_the_payment_right_and_nothing_more_is_owed(clerk, fukuoka):
    both = join(joiners.yoshida(fukuoka), way="bank_transfer", instalments=12)
    page = looked_at(clerk, both, **{"payment.way": "deduction", "payment.instalments": "1"})
    assert "変わりません" in words(page)
    confirmed(clerk, both, page)
    assert Pay("deduction", 1) in both.to_core()[-1].changes
    assert owed(both.to_core(), as_known=END).yen == 40_320


def test_an_office_puts_products_right_line_by_line(clerk, both):
    hospital, _clinic = keys(both)
    page = looked_at(clerk, both, **{f"{hospital}.products": "VPN装置：FortiGate 60F\n電子カルテ・レセコン: 髙カルテ"})
    confirmed(clerk, both, page)
    assert dict(insured(both)[hospital].products) == {"FortiGate 60F": "vpn", "髙カルテ": "ehr"}


def test_a_line_that_names_no_product_is_refused_beside_its_field(clerk, both):
    hospital, _clinic = keys(both)
    page = looked_at(clerk, both, **{f"{hospital}.products": "FortiGate"})
    assert "「FortiGate」を読み取れません" in str(page.context["form"].errors[f"{hospital}.products"])


def test_a_facility_that_was_never_insured_is_taken_out(underwriter, both):
    hospital, clinic = keys(both)
    page = looked_at(underwriter, both, **{f"{clinic}.released": "on"})
    assert "お返しします" in words(page)
    confirmed(underwriter, both, page)
    assert list(insured(both)) == [hospital]
    assert [one.facility.key for one in both.periods.live()] == [hospital]
    assert owed(both.to_core(), as_known=END).yen == 20_160


def test_not_all_facilities_can_be_taken_out(underwriter, both):
    page = looked_at(underwriter, both, **{f"{key}.released": "on" for key in keys(both)})
    assert (page.status_code, both.events.count()) == (422, 1)
    assert "1つは残してください" in words(page)


def test_a_facility_that_was_left_out_comes_in_with_its_plan(underwriter, fukuoka):
    member = joiners.yoshida(fukuoka)
    hospital, clinic = member.facilities.order_by("pk")
    enrolment = join(member, [part(hospital)])
    page = looked_at(underwriter, enrolment, add=f"{clinic.key}:all_risk:S1")
    assert all(one in words(page) for one in ("𠮷田クリニック", "追加でお支払いいただきます"))
    confirmed(underwriter, enrolment, page)
    assert set(insured(enrolment)) == {hospital.key, clinic.key}
    assert insured(enrolment)[clinic.key].priced == "printed"


def test_a_hospital_that_was_left_out_comes_in_at_the_premium_of_the_insurer_alone(underwriter, fukuoka):
    member = joiners.yoshida(fukuoka)
    hospital, clinic = member.facilities.order_by("pk")
    enrolment = join(member, [part(clinic)])
    page = looked_at(underwriter, enrolment, add=f"{hospital.key}:all_risk:S1")
    assert "料率表では決まりません" in str(page.context["form"].errors["add.annual_yen"])
    named = {"add": f"{hospital.key}:all_risk:S1", "add.annual_yen": "57,720"}
    confirmed(underwriter, enrolment, looked_at(underwriter, enrolment, **named))
    assert (insured(enrolment)[hospital.key].annual_yen, insured(enrolment)[hospital.key].priced) == (
        57_720,
        "quotation",
    )


def test_a_facility_with_another_enrolment_cannot_be_chosen(underwriter, fukuoka):
    member = joiners.yoshida(fukuoka)
    hospital, clinic = member.facilities.order_by("pk")
    enrolment = join(member, [part(hospital)])
    join(member, [part(clinic)])
    assert "add" not in underwriter.get(f"/work/enrolments/{enrolment.number}/events/1/correct").context["form"].fields
    forced = looked_at(underwriter, enrolment, **{f"{hospital.key}.name": "別の名", "add": f"{clinic.key}:all_risk:S1"})
    assert clinic.name not in words(forced)


def test_an_office_neither_adds_nor_takes_out_nor_measures(clerk, both):
    fields = clerk.get(f"/work/enrolments/{both.number}/events/1/correct").context["form"].fields
    assert not [name for name in fields if name == "add" or name.endswith((".released", ".beds", ".plan"))]


def test_a_basis_is_needed_and_kept(clerk, both):
    hospital, _clinic = keys(both)
    refused = looked_at(clerk, both, basis="", **{f"{hospital}.name": "𠮷田中央病院"})
    assert "何によって確かめたかを書いてください" in words(refused)
    confirmed(clerk, both, looked_at(clerk, both, **{f"{hospital}.name": "𠮷田中央病院"}))
    assert both.events.get(kind="correction").basis == "4月1日受付の加入依頼書の原本"
    assert "確かめたもの: 4月1日受付" in words(clerk.get(f"/work/enrolments/{both.number}/"))


def test_what_is_owed_is_shown_with_its_trace_before_it_is_recorded(underwriter, both):
    _hospital, clinic = keys(both)
    page = looked_at(underwriter, both, **{f"{clinic}.annual_yen": "30,160"})
    assert all(one in words(page) for one in ("40,320円", "50,320円", "10,000円を追加で", "保険料の内訳"))
    assert both.events.count() == 1


def test_a_size_that_no_tariff_prices_wants_its_premium(underwriter, both):
    hospital, _clinic = keys(both)
    page = looked_at(underwriter, both, **{f"{hospital}.beds": "60"})
    assert "料率表では決まりません" in str(page.context["form"].errors[f"{hospital}.annual_yen"])
    named = looked_at(underwriter, both, **{f"{hospital}.beds": "60", f"{hospital}.annual_yen": "61,420"})
    confirmed(underwriter, both, named)
    assert (insured(both)[hospital].annual_yen, insured(both)[hospital].priced) == (61_420, "quotation")


@pytest.mark.parametrize("name", ["=1+1", "<script>髙"])
def test_html_and_formulas_in_a_name_are_refused_beside_it_and_nothing_is_recorded(clerk, both, name):
    hospital, _clinic = keys(both)
    page = looked_at(clerk, both, **{f"{hospital}.name": name})
    assert "使えません" in str(page.context["form"].errors[f"{hospital}.name"])
    assert "<script>髙" not in words(page)
    assert both.events.count() == 1


def test_the_moment_is_read_in_wareki_and_full_width(underwriter, both):
    assert "R8.8.5" not in words(looked_at(underwriter, both, valid_from="Ｒ８．８．５"))
    page = looked_at(underwriter, both, valid_from="令和８年８月５日")
    assert "2026年(令和8年)8月5日" in words(page)
    refused = looked_at(underwriter, both, valid_from="令和8年13月5日")
    assert "valid_from" in refused.context["form"].errors
    assert both.events.count() == 1


@pytest.mark.parametrize("day", ["2026-05-20", "2027-04-06", "2027-05-04"])
def test_cover_begins_only_on_a_day_on_which_it_can(underwriter, both, day):
    refused = looked_at(underwriter, both, valid_from=day)
    (told,) = refused.context["form"].errors["valid_from"]
    assert (refused.status_code, both.events.count()) == (422, 1)
    assert all(one in told for one in ("2026年(令和8年)5月5日", "2027年(令和9年)4月5日"))


@pytest.mark.parametrize(("day", "months"), [("2026-06-05", 11), ("2027-04-05", 1)])
def test_from_a_day_on_which_cover_can_begin_whole_months_are_owed(underwriter, both, day, months):
    confirmed(underwriter, both, looked_at(underwriter, both, valid_from=day))
    assert owed(both.to_core(), as_known=END).yen == 40_320 * months / 12


def test_an_enrolment_under_an_edition_that_is_gone_is_not_corrected_and_the_page_says_why(underwriter, fukuoka):
    enrolment = joiners.enrolment_under(joiners.aoki(fukuoka), "sha256:gone")
    page = underwriter.get(address(enrolment))
    assert page.status_code == 409
    assert all(one in words(page) for one in ("訂正できません", "sha256:gone"))
