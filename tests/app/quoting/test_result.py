"""A result says the price, how sure it is, the cover, and everything one must know; its link gives it again."""

import pytest

from .conftest import AT

RESULT = "/s/fukuoka-2025/result"
HOSPITAL = {"kind": "hospital", "beds": "50", "family": "all_risk", "plan": "S3", "at": AT}
CLINIC = {"kind": "clinic", "family": "all_risk", "plan": "S3", "at": AT}


def test_the_moment_asked_is_pinned_in_the_link(client):
    response = client.get(f"{RESULT}?kind=clinic&plan=S3")
    assert response.status_code == 302
    assert "&at=20" in response["Location"]


def test_the_link_gives_the_same_result_for_ever(visit):
    one, two = visit(RESULT, **CLINIC), visit(RESULT, **CLINIC)
    assert one.text == two.text


def test_a_printed_price_binds_for_a_clinic(visit):
    text = visit(RESULT, **CLINIC).text
    assert "44,610円" in text
    assert "募集資料の金額" in text
    assert "この金額で加入できます" in text


def test_a_printed_price_is_an_example_for_a_hospital_and_referred(visit):
    text = visit(RESULT, **HOSPITAL).text
    assert "142,900円" in text
    assert "実際の保険料は保険会社の書面の見積で決まります" in text
    assert "保険会社への照会が必要です" in text
    assert "092-852-1540" in text


def test_an_estimate_never_looks_like_a_price(visit):
    page = visit(RESULT, **(HOSPITAL | {"beds": "73"}))
    assert "概算(保険料ではありません)" in page.text
    assert 'class="figure__value"' not in page.html
    assert "約" in page.text


def test_a_computed_price_is_called_so(visit):
    text = visit(RESULT, **(HOSPITAL | {"beds": "20"})).text
    assert "72,910円" in text
    assert "計算値" in text


def test_a_kind_without_a_table_is_handed_to_the_insurer(visit):
    text = visit(RESULT, kind="dental_clinic", at=AT).text
    assert "個別見積" in text
    assert "取扱代理店が保険会社に照会します" in text


def test_full_width_figures_count(visit):
    assert "142,900円" in visit(RESULT, **(HOSPITAL | {"beds": "５０"})).text


def test_size_is_short_for_the_kinds_own_measure(visit):
    asked = {name: value for name, value in HOSPITAL.items() if name != "beds"}
    assert "142,900円" in visit(RESULT, size="50", **asked).text


@pytest.mark.parametrize(
    ("received", "start", "payable"),
    [
        ("2025-03-14", "2025年(令和7年)5月5日午後4時", "44,610円"),
        ("令和7年6月15日", "2025年(令和7年)7月5日午後4時", "37,180円"),
        ("2025-06-16", "2025年(令和7年)8月5日午後4時", "33,460円"),
    ],
)
def test_the_cover_follows_the_day_of_receipt(visit, received, start, payable):
    text = visit(RESULT, **(CLINIC | {"received": received})).text
    assert start in text
    assert "2026年(令和8年)5月5日午後4時" in text
    assert payable in text


def test_what_is_assumed_is_named(visit):
    text = visit(RESULT, **(CLINIC | {"received": "2025-03-20"})).text
    assert "中途加入の規則で扱うと仮定" in text


def test_the_first_month_of_collection_is_named(visit):
    assert "2025年(令和7年)8月" in visit(RESULT, **(CLINIC | {"received": "2025-06-15"})).text


def test_a_closed_scheme_is_still_priced_without_a_cover(visit):
    text = visit(RESULT, **(CLINIC | {"at": "2026-06-01T10:00:00"})).text
    assert "44,610円" in text
    assert "補償期間は示せません" in text
    assert "に終わりました" in text


def test_an_abolished_plan_is_priced_for_those_who_hold_it(visit):
    text = visit("/s/mie-2025/result", kind="clinic", plan="A", at=AT).text
    assert "12,120円" in text
    assert "廃止" in text


def test_an_instalment_is_shown_where_it_is_published(visit):
    text = visit("/s/dental-2025/result", kind="dental_clinic", plan="S1", at=AT).text
    assert "1,680円 × 12回" in text
    assert "20,160円" in text


