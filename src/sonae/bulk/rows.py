"""What does each of ten million rows cost? One gather from the cube, in pieces that stay in the cache."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sonae.bulk import fast
from sonae.bulk.arrays import check_whole
from sonae.bulk.cube import CODE_BITS, CODE_MASK, LEADING, Cube

NO_SIZE = -1
ROWS_AT_ONCE = 65_536
WORDS = ("schemes", "kinds", "families", "plans")

Indices = NDArray[np.integer]


class Rated(NamedTuple):
    """Yen a year and the code of its status, one element a row; 0 yen where there is no figure."""

    premiums: NDArray[np.int32] | NDArray[np.int64]
    codes: NDArray[np.uint8]


def rate_rows(
    cube: Cube,
    schemes: Indices,
    kinds: Indices,
    families: Indices,
    plans: Indices,
    sizes: Indices,
    *,
    threads: int = 1,
    compiled: bool | None = None,
) -> Rated:
    """Return the premium and code of each row; all arrays are one-dimensional and equally long.

    ``schemes`` … ``plans`` hold indices of the cube's words, ``sizes`` the size itself, NO_SIZE where
    none was given and anything below for what is not a size. The premiums have the dtype of the
    cube's cells. ``threads`` share the rows. ``compiled`` says whether to use numba, if it is installed; None
    leaves that to the number of rows. The answer is the same either way. Raises ValueError for arrays
    of other shapes or of other than whole numbers, and IndexError for an index that the cube does not have.
    """
    columns = (schemes, kinds, families, plans, sizes)
    for name, column in zip((*WORDS, "sizes"), columns, strict=True):
        check_whole(name, column)
    if any(column.shape != sizes.shape for column in columns):
        raise ValueError(f"columns are of different shapes: {[column.shape for column in columns]}")
    if compiled is None:
        compiled = sizes.size >= fast.WORTH_IT
    rate = _rate_in_one_pass if compiled and fast.compiled() else _rate_in_pieces
    rated = Rated(np.empty(sizes.size, cube.cells.dtype), np.empty(sizes.size, np.uint8))
    share = max(-(-sizes.size // threads), ROWS_AT_ONCE)
    shares = [slice(begin, begin + share) for begin in range(0, sizes.size, share)]
    if len(shares) > 1:
        with ThreadPoolExecutor(len(shares)) as pool:
            list(pool.map(lambda part: rate(cube, columns, rated, part), shares))
    elif shares:
        rate(cube, columns, rated, shares[0])
    return rated


def _rate_in_one_pass(cube: Cube, columns: tuple[Indices, ...], rated: Rated, share: slice) -> None:
    """Work off one share of the rows by machine code; a wrong index is left to the pieces to name."""
    gather = fast.compiled()
    mine, answers = (column[share] for column in columns), (column[share] for column in rated)
    starts = cube.starts.reshape(-1)
    if not gather or not gather(*mine, cube.starts.shape, starts, cube.cells, cube.largest + 1, *answers):
        _rate_in_pieces(cube, columns, rated, share)


def _rate_in_pieces(cube: Cube, columns: tuple[Indices, ...], rated: Rated, share: slice) -> None:
    """Work off one share of the rows, piece by piece: every pass over a piece finds it in the cache."""
    starts, largest = cube.starts.reshape(-1), cube.largest + 1
    # the narrower the arithmetic, the more of it goes into one instruction
    place_of = np.empty(ROWS_AT_ONCE, np.min_scalar_type(starts.size))
    slot_of, size_of = np.empty(ROWS_AT_ONCE, starts.dtype), np.empty(ROWS_AT_ONCE, starts.dtype)
    cell_of = np.empty(ROWS_AT_ONCE, cube.cells.dtype)
    *words, all_sizes = (column[share] for column in columns)
    all_premiums, all_codes = rated.premiums[share], rated.codes[share]
    for begin in range(0, all_sizes.size, ROWS_AT_ONCE):
        piece = slice(begin, begin + ROWS_AT_ONCE)
        premiums, codes, size = all_premiums[piece], all_codes[piece], all_sizes[piece]
        place, slot, cell = place_of[: codes.size], slot_of[: codes.size], cell_of[: codes.size]
        place[:] = 0
        for name, count, column in zip(WORDS, cube.starts.shape, words, strict=True):
            index = column[piece]
            if index.max() >= count or (index.dtype.kind == "i" and index.min() < 0):
                raise IndexError(f"{name}: indices must lie within 0 and {count - 1}")
            np.multiply(place, count, out=place)
            np.add(place, index, out=place, casting="unsafe")
        np.take(starts, place, out=slot, mode="clip")
        if size.min() < -LEADING or size.max() > largest:
            size = np.clip(size, -LEADING, largest, out=size_of[: codes.size], casting="unsafe")
        np.add(slot, size, out=slot, casting="unsafe")
        np.take(cube.cells, slot, out=cell, mode="clip")
        np.right_shift(cell, CODE_BITS, out=premiums)
        codes[:] = cell
        codes &= CODE_MASK
