"""The first page, a scheme's page, the glossary and the help for offices."""

import pytest

SCHEMES = ["mie-2025", "fukuoka-2025", "kagoshima-2025", "dental-2025", "jhef-2025"]


def test_the_example_comes_first_and_says_what_it_is(visit):
    page = visit("/")
    assert page.html.index("/s/example/") < page.html.index("/s/mie-2025/")
    assert "例示(架空の団体)" in page.text
    assert "保険の申込みの勧誘でもありません" in page.text


@pytest.mark.parametrize("code", SCHEMES)
def test_every_real_scheme_has_a_card(visit, code):
    assert f'href="/s/{code}/"' in visit("/").html


def test_the_first_page_shows_a_real_answer(visit):
    assert "29,380円" in visit("/").text


def test_without_examples_only_real_schemes_are_shown(visit, settings):
    settings.SONAE_EXAMPLE = False
    assert "/s/example/" not in visit("/").html
    assert visit("/s/example/").status == 404


def test_fukuoka_is_closed_and_says_why(visit):
    page = visit("/s/fukuoka-2025/")
    assert "募集終了" in page.text
    assert "2026年(令和8年)5月5日午後4時に終わりました" in page.text


def test_a_scheme_page_prints_every_plan_with_its_price(visit):
    text = visit("/s/fukuoka-2025/").text
    for price in ("29,380円", "67,200円", "142,900円", "424,360円"):
        assert price in text


@pytest.mark.parametrize("code", [*SCHEMES, "example"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_scheme_page_says_every_fact_with_its_source(visit, code, language):
    from html import unescape

    from sonae.app.common.catalogue import current

    page = visit(f"/s/{code}/", language=language)
    whole = unescape(page.html)
    assert len(current().schemes[code].facts) > 40
    for fact in current().schemes[code].facts:
        assert fact.text.say(language) in whole
    assert ("資料1" if language == "ja" else "Source 1") in page.text


def test_the_abolished_plan_is_marked(visit):
    assert "廃止" in visit("/s/mie-2025/").text


def test_where_no_number_is_printed_the_page_says_where_to_look(visit):
    assert "電話番号が印刷されていません" in visit("/s/mie-2025/").text
    assert "電話番号が印刷されていません" not in visit("/s/fukuoka-2025/").text


def test_a_scheme_without_prices_promises_none(visit):
    for path in ("/s/kagoshima-2025/", "/s/jhef-2025/quote"):
        text = visit(path).text
        assert "照会先を見る" in text
        assert "保険料を調べる" not in text
    assert "年間保険料は、締切後でも" not in visit("/s/jhef-2025/quote").text


def test_the_only_kind_of_a_scheme_needs_no_choosing(visit):
    assert 'name="plan"' in visit("/s/dental-2025/quote").html


def test_the_first_page_leads_to_the_first_hour_of_an_incident(visit):
    assert "事故のとき、最初の1時間にすること" in visit("/").text


def test_contacts_have_their_hours(visit):
    text = visit("/s/fukuoka-2025/").text
    assert "092-852-1540" in text
    assert "平日 9:00–17:00" in text


def test_what_contradicts_itself_and_what_is_missing_have_their_own_places(visit):
    page = visit("/s/mie-2025/")
    assert 'id="contradictions"' in page.html
    assert 'id="gaps"' in page.html


@pytest.mark.parametrize("path", ["/s/nowhere/", "/s/nowhere/quote", "/s/nowhere/result", "/s/nowhere/compare"])
def test_an_unknown_scheme_is_not_found(visit, path):
    assert visit(path).status == 404


def test_the_glossary_explains_every_term(visit):
    from sonae.app.common.catalogue import current

    page = visit("/words")
    terms = [key for key in current().words.texts if key.startswith("term.")]
    assert page.html.count("<dt>") == len(terms)
    assert "フォレンジック調査" in page.text


def test_the_glossary_is_searched_in_both_languages(visit):
    assert "団体割引" in visit("/words", q="discount").text
    assert "見つかりませんでした" in visit("/words", q="存在しないことば").text


def test_the_glossary_sends_only_the_list_to_htmx(visit):
    assert "<html" not in visit("/words", htmx=True).html


def test_offices_learn_to_price_a_roster_and_get_its_template(visit, client):
    assert "sonae rate roster.xlsx" in visit("/roster").text
    response = client.get("/roster/fukuoka-2025.xlsx")
    assert response.content.startswith(b"PK")
    assert response["Content-Disposition"] == 'attachment; filename="roster-fukuoka-2025.xlsx"'


def test_pages_are_read_and_never_posted_to(client):
    assert client.post("/s/example/quote").status_code == 405
