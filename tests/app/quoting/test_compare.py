"""Plans stand side by side: what they cost, what starts them, what they pay, and where they differ."""

import re

import pytest

COMPARE = "/s/fukuoka-2025/compare"


def columns(page):
    return re.findall(r'plan-head__code">([^<]+)<', page.html)


def row(page, words):
    """The cells of one line, and whether it is marked as different."""
    for line in re.findall(r"<tr(?: class=\"[^\"]*\")?>.*?</tr>", page.html, re.DOTALL):
        if re.search(rf'<th scope="row">{re.escape(words)}', line):
            cells = re.findall(r'<td class="mark--(\w+)', line)
            return cells, "differs-mark" in line
    raise AssertionError(words)


def test_every_plan_of_the_kind_is_a_column_in_the_brochures_order(visit):
    page = visit(COMPARE, kind="clinic", plans="all")
    assert len(columns(page)) == 20
    assert columns(page)[0] == "S1"


def test_at_first_a_pair_of_equal_limits_says_what_the_families_differ_in(visit):
    page = visit(COMPARE, kind="clinic")
    assert columns(page) == ["S3", "P3"]
    assert "plans=all" in page.html
    assert columns(visit(COMPARE, kind="clinic", chosen="leak_only:P5")) == ["S5", "P5"]


def test_an_abolished_plan_is_shown_only_to_those_who_ask_for_it(visit):
    mie = "/s/mie-2025/compare"
    assert columns(visit(mie, kind="clinic")) == ["B", "C", "D", "E"]
    assert columns(visit(mie, kind="clinic", plans="all")) == ["A", "B", "C", "D", "E"]
    assert columns(visit(mie, kind="clinic", chosen="all_risk:A")) == ["A", "B", "C", "D", "E"]


def test_plans_picked_of_another_family_are_forgotten(visit):
    plans = ["all_risk:S3", "leak_only:P3"]
    assert len(columns(visit(COMPARE, kind="clinic", family="leak_only", plans=plans))) == 10


def test_one_plan_alone_has_nothing_to_choose_and_no_differences(visit):
    page = visit("/s/dental-2025/compare")
    assert len(columns(page)) == 1
    assert 'name="plans"' not in page.html
    assert "differs-mark" not in page.html


def test_all_four_triggers_tell_the_families_apart(visit):
    page = visit(COMPARE, kind="clinic", plans=["all_risk:S3", "leak_only:P3"])
    assert row(page, "情報漏えい・そのおそれ") == (["yes", "yes"], False)
    for trigger in ("サイバー攻撃", "デジタルコンテンツ不当事由", "その他の業務での偶然な事由"):
        assert row(page, trigger) == (["yes", "no"], True)


def test_each_part_is_explained_in_plain_words(visit):
    page = visit(COMPARE, kind="clinic", plans="all")
    assert row(page, "事故対応特別費用")[0].count("no") == 10
    assert "罰金は対象外です" in page.text
    assert row(page, "利益損害(オプション)")[0].count("rider") == 10


def test_prices_stand_once_the_size_is_known(visit):
    assert "142,900円" not in visit(COMPARE, kind="hospital").text
    page = visit(COMPARE, kind="hospital", size="50")
    assert "142,900円" in page.text
    assert "募集資料の金額" in page.text


def test_estimates_are_called_so_in_every_cell(visit):
    page = visit(COMPARE, kind="hospital", beds="73", plans=["all_risk:S3"])
    assert "約" in page.text
    assert "概算(保険料ではありません)" in page.text


def test_one_to_four_plans_can_be_picked(visit):
    page = visit(COMPARE, kind="clinic", plans=["all_risk:S1", "leak_only:P1"])
    assert columns(page) == ["S1", "P1"]


def test_more_than_four_are_cut_to_four_and_said(visit):
    page = visit(COMPARE, kind="clinic", plans=[f"all_risk:S{n}" for n in range(1, 6)])
    assert columns(page) == ["S1", "S2", "S3", "S4"]
    assert "はじめの4つ" in page.text


def test_plans_that_do_not_exist_are_passed_over(visit):
    assert len(columns(visit(COMPARE, kind="clinic", plans=["all_risk:X9", "'"]))) == 2


