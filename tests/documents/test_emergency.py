from dataclasses import replace

import pytest

from sonae.core.scheme import Fact, Text
from sonae.documents.emergency import emergency as told
from sonae.documents.first_hour import facts, fitted, for_kinds
from tests.documents.paper import MM, squeezed

SCHEMES = ("fukuoka-2025", "mie-2025", "kagoshima-2025", "dental-2025", "jhef-2025", "example")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_all_that_is_to_be_done_stands_on_one_page_for_the_wall(emergency, catalogue, scheme, language):
    paper, scheme = emergency(scheme, language), catalogue.schemes[scheme]
    assert len(paper.pages) <= 2
    steps = fitted(catalogue.playbook_for(scheme), scheme)
    front = squeezed(paper.pages[0])
    points = (*steps.doors, *steps.steps, *steps.donts, *steps.duties, *steps.notes)
    assert [one.text.en for one in points if squeezed(one.text.say(language)) not in front] == []


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_says_every_fact_that_the_scheme_wants_known_with_its_source(emergency, catalogue, scheme, language):
    paper, scheme = emergency(scheme, language), catalogue.schemes[scheme]
    known = facts(scheme)
    assert known
    assert paper.says(*(fact.text.say(language) for fact in known))
    files = {source.split(":")[0] for fact in known for source in fact.sources}
    assert paper.says(*files)
    badges = {"ja": "仮定", "en": "assumed"}
    for fact in known:
        after = paper.text.split(squeezed(fact.text.say(language)), 1)[1][:7]
        assert after.startswith(badges[language]) is (fact.status == "assumed")


def test_a_fact_names_whom_it_is_limited_to(emergency, catalogue):
    scheme = catalogue.schemes["mie-2025"]
    text = Text("緊急時サポートは付きません。", "Emergency support is not included.")
    whom = {"kinds": frozenset({"clinic"}), "families": frozenset({"all_risk"}), "plans": frozenset({"B", "A"})}
    fact = Fact(
        "probe", "support", text, "printed", ("000_08903b71db7b864c.txt:352",), frozenset({"emergency"}), **whom
    )
    change = {"facts": (*scheme.facts, fact)}
    assert emergency("mie-2025", change=change).says("対象:診療所(有床・無床) / オールリスクプラン / 加入タイプ A、B")
    english = emergency("mie-2025", "en", change=change)
    assert english.says(
        "For: Clinic (with or without beds) / All-risk plan / plan A, B] Emergency support is not included."
    )


def test_facts_stand_on_a_page_behind_the_walls_page(emergency, catalogue):
    scheme = catalogue.schemes["kagoshima-2025"]
    front, behind = emergency("kagoshima-2025").pages
    assert squeezed("「この制度で知っておくこと」が次のページにあります") in squeezed(front)
    assert [words for words in ("2 / 2 ページ", scheme.name.ja) if squeezed(words) not in squeezed(behind)] == []
    assert len(emergency("kagoshima-2025", change={"facts": ()}).pages) == 1


def test_every_page_of_many_facts_has_its_number_and_its_standing(emergency, catalogue):
    facts = tuple(replace(one, show=frozenset({"emergency"})) for one in catalogue.schemes["fukuoka-2025"].facts)
    pages = emergency(change={"facts": facts}).pages
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert squeezed(f"{number} / {len(pages)} ページ") in squeezed(text)
        assert squeezed("デモ:保険会社のページではなく") in squeezed(text)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_what_only_another_schemes_brochure_says_is_marked_as_assumed(emergency, scheme):
    paper = emergency(scheme)
    foreign = scheme in {"mie-2025", "kagoshima-2025", "dental-2025", "jhef-2025"}
    assert paper.says("ほかの制度の募集資料にある内容です。この制度でも同じと仮定しています。") is foreign
    assert ("払わない※" in paper.text, "書面の通知※" in paper.text) == (foreign, foreign)
    assert "サポートデスクに電話する※" not in paper.text


