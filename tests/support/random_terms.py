"""Wordings that nobody would write: small ones of every shape, for laws that hold whatever the terms say."""

import itertools

from hypothesis import strategies as st

from sonae.core.conditions import All, AnyOf, Before, Happened, Inside, Is, LastsLonger, Not, WithinDays
from sonae.core.moments import NEVER
from tests.support.terms import at, clause, fact, follows, known, part, wording

THREE = (True, False, None)


def built_of(leaves):
    """Conditions of up to four of these."""
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            inner.map(Not),
            st.lists(inner, min_size=1, max_size=3).map(lambda several: All(tuple(several))),
            st.lists(inner, min_size=1, max_size=3).map(lambda several: AnyOf(tuple(several))),
        ),
        max_leaves=4,
    )


CONDITIONS = built_of(st.sampled_from([Is(name) for name in "abcde"]))
PAIRS = st.tuples(st.sampled_from("mno"), st.sampled_from("mno"))
ON_MOMENTS = built_of(
    st.one_of(
        st.sampled_from("mno").map(Happened),
        st.sampled_from("mno").map(lambda name: Inside(name, "term_start", "term_end")),
        PAIRS.map(lambda pair: Before(*pair)),
        PAIRS.map(lambda pair: WithinDays(*pair, 1)),
        PAIRS.map(lambda pair: LastsLonger(*pair, 12)),
    )
)
HOURS = st.sampled_from([*(at(days, hours) for days in (-1, 0, 1) for hours in (-16, -1, 0, 4)), NEVER])
MOMENTS = st.fixed_dictionaries(dict.fromkeys("mno", HOURS))
DECIDING = itertools.product(("condition", "exclusion"), ("refuses", "may_refuse", "person"))
KINDS = st.sampled_from([("trigger", "refuses"), *DECIDING, ("duty", "reduces")])
PLACES = st.sampled_from([(), ("costs",), ("costs/letters",), ("other",)])
FACTS = st.fixed_dictionaries({name: st.sampled_from(THREE) for name in "abcde"})


@st.composite
def wordings(draw, *, rules=True):
    """A wording of up to six clauses on five facts, some about one item only, perhaps with a rule of what follows."""
    clauses = [clause("t0", "trigger", draw(CONDITIONS))]
    for number in range(draw(st.integers(0, 5))):
        kind, effect = draw(KINDS)
        unless = draw(st.one_of(st.none(), CONDITIONS))
        name = f"{kind}-{number}"
        clauses.append(clause(name, kind, draw(CONDITIONS), unless=unless, effect=effect, on=draw(PLACES)))
    follow = [follows("r", draw(CONDITIONS), e=draw(st.booleans()))] if rules and draw(st.booleans()) else []
    parts = (part("costs", "letters", "gifts"), part("other"))
    return wording("abcde", clauses, parts=parts, implications=follow)


def said_of(values):
    """The facts that are known among these values."""
    return known({name: value for name, value in values.items() if value is not None})


@st.composite
def wordings_of_moments(draw):
    """A wording of up to four clauses on three moments and the term, perhaps with something that cannot be."""
    clauses = [clause("t0", "trigger", draw(ON_MOMENTS))]
    for number in range(draw(st.integers(0, 3))):
        kind, effect = draw(KINDS)
        clauses.append(clause(f"{kind}-{number}", kind, draw(ON_MOMENTS), effect=effect))
    never = [follows("r", draw(ON_MOMENTS))] if draw(st.booleans()) else []
    given = (fact(name, "moment", given=True) for name in ("term_start", "term_end"))
    return wording([*(fact(name, "moment") for name in "mno"), *given], clauses, implications=never)
