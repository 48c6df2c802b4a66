"""What do several facilities of one corporation pay together, and with whose limits?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sonae.core.asking import Ask
from sonae.core.problems import Problem, Refusal
from sonae.core.quote import Quote, quote
from sonae.core.rating import COMPUTED, ESTIMATE, PRINTED, REFERRED
from sonae.core.scheme import Fact, Scheme
from sonae.core.tariff import Tariff

_WEAKEST_FIRST = (REFERRED, ESTIMATE, COMPUTED, PRINTED)


@dataclass(frozen=True, slots=True)
class CorporationQuote:
    """Quotes of all facilities in the order asked, with their sums in yen.

    A sum is None as soon as one facility has no figure, or where the limits are to be shared:
    then the insurer quotes the corporation as one. ``status`` is the weakest of all.
    """

    quotes: tuple[Quote, ...]
    status: str
    annual_yen: int | None
    payable_yen: int | None
    referral: tuple[str, ...]
    assumed: tuple[str, ...]
    notices: tuple[Fact, ...]

    @property
    def scheme(self) -> Scheme:
        """The scheme that every facility asks to join."""
        return self.quotes[0].scheme


def quote_corporation(
    scheme: Scheme,
    tariff: Tariff | None,
    asks: tuple[Ask, ...],
    *,
    shared_limits: bool,
    shared_records: bool,
    now: datetime,
) -> CorporationQuote | Refusal:
    """Answer for each facility and add up; errors carry the facility's place (``1.size``).

    ``shared_limits``: all facilities join under one common limit. ``shared_records``: they use
    patients' records together, which brings the notices of the joint-EHR rule.
    """
    if not asks:
        return Refusal((Problem("facilities", "problem.no_facility"),))
    shared = shared_limits and len(asks) > 1
    answers = [quote(scheme, tariff, replace(ask, shared_limits=shared), now=now) for ask in asks]
    errors = [
        replace(error, field=f"{place}.{error.field}")
        for place, answer in enumerate(answers, start=1)
        if isinstance(answer, Refusal)
        for error in answer.errors
    ]
    if errors:
        return Refusal(tuple(errors))
    quotes = tuple(answer for answer in answers if isinstance(answer, Quote))
    status = min((one.premium.status for one in quotes), key=_WEAKEST_FIRST.index)
    places = ["several"] if len(quotes) > 1 else []
    places += ["shared_records"] if shared_records else []
    return CorporationQuote(
        quotes,
        REFERRED if shared else status,
        None if shared else _sum(one.premium.annual_yen for one in quotes),
        None if shared else _sum(one.payable_yen for one in quotes),
        _each(one.referral for one in quotes),
        _each(one.assumed for one in quotes),
        tuple(dict.fromkeys(fact for place in places for fact in scheme.notices(place))),
    )


def _sum(amounts: Iterable[int | None]) -> int | None:
    total = 0
    for amount in amounts:
        if amount is None:
            return None
        total += amount
    return total


def _each(lists: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for one in lists for item in one))
