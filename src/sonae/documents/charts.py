"""What does an incident cost, and what does each plan pay of it: as one picture for page, PDF and PNG?"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Any
from unicodedata import east_asian_width
from xml.etree import ElementTree as ET

from sonae.core.incident import Simulation
from sonae.core.scheme import Plan
from sonae.core.words import Words
from sonae.documents.figures import round_yen
from sonae.documents.palette import colours, readable_on

if TYPE_CHECKING:
    import altair as alt

FONT = "Noto Sans CJK JP, sans-serif"
FONT_PACKAGES = ("noto_cjk_sans_jp_regular", "noto_cjk_sans_jp_bold")
SVG = "http://www.w3.org/2000/svg"

WIDE, NARROW = 640, 330  # of the bars, in pixels
ROW, BAR, TEXT, SMALL = 56, 22, 14, 12
TONES, REST, STAYS = 6, "chart-rest", "stays"
ROOM_FOR_A_NUMBER = 16
TICKS = (1, 2, 5, 10)
MOST_TICKS = 5


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar from ``start`` to ``end`` yen; ``tone`` is a colour token or ``STAYS``."""

    tone: str
    said: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Bar:
    """One row: whose it is, what it comes to in words, and its parts."""

    name: str
    said: str
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Everything the picture shows, so that equal pictures are drawn once."""

    title: str
    about: str
    total: int
    ticks: tuple[tuple[int, str], ...]
    width: int
    language: str
    bars: tuple[Bar, ...]


def tones(simulation: Simulation) -> tuple[str, ...]:
    """Return a colour token for each cost line: the six largest have one each, the others share one."""
    lines = simulation.lines
    largest = sorted(sorted(range(len(lines)), key=lambda place: -lines[place].yen)[:TONES])
    named = {place: f"chart-{number}" for number, place in enumerate(largest, start=1)}
    return tuple(named.get(place, REST) for place in range(len(lines)))


def incident_bars(
    simulation: Simulation,
    words: Words,
    language: str,
    *,
    width: int = WIDE,
    plans: Sequence[Plan] | None = None,
    say_yen: Callable[[int, str], str] = round_yen,
) -> Bars:
    """Return the picture's content: the incident itself, then each plan (of ``plans``, if given).

    Cost items are numbered from 1 in the order of ``simulation.lines``: a table beside the
    picture names them. What a plan does not pay is an empty, dashed part. ``width`` is in pixels;
    ``say_yen`` writes an amount in a language as the text around the picture does.
    """
    colour, total = tones(simulation), simulation.total
    whole = _parts(colour, [line.yen for line in simulation.lines])
    bars = [Bar(words.say("chart.incident", language), say_yen(total, language), whole)]
    for plan, fall in zip(simulation.plans, simulation.waterfalls, strict=True):
        if plans is not None and plan not in plans:
            continue
        parts = _parts(colour, [posting.paid for posting in fall.postings])
        if stays := total - fall.paid:
            yen = say_yen(stays, language)
            said = (words.say("chart.stays", language, (("yen", yen),)), yen)
            parts = (*parts, Segment(STAYS, _fitting(said, stays * width // total), fall.paid, total))
        paid = words.say("chart.paid", language, (("yen", say_yen(fall.paid, language)),))
        family = f" {words.say(f'family.{plan.family}', language)}" if width >= WIDE else ""
        bars.append(Bar(f"{plan.code}{family}", paid, parts))
    about = "; ".join(f"{bar.name}: {bar.said}" for bar in bars)
    ticks = tuple((yen, say_yen(yen, language)) for yen in range(0, total + 1, tick_step(total)))
    return Bars(words.say("chart.title", language), about, total, ticks, width, language, tuple(bars))


def _parts(colour: Sequence[str], amounts: Sequence[int]) -> tuple[Segment, ...]:
    ends = list(accumulate(amounts))
    return tuple(
        Segment(colour[place], str(place + 1), ends[place] - yen, ends[place])
        for place, yen in enumerate(amounts)
        if yen
    )


def _fitting(said: Sequence[str], room: int) -> str:
    """The first wording that fits into ``room`` pixels, or none."""
    return next((one for one in said if _pixels(one) + 2 * SMALL <= room), "")


def _pixels(text: str) -> int:
    """How wide a text is at the small size: a full square for each wide letter, 0.6 for the others."""
    return sum(SMALL if east_asian_width(one) in "FWA" else SMALL * 6 // 10 for one in text)


@lru_cache(maxsize=256)
def svg(bars: Bars) -> str:
    """Return the picture as SVG: attributes only, with a title and a description for those who listen."""
    drawn = _converter().vegalite_to_svg(_chart(bars).to_dict())
    ET.register_namespace("", SVG)
    root = ET.fromstring(drawn)  # noqa: S314 - our own drawing, nobody's upload
    _drop_unseen(root)
    root.attrib.update({"role": "img", "aria-labelledby": "chart-title chart-about", "lang": bars.language})
    for place, (name, text) in enumerate((("title", bars.title), ("desc", bars.about))):
        node = ET.Element(f"{{{SVG}}}{name}", {"id": f"chart-{'title' if name == 'title' else 'about'}"})
        node.text = text
        root.insert(place, node)
    return ET.tostring(root, encoding="unicode")


def _drop_unseen(root: ET.Element) -> None:
    """Take labels out that had no room: Vega leaves them transparent, but a copy of the text would still hold them."""
    for parent in list(root.iter()):
        for node in list(parent):
            if node.get("opacity") == "0":
                parent.remove(node)


@lru_cache(maxsize=32)
def png(bars: Bars) -> bytes:
    """Return the same picture as PNG at twice its size, for slides and mails."""
    image: bytes = _converter().svg_to_png(svg(bars), scale=2)
    return image


def _chart(bars: Bars) -> alt.LayerChart:
    import altair as alt  # noqa: PLC0415 - more than a second: only the first picture waits for it

    colour = colours()
    parts = [_part(bars, row, segment) for row, bar in enumerate(bars.bars) for segment in bar.segments]
    heads = [{"row": row, "name": bar.name, "said": bar.said} for row, bar in enumerate(bars.bars)]
    y = alt.Y("row:O", axis=None, scale=alt.Scale(paddingInner=0, paddingOuter=0))
    head = alt.Chart(alt.InlineData(values=heads)).encode(y=y)
    part = alt.Chart(alt.InlineData(values=parts)).encode(y=y, x=_amounts(bars), x2="end:Q")
    below = BAR // 2  # of the row's middle: the head stands above it
    layers = (
        part.transform_filter("!datum.stays")
        .mark_bar(size=BAR, yOffset=below, stroke=colour["surface"], strokeWidth=1.5)
        .encode(fill=alt.Fill("fill:N", scale=None, legend=None)),
        part.transform_filter("datum.stays").mark_bar(
            size=BAR - 2, yOffset=below, fill=colour["surface"], stroke=colour["line-strong"], strokeDash=[4, 3]
        ),
        part.mark_text(fontSize=SMALL, fontWeight="bold", yOffset=below, baseline="middle").encode(
            x="middle:Q", text="said:N", color=alt.Color("ink:N", scale=None, legend=None)
        ),
        head.mark_text(align="left", dy=-below, fontSize=TEXT, fontWeight="bold", color=colour["ink"]).encode(
            x=alt.value(0), text="name:N"
        ),
        head.mark_text(align="right", dy=-below, fontSize=TEXT, color=colour["ink"]).encode(
            x=alt.value(bars.width), text="said:N"
        ),
    )
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .properties(width=bars.width, height=ROW * len(bars.bars), background=colour["surface"], padding=2)
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(tickColor=colour["line-strong"], labelColor=colour["ink-soft"], labelFontSize=SMALL)
    )
    return chart


def _amounts(bars: Bars) -> alt.X:
    import altair as alt  # noqa: PLC0415 - as above

    values = [yen for yen, _said in bars.ticks]
    said = json.dumps(dict(bars.ticks))
    axis = alt.Axis(
        title=None,
        values=values,
        labelExpr=f"{said}[datum.value]",
        labelFlush=True,
        grid=False,
        domain=False,
    )
    return alt.X("start:Q", scale=alt.Scale(domain=[0, bars.total or 1], nice=False), axis=axis)


def _part(bars: Bars, row: int, segment: Segment) -> dict[str, object]:
    stays = segment.tone == STAYS
    fill = colours()["surface" if stays else segment.tone]
    room = (segment.end - segment.start) * bars.width // (bars.total or 1)
    return {
        "row": row,
        "start": segment.start,
        "middle": (segment.start + segment.end) // 2,
        "end": segment.end,
        "fill": fill,
        "stays": stays,
        "ink": colours()["ink-soft"] if stays else readable_on(fill),
        "said": segment.said if room >= ROOM_FOR_A_NUMBER else "",
    }


def tick_step(total: int) -> int:
    """Return a round distance (1, 2 or 5 times a power of ten yen) that gives at most five ticks."""
    power = 1
    while True:
        for times in TICKS:
            if power * times * MOST_TICKS >= total:
                return power * times
        power *= 10


@cache
def _converter() -> Any:
    import vl_convert  # noqa: PLC0415 - loads a whole drawing engine

    for package in FONT_PACKAGES:
        vl_convert.register_font_directory(str(files(package)))
    return vl_convert
