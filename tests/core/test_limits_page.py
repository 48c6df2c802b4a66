"""The worked waterfall of `docs/method/limits.md` is what the program does."""

from fractions import Fraction

from sonae.core.settlement import settle
from tests.core.small_wording import COST_PARTS, claim, cover, level, line, wording

LEVELS = (
    level("ratio", "ratio", "line", Fraction(9, 10), ["attack_response"]),
    level("gift_cap", "per_head", "line", 500, items=["gifts"]),
    level("own", "deductible", "event", 100_000, COST_PARTS),
    level("cost_event", "limit", "event", "cost_limit", COST_PARTS),
    level("joint_term", "limit", "term", "liability_limit", [*COST_PARTS, "liability"]),
)
LINES = {
    "1 forensics": line("1", "forensics", 6_000_000, part="attack_response"),
    "2 gifts, 1,000 persons": line("2", "gifts", 600_000, heads=1000),
    "3 call centre": line("3", "call_centre", 5_000_000),
    "4 damages": line("4", "damages", 25_000_000),
}


def said(yen):
    return "" if yen is None else f"{yen:,} "


def rows(settled):
    for name, one in zip(LINES, settled.lines, strict=True):
        for place, step in enumerate(one.posting.steps):
            numbers = f"{step.came_in:,} | {step.kept:,} | {step.let_through:,} | {said(one.posting.left(step))}|"
            yield f"| {'' if place else f'{name} '}| {step.level.id} | {numbers}"


def test_the_page_prints_the_waterfall_that_the_program_reckons(root):
    page = (root / "docs" / "method" / "limits.md").read_text(encoding="utf-8")
    section = page.partition("## One waterfall")[2].partition("\n## ")[0]
    sums = settle(cover(10_000_000, 30_000_000), wording(LEVELS), [claim(*LINES.values())])
    assert [row for row in section.splitlines() if row.startswith("|")][2:] == list(rows(sums))
    told = " ".join(section.split())
    kept = " + ".join(f"{yen:,} ({reason})" for reason, yen in sums.sums.retained)
    assert f"Demanded {sums.sums.demanded:,} = paid {sums.sums.paid:,} + kept back {kept}." in told
