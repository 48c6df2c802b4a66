from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest

from sonae.core.incident import simulate
from sonae.documents import charts, palette
from sonae.documents.charts import STAYS, incident_bars, png, svg, tick_step, tones


@pytest.fixture(scope="module")
def answer(catalogue):
    def answer(scenario="ehr-30000", kind="clinic"):
        book = catalogue.costs["jp-medical-2025"]
        return simulate(catalogue.schemes["fukuoka-2025"], book, kind, book.scenarios[scenario].quantities)

    return answer


@pytest.mark.parametrize("scenario", ["ehr-30000", "fax-clinic", "ransomware-clinic", "hospital-85000"])
def test_every_bar_is_as_long_as_the_incident_and_has_no_gap(answer, catalogue, scenario):
    simulation = answer(scenario, "hospital")
    bars = incident_bars(simulation, catalogue.words, "ja")
    assert len(bars.bars) == 1 + len(simulation.plans) == 21
    for bar in bars.bars:
        assert bar.segments[0].start == 0
        assert bar.segments[-1].end == simulation.total
        assert all(one.end == other.start for one, other in pairwise(bar.segments))


def test_colours_what_is_paid_and_leaves_the_rest_empty(answer, catalogue):
    simulation = answer()
    bars = incident_bars(simulation, catalogue.words, "ja")
    assert len(simulation.waterfalls) == 20
    for bar, fall in zip(bars.bars[1:], simulation.waterfalls, strict=True):
        paid = sum(one.end - one.start for one in bar.segments if one.tone != STAYS)
        assert paid == fall.paid
        assert [posting.paid for posting in fall.postings if posting.paid] == [
            one.end - one.start for one in bar.segments if one.tone != STAYS
        ]


def test_the_six_largest_items_have_a_colour_each_and_the_others_share_one(answer):
    assert tones(answer()) == tuple(f"chart-{number}" for number in range(1, 7))
    many = answer("hospital-85000")
    colours = tones(many)
    assert len(colours) == len(many.lines) > 6
    named = sorted(line.yen for line, tone in zip(many.lines, colours, strict=True) if tone != "chart-rest")
    assert named == sorted(line.yen for line in many.lines)[-6:]


def test_shows_only_the_plans_asked_for(answer, catalogue):
    simulation = answer()
    bars = incident_bars(simulation, catalogue.words, "ja", plans=[simulation.plans[2]])
    assert [bar.name for bar in bars.bars] == ["この事故でかかる費用", "S3 オールリスクプラン"]


def test_is_told_to_those_who_listen_in_their_language(answer, catalogue):
    root = ET.fromstring(svg(incident_bars(answer(), catalogue.words, "en")))  # noqa: S314  our own
    assert root.get("role") == "img"
    assert root.get("lang") == "en"
    assert root.find("{*}title").text == "Cost of the incident, and what each plan pays"
    assert "S3 All-risk plan: pays 5,000,000 yen" in root.find("{*}desc").text


def test_needs_no_style_that_a_strict_policy_refuses(answer, catalogue):
    drawn = svg(incident_bars(answer("hospital-85000"), catalogue.words, "ja"))
    assert "style" not in drawn
    assert "<script" not in drawn
    assert "http" not in drawn.replace("http://www.w3.org/", "")


def test_has_no_colour_that_is_not_a_token(answer, catalogue):
    drawn = svg(incident_bars(answer("hospital-85000"), catalogue.words, "ja"))
    root = ET.fromstring(drawn)  # noqa: S314  our own
    used = {node.get(name) for node in root.iter() for name in ("fill", "stroke")} - {None, "none", "transparent"}
    assert len(used) > 7
    assert used <= set(palette.colours().values())


def test_is_drawn_once_and_always_the_same(answer, catalogue):
    first, again = (incident_bars(answer(), catalogue.words, "ja") for _ in range(2))
    assert svg(first) is svg(again)
    charts.svg.cache_clear()
    assert svg(incident_bars(answer(), catalogue.words, "ja")) == svg(first)


def test_the_narrow_picture_fits_a_phone(answer, catalogue):
    root = ET.fromstring(svg(incident_bars(answer(), catalogue.words, "ja", width=charts.NARROW)))  # noqa: S314  our own
    assert int(root.get("width")) <= 390 - 2 * 16


def test_is_a_png_of_the_same_picture_too(answer, catalogue):
    assert png(incident_bars(answer(), catalogue.words, "ja")).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("total", "step"), [(1, 1), (5, 1), (6, 2), (30_000_000, 10_000_000), (333_050_000, 100_000_000)]
)
def test_ticks_are_round_and_few(total, step):
    assert tick_step(total) == step


def test_tokens_that_name_others_have_their_colour():
    assert palette.colours()["brand"] == palette.colours()["ai-700"]


@pytest.mark.parametrize(
    ("ground", "ink"), [("on-brand", "ink"), ("chart-4", "ink"), ("chart-5", "on-brand"), ("ink", "on-brand")]
)
def test_what_stands_on_a_colour_can_be_read(ground, ink):
    assert palette.readable_on(palette.colours()[ground]) == palette.colours()[ink]