def test_one_family_can_be_shown_alone(visit):
    assert len(columns(visit(COMPARE, kind="clinic", family="leak_only"))) == 10


def test_the_plan_one_came_from_is_marked(visit):
    page = visit(COMPARE, kind="clinic", chosen="all_risk:S3")
    assert "選択中" in page.text


def test_each_column_leads_to_its_quote(visit):
    page = visit(COMPARE, kind="hospital", beds="50", plans=["all_risk:S3"])
    assert (
        "/s/fukuoka-2025/result?kind=hospital&amp;beds=50&amp;ward=general&amp;family=all_risk&amp;plan=S3" in page.html
    )


def test_a_wrong_size_is_said_beside_its_field_and_plans_are_still_compared(visit):
    page = visit(COMPARE, kind="hospital", beds="-3")
    assert page.status == 422
    assert "小さすぎます" in page.beside("id_beds")
    assert columns(page) == ["S3", "P3"]


def test_an_unknown_kind_is_said(visit):
    page = visit(COMPARE, kind="castle")
    assert page.status == 422
    assert "病院" in page.errors()["id_kind_0"]


def test_a_kind_without_plans_says_so(visit):
    assert "比べる加入タイプがありません" in visit(COMPARE, kind="dental_clinic").text


@pytest.mark.parametrize(("code", "number"), [("kagoshima-2025", "099-254-8126"), ("jhef-2025", "03-6837-8851")])
def test_a_scheme_without_plans_says_whom_to_call_and_where_to_go(visit, code, number):
    page = visit(f"/s/{code}/compare")
    assert number in page.text
    assert f'href="/s/{code}/"' in page.html
    assert f'href="/s/{code}/simulate"' in page.html


def test_htmx_gets_table_and_fields_only(visit):
    page = visit(COMPARE, kind="hospital", htmx=True)
    assert "<html" not in page.html
    assert 'name="beds"' in page.html


def test_the_paper_has_the_same_query(client, visit):
    assert "compare.pdf?kind=clinic" in visit(COMPARE, kind="clinic").html
    assert client.get("/s/fukuoka-2025/compare.pdf?kind=clinic").content.startswith(b"%PDF")


def test_a_paper_without_what_it_needs_leads_back_to_the_page(client):
    response = client.get("/s/fukuoka-2025/compare.pdf?kind=hospital")
    assert response["Location"] == "/s/fukuoka-2025/compare?kind=hospital&ward=general"


@pytest.mark.parametrize("code", ["mie-2025", "kagoshima-2025", "jhef-2025", "dental-2025", "example"])
@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_scheme_can_be_compared(visit, code, language):
    assert visit(f"/s/{code}/compare", language=language).status == 200


def test_what_nobody_asked_is_not_carried_on(client):
    junk = {"x" * 3_000: "1", "plans": ["all_risk:S3", "none:S3", "x" * 9_000], "kind": "clinic"}
    html = client.get(COMPARE, junk).content.decode()
    assert "compare.pdf?kind=clinic&amp;plans=all_risk%3AS3" in html
    assert client.get("/s/fukuoka-2025/compare.pdf", junk).content.startswith(b"%PDF")


@pytest.mark.parametrize(("kind", "words"), [("clinic", "「Aタイプは廃止」"), ("hospital", "「Aタイプは廃止」")])
def test_what_is_assumed_is_named(visit, kind, words):
    page = visit("/s/mie-2025/compare", kind=kind, **({"beds": "50"} if kind == "hospital" else {}))
    assumed = page.html.partition('id="assumed"')[2].partition("</section>")[0]
    assert words in assumed


@pytest.mark.parametrize(
    ("path", "query"),
    [("/s/mie-2025/compare", {"kind": "clinic"}), ("/s/mie-2025/", {})],
)
def test_what_concerns_one_plan_names_it_beside_the_others(visit, path, query):
    assert "A: このタイプには緊急時サポートが付いていません" in visit(path, **query).html


def test_what_concerns_the_only_plan_asked_about_needs_no_name(visit):
    page = visit("/s/mie-2025/result", kind="clinic", family="all_risk", plan="A")
    assert "<p>このタイプには緊急時サポートが付いていません" in page.html
