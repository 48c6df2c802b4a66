from dataclasses import replace
from datetime import datetime
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonae.bulk import CODES, COMPUTED_BINDING, NO_SIZE, STATUS_OF, UNANSWERED, compile_cube, rate_rows
from sonae.core.asking import Ask
from sonae.core.moments import TOKYO
from sonae.core.problems import Refusal
from sonae.core.quote import quote

NOW = datetime(2025, 6, 15, 9, tzinfo=TOKYO)
NOBODY = "nobody"


def from_core(catalogue, scheme, kind, family, plan, size):
    """The premium and code that a single quote gives."""
    chosen = catalogue.schemes.get(scheme)
    if chosen is None:
        return 0, UNANSWERED
    ask = Ask(kind, plan, family, None if size == NO_SIZE else size)
    answer = quote(chosen, catalogue.tariff_of(chosen), ask, now=NOW)
    if isinstance(answer, Refusal):
        return 0, UNANSWERED
    premium = answer.premium
    return premium.annual_yen or 0, CODES[premium.status, premium.binding]


def from_cube(cube, rows):
    known = (cube.schemes, cube.kinds, cube.families, cube.plans)
    columns = [
        np.array([index.get(row[place], len(index)) for row in rows], np.uint8) for place, index in enumerate(known)
    ]
    rated = rate_rows(cube, *columns, np.array([row[4] for row in rows], np.int32))
    return list(zip(rated.premiums.tolist(), rated.codes.tolist(), strict=True))


def every_row(catalogue, cube, sizes):
    return [
        (scheme.code, kind, family, plan, size)
        for scheme in catalogue.schemes.values()
        for kind in (*scheme.kinds, NOBODY)
        for family in (*cube.families, NOBODY)
        for plan in (*cube.plans, NOBODY)
        for size in sizes
    ]


def test_every_choice_at_telling_sizes_costs_what_core_says(catalogue, cube):
    rows = every_row(catalogue, cube, (-2, NO_SIZE, 0, 1, 19, 20, 21, 50, 77, 100, 101))
    assert from_cube(cube, rows) == [from_core(catalogue, *row) for row in rows]


def test_every_plan_at_every_size_of_the_cube_costs_what_core_says(catalogue, cube):
    rows = [
        (scheme.code, *plan, size)
        for scheme in catalogue.schemes.values()
        for plan in scheme.plans
        for size in range(-2, cube.largest + 1)
    ]
    assert from_cube(cube, rows) == [from_core(catalogue, *row) for row in rows]


@pytest.mark.full
def test_every_plan_at_every_size_of_the_measures_costs_what_core_says(catalogue):
    cube = compile_cube(catalogue)
    rows = [
        (scheme.code, *plan, size)
        for scheme in catalogue.schemes.values()
        for plan in scheme.plans
        for size in range(-2, cube.largest + 3)
    ]
    assert from_cube(cube, rows) == [from_core(catalogue, *row) for row in rows]


@given(data=st.data())
def test_any_row_costs_what_core_says(catalogue, cube, data):
    def words(known):
        return st.sampled_from([*known, NOBODY])

    row = st.tuples(*map(words, (cube.schemes, cube.kinds, cube.families, cube.plans)), st.integers(-2, cube.largest))
    rows = data.draw(st.lists(row, min_size=1, max_size=20))
    assert from_cube(cube, rows) == [from_core(catalogue, *row) for row in rows]


def test_a_size_beyond_the_cube_is_left_to_core(catalogue, cube):
    assert from_cube(cube, [("fukuoka-2025", "hospital", "all_risk", "S3", cube.largest + 1)]) == [(0, UNANSWERED)]
    assert from_core(catalogue, "fukuoka-2025", "hospital", "all_risk", "S3", cube.largest + 1)[1] != UNANSWERED


def test_a_cell_says_whether_its_price_binds(cube):
    rows = [
        ("fukuoka-2025", "clinic", "all_risk", "S1", NO_SIZE),
        ("fukuoka-2025", "hospital", "all_risk", "S3", 50),
        ("fukuoka-2025", "hospital", "all_risk", "S3", 51),
        ("fukuoka-2025", "hospital", "all_risk", "S3", 19),
    ]
    found = from_cube(cube, rows)
    assert [(yen, STATUS_OF[code], code >= COMPUTED_BINDING) for yen, code in found] == [
        (29380, "printed", True),
        (142900, "printed", False),
        (143810, "estimate", False),
        (0, "referred", False),
    ]


@pytest.mark.parametrize("binding", [True, False])
def test_a_computed_price_binds_where_its_kind_says_so(catalogue, binding):
    fukuoka = catalogue.schemes["fukuoka-2025"]
    rule = replace(fukuoka.kinds["hospital"], binding=binding)
    binds = replace(
        catalogue,
        schemes={"fukuoka-2025": replace(fukuoka, kinds={**fukuoka.kinds, "hospital": rule}, premiums={})},
    )
    rows = [("fukuoka-2025", "hospital", "all_risk", "S3", size) for size in (19, 20, 50, 77)]
    found = from_cube(compile_cube(binds, largest=80), rows)
    assert found == [from_core(binds, *row) for row in rows]
    assert [code >= COMPUTED_BINDING for _, code in found] == [False, binding, binding, False]


def test_only_the_schemes_named_are_compiled(catalogue):
    cube = compile_cube(catalogue, ["dental-2025"], largest=10)
    assert list(cube.schemes) == ["dental-2025"]
    assert cube.digests == {"dental-2025": catalogue.schemes["dental-2025"].digest}
    assert from_cube(cube, [("dental-2025", "dental_clinic", "", "S1", NO_SIZE)])[0][0] == 20160
    with pytest.raises(KeyError):
        compile_cube(catalogue, ["osaka-2025"])


def test_premiums_too_large_for_narrow_cells_keep_every_yen(catalogue):
    tariff = catalogue.tariffs["sompo-medical-2025"]
    dear = replace(
        tariff, bases={key: replace(base, yen=base.yen * Fraction(10**9)) for key, base in tariff.bases.items()}
    )
    large = replace(catalogue, tariffs={**catalogue.tariffs, dear.code: dear})
    cube = compile_cube(large, ["fukuoka-2025"], largest=60)
    assert cube.cells.dtype == np.int64
    rows = [("fukuoka-2025", "hospital", "all_risk", "S3", size) for size in range(-2, 61)]
    found = from_cube(cube, rows)
    assert found == [from_core(large, *row) for row in rows]
    assert max(yen for yen, _ in found) > 2**40


def test_a_catalogue_without_sizes_has_a_cube_without_sizes(catalogue):
    cube = compile_cube(catalogue, ["jhef-2025"])
    assert cube.largest == 0
    assert from_cube(cube, [("jhef-2025", "service_operator", "", "", NO_SIZE)]) == [(0, CODES["referred", False])]
    assert from_cube(cube, [("jhef-2025", "service_operator", "", NOBODY, NO_SIZE)]) == [(0, UNANSWERED)]
