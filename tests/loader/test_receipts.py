"""No rule of joining that the loader accepts covers anybody from a moment before the application was received."""

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.core.joining import Cover, cover_for
from sonae.core.moments import TOKYO
from sonae.loader.problems import Log
from sonae.loader.schemes import read_scheme

EDITION = Path(__file__).parent / "wrong/before_receipt/schemes/wrong-2026"
HOURS = (time(0), time(8, 59), time(16), time(23, 59, 59))
DAYS = st.integers(1, 28)


@st.composite
def rules(draw):
    """A term of a year and when one may join it, as scheme.yaml says it."""
    start = datetime.combine(draw(st.dates(date(2027, 1, 1), date(2028, 12, 28))), draw(st.sampled_from(HOURS)))
    closes = start.date() - timedelta(days=draw(st.integers(-1, 40)))
    months = st.integers(0, 2)
    rule = (
        f"{{cutoff_day: {draw(DAYS)}, months_by_cutoff: {draw(months)}, months_after_cutoff: {draw(months)}, "
        f"effective_day: {draw(DAYS)}, effective_time: '{draw(st.sampled_from(HOURS)):%H:%M}', "
        "status: printed, source: brochure.txt:14}"
    )
    sourced, nothing = "status: printed, source: brochure.txt:9", "{status: not_published}"
    closing = draw(st.sampled_from((nothing, f"{{on: {closes}, {sourced}}}")))
    return {
        "term": f"{{start: {start:%Y-%m-%dT%H:%M}, end: {start.year + 1}{start:-%m-%dT%H:%M}, {sourced}}}".replace(
            f"{start.year + 1}-02-29", f"{start.year + 1}-02-28"
        ),
        "joining": f"{{closes: {closing}, mid_term: {rule}, mid_term_premium: {nothing}}}",
    }


def accepted(rule):
    """The scheme with that rule, or None where the loader refuses it."""
    lines = (EDITION / "scheme.yaml").read_text(encoding="utf-8").splitlines()
    lines = [f"{name}: {rule[name]}" if (name := line.split(":")[0]) in rule else line for line in lines]
    with TemporaryDirectory() as root:
        folder = Path(root) / EDITION.name
        folder.mkdir()
        for name in ("plans.csv", "premiums.csv", "facts.yaml"):
            (folder / name).write_bytes((EDITION / name).read_bytes())
        (folder / "scheme.yaml").write_text("\n".join(lines), encoding="utf-8")
        log = Log()
        read = read_scheme(folder, Path(root), log)
    return None if log.problems or read is None else read.scheme


def receipts(term):
    day = term.start - timedelta(days=400)
    while day < term.end + timedelta(days=800):
        yield from (datetime.combine(day.date(), hour, TOKYO) for hour in HOURS)
        day += timedelta(days=1)


def early(scheme):
    covers = ((received, cover_for(scheme, received)) for received in receipts(scheme.term))
    return [(received, one.start) for received, one in covers if isinstance(one, Cover) and one.start <= received]


def joining(rule):
    rule = f"{{{rule}, effective_time: '00:00', status: printed, source: brochure.txt:14}}"
    nothing = "{status: not_published}"
    return {"joining": f"{{closes: {nothing}, mid_term: {rule}, mid_term_premium: {nothing}}}"}


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        ("cutoff_day: end, months_by_cutoff: 1, effective_day: 1", True),
        ("cutoff_day: end, months_by_cutoff: 0, effective_day: 28", False),
        ("cutoff_day: end, months_by_cutoff: 1, months_after_cutoff: 2, effective_day: 1", False),
        ("cutoff_day: 20, months_by_cutoff: 1, effective_day: 1", False),
        ("cutoff_day: 28, months_by_cutoff: 1, months_after_cutoff: 2, effective_day: 1", True),
        ("cutoff_day: 31, months_by_cutoff: 1, months_after_cutoff: 2, effective_day: 1", False),
    ],
)
def test_a_cutoff_at_the_end_of_the_month_leaves_no_days_after_it(rule, fits):
    assert bool(accepted(joining(rule))) == fits


@given(rule=rules(), repeats=st.booleans())
def test_cover_begins_after_the_receipt(rule, repeats):
    scheme = accepted(rule)
    assert scheme is None or early(replace(scheme, repeats=repeats)) == []


@pytest.mark.parametrize(
    ("cutoff", "by", "after", "effective", "fits"),
    [(20, 1, 2, 1, True), (20, 0, 1, 21, True), (20, 0, 1, 20, False), (15, 0, 1, 5, False), (15, 1, 0, 28, False)],
)
def test_months_of_zero_are_for_a_day_after_the_cutoff(cutoff, by, after, effective, fits):
    rule = (
        f"{{cutoff_day: {cutoff}, months_by_cutoff: {by}, months_after_cutoff: {after}, effective_day: {effective}, "
        'effective_time: "00:00", status: printed, source: brochure.txt:14}'
    )
    joining = f"{{closes: {{status: not_published}}, mid_term: {rule}, mid_term_premium: {{status: not_published}}}}"
    assert bool(accepted({"joining": joining})) == fits
