"""Which requests and rows are timed? All kinds, plans and sizes of the catalogue, drawn with a seed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from sonae.bulk import Cube
from sonae.core.asking import Ask
from sonae.core.catalogue import Catalogue
from sonae.core.moments import TOKYO
from sonae.core.scheme import Scheme

SCHEME = "fukuoka-2025"
NOW = datetime(2025, 6, 15, 9, tzinfo=TOKYO)
SEED = 20250505
SIZES = range(20, 501)
PRINTED_SIZES = (20, 50, 100)


def asks(scheme: Scheme, count: int) -> list[Ask]:
    """Return ``count`` requests that can be answered with a figure, over the receipts of one term."""
    random = np.random.default_rng(SEED)
    plans = [plan for plan in scheme.plans.values() if plan.on_sale]
    opens = datetime(2025, 1, 6, 9, tzinfo=TOKYO)
    return [
        Ask(
            plan.kind,
            plan.code,
            plan.family,
            size=int(random.choice((*PRINTED_SIZES, int(random.choice(SIZES)))))
            if scheme.kinds[plan.kind].priced == "tariff"
            else None,
            received=opens + timedelta(days=int(random.integers(0, 430)), hours=int(random.integers(0, 9))),
        )
        for plan in (plans[place] for place in random.integers(0, len(plans), count).tolist())
    ]


class Rows(NamedTuple):
    """Rows as ``rate_rows`` takes them: indices of the cube's words, and sizes; all one-dimensional."""

    schemes: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    families: NDArray[np.uint8]
    plans: NDArray[np.uint8]
    sizes: NDArray[np.int32]


def rows(catalogue: Catalogue, cube: Cube, count: int, *, scheme: str = "") -> Rows:
    """Return ``count`` rows that have a premium, over all plans of the catalogue or of ``scheme``.

    Every plan is as likely as another, and so is every size of ``SIZES`` where the kind has sizes.
    """
    choices = np.array(list(_plans(catalogue, cube, scheme)), np.int64)
    random = np.random.default_rng(SEED)
    pick = random.integers(0, len(choices), count, dtype=np.int32)
    sizes = random.integers(SIZES.start, SIZES.stop, count, dtype=np.int32)
    sizes[choices[:, 4][pick] == 0] = -1
    words = (choices[:, column].astype(np.uint8)[pick] for column in range(4))
    return Rows(*words, sizes)


def _plans(catalogue: Catalogue, cube: Cube, only: str) -> Iterator[tuple[int, int, int, int, bool]]:
    for code, scheme in catalogue.schemes.items():
        for kind, family, plan in scheme.plans:
            if not only or code == only:
                sized = scheme.kinds[kind].priced == "tariff"
                yield cube.schemes[code], cube.kinds[kind], cube.families[family], cube.plans[plan], sized
