"""Does one join at this price? The one key that pages, papers and programs say in words."""

from __future__ import annotations

from datetime import datetime

from sonae.core.joining import Cover, NoCover
from sonae.core.rating import Premium
from sonae.core.scheme import KindRule, Plan, Scheme

EXAMPLE, ABOLISHED, CLOSED, UNDATED, BEGUN = "example", "abolished", "closed", "undated", "begun"
BINDS, TABLE, ANOTHER_DECIDES = "true", "table", "false"


def binding_key(
    scheme: Scheme,
    kind: KindRule,
    plan: Plan | None = None,
    premium: Premium | None = None,
    cover: Cover | NoCover | None = None,
    at: datetime | None = None,
) -> str:
    """Return whether somebody joins at a price, as far as is known of it; its words are ``binding.*``.

    ``example``: the scheme is invented; ``abolished``: the plan is no longer sold; ``false``: the
    insurer's written quotation decides; ``closed`` and ``undated``: a price that binds, but nobody
    can join now, or nobody knows; ``begun``: that of a receipt in the past whose cover had begun ``at`` the moment
    asked; ``true``: one joins at it. Without a ``premium`` the kind's whole table is
    meant, and ``table`` says that its prices bind.
    """
    if scheme.example:
        return EXAMPLE
    if plan is not None and not plan.on_sale:
        return ABOLISHED
    if not (kind.binding if premium is None else premium.binding):
        return ANOTHER_DECIDES
    if isinstance(cover, NoCover):
        return CLOSED if cover.closed else UNDATED
    if cover is not None and at is not None and cover.start <= at:
        return BEGUN
    return TABLE if premium is None else BINDS
