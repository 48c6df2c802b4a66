"""Wordings that nobody would write: small ones of every shape, for laws that hold whatever the terms say."""

import itertools

from hypothesis import strategies as st

from sonae.core.conditions import All, AnyOf, Is, Not
from tests.support.terms import clause, follows, known, part, wording

THREE = (True, False, None)
CONDITIONS = st.recursive(
    st.sampled_from([Is(name) for name in "abcde"]),
    lambda inner: st.one_of(
        inner.map(Not),
        st.lists(inner, min_size=1, max_size=3).map(lambda several: All(tuple(several))),
        st.lists(inner, min_size=1, max_size=3).map(lambda several: AnyOf(tuple(several))),
    ),
    max_leaves=4,
)
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
