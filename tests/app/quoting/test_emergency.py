"""The page for the worst morning: the desk's number, what to do, what not to do, whom to call, by when."""

import re
from dataclasses import replace
from html import unescape

import pytest
from django.utils import translation

from sonae.app.common.catalogue import current
from sonae.app.quoting import emergency_page
from sonae.core.scheme import Fact, Text
from sonae.documents.first_hour import fitted

PAGE = "/s/fukuoka-2025/emergency"


def numbers(page):
    return re.findall(r'href="tel:([^"]+)"', page.html)


def test_the_desk_stands_first_and_largest(visit):
    page = visit(PAGE)
    assert re.search(r'class="desk__number number" href="tel:0120318258">0120-318-258<', page.html)
    assert "24時間・年中無休" in page.text


def test_three_doors_lead_to_whoever_answers(visit):
    page = visit(PAGE)
    doors = dict(
        re.findall(r'class="door door--(\w+)">(.*?)</div>\s*(?=<div class="door|</section>)', page.html, re.DOTALL)
    )
    assert list(doors) == ["now", "suspicion", "advice"]
    assert "tel:0120318258" in doors["now"]
    assert "tel:0928521540" in doors["advice"]
    assert "tel:0120318258" not in doors["advice"]


def test_two_contacts_with_one_number_stand_there_once():
    scheme, playbook = current().schemes["kagoshima-2025"], current().playbooks["first-hour"]
    agency, insurer = scheme.contact("agency"), scheme.contact("insurer")
    assert {door.contacts for door in emergency_page.doors(scheme, playbook)} == {(agency, insurer)}
    shared = replace(scheme, contacts=(agency, replace(insurer, phone=agency.phone)))
    assert {door.contacts for door in emergency_page.doors(shared, playbook)} == {(agency,)}


def test_says_everything_that_the_playbook_says(visit):
    playbook = current().playbooks["first-hour"]
    assert all((playbook.steps, playbook.donts, playbook.notes, playbook.duties))
    for language in ("ja", "en"):
        text = visit(PAGE, language=language).text
        for point in (*playbook.steps, *playbook.donts, *playbook.notes, *playbook.duties):
            assert point.text.say(language) in text
            assert point.about is None or point.about.say(language) in text
        for duty in playbook.duties:
            assert duty.within.say(language) in text


def test_prints_no_number_that_no_source_prints(visit):
    page = visit(PAGE)
    playbook = current().playbooks["first-hour"]
    scheme = current().schemes["fukuoka-2025"]
    known = {one.phone for one in (*scheme.contacts, *playbook.calls) if one.phone}
    assert "0928521540" in numbers(page)
    assert {number.replace("%23", "#") for number in numbers(page)} <= {one.replace("-", "") for one in known}
    unsure = [call for call in playbook.calls if not call.role and not call.phone and not call.link]
    assert page.text.count("番号は確認してください") == len(unsure) > 0


def test_the_short_number_of_the_police_can_be_dialled(visit):
    assert "%239110" in numbers(visit(PAGE))


def test_every_line_has_its_source(visit):
    page = visit(PAGE)
    for words in ("https://www.ppc.go.jp/personalinfo/legal/leakAction/", "2025年度版", "1361-1362"):
        assert words in page.html
    listed = page.html.split('class="sheet__sources"', 1)[1].split("</ul>", 1)[0]
    lines = re.findall(r"<li>.*?</li>", listed, re.DOTALL)
    assert len(lines) == len(current().playbooks["first-hour"].lines) > 0
    assert [line for line in lines if not re.search(r'class="sourced"><span>.+</span>', line)] == []


def test_says_when_the_numbers_were_last_checked(visit):
    assert "2026年(令和8年)11月21日" in visit(PAGE).text


def test_the_example_says_that_its_numbers_are_invented(visit):
    page = visit("/s/example/emergency")
    assert "例示の番号" in page.text
    assert "架空の団体" in page.text


def test_the_english_page_is_english(visit):
    main = visit(PAGE, language="en").html.split("<main", 1)[1].split("</main>", 1)[0]
    bare = re.sub(r"<details.*?</details>", "", main, flags=re.DOTALL)
    assert not re.search(r"[ぁ-んァ-ヶ]", re.sub(r"<[^>]+>", "", bare))


def test_every_scheme_has_its_page_and_its_sheet(client, visit):
    assert len(current().schemes) >= 6
    for code in current().schemes:
        assert visit(f"/s/{code}/emergency").status == 200
        sheet = client.get(f"/s/{code}/emergency.pdf")
        assert sheet["Content-Type"] == "application/pdf"
        assert sheet.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    ("code", "numbers"),
    [("kagoshima-2025", ["0992548126", "0998127504"]), ("dental-2025", ["0333445331", "0333495321"])],
)
def test_without_a_desk_agency_and_insurer_are_called_instead(visit, code, numbers):
    page = visit(f"/s/{code}/emergency")
    found = page.html.split('<article class="emergency">', 1)[1].split('<section class="known"', 1)[0]
    assert "デスク" not in found
    assert "取扱代理店か保険会社に電話する" in found
    doors = found.split('class="door ')[1:3]
    step = found.split("取扱代理店か保険会社に電話する", 1)[1].split("</li>", 1)[0]
    for part in (*doors, step):
        assert re.findall(r"tel:(\d+)", part) == numbers
        assert "平日 9:" in part


def test_without_an_agencys_number_the_page_says_so(visit):
    page = visit("/s/mie-2025/emergency")
    assert "電話番号が載っていません。加入者証をご覧ください。" in page.html.split("door--advice", 1)[1]
    assert "平日の昼間は取扱代理店か保険会社へ" not in page.text


