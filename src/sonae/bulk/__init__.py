"""Many rows at once: integer arrays compiled from core's own answers, equal to core to the yen."""

from sonae.bulk.cover import compile_cover, cover_rows, payable
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
from sonae.bulk.rows import NO_SIZE, Rated, rate_rows
from sonae.bulk.texts import Columns, encode, rate_texts

__all__ = [
    "CODES",
    "COMPUTED",
    "COMPUTED_BINDING",
    "ESTIMATE",
    "NO_SIZE",
    "PRINTED",
    "PRINTED_BINDING",
    "REFERRED",
    "STATUS_OF",
    "UNANSWERED",
    "Columns",
    "Cube",
    "Rated",
    "compile_cover",
    "compile_cube",
    "cover_rows",
    "encode",
    "payable",
    "rate_rows",
    "rate_texts",
]
