"""Is this an array of whole numbers in the shape that is needed? A fraction is refused, never cut."""

from __future__ import annotations

from typing import Any

from numpy.typing import NDArray

ROWS, LINES_BY_EVENTS = 1, 2
_SHAPES = {ROWS: "one-dimensional, an element a row", LINES_BY_EVENTS: "two-dimensional, lines by events"}


def check_whole(name: str, array: NDArray[Any], shape: int = ROWS) -> None:
    """Raise ValueError for an array of other numbers than integers, or of another shape: ROWS or LINES_BY_EVENTS."""
    if array.ndim != shape:
        raise ValueError(f"{name}: has {array.ndim} dimensions; hand over an array that is {_SHAPES[shape]}")
    if array.size and array.dtype.kind not in "iu":
        raise ValueError(f"{name}: is of {array.dtype}; hand over whole numbers in an integer dtype, as int64")
