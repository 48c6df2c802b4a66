import numpy as np
import pytest

from sonae.bulk import NO_SIZE, fast, rate_rows
from sonae.bulk.rows import ROWS_AT_ONCE


def columns_of(cube, count, seed=7):
    random = np.random.default_rng(seed)
    indices = [random.integers(0, size, count).astype(np.uint8) for size in cube.starts.shape]
    return [*indices, random.integers(-3, cube.largest + 4, count).astype(np.int32)]


@pytest.mark.parametrize("count", [0, 1, ROWS_AT_ONCE - 1, ROWS_AT_ONCE, ROWS_AT_ONCE + 1, 3 * ROWS_AT_ONCE + 5])
def test_rows_cost_the_same_however_many_are_asked_together(cube, count):
    columns = columns_of(cube, count)
    together = rate_rows(cube, *columns)
    cut = count // 3
    apart = [rate_rows(cube, *(column[piece] for column in columns)) for piece in (slice(cut), slice(cut, None))]
    assert np.array_equal(together.premiums, np.concatenate([one.premiums for one in apart]))
    assert np.array_equal(together.codes, np.concatenate([one.codes for one in apart]))


@pytest.mark.parametrize("threads", [2, 3, 8])
def test_threads_change_nothing(cube, threads):
    columns = columns_of(cube, 5 * ROWS_AT_ONCE + 17)
    alone, shared = rate_rows(cube, *columns), rate_rows(cube, *columns, threads=threads)
    assert np.array_equal(alone.premiums, shared.premiums)
    assert np.array_equal(alone.codes, shared.codes)


def in_one_pass(gather, cube, columns):
    premiums, codes = np.zeros(columns[-1].size, cube.cells.dtype), np.zeros(columns[-1].size, np.uint8)
    starts = cube.starts.reshape(-1)
    sound = gather(*columns, cube.starts.shape, starts, cube.cells, cube.largest + 1, premiums, codes)
    return sound, premiums, codes


@pytest.mark.parametrize("gather", {fast.gather, fast.compiled() or fast.gather})
def test_one_pass_over_the_rows_gives_the_same_integers(cube, gather):
    columns = columns_of(cube, 3000)
    sound, premiums, codes = in_one_pass(gather, cube, columns)
    assert sound
    assert np.array_equal(premiums, rate_rows(cube, *columns).premiums)
    assert np.array_equal(codes, rate_rows(cube, *columns).codes)


@pytest.mark.parametrize("gather", {fast.gather, fast.compiled() or fast.gather})
@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("index", [-1, 127])
def test_one_pass_finds_an_index_the_cube_does_not_have(cube, gather, place, index):
    columns = [column.astype(np.int64) for column in columns_of(cube, 10)]
    columns[place][3] = index
    assert not in_one_pass(gather, cube, columns)[0]


@pytest.mark.parametrize("dtype", [np.int8, np.uint16, np.int32, np.int64])
def test_any_integers_may_hold_the_indices(cube, dtype):
    columns = columns_of(cube, 1000)
    same = rate_rows(cube, *(column.astype(dtype) for column in columns[:-1]), columns[-1].astype(np.int64))
    assert np.array_equal(rate_rows(cube, *columns).premiums, same.premiums)


def test_a_huge_size_is_only_too_large(cube):
    columns = columns_of(cube, 2)
    columns[-1] = np.array([2**40, -(2**40)])
    assert rate_rows(cube, *columns).codes.tolist() == [0, 0]


def test_columns_of_different_shapes_are_refused(cube):
    columns = columns_of(cube, 10)
    with pytest.raises(ValueError, match="different shapes"):
        rate_rows(cube, *columns[:-1], columns[-1][:5])
    with pytest.raises(ValueError, match="schemes: has 2 dimensions"):
        rate_rows(cube, *(column.reshape(2, 5) for column in columns))
    with pytest.raises(ValueError, match="sizes: is of float64; hand over whole numbers"):
        rate_rows(cube, *columns[:-1], columns[-1] + 0.5)


@pytest.mark.parametrize(("place", "name"), list(enumerate(["schemes", "kinds", "families", "plans"])))
@pytest.mark.parametrize("index", [-1, 127])
def test_an_index_the_cube_does_not_have_is_refused_by_name(cube, place, name, index):
    columns = [column.astype(np.int64) for column in columns_of(cube, 10)]
    columns[place][3] = index
    with pytest.raises(IndexError, match=name):
        rate_rows(cube, *columns)


def test_no_size_is_not_size_zero(cube):
    hospital = [
        np.array([index[word]] * 2) for index, word in words_of(cube, "fukuoka-2025", "clinic", "all_risk", "S1")
    ]
    assert rate_rows(cube, *hospital, np.array([NO_SIZE, 20])).premiums.tolist() == [29380, 0]


def words_of(cube, *words):
    return zip((cube.schemes, cube.kinds, cube.families, cube.plans), words, strict=True)
