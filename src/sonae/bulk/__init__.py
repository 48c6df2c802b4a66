"""Many rows at once: integer arrays compiled from core's own answers, equal to core to the yen."""

from sonae.bulk.cover import Covers, compile_cover, cover_rows, payable
from sonae.bulk.cube import (
    CODES,
    COMPUTED,
    COMPUTED_BINDING,
    ESTIMATE,
    PRINTED,
    PRINTED_BINDING,
    REFERRED,
    STATUS_OF,
    UNANSWERED,
    Cube,
    compile_cube,
)
from sonae.bulk.events import settle_events
from sonae.bulk.ledgers import (
    NOT_COVERED,
    NOT_GIVEN,
    Demands,
    Ledgers,
    close_claims,
    number_within,
    open_ledgers,
)
from sonae.bulk.rows import NO_SIZE, Rated, rate_rows
from sonae.bulk.settling import Settled, settle_rows
from sonae.bulk.stacks import Stacks, compile_stacks
from sonae.bulk.texts import Answers, Columns, Encoded, encode, rate_texts

__all__ = [
    "CODES",
    "COMPUTED",
    "COMPUTED_BINDING",
    "ESTIMATE",
    "NOT_COVERED",
    "NOT_GIVEN",
    "NO_SIZE",
    "PRINTED",
    "PRINTED_BINDING",
    "REFERRED",
    "STATUS_OF",
    "UNANSWERED",
    "Answers",
    "Columns",
    "Covers",
    "Cube",
    "Demands",
    "Encoded",
    "Ledgers",
    "Rated",
    "Settled",
    "Stacks",
    "close_claims",
    "compile_cover",
    "compile_cube",
    "compile_stacks",
    "cover_rows",
    "encode",
    "number_within",
    "open_ledgers",
    "payable",
    "rate_rows",
    "rate_texts",
    "settle_events",
    "settle_rows",
]
