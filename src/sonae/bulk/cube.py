"""What does every plan cost at every size? One table of final premiums, priced by the explaining path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sonae.core import rating
from sonae.core.asking import Ask, check_measures, find_plan
from sonae.core.catalogue import Catalogue
from sonae.core.scheme import KindRule, Plan, Scheme
from sonae.core.steps import Answer
from sonae.core.tariff import Tariff

# From ESTIMATE on a code has a figure, from COMPUTED_BINDING on that figure binds.
UNANSWERED, REFERRED, ESTIMATE, COMPUTED, PRINTED, COMPUTED_BINDING, PRINTED_BINDING = range(7)
STATUS_OF = (
    "", rating.REFERRED, rating.ESTIMATE, rating.COMPUTED, rating.PRINTED, rating.COMPUTED, rating.PRINTED,
)  # fmt: skip
CODES = {(status, code >= COMPUTED_BINDING): code for code, status in enumerate(STATUS_OF) if status}

# A cell is ``premium << CODE_BITS | code``: one gather brings both.
CODE_BITS = 3
CODE_MASK = (1 << CODE_BITS) - 1
# Every row of cells begins with those of "not a size" and "no size given".
LEADING = 2
LARGEST_SIZE = 20_000
_UNKNOWN = "\0"

Slots = list[dict[str, Answer] | None]


@dataclass(frozen=True, slots=True)
class Cube:
    """Final annual premiums with their statuses by scheme, kind, family, plan and size.

    ``schemes`` … ``plans`` give each word its index; the index after the last stands for every
    word the cube does not know, ``""`` (index 0 of families and plans) for one left out.
    ``starts[scheme, kind, family, plan]`` is where size 0 of the choice stands in ``cells``; the cells
    of size n, up to ``largest``, and of a size too large follow it, those of "not a size" and "no
    size given" precede it. Choices of one plan share their cells; the first row of cells holds no
    answer. A cell is ``premium in yen << CODE_BITS | code``. Both arrays are int32 where that is
    enough (premiums below 268 million yen), else int64. ``digests`` names the editions compiled.
    """

    schemes: Mapping[str, int]
    kinds: Mapping[str, int]
    families: Mapping[str, int]
    plans: Mapping[str, int]
    starts: NDArray[np.int32] | NDArray[np.int64]
    cells: NDArray[np.int32] | NDArray[np.int64]
    largest: int
    digests: Mapping[str, str]

    @property
    def nbytes(self) -> int:
        """How many bytes the arrays hold."""
        return self.starts.nbytes + self.cells.nbytes


def compile_cube(catalogue: Catalogue, schemes: Sequence[str] = (), largest: int = LARGEST_SIZE) -> Cube:
    """Price every plan of ``schemes`` (all, if none is named) at every size up to ``largest``.

    Each cell is an answer of ``core``: the plan as ``find_plan`` finds it, the size as
    ``check_measures`` accepts it, the premium as ``rate`` explains it, with the usual choice of every
    other measure. What core refuses, and sizes above ``largest``, have the code UNANSWERED.
    Raises KeyError for a scheme that the catalogue does not hold.
    """
    chosen = [catalogue.schemes[code] for code in (schemes or catalogue.schemes)]
    kinds = _index(sorted({kind for scheme in chosen for kind in scheme.kinds}))
    families = _index(["", *sorted({plan.family for scheme in chosen for plan in scheme.plans.values()})])
    plans = _index(["", *sorted({plan.code for scheme in chosen for plan in scheme.plans.values()})])
    sizes = [one.highest for s in chosen for k in s.kinds.values() for one in k.measures if one.name == k.size_measure]
    largest = min(largest, max(sizes, default=0))
    width = LEADING + largest + 2

    starts = np.full((len(chosen) + 1, len(kinds) + 1, len(families) + 1, len(plans) + 1), LEADING, np.int64)
    rows: list[NDArray[np.int64]] = [np.zeros(width, np.int64)]
    for s, scheme in enumerate(chosen):
        tariff = catalogue.tariff_of(scheme)
        for kind in scheme.kinds.values():
            slots = _slots(kind, largest)
            known: dict[tuple[str, str] | None, int] = {}
            for family, plan, found in _choices(scheme, kind, families, plans):
                key = (found.family, found.code) if found else None
                if key not in known:
                    known[key] = len(rows) * width + LEADING
                    rows.append(_row(scheme, tariff, kind, found, slots))
                starts[s, kinds[kind.kind], family, plan] = known[key]
    cells = np.concatenate(rows)
    return Cube(
        schemes=_index([scheme.code for scheme in chosen]),
        kinds=kinds,
        families=families,
        plans=plans,
        starts=_narrow(starts, cells.size),
        cells=_narrow(cells, int(cells.max())),
        largest=largest,
        digests={scheme.code: scheme.digest for scheme in chosen},
    )


def _narrow(numbers: NDArray[np.int64], largest: int) -> NDArray[np.int32] | NDArray[np.int64]:
    return numbers.astype(np.int32) if largest <= np.iinfo(np.int32).max else numbers


def _index(words: Sequence[str]) -> dict[str, int]:
    return {word: place for place, word in enumerate(words)}


def _choices(
    scheme: Scheme, kind: KindRule, families: Mapping[str, int], plans: Mapping[str, int]
) -> Iterator[tuple[int, int, Plan | None]]:
    """Yield every pair of family and plan that core answers, with the plan that it finds."""
    for f, family in enumerate((*families, _UNKNOWN)):
        for p, plan in enumerate((*plans, _UNKNOWN)):
            found, problems = find_plan(scheme, Ask(kind.kind, plan, family))
            if not problems:
                yield f, p, found


def _slots(kind: KindRule, largest: int) -> Slots:
    """Return the clean measures of every cell of a row, or None where core refuses the size."""
    slots: Slots = [None] * (LEADING + largest + 2)
    measure = kind.measure(kind.size_measure)
    sizes = range(measure.lowest, min(measure.highest, largest) + 1) if measure else range(0)
    for size in (None, *sizes):
        measures, problems = check_measures(kind, Ask(kind.kind, "", size=size))
        if not problems:
            slots[LEADING - 1 if size is None else LEADING + size] = measures
    return slots


def _row(scheme: Scheme, tariff: Tariff | None, kind: KindRule, plan: Plan | None, slots: Slots) -> NDArray[np.int64]:
    row = np.zeros(len(slots), np.int64)
    for place, measures in enumerate(slots):
        if measures is not None:
            premium = rating.rate(scheme, tariff, kind, plan, measures)
            code = CODES[premium.status, premium.binding]
            row[place] = (premium.annual_yen or 0) << CODE_BITS | code
    return row
