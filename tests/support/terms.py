"""A wording in a few lines of Python: what tests of decisions and questions are about, and nothing else."""

from datetime import datetime, timedelta

from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import decide
from sonae.core.facts import DeclaredFact, Implication, Known
from sonae.core.limits import LevelRule
from sonae.core.moments import TOKYO, Term
from sonae.core.money import Rounding
from sonae.core.papers import PaperRules
from sonae.core.scheme import Text
from sonae.core.wording import Allocation, Clause, CostItem, Part, Switch, Wording

WHERE = ("docs/method/coverage.md",)
START = datetime(2026, 4, 1, 16, tzinfo=TOKYO)
TERM = Term(START, START.replace(year=2027))
GIVEN = ("term_start", "term_end", "first_contract_at", "family", "insured")


def at(days=0, hours=0):
    """A moment so long after the term began."""
    return START + timedelta(days=days, hours=hours)


def said(text):
    return Text(text, text)


def fact(name, kind="yes_no", *, choices=(), usual=None, given=False, knows=("member",)):
    named = {one: said(one) for one in choices}
    return DeclaredFact(name, kind, said(f"{name}?"), knows, (), "example", WHERE, named, None, given, usual)


def follows(name, when, **then):
    return Implication(name, when, tuple(then.items()), said(name), "example", WHERE)


def clause(name, kind, when, *, unless=None, effect="refuses", on=(), families=(), status="example"):
    texts = (said(name), said(name))
    return Clause(
        name, kind, said(name), *texts, when, unless, effect, frozenset(on), frozenset(families), status, WHERE
    )


def part(name, *items, side="cost"):
    return Part(
        name,
        side,
        said(name),
        tuple(CostItem(one, said(one), frozenset(), "example", WHERE) for one in items),
        "example",
        WHERE,
    )


def switch(name, kind, value):
    return Switch(name, kind, said(name), value, "assumed", WHERE)


def wording(
    facts,
    clauses,
    *,
    parts=(),
    implications=(),
    switches=(),
    levels: tuple[LevelRule, ...] = (),
):
    """A wording of these clauses; facts are yes/no by their names, or declared."""
    declared = [fact(one) if isinstance(one, str) else one for one in facts]
    return Wording(
        code="in-a-test",
        name=said("in a test"),
        insurer=said("insurer"),
        edition="2026",
        digest="sha256:0",
        schemes=(),
        families=("whole", "leak_only"),
        parts={one.id: one for one in parts or (part("costs", "letters"),)},
        allocation=Allocation(tuple(one.id for one in parts), said("allocation"), "example", WHERE),
        switches={one.id: one for one in switches},
        facts={one.id: one for one in declared},
        implications=tuple(implications),
        clauses={one.id: one for one in clauses},
        levels=levels,
        rounding=Rounding(1, "down", "example", WHERE[0]),
        split="first_come",
        papers=PaperRules({}, (), 30, "", (), "example", WHERE),
        objection=said("object"),
        sources={},
    )


def cover(terms, *, family="whole", parts=None, triggers=None, insured="named_insured", switches=None):
    """A cover of all parts and triggers of a wording, or of these."""
    every = [one.id for one in terms.clauses.values() if one.kind == "trigger"]
    return CoverTerms(
        member="aoki-clinic",
        family=family,
        parts=frozenset(terms.parts if parts is None else parts),
        triggers=frozenset(every if triggers is None else triggers),
        term=TERM,
        first_contract_at=START,
        amounts={rule.amount.of: 1_000_000 for rule in terms.levels if rule.amount.of},
        insured=insured,
        switches=switches or {},
    )


def known(values):
    return {name: Known(value) for name, value in values.items()}


def judged(terms, held=None, **values):
    """The decision on these facts."""
    return decide(held or cover(terms), known(values), terms)
