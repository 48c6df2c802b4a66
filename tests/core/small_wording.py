"""Wordings for tests: parts and items as the brochures have them, levels as each test needs."""

from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from sonae.core.claims import Claim, ClaimLine
from sonae.core.cover_terms import CoverTerms
from sonae.core.limits import Amount, LevelRule
from sonae.core.moments import TOKYO, Term
from sonae.core.money import Rounding
from sonae.core.papers import Ground, PaperGroup, PaperRules
from sonae.core.scheme import Text
from sonae.core.wording import Allocation, CostItem, Part, Switch, Wording

START = datetime(2025, 5, 5, 16, tzinfo=TOKYO)
DOWN = Rounding(1, "down")
COST_PARTS = ("incident_response", "attack_response", "leak_response", "legal_response")
ITEMS = {
    "liability": ("damages", "litigation"),
    "incident_response": (
        "forensics",
        "lawyer",
        "letters",
        "call_centre",
        "consultant",
        "gifts",
        "apology_of_corporation",
    ),
    "attack_response": ("forensics", "lawyer"),
    "leak_response": ("gifts", "letters", "certification"),
    "legal_response": ("lawyer", "reports"),
    "lost_profit": ("lost_profit",),
    "business_continuity": ("continuity",),
}
SIDES = {"liability": "liability", "lost_profit": "rider", "business_continuity": "rider"}
ALL_RISK_ONLY = {"apology_visit", "forensics"}
ALL_COVERED = {(part, item): "covered" for part, items in ITEMS.items() for item in items}


def words(text):
    return Text(text, text)


def parts():
    return {
        part: Part(
            part,
            SIDES.get(part, "cost"),
            words(part),
            tuple(
                CostItem(one, words(one), frozenset({"all_risk"} if one in ALL_RISK_ONLY else ()), "printed", ("f:1",))
                for one in items
            ),
            "printed",
            ("f:1",),
        )
        for part, items in ITEMS.items()
    }


def level(name, kind, per, amount, of=(), items=(), status="assumed"):
    """A level of a wording: an amount is yen, the name of one of the cover, or as the wording writes it."""
    if isinstance(amount, str):
        amount = Amount(of=amount)
    elif isinstance(amount, (int, Fraction)):
        amount = (
            Amount(share=amount) if kind == "ratio" else Amount(**{"hours" if kind == "waiting" else "yen": amount})
        )
    return LevelRule(name, kind, per, frozenset(of), frozenset(items), amount, words(name), status, ("f:2",))


# As the brochures print it: per event and for the term, per claim and for the term, both together for the term.
PRINTED = (
    level("cost_event", "limit", "event", "cost_limit", COST_PARTS, status="printed"),
    level("cost_term", "limit", "term", "cost_limit", COST_PARTS, status="printed"),
    level("liability_claim", "limit", "claim", "liability_limit", ["liability"], status="printed"),
    level("liability_term", "limit", "term", "liability_limit", ["liability"], status="printed"),
    level("joint_term", "limit", "term", "liability_limit", [*COST_PARTS, "liability"], status="printed"),
    level("lost_profit_term", "limit", "term", "lost_profit", ["lost_profit"], status="printed"),
)


def wording(levels=PRINTED, *, split="first_come", switches=(), rounding=DOWN, **more):
    return Wording(
        code="small",
        name=words("small"),
        insurer=words("insurer"),
        edition="2025",
        digest="d",
        schemes=(),
        families=("all_risk", "leak_only"),
        parts=parts(),
        allocation=Allocation(("leak_response", "incident_response"), words("first"), "assumed", ("f:3",)),
        switches={name: Switch(name, "count", words(name), value, "assumed", ("f:4",)) for name, value in switches},
        facts={},
        implications=(),
        clauses={},
        levels=levels,
        rounding=rounding,
        split=split,
        papers=paper_rules(),
        objection=words("object"),
        sources={},
        **more,
    )


def paper_rules():
    numbers = enumerate(("request", "circumstances", "amount", "consent", "liability_proof"), 1)
    return PaperRules(
        {"costs": words("costs"), "damages": words("damages")},
        tuple(
            PaperGroup(
                name,
                str(number),
                words(name),
                words(name),
                frozenset({"damages"} if name == "liability_proof" else ()),
                "printed",
                ("002_ddd17cbf1aa71dae.txt:1443",),
            )
            for number, name in numbers
        ),
        30,
        "first_day_counts",
        (
            Ground(
                "investigation", "1", words("inquiry"), "inquiry_days", "assumed", ("002_ddd17cbf1aa71dae.txt:1491",)
            ),
            Ground("unusual", "5", words("unusual"), "", "printed", ("002_ddd17cbf1aa71dae.txt:1492",)),
        ),
        "printed",
        ("002_ddd17cbf1aa71dae.txt:1489-1490",),
    )


def cover(cost=5_000_000, liability=30_000_000, *, riders=(), **more):
    return CoverTerms(
        member="aoki",
        family=more.pop("family", "all_risk"),
        parts=frozenset({*COST_PARTS, "liability", *riders}),
        triggers=frozenset(),
        term=Term(START, START + timedelta(days=365)),
        first_contract_at=START,
        amounts={"cost_limit": cost, "liability_limit": liability, **dict.fromkeys(riders, 1_000_000)},
        **more,
    )


def only_read(holding, terms):
    """The cover with those of its amounts that a level of the wording reads."""
    read = {rule.amount.of for rule in terms.levels}
    return replace(holding, amounts={name: yen for name, yen in holding.amounts.items() if name in read})


def claim(*lines, name="c1", event="e1", outcomes=ALL_COVERED, **more):
    return Claim(name, event, tuple(lines), outcomes, **more)


def line(name, item, yen, **more):
    return ClaimLine(name, item, yen, **more)
