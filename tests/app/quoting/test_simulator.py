"""The page of a simulated incident: what it costs, what each plan pays of it, and where the rest stopped."""

import re
from html import unescape
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest

from sonae.app.common.catalogue import current
from sonae.core.incident import simulate

SIMULATE = "/s/fukuoka-2025/simulate"
MILLION = 1_000_000

# The brochure's incident of 30 million yen, all of it costs: what each clinic plan pays and leaves for damages, as it
# follows from the two limits printed in the brochure (liability, costs) by hand.
EXPECTED = {
    "all_risk:S1": (1, 29, 9),
    "all_risk:S2": (3, 27, 27),
    "all_risk:S3": (5, 25, 45),
    "all_risk:S4": (10, 20, 90),
    "all_risk:S5": (20, 10, 180),
    "all_risk:S1000": (10, 20, 0),
    "all_risk:S3000": (30, 0, 0),
    "all_risk:S5000": (30, 0, 20),
    "all_risk:S10000": (30, 0, 70),
    "all_risk:S20000": (30, 0, 170),
    "leak_only:P1": (1, 29, 9),
    "leak_only:P2": (3, 27, 27),
    "leak_only:P3": (5, 25, 45),
    "leak_only:P4": (10, 20, 90),
    "leak_only:P5": (20, 10, 180),
    "leak_only:P1000": (10, 20, 0),
    "leak_only:P3000": (30, 0, 0),
    "leak_only:P5000": (30, 0, 20),
    "leak_only:P10000": (30, 0, 70),
    "leak_only:P20000": (30, 0, 170),
}
SENSIBLE = [
    "all_risk:S1",
    "all_risk:S2",
    "all_risk:S3",
    "all_risk:S4",
    "all_risk:S5",
    "all_risk:S3000",
    "all_risk:S5000",
]


def outcomes(page):
    """For each plan shown: yen paid, yen that stay, yen left for damages, as the row says them."""
    rows = re.findall(r'<tr role="row" class="outcome.*?</tr>', page.html, re.DOTALL)
    return {
        re.search(r'data-plan="([^"]+)"', row)[1]: tuple(
            int(re.search(rf'data-{name}="(\d+)"', row)[1]) for name in ("yen", "stays", "left")
        )
        for row in rows
    }


def link(page):
    return urlsplit(unescape(re.search(r'id="link" readonly value="([^"]+)"', page.html)[1]))


def total(page):
    return re.search(r'class="figure__value number">([^<]+)<', page.html)[1]


def test_shows_what_each_of_the_20_clinic_plans_pays_of_the_brochures_30_million(visit):
    page = visit(SIMULATE, scenario="ehr-30000", show="all")
    expected = {plan: tuple(part * MILLION for part in parts) for plan, parts in EXPECTED.items()}
    assert outcomes(page) == expected
    assert total(page) == "3,000万円"


def test_shows_the_waterfall_of_core_and_nothing_else(visit):
    catalogue = current()
    book = next(iter(catalogue.costs.values()))
    assert {"ehr-30000", "hospital-85000"} < set(book.scenarios)
    for code, kind in (("fukuoka-2025", "clinic"), ("mie-2025", "clinic"), ("jhef-2025", "service_operator")):
        for scenario in book.scenarios.values():
            page = visit(f"/s/{code}/simulate", kind=kind, scenario=scenario.id, show="all")
            answer = simulate(catalogue.schemes[code], book, kind, scenario.quantities)
            assert outcomes(page) == {
                f"{plan.family}:{plan.code}": (fall.paid, answer.total - fall.paid, fall.liability_left)
                for plan, fall in zip(answer.plans, answer.waterfalls, strict=True)
            }


def test_starts_from_the_brochures_example_and_a_few_plans_that_show_the_whole_range(visit):
    page = visit(SIMULATE)
    assert total(page) == "3,000万円"
    assert list(outcomes(page)) == SENSIBLE
    assert 'value="30,000" name="patients"' in page.html or 'name="patients" value="30,000"' in page.html


