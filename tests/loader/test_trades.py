"""A cost book says of every plan family of its trade what it pays; one's own stands in for the packaged one."""

import shutil

import pytest

from sonae.core.incident import simulate
from sonae.loader import BUILT_IN, CatalogueError, load_catalogue

MEDICAL_BOOKS = ("jp-medical-2025", "jp-medical-services-2025")
PACKAGED = BUILT_IN / "costs" / "jp-medical-2025" / "costs.yaml"


@pytest.fixture
def own(tmp_path, root):
    """A folder with a medical scheme whose one plan family is its own."""
    shutil.copytree(root / "tests/loader/wrong/family_untold", tmp_path / "own", ignore=lambda *_: ["costs"])
    scheme = tmp_path / "own/schemes/wrong-2026/scheme.yaml"
    scheme.write_text(scheme.read_text(encoding="utf-8").replace("wrong-trade", "medical"), encoding="utf-8")
    return tmp_path / "own"


def test_a_family_that_no_cost_book_knows_is_told_for_each_item(own):
    with pytest.raises(CatalogueError) as caught:
        load_catalogue([own])
    told = [problem.say() for problem in caught.value.problems]
    assert len(told) == PACKAGED.read_text(encoding="utf-8").count("covered_by:")
    assert told[0].startswith("costs/jp-medical-2025/costs.yaml:")
    assert "attack_check.covered_by.basic: does not say whether plans of the family basic (wrong-2026) pay" in told[0]


def test_a_book_of_one_s_own_stands_in_for_the_packaged_one(own):
    text = PACKAGED.read_text(encoding="utf-8").replace("covered_by: {", "covered_by: {basic: true, ")
    text = text.replace("costs: jp-medical-2025", "costs: own-2026")
    (own / "costs/own-2026").mkdir(parents=True)
    (own / "costs/own-2026/costs.yaml").write_text(text, encoding="utf-8")
    catalogue = load_catalogue([own])
    assert {code: book.trades for code, book in catalogue.costs.items()} == {
        "jp-medical-services-2025": ("medical_services",),
        "own-2026": ("medical",),
    }
    scheme = catalogue.schemes["wrong-2026"]
    book = catalogue.book_for(scheme)
    (fall,) = simulate(scheme, book, "clinic", book.scenarios["ehr-30000"].quantities).waterfalls
    assert (book.code, fall.paid) == ("own-2026", 1_000_000)


def test_a_scheme_of_a_trade_without_books_has_neither_simulator_nor_playbook(root):
    catalogue = load_catalogue([root / "tests/loader/other_trade"])
    chamber = catalogue.schemes["chamber-2026"]
    assert list(catalogue.costs_for(chamber)) == ["chamber-costs-2026"]
    assert catalogue.playbook_for(chamber) is None
    for code, costs, playbook in (
        ("fukuoka-2025", "jp-medical-2025", "first-hour"),
        ("jhef-2025", "jp-medical-services-2025", "first-hour-services"),
    ):
        assert list(catalogue.costs_for(catalogue.schemes[code])) == [costs]
        assert catalogue.playbook_for(catalogue.schemes[code]).code == playbook


def test_what_both_medical_cost_books_count_costs_the_same_in_both():
    costs = load_catalogue().costs
    doctors, contractors = ({one.id: one for one in costs[code].items} for code in MEDICAL_BOOKS)
    shared = doctors.keys() & contractors.keys()
    assert len(shared) > 15
    for item in shared:
        one, other = doctors[item], contractors[item]
        assert (one.yen, one.per, one.lowest_yen, one.highest_yen, one.side) == (
            other.yen, other.per, other.lowest_yen, other.highest_yen, other.side
        ), item  # fmt: skip
    # their own brochure prints no unit cost
    assert "printed" not in {one.status for one in contractors.values()}
