"""What do rows of text cost, and what is wrong with those that have no answer?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sonae.bulk.cube import CODES, UNANSWERED, Cube
from sonae.bulk.rows import NO_SIZE, rate_rows
from sonae.core.asking import Ask, check, no_such_scheme
from sonae.core.catalogue import Catalogue
from sonae.core.problems import Problem, Refusal
from sonae.core.rating import rate
from sonae.core.reading import read_count

Size = str | int | None
NOT_A_SIZE = NO_SIZE - 1
_TOO_MANY = np.iinfo(np.int32).max


class Columns(NamedTuple):
    """Rows as columns of equal length: words as the catalogue writes them, sizes as typed."""

    scheme: Sequence[str]
    kind: Sequence[str]
    family: Sequence[str]
    plan: Sequence[str]
    size: Sequence[Size]


class Encoded(NamedTuple):
    """The same rows as indices of a cube's words and as sizes: the arguments of ``rate_rows``."""

    schemes: NDArray[np.unsignedinteger]
    kinds: NDArray[np.unsignedinteger]
    families: NDArray[np.unsignedinteger]
    plans: NDArray[np.unsignedinteger]
    sizes: NDArray[np.int32]


class Answers(NamedTuple):
    """Yen a year, code, and what is wrong: ``problems[problem[row]]``, empty for a row with an answer."""

    premiums: NDArray[np.int64]
    codes: NDArray[np.uint8]
    problem: NDArray[np.int32]
    problems: tuple[tuple[Problem, ...], ...]


def encode(cube: Cube, columns: Columns) -> Encoded:
    """Turn words into indices and sizes as typed into numbers; unknown words get the last index.

    Raises ValueError for columns of different lengths.
    """
    if len({len(column) for column in columns}) > 1:
        raise ValueError(f"columns are of different lengths: {[len(column) for column in columns]}")
    sizes = map(_Sizes().__getitem__, columns.size)
    return Encoded(
        _indices(cube.schemes, columns.scheme),
        _indices(cube.kinds, columns.kind),
        _indices(cube.families, columns.family),
        _indices(cube.plans, columns.plan),
        np.fromiter(sizes, np.int32, len(columns.size)),
    )


def rate_texts(catalogue: Catalogue, cube: Cube, columns: Columns) -> Answers:
    """Return premium and code of every row, and all problems of each that core refuses.

    Rows that the cube does not answer are asked of core, each different one once: a size beyond the
    cube gets its premium that way, every other row the errors of a single quote.
    """
    rated = rate_rows(cube, *encode(cube, columns))
    premiums, codes = rated.premiums.astype(np.int64), rated.codes
    problem = np.zeros(codes.size, np.int32)
    problems: list[tuple[Problem, ...]] = [()]
    asked: dict[tuple[str, str, str, str, Size], tuple[int, int, int]] = {}
    for row in np.flatnonzero(codes == UNANSWERED).tolist():
        key = (columns.scheme[row], columns.kind[row], columns.family[row], columns.plan[row], columns.size[row])
        if key not in asked:
            answer = _ask(catalogue, *key)
            if isinstance(answer, Refusal):
                asked[key] = (0, UNANSWERED, len(problems))
                problems.append(answer.errors)
            else:
                asked[key] = (*answer, 0)
        premiums[row], codes[row], problem[row] = asked[key]
    return Answers(premiums, codes, problem, tuple(problems))


def _indices(known: Mapping[str, int], words: Sequence[str]) -> NDArray[np.unsignedinteger]:
    index = _Words(known)
    index.unknown = len(known)
    return np.fromiter(map(index.__getitem__, words), np.min_scalar_type(len(known)), len(words))


class _Words(dict[str, int]):
    """Indices by word; a word the cube does not know has the index after the last."""

    unknown = 0

    def __missing__(self, word: str) -> int:
        return self.unknown


class _Sizes(dict[Size, int]):
    """Sizes by what was typed: each different text is read once, as core reads it."""

    def __missing__(self, typed: Size) -> int:
        self[typed] = size = _size(typed)
        return size


def _size(typed: Size) -> int:
    if typed is None or typed == "":
        return NO_SIZE
    try:
        size = read_count(typed) if isinstance(typed, str) else typed
    except ValueError:
        return NOT_A_SIZE
    return NOT_A_SIZE if size < 0 else min(size, _TOO_MANY)


def _ask(catalogue: Catalogue, code: str, kind: str, family: str, plan: str, size: Size) -> tuple[int, int] | Refusal:
    """Return premium in yen and code as core answers one row, or everything that is wrong with it."""
    scheme = catalogue.schemes.get(code)
    if scheme is None:
        return Refusal((no_such_scheme(code, catalogue.schemes),))
    checked = check(scheme, Ask(kind, plan, family, size))
    if isinstance(checked, Refusal):
        return checked
    premium = rate(scheme, catalogue.tariff_of(scheme), *checked)
    return premium.annual_yen or 0, CODES[premium.status, premium.binding]