@pytest.mark.parametrize(
    ("query", "plans"),
    [
        ({"show": "leak_only"}, [plan for plan in EXPECTED if plan.startswith("leak_only")]),
        ({"plans": ["leak_only:P3", "all_risk:S3"]}, ["all_risk:S3", "leak_only:P3"]),
        ({"plans": "all_risk:Z9"}, SENSIBLE),
        ({"plans": "all_risk:S1", "kind": "clinic", "plans_of": "hospital"}, SENSIBLE),
    ],
)
def test_shows_the_plans_asked_for(visit, query, plans):
    assert list(outcomes(visit(SIMULATE, **query))) == plans


def test_says_in_plain_words_that_costs_leave_less_for_damages(visit):
    page = visit(SIMULATE, plans=["all_risk:S3000", "all_risk:S1000", "all_risk:S5000"])
    assert "費用と賠償の上限が同じ3,000万円です。費用で使い切ったので、賠償には何も残りません。" in page.text
    assert page.text.count("残りません") >= 2
    small = visit(SIMULATE, servers="2", plans="all_risk:S3000")
    assert "費用に200万円を使うと、残りは2,800万円です。" in small.text


def test_names_the_limit_at_which_each_yen_stopped(visit):
    page = visit(
        SIMULATE, servers="9", claimants="300", monitoring_months="1", plans=["all_risk:S1", "leak_only:P1000"]
    )
    assert "費用の保険金額を超過 900万円" in page.text
    assert "賠償の保険金額を超過" not in page.text
    assert "補償の対象外 100万円" in page.text
    assert "合計の上限を超過 200万円" in page.text


def test_puts_the_premium_beside_each_plan(visit):
    page = visit(SIMULATE, plans="all_risk:S3")
    assert "44,610円" in page.text
    waiting = visit(SIMULATE, kind="hospital")
    assert "病床数などを「施設とプラン」に入れると" in waiting.text
    known = visit(SIMULATE, kind="hospital", beds="50", plans="all_risk:S3")
    assert "病床数などを「施設とプラン」に入れると" not in known.text
    assert 'class="price' in known.html
    asked = visit(SIMULATE, kind="hospital", beds="73", plans="all_risk:S3")
    assert "概算" in asked.text


def test_a_kind_without_printed_plans_still_gets_its_costs(visit):
    page = visit(SIMULATE, kind="dental_clinic")
    assert total(page) == "3,000万円"
    assert outcomes(page) == {}
    assert "募集資料に載っていません" in page.text


def test_letters_and_gifts_follow_the_patients_where_asked_to(visit):
    page = visit(SIMULATE, patients="100", letters="7", gifts="", same=["letters"])
    assert total(page) == "5,000円"
    apart = visit(SIMULATE, patients="100", letters="7", gifts="")
    assert total(apart) == "350円"


def test_what_a_link_does_not_name_follows_and_shows_that_it_does(visit):
    page = visit(SIMULATE, kind="clinic", patients="1000")
    assert total(page) == "65万円"
    assert re.findall(r'name="same" value="(\w+)" checked', page.html) == ["letters", "gifts"]
    example = visit(SIMULATE, kind="clinic", scenario="ehr-30000", patients="1000")
    assert total(example) == "1,115万円"


def test_what_was_emptied_stays_empty_in_the_link(visit):
    page = visit(SIMULATE, scenario="ehr-30000", patients="100", servers="", letters="", gifts="7")
    again = visit(link(page).path, **parse_qs(link(page).query))
    assert total(again) == total(page) == "7,504,200円"


def test_reads_numbers_as_people_write_them(visit):
    assert total(visit(SIMULATE, servers="３台", letters="1,000", gifts="2万")) == "1,505万円"


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ({"servers": "たくさん"}, "id_servers"),
        ({"servers": "-1"}, "id_servers"),
        ({"patients": "99999999", "same": ["letters", "gifts"]}, "id_patients"),
        ({"kind": "hospital", "beds": "many"}, "id_beds"),
        ({"kind": "pharmacy"}, "id_kind_0"),
    ],
)
def test_tells_what_is_wrong_beside_the_field_and_keeps_what_was_typed(visit, query, field):
    page = visit(SIMULATE, **query)
    assert page.status == 422
    assert list(page.errors()) == [field]
    assert 'class="errorlist"' in page.html
    typed = next(value for name, value in query.items() if name not in {"kind", "same"} or len(query) == 1)
    assert f'value="{typed}"' in page.html or typed == "pharmacy"
    assert not outcomes(page)


