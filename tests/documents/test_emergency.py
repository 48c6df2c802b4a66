import pytest

from sonae.documents.emergency import emergency as told
from tests.documents.paper import MM

SCHEMES = ("fukuoka-2025", "mie-2025", "kagoshima-2025", "dental-2025", "jhef-2025", "example")


@pytest.mark.parametrize("language", ["ja", "en"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_is_exactly_one_page(emergency, scheme, language):
    assert len(emergency(scheme, language).pages) == 1


def test_the_desks_number_is_the_largest_thing_on_it(emergency):
    ((_, chars),) = emergency().boxes()
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
    text = "".join(paper.pages)
    assert paper.says("取扱代理店か保険会社に電話する", "平日9:00〜17:00")
    assert "デスク" not in text
    for number in numbers:
        assert text.count(number) >= 4  # the box, two doors, the step
    english = emergency(scheme, "en")
    assert english.says("Call the agency or the insurer")
    assert "desk" not in "".join(english.pages).replace("cybercrime desk", "").replace("cybercrimedesk", "")


def test_without_an_agencys_number_it_says_so(emergency):
    assert emergency("mie-2025").says("電話番号が載っていません。加入者証をご覧ください。", "0120-318-258")


def test_is_black_and_white(emergency):
    red, green, blue = emergency().document[0].render(scale=1).to_pil().convert("RGB").split()
    assert red.tobytes() == green.tobytes() == blue.tobytes()


def test_an_example_says_so(emergency):
    assert emergency("example").says("例示(架空の団体)", "実在の団体・連絡先ではなく")