def test_several_facilities_are_added_up(visit):
    text = visit(RESULT, **(CLINIC | {"rows": "2", "f2-kind": "clinic", "f2-plan": "P3"})).text
    assert "2施設の年間保険料の合計" in text
    assert "76,610円" in text


def test_a_sum_with_an_estimate_is_an_estimate(visit):
    page = visit(RESULT, **(HOSPITAL | {"beds": "73", "rows": "2", "f2-kind": "clinic", "f2-plan": "S3"}))
    assert "2施設の年間保険料の合計(目安)" in page.text
    assert "年間保険料(目安を含む)" in page.text


def test_shared_limits_have_no_sum_and_are_referred(visit):
    text = visit(RESULT, **(CLINIC | {"rows": "2", "f2-kind": "clinic", "f2-plan": "P3", "limits": "shared"})).text
    assert "合計は出せません" in text
    assert "保険金額を共有する場合" in text


def test_shared_records_bring_their_notices(visit):
    from sonae.app.common.catalogue import current

    notice = current().schemes["fukuoka-2025"].shown("shared_records")[0].text.ja
    assert notice in visit(RESULT, **(CLINIC | {"records": "yes"})).text
    assert notice in visit(RESULT, **CLINIC).text  # nobody has said no
    assert notice not in visit(RESULT, **(CLINIC | {"records": "no"})).text


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_notice_of_the_quote_is_shown(visit, language):
    from html import unescape

    from sonae.app.common.catalogue import current

    whole = unescape(visit(RESULT, language=language, **CLINIC).html)
    facts = current().schemes["fukuoka-2025"].shown("quote", "clinic", "all_risk", "S3")
    assert len(facts) > 5
    for fact in facts:
        assert fact.text.say(language) in whole


def test_the_reasons_of_the_price_are_a_tree_with_sources(visit):
    text = visit(RESULT, **HOSPITAL).text
    for words in ("この金額の根拠", "× 3.9", "団体割引", "-20%", "資料1"):
        assert words in text


def test_the_example_says_so(visit):
    assert "例示(架空の団体)" in visit("/s/example/result", **CLINIC).text


def test_the_paper_answers_the_same_query(visit, client):
    assert "/s/fukuoka-2025/quote.pdf?kind=clinic" in visit(RESULT, **CLINIC).html
    response = client.get("/s/fukuoka-2025/quote.pdf", CLINIC)
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")


def test_the_same_query_gives_the_same_paper(client):
    one, two = (client.get("/s/fukuoka-2025/quote.pdf", CLINIC).content for _ in range(2))
    assert one == two


def test_a_paper_of_something_wrong_is_the_form_with_its_errors(visit):
    page = visit("/s/fukuoka-2025/quote.pdf", kind="hospital", beds="-3")
    assert page.status == 422
    assert "小さすぎます" in page.text


def test_too_many_papers_are_refused_in_words(client, settings):
    from sonae.app.common.rate_limit import Limit

    settings.SONAE_RATE_LIMITS = {"papers": Limit(1, 3600)}
    client.get("/s/fukuoka-2025/quote.pdf", CLINIC)
    assert client.get("/s/fukuoka-2025/quote.pdf", CLINIC).status_code == 429


@pytest.mark.parametrize("code", ["mie-2025", "kagoshima-2025", "jhef-2025", "dental-2025", "fukuoka-2025", "example"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_kind_and_plan_of_every_scheme_has_an_answer(visit, code, language):
    from sonae.app.common.catalogue import current

    scheme = current().schemes[code]
    assert scheme.kinds
    for kind in scheme.kinds.values():
        sized = {"size": "50"} if kind.size_measure and kind.measure(kind.size_measure).highest >= 50 else {}
        for plan in scheme.plans_for(kind.kind) or [None]:
            picked = {"family": plan.family, "plan": plan.code} if plan else {}
            page = visit(f"/s/{code}/result", kind=kind.kind, language=language, at=AT, **sized, **picked)
            assert page.status == 200, (kind.kind, picked, page.errors())