def test_everything_at_zero_asks_for_a_number_instead_of_showing_nothing(visit):
    page = visit(SIMULATE, servers="0")
    assert page.status == 200
    assert "まだ費用がありません" in page.text


def test_the_link_reproduces_everything(visit):
    page = visit(SIMULATE, kind="hospital", beds="120", patients="500", same="letters", servers="２", show="leak_only")
    again = visit(link(page).path, **parse_qs(link(page).query))
    assert outcomes(again) == outcomes(page) != {}
    assert total(again) == total(page)
    assert link(again) == link(page)


def test_shows_each_unit_cost_with_its_source_range_and_mark(visit):
    page = visit(SIMULATE, scenario="ransomware-clinic")
    for words in (
        "1台あたり100万円 資料ごとの幅 100万円〜200万円",
        "30ブース週で500万円",
        "入力した金額",
        "費用の資料2 172-179・212行",
        "費用の資料2 福岡県医師会 医療機関用サイバー保険 2025年度版",
    ):
        assert words in page.text
    assert '<a href="https://scan.netsecurity.ne.jp/article/2021/08/20/46161.html"' in page.html
    book = next(iter(current().costs.values()))
    for item in book.items:
        assert item.text.ja in page.text
        for where in item.sources:
            assert where in page.html or where.split(":")[0] in page.html
    assert page.html.count("badge--assumed") >= sum(item.status == "assumed" for item in book.items)


def test_the_range_of_unit_costs_gives_the_range_of_the_total(visit):
    assert "単価の幅で計算すると 2,980万円〜3,740万円" in visit(SIMULATE).text


def test_a_part_of_the_page_comes_with_everything_that_changes(visit):
    page = visit(SIMULATE, htmx=True, servers="2")
    assert "<html" not in page.html
    swapped = re.findall(r'id="([\w-]+)"[^>]*hx-swap-oob="true"', page.html)
    assert {"sum-machines", "id_servers_errors", "simulator-bar", "simulation-more"} <= set(swapped)
    assert "simulator-plans" not in swapped
    assert page.response["HX-Replace-Url"].startswith(f"{SIMULATE}?kind=clinic&")
    other = visit(SIMULATE, htmx=True, servers="2", kind="hospital", plans_of="clinic")
    assert 'id="simulator-plans" hx-swap-oob="true"' in other.html


def test_a_wrong_number_reaches_htmx_too(visit):
    page = visit(SIMULATE, htmx=True, servers="x")
    assert page.status == 200
    assert list(page.errors()) == ["id_servers"]


def test_the_english_page_is_english(visit):
    page = visit(SIMULATE, language="en", scenario="ransomware-clinic", show="all")
    main = page.html.split("<main", 1)[1].split("</main>", 1)[0]
    assert not re.search(r"[ぁ-んァ-ヶ]", re.sub(r"<[^>]+>", "", main))


@pytest.mark.parametrize("path", ["simulate", "simulate.pdf", "simulate.svg", "simulate.png"])
def test_knows_no_scheme_that_is_not_there(client, path):
    assert client.get(f"/s/no-such-scheme/{path}").status_code == 404


def test_the_sheet_says_what_the_page_says(client):
    response = client.get(f"{SIMULATE}.pdf", {"plans": "all_risk:S3"})
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF")
    wrong = client.get(f"{SIMULATE}.pdf", {"servers": "x"})
    assert wrong.status_code == 302
    assert wrong["Location"].startswith(f"{SIMULATE}?")


