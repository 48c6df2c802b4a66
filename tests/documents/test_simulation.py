import re

from sonae.core.incident import simulate
from sonae.documents.simulation import plan_groups


def test_the_brochures_example_costs_thirty_million(simulated):
    paper = simulated("clinic", "ehr-30000")
    assert paper.says(
        "3,000万円30,000,000円", "患者3万人、募集資料の例", "お詫びの品", "30,000個600円/個", "18,000,000円"
    )


def test_every_figure_is_that_of_the_waterfall(catalogue):
    scheme, book = catalogue.schemes["fukuoka-2025"], catalogue.costs["jp-medical-2025"]
    answer = simulate(scheme, book, "clinic", book.scenarios["ehr-30000"].quantities)
    shown = {one["plan"]: one for group in plan_groups(answer, catalogue.words, "ja") for one in group["plans"]}
    assert len(shown) == 20
    for plan, fall in zip(answer.plans, answer.waterfalls, strict=True):
        assert shown[plan.code]["paid"] == f"{fall.paid:,}円"
        assert shown[plan.code]["stays"] == f"{answer.total - fall.paid:,}円"
        assert shown[plan.code]["nothing_left"] == (fall.liability_left == 0)


def test_says_where_costs_use_up_the_liability_limit(simulated):
    assert simulated("clinic", "ehr-30000").says("賠償に使える残りはありません", "費用の保険金額を超過")


def test_unit_costs_have_their_source_range_and_mark(simulated):
    paper = simulated("clinic", "ransomware-clinic")
    assert paper.says("仮定", "公開資料", "募集資料に記載", "(20万円〜150万円)", "scan.netsecurity.ne.jp")


def test_an_assumed_incident_is_marked(simulated):
    assert simulated("clinic", "ransomware-clinic").says("患者5,000人) [仮定]")


def test_embeds_the_chart_of_each_family(simulated):
    paper = simulated("clinic", "ehr-30000")
    assert paper.says("図で見る費用と支払い", "この事故でかかる費用", "払われない額 2,900万円")


def test_a_scheme_of_one_family_has_one_wide_chart(simulated):
    assert simulated("clinic", "fax-clinic", scheme="mie-2025").says("図で見る費用と支払い")


def test_without_plans_only_the_costs_are_shown(simulated):
    paper = simulated("clinic", "ehr-30000", scheme="kagoshima-2025")
    assert paper.says("30,000,000円", "かかる費用の目安")
    assert not paper.says("加入タイプごとに支払われる額")
    assert paper.says("単価は募集資料の例と公開資料によります")
    assert not paper.says("費用は賠償より先に支払われる")
    other = simulated("dental_clinic", "ehr-30000")
    assert other.says("加入タイプは募集資料に印刷されていないため")


def test_what_is_assumed_of_a_family_is_said_where_it_has_plans(simulated):
    assert simulated("clinic", "ehr-30000").says("費用は賠償より先に支払われる", "情報漏えい限定プランでは")
    assert not simulated("clinic", "ehr-30000", scheme="mie-2025").says("情報漏えい限定プランでは")


def test_english_is_complete(simulated):
    paper = simulated("clinic", "ransomware-clinic", language="en")
    assert re.findall("[ぁ-んァ-ヶ]", paper.text.replace("備え", "")) == []
    assert paper.says("What an incident would cost", "1,000,000 each")
