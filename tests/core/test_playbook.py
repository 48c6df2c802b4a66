"""What does a playbook say for one scheme: which lines, how sure, from where?"""

from dataclasses import replace

import pytest

from sonae.core.playbook import BORROWED, Point, borrowed_from, file_of, for_scheme
from sonae.core.scheme import Text

FUKUOKA, OWN = "002_ddd17cbf1aa71dae.txt", "000_08903b71db7b864c.txt"


def point(*sources, status="printed", contact="", kinds=()):
    return Point("probe", Text("行", "Line"), None, contact, status, sources, frozenset(kinds))


@pytest.fixture
def held(catalogue):
    """One step as a scheme has it, or None where its kinds do not need it."""

    def held(step, scheme="mie-2025"):
        playbook = replace(catalogue.playbooks["first-hour"], steps=(step,))
        return next(iter(for_scheme(playbook, catalogue.schemes[scheme]).steps), None)

    return held


def test_a_brochure_from_which_a_scheme_only_assumes_is_not_its_own(catalogue):
    playbook = catalogue.playbooks["first-hour"]
    assert FUKUOKA in catalogue.schemes["mie-2025"].sources
    foreign = {code for code, one in catalogue.schemes.items() if FUKUOKA in borrowed_from(playbook, one)}
    assert foreign == {"mie-2025", "dental-2025", "kagoshima-2025", "jhef-2025"}


def test_what_only_another_schemes_brochure_prints_is_borrowed(held):
    line = point(f"{FUKUOKA}:1361")
    assert held(line).status == BORROWED
    assert held(line, "fukuoka-2025").status == "printed"


@pytest.mark.parametrize("status", ["law", "public", "assumed"])
def test_what_no_brochure_prints_stays_as_sure_as_it_is(held, status):
    assert held(point("https://example.org/", status=status)).status == status


def test_what_ones_own_brochure_prints_too_is_printed(held):
    assert held(point(f"{FUKUOKA}:1361", f"{OWN}:495")).status == "printed"


def test_a_contact_is_printed_where_the_scheme_itself_prints_it(held, catalogue):
    line = point(f"{FUKUOKA}:775", contact="desk")
    desk = catalogue.schemes["mie-2025"].contact("desk")
    assert (held(line).status, held(line).sources) == ("printed", (*desk.sources, f"{FUKUOKA}:775"))
    assert held(line, "dental-2025").status == BORROWED
    assert held(line, "example").status == "example"


def test_a_line_for_other_kinds_is_left_out(held):
    line = point("https://example.org/", status="public", kinds=("dental_clinic",))
    assert held(line) is None
    assert held(line, "fukuoka-2025") == held(line, "dental-2025") == line


def test_a_contact_that_the_scheme_does_not_have_is_not_called(catalogue):
    playbook = catalogue.playbooks["first-hour"]
    called = {call.id for call in for_scheme(playbook, catalogue.schemes["mie-2025"]).calls}
    assert "desk" in called
    assert called.isdisjoint({"agency", "insurer"})


def test_the_file_of_an_address_is_the_address():
    found = {"a.txt:1-2,5": "a.txt", "docs/a.md": "docs/a.md", "https://example.org/a:1": "https://example.org/a:1"}
    assert [file_of(one) for one in found] == list(found.values())