def test_only_those_who_can_use_it_are_sent_to_the_doctors_line(emergency):
    line = "0120-179-066"
    offered = {scheme for scheme in SCHEMES if line in "".join(emergency(scheme).pages)}
    assert offered == {"fukuoka-2025", "mie-2025", "kagoshima-2025", "example"}
    assert emergency("fukuoka-2025").says("(歯科医院・歯科診療所を除く)")
    assert "を除く" not in emergency("mie-2025").pages[0]


def test_a_line_for_few_kinds_names_them_and_one_for_most_names_the_others(catalogue):
    scheme, words = catalogue.schemes["mie-2025"], catalogue.words
    assert for_kinds(scheme, words, "ja", {"hospital"}) == "対象:病院"
    assert for_kinds(scheme, words, "en", {"clinic", "hospital"}) == "For: Clinic (with or without beds), Hospital"
    most = {"clinic", "care_facility", "care_hospital", "dental_clinic"}
    assert for_kinds(scheme, words, "ja", most) == "病院を除く"
    assert for_kinds(scheme, words, "ja", {*most, "hospital"}) == for_kinds(scheme, words, "ja", ()) == ""


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_contractor_gets_no_sheet_of_a_doctors_office(emergency, language):
    text = emergency("jhef-2025", language).text
    doctors = {"ja": ("医療機関の名前", "院長", "カルテ", "診療を止める", "日本医師会"), "en": ("director", "charts")}
    assert [word for word in doctors[language] if word in text] == []
    told = {"ja": ("委託元(病院・診療所)への通知", "警察"), "en": ("Notice to your clients", "Police")}
    assert emergency("jhef-2025", language).says(*told[language])


def test_the_desks_number_is_the_largest_thing_on_it(emergency):
    (_, chars), *_behind = emergency().boxes()
    heights = {char: 0 for char, _ in chars}
    for char, (_, bottom, _, top) in chars:
        heights[char] = max(heights[char], top - bottom)
    assert heights["0"] > 12 * MM
    assert emergency().says("0120-318-258", "24時間・年中無休")


def test_says_what_to_do_and_what_not(emergency, catalogue):
    steps = catalogue.playbooks["first-hour"]
    points = (*steps.steps, *steps.donts, *steps.notes, *steps.doors, *steps.duties)
    assert emergency().says(*(one.text.ja for one in points))
    assert emergency(language="en").says(*(one.text.en for one in points))


def test_numbers_nobody_is_sure_of_are_left_blank(catalogue):
    scheme, steps = catalogue.schemes["fukuoka-2025"], catalogue.playbooks["first-hour"]
    calls = told(scheme, catalogue.words, "ja", steps)["calls"]
    assert {call["name"]: call["phone"] for call in calls}["個人情報保護委員会"] == ""
    assert {call["phone"] for call in calls} >= {"092-852-1540", "050-3808-4966", "#9110"}


@pytest.mark.parametrize(
    ("scheme", "numbers"),
    [("kagoshima-2025", ("099-254-8126", "099-812-7504")), ("dental-2025", ("03-3344-5331", "03-3349-5321"))],
)
def test_without_a_desk_it_sends_nobody_to_one(emergency, scheme, numbers):
    paper = emergency(scheme)
    text = paper.pages[0]
    assert paper.says("取扱代理店か保険会社に電話する", "平日9:00〜17:00")
    assert "デスク" not in text
    for number in numbers:
        assert text.count(number) >= 4  # the box, two doors, the step
    english = emergency(scheme, "en")
    assert english.says("Call the agency or the insurer")
    assert "desk" not in english.pages[0].replace("cybercrime desk", "").replace("cybercrimedesk", "")


def test_without_an_agencys_number_it_says_so(emergency):
    assert emergency("mie-2025").says("電話番号が載っていません。加入者証をご覧ください。", "0120-318-258")


def test_is_black_and_white(emergency):
    red, green, blue = emergency().document[0].render(scale=1).to_pil().convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_an_example_says_so(emergency):
    assert emergency("example").says("例示(架空の団体)", "実在の団体・連絡先ではなく")
