"""Whatever two wordings say otherwise is told, in whichever language it stands, and by value: not as it is rendered."""

from dataclasses import fields, replace

import pytest

from sonae.core.conditions import Is
from sonae.core.money import Rounding
from sonae.core.papers import Ground
from sonae.core.scheme import Text
from sonae.core.wording import Note, Sharing, Wording
from sonae.core.wording_difference import wording_difference
from sonae.loader import load_catalogue

X = Text("x", "x")
GROUND = Ground("police", "1", X, "inquiry_days", "assumed", ())
# what names a wording, or says where it stands: two wordings always differ in these
HEADING = {"code", "name", "insurer", "edition", "digest", "schemes", "sources"}


def with_papers(wording, **changes):
    return replace(wording, papers=replace(wording.papers, **changes))


def one_changed(things, **changes):
    """A mapping with its first thing changed."""
    first, *_ = things
    return {**things, first: replace(things[first], **changes)}


OTHERWISE = {
    "days": lambda one: with_papers(one, days=60),
    "first_day": lambda one: with_papers(one, first_day="other"),
    "claim types": lambda one: with_papers(one, claim_types={}),
    "groups": lambda one: with_papers(one, groups=()),
    "grounds": lambda one: with_papers(one, grounds=(*one.papers.grounds, GROUND)),
    "rounding": lambda one: replace(one, rounding=Rounding(one.rounding.unit, "up")),
    "split": lambda one: replace(one, split="other"),
    "sharing": lambda one: replace(one, sharing=Sharing(X, "printed", ())),
    "objection": lambda one: replace(one, objection=X),
    "allocation": lambda one: replace(one, allocation=replace(one.allocation, order=())),
    "deductions": lambda one: replace(one, deductions=one.deductions[::-1]),
    "implications": lambda one: replace(one, implications=()),
    "families": lambda one: replace(one, families=()),
    "opening": lambda one: replace(one, opening=("leak",) if one.opening != ("leak",) else ()),
    "notes": lambda one: replace(one, notes=(*one.notes, Note(X))),
    "parts": lambda one: replace(one, parts=one_changed(one.parts, needs="other")),
    "facts": lambda one: replace(one, facts=one_changed(one.facts, given=False)),
    "clauses": lambda one: replace(one, clauses=one_changed(one.clauses, later=X)),
    "switches": lambda one: replace(one, switches=one_changed(one.switches, highest=7)),
    "levels": lambda one: replace(one, levels=(replace(one.levels[0], per="term"), *one.levels[1:])),
}


@pytest.fixture
def small(small_catalogue):
    return small_catalogue.wordings["small-2026"]


def differing(one, other, words, language="en"):
    found = wording_difference(one, other, words, language)
    return {(section, thing.id) for section, several in found.sections.items() for thing in several}


@pytest.mark.parametrize("what", OTHERWISE)
def test_a_change_of_one_value_is_told(small, small_catalogue, what):
    assert differing(small, OTHERWISE[what](small), small_catalogue.words)


def test_no_field_of_a_wording_is_left_out():
    own = {"days": "papers", "first_day": "papers", "claim types": "papers", "groups": "papers", "grounds": "papers"}
    assert {one.name for one in fields(Wording)} - HEADING == {own.get(what, what) for what in OTHERWISE}


@pytest.mark.parametrize("language", ["ja", "en"])
def test_a_text_that_differs_only_in_the_other_language_is_told_in_that_one(small, small_catalogue, language):
    (field,) = _clause_fields(small, small_catalogue, language, text=lambda text: Text(text.ja, f"{text.en}!"))
    assert (field.name, field.other) == ("text", f"{field.one}!")


def test_conditions_that_read_alike_are_told_as_data(small, small_catalogue):
    twin = replace(small.facts["leak"], id="twin")
    both = replace(small, facts={**small.facts, "twin": twin})
    (field,) = _clause_fields(both, small_catalogue, "en", when=lambda _: Is("twin"))
    assert (field.one, field.other) == ("leak", "twin")


def test_sources_are_not_compared(small, small_catalogue):
    moved = replace(small, parts=one_changed(small.parts, sources=("elsewhere:1",)), levels=small.levels)
    assert differing(small, moved, small_catalogue.words) == set()


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_pair_of_the_catalogue_is_put_side_by_side(language):
    catalogue = load_catalogue()
    wordings = catalogue.wordings.values()
    alike = [
        (one.code, other.code)
        for one in wordings
        for other in wordings
        if not differing(one, other, catalogue.words, language)
    ]
    assert alike == [(code, code) for code in catalogue.wordings]


def _clause_fields(wording, catalogue, language, **changes):
    first = next(iter(wording.clauses))
    clause = wording.clauses[first]
    changed = {name: change(getattr(clause, name)) for name, change in changes.items()}
    other = replace(wording, clauses={**wording.clauses, first: replace(clause, **changed)})
    found = wording_difference(wording, other, catalogue.words, language)
    return found.sections["clauses"][0].fields