def test_the_picture_needs_no_style_and_says_what_it_shows(client):
    response = client.get(f"{SIMULATE}.svg", {"plans": "all_risk:S3"})
    assert response["Content-Type"] == "image/svg+xml; charset=utf-8"
    content = response.content.decode()
    assert "style=" not in content
    assert "<script" not in content
    root = ET.fromstring(content)  # noqa: S314  our own
    assert root.get("role") == "img"
    assert "S3 オールリスクプラン: 支払 500万円" in root.find("{*}desc").text
    narrow = client.get(f"{SIMULATE}.svg", {"plans": "all_risk:S3", "narrow": "1"})
    assert int(ET.fromstring(narrow.content).get("width")) < 390  # noqa: S314  our own


def test_the_picture_is_there_as_png_and_not_at_all_without_costs(client):
    assert client.get(f"{SIMULATE}.png").content.startswith(b"\x89PNG")
    assert client.get(f"{SIMULATE}.png", {"servers": "0"}).status_code == 404


def test_what_follows_a_wrong_number_does_not_repeat_it(visit):
    page = visit(SIMULATE, patients="many", same=["letters", "gifts"])
    assert list(page.errors()) == ["id_patients"]
    told = re.search(r'class="error-summary".*?</div>', page.html, re.DOTALL)[0]
    assert re.findall(r"<b>([^<]+)</b>", told) == ["対象となる患者さんの記録"]
    apart = visit(SIMULATE, patients="many", letters="few")
    assert list(apart.errors()) == ["id_patients", "id_letters"]


def test_a_wrong_number_leaves_the_focus_in_its_field(visit):
    assert "autofocus" not in visit(SIMULATE, htmx=True, servers="x").html
    assert "focus-scroll:false" in visit(SIMULATE).html


def test_a_scheme_without_plans_tells_its_costs_and_gives_them_as_pdf(client, visit):
    page = visit("/s/kagoshima-2025/simulate")
    main = page.html.split("<main", 1)[1].split("</main>", 1)[0]
    assert "試算書PDFで受け取る" in main
    assert "それぞれのプラン" not in main
    assert "募集資料に載っていません" not in main
    sheet = client.get("/s/kagoshima-2025/simulate.pdf")
    assert sheet.content.startswith(b"%PDF")


def test_english_separates_with_commas(visit):
    main = visit(SIMULATE, language="en").html.split("<main", 1)[1].split("</main>", 1)[0]
    assert "・" not in re.sub(r"<option.*?</option>", "", main)
    assert "l. 1" not in main
    assert re.search(r"Cost source 2, lines? 172-179, 212", main)


def offered(page):
    """Each example incident that can be chosen, with the kind its address asks for."""
    addresses = re.findall(r'class="scenario" href="\?([^"]+)"', page.html)
    asked = [parse_qs(unescape(address)) for address in addresses]
    return {one["scenario"][0]: one["kind"][0] for one in asked}


def test_examples_are_offered_for_the_kinds_they_fit(visit):
    assert offered(visit(SIMULATE, kind="clinic")) == {
        "ehr-30000": "clinic",
        "fax-clinic": "clinic",
        "ransomware-clinic": "clinic",
        "hospital-85000": "hospital",
    }
    assert offered(visit(SIMULATE, kind="hospital"))["fax-clinic"] == "clinic"
    dental = offered(visit("/s/dental-2025/simulate"))
    assert dental == dict.fromkeys(("ehr-30000", "fax-clinic", "ransomware-clinic"), "dental_clinic")


@pytest.mark.parametrize(
    ("language", "words"), [("ja", ("診療所", "カルテ", "診療が止まって失う")), ("en", ("clinic", "charts"))]
)
def test_a_contractor_is_offered_incidents_of_its_own(visit, language, words):
    page = visit("/s/jhef-2025/simulate", language=language)
    book = current().costs["jp-medical-services-2025"]
    assert offered(page) == dict.fromkeys(book.scenarios, "service_operator")
    form = page.text.split({"ja": "例から始める", "en": "Start from"}[language], 1)[1]
    assert [word for word in words if word in form.split({"ja": "単価と出典", "en": "Unit costs"}[language])[0]] == []
    for scenario in book.scenarios:
        assert total(visit("/s/jhef-2025/simulate", language=language, scenario=scenario)) not in {"", "0円"}
