import re


def test_shows_all_twenty_plans_side_by_side_with_their_premiums(compared, catalogue):
    paper = compared("clinic")
    plans = catalogue.schemes["fukuoka-2025"].plans_for("clinic")
    premiums = catalogue.schemes["fukuoka-2025"].premiums
    assert len(plans) == 20
    for plan in plans:
        assert paper.says(plan.code, f"{premiums['clinic', plan.family, plan.code, None].yen:,}円")
    assert "S1 29,380円 印刷 P1 14,400円 印刷 +14,980円" in " ".join(paper.pages[0].split())


def test_is_landscape(compared):
    width, height = compared("clinic").document[0].get_size()
    assert width > height


def test_an_abolished_plan_is_marked_and_support_is_a_column_where_it_differs(compared):
    paper = compared("clinic", scheme="mie-2025")
    assert paper.says("A廃止", "12,120円", "緊急時サポート")


def test_estimates_say_so_in_every_cell(compared):
    page = compared("hospital", size=75).pages[0]
    assert len(re.findall(r"約[0-9,]+円", page)) == 20
    assert page.count("概算") >= 20
    assert not re.search(r"(?<!約)(?<![0-9,])165,800円", page)


def test_examples_say_so_in_every_cell(compared):
    assert compared("hospital", size=50).pages[0].count("例示") >= 20


def test_prices_of_an_example_scheme_are_no_prices(compared):
    paper = compared("clinic", scheme="example")
    assert paper.pages[0].count("例示") >= 20
    assert all("例示(架空の団体)" in page for page in paper.pages)


def test_says_what_each_family_covers(compared):
    paper = compared("clinic")
    assert paper.says("サイバー攻撃", "○対象×対象外", "利益損害(オプション)")


def test_says_that_no_brochure_prints_the_plans(compared):
    paper = compared("clinic", scheme="kagoshima-2025")
    assert paper.says("照会", "この施設の加入タイプと保険料は、募集資料に印刷されていません")
    assert paper.amounts() == set()


def test_instalments_are_shown(compared):
    assert compared("dental_clinic", scheme="dental-2025").says("20,160円", "1回 1,680円 × 12回払")


def test_english_is_complete(compared):
    paper = compared("hospital", size=50, language="en")
    assert re.findall("[ぁ-んァ-ヶ]", paper.text.replace("備え", "")) == []
    assert paper.says("142,900 yen", "printed", "example", "200,000,000 yen")


def test_says_what_was_assumed(compared):
    assert compared("hospital", size=75).says("仮定したこと", "直線による概算です")
    english = compared("hospital", size=75, language="en")
    assert english.says("What was assumed", "an estimate on a straight line, not a price")
