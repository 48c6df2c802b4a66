"""Has every code of a scheme and of its tariff the words that pages show for it?"""

from __future__ import annotations

from collections.abc import Iterator

from sonae.core.catalogue import Catalogue
from sonae.core.scheme import KindRule, Scheme
from sonae.core.tariff import Tariff
from sonae.loader.problems import Log
from sonae.loader.schemes import ReadScheme


def check_words(catalogue: Catalogue, read: ReadScheme, log: Log) -> None:
    """Note keys that pages would have to show as they are."""
    keys = {*_of_scheme(read.scheme), *_of_tariff(read.scheme, catalogue.tariff_of(read.scheme))}
    for key in sorted(keys):
        if not catalogue.words.has(key):
            about = read.rows.get((f"{key.split('.')[0]}.",), read.at)
            log.add(read.rows.get((key,), about), key, "missing_text")


def _of_scheme(scheme: Scheme) -> Iterator[str]:
    yield from (f"family.{family}" for family in scheme.families)
    yield from (f"payment.{way}" for way in scheme.payment.ways)
    for group in scheme.modifiers:
        yield f"group.{group.id}"
        yield from (f"modifier.{one.id}" for one in group.modifiers)
    for coverage in scheme.coverage.values():
        yield from (f"trigger.{trigger}" for trigger in coverage.triggers)
        yield from (f"part.{part}" for part in (*coverage.parts, *coverage.riders))
    for contact in scheme.contacts:
        yield from (f"closed.{days}" for days in (contact.hours.closed if contact.hours else ()))
    for kind in scheme.kinds.values():
        yield from _of_kind(kind)


def _of_kind(kind: KindRule) -> Iterator[str]:
    yield f"kind.{kind.kind}"
    yield from (f"referral.{reason}" for reason in kind.referrals)
    for measure in kind.measures:
        yield f"measure.{measure.name}"
        yield from (f"value.{choice}" for choice, _ in measure.choices)
        if measure.refer_below:
            yield f"referral.{measure.name}_below_{measure.refer_below}"


def _of_tariff(scheme: Scheme, tariff: Tariff | None) -> Iterator[str]:
    """Yield what the trace of a formula names: each table's factor, and the table itself where it estimates."""
    rated = [kind.kind for kind in scheme.kinds.values() if kind.priced == "tariff"]
    for table in (table for kind in rated for table in (tariff.tables_for(kind) if tariff else ())):
        yield f"factor.{table.measure}"
        if table.method == "points":
            yield f"table.{table.code}"