@pytest.mark.parametrize("path", ["emergency", "emergency.pdf"])
def test_knows_no_scheme_that_is_not_there(client, path):
    assert client.get(f"/s/no-such-scheme/{path}").status_code == 404


def listed(page):
    """Each line of the list of sources: its words up to the badge, and all of it."""
    found = page.html.split('class="sheet__sources"', 1)[1].split("</ul>", 1)[0]
    return dict(re.findall(r"<li><span>(.*?)</span>(.*?)</li>", found, re.DOTALL))


def known(page):
    """What stands below the heading of the scheme's own facts."""
    return page.html.split('<section class="known"', 1)[1].split("</section>", 1)[0]


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_scheme_says_all_its_own_facts_with_their_sources(visit, language):
    assert len(current().schemes) >= 6
    for code, scheme in current().schemes.items():
        facts = [fact for fact in scheme.facts if "emergency" in fact.show]
        part = unescape(known(visit(f"/s/{code}/emergency", language=language)))
        assert [fact.id for fact in facts if fact.text.say(language) not in part] == []
        assert [one for fact in facts for one in fact.sources if f'title="{one}"' not in part] == []
        assumed = part.count("badge--assumed")
        assert assumed == sum(fact.status in {"assumed", "example"} for fact in facts)


def test_a_fact_names_whom_it_is_limited_to():
    scheme = current().schemes["mie-2025"]
    limits = (frozenset({"clinic"}), frozenset({"all_risk"}), frozenset({"A"}))
    fact = Fact("probe", "support", Text("付きません。", "None."), "printed", (), frozenset({"emergency"}), *limits)
    (section,) = emergency_page.facts(replace(scheme, facts=(fact,)))
    assert section.facts == (fact,)
    with translation.override("ja"):
        assert emergency_page.for_whom(scheme, fact) == "対象:診療所(有床・無床) / オールリスクプラン / 加入タイプ A"
    with translation.override("en"):
        assert emergency_page.for_whom(scheme, fact).endswith(" / plan A")


@pytest.mark.parametrize("code", ["mie-2025", "dental-2025", "kagoshima-2025", "jhef-2025"])
def test_what_only_another_schemes_brochure_says_is_shown_as_assumed(visit, code):
    page = visit(f"/s/{code}/emergency")
    lines = listed(page)
    for words in ("保険会社の承認の前に、責任を認めない、賠償を約束しない、払わない", "保険会社への書面の通知"):
        assert "仮定(ほかの制度の資料から)" in lines[words]
        assert "募集資料に記載" not in lines[words]
        assert f"{words}※" in page.text
    assert "※ ほかの制度の募集資料にある内容です。この制度でも同じと仮定しています。" in page.text
    for line in lines.values():
        for place in re.findall(r"<span>([^<]*福岡県医師会[^<]*)</span>", line):
            assert place.endswith("(ほかの制度の資料。この制度では仮定)")
    english = visit(f"/s/{code}/emergency", language="en").text
    assert "Taken from another scheme's brochure: assumed for this one." in english


def test_what_ones_own_brochure_says_is_stated_there(visit):
    page = visit(PAGE)
    assert "募集資料に記載" in listed(page)["保険会社への書面の通知"]
    assert "stated in the brochure" in visit(PAGE, language="en").text
    for words in ("募集資料の金額", "※", "この制度では仮定"):
        assert words not in page.text


@pytest.mark.parametrize("code", ["mie-2025", "jhef-2025"])
def test_the_desk_is_stated_where_ones_own_brochure_prints_it(visit, code):
    own = next(iter(current().schemes[code].sources.values())).ja[:8]
    line = listed(visit(f"/s/{code}/emergency"))["サポートデスクに電話する"]
    assert "募集資料に記載" in line
    assert re.search(r"<span>([^<]+)", line.split('class="sourced"', 1)[1])[1].startswith(own)


def test_only_those_who_can_use_it_are_sent_to_the_doctors_line(visit):
    offered = {code for code in current().schemes if "0120179066" in numbers(visit(f"/s/{code}/emergency"))}
    assert offered == {"fukuoka-2025", "mie-2025", "kagoshima-2025", "example"}
    assert "(歯科医院・歯科診療所を除く)" in visit(PAGE).text


def test_steps_for_other_kinds_are_left_out():
    scheme, playbook = current().schemes["dental-2025"], current().playbooks["first-hour"]
    step = playbook.steps[0]
    kinds = (frozenset({"clinic"}), frozenset({"dental_clinic"}))
    limited = replace(playbook, steps=tuple(replace(step, kinds=one) for one in kinds))
    (kept,) = emergency_page.steps(scheme, fitted(limited, scheme))
    assert kept.point.kinds == {"dental_clinic"}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_contractor_reads_nothing_of_a_doctors_office(visit, language):
    text = visit("/s/jhef-2025/emergency", language=language).text
    doctors = {"ja": ("医療機関の名前", "院長", "カルテ", "診療を止める", "医師会 緊急"), "en": ("director", "charts")}
    assert [word for word in doctors[language] if word in text] == []
    playbook = current().playbooks["first-hour-services"]
    for line in (*playbook.steps, *playbook.donts, *playbook.duties, *playbook.notes):
        assert line.text.say(language) in text
    assert {"police", "ppc", "clients"} <= {call.id for call in playbook.calls}
    assert {"clients", "preliminary_report", "persons"} <= {duty.id for duty in playbook.duties}
