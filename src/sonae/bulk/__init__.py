"""Many rows at once: integer arrays compiled from core's own answers, equal to core to the yen."""

from sonae.bulk.cover import compile_cover, cover_rows, payable
from sonae.bulk.cube import BINDING, COMPUTED, ESTIMATE, PRINTED, REFERRED, UNANSWERED, Cube, compile_cube
from sonae.bulk.rows import NO_SIZE, Rated, rate_rows
from sonae.bulk.texts import Columns, encode, rate_texts

__all__ = [
    "BINDING",
    "COMPUTED",
    "ESTIMATE",
    "NO_SIZE",
    "PRINTED",
    "REFERRED",
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
