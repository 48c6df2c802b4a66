"""A result rests on the facts that decide it, and what follows names the answers it follows from."""

import pytest

from sonae.core.conditions import All, AnyOf, Chosen, Is, Not
from sonae.core.grounds import by_origin, deciding, follows_from, grounds
from tests.support.terms import clause, fact, follows, judged, wording

VALUES = {"a": True, "b": False, "c": True, "d": None}


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        (All((Is("a"), Is("c"))), ("a", "c")),
        (All((Is("a"), Is("b"), Is("d"))), ("b",)),
        (AnyOf((Is("b"), Is("c"), Is("a"))), ("c",)),
        (AnyOf((Is("b"), Not(Is("a")))), ("b", "a")),
        (Not(AnyOf((Is("b"), Is("c")))), ("c",)),
        (All((Is("a"), Is("d"))), ("a", "d")),
    ],
)
def test_names_the_facts_that_make_it_so_and_all_while_it_is_unknown(condition, names):
    assert grounds(condition, VALUES) == names


@pytest.mark.parametrize(
    ("when", "unless", "met", "names"),
    [
        (Is("b"), Is("a"), False, ("b",)),
        (Is("a"), Is("c"), False, ("a", "c")),
        (Is("a"), Is("b"), True, ("a", "b")),
        (Is("a"), None, True, ("a",)),
        (Is("d"), Is("a"), False, ("a",)),
        (Is("d"), Is("b"), None, ("d", "b")),
    ],
)
def test_a_carve_back_is_named_where_it_decides(when, unless, met, names):
    assert deciding(clause("one", "exclusion", when, unless=unless), met, VALUES) == names


@pytest.fixture
def menu():
    """A menu of which one entry settles itself and another fact."""
    terms = wording(
        [fact("what", "choice", choices=("fire", "theft")), "fire", "theft"],
        [clause("burnt", "trigger", Is("fire")), clause("stolen", "exclusion", Is("theft"))],
        implications=[follows("menu-fire", Chosen("what", frozenset({"fire"})), fire=True, theft=False)],
    )
    return judged(terms, what="fire")


def test_what_follows_is_told_with_the_answer_it_follows_from(menu):
    known = menu.facts["fire"]
    assert follows_from(menu, known) == ("what",)


def test_what_follows_is_gathered_by_its_origin(menu):
    assert by_origin(menu) == {("what",): ("fire", "theft")}
