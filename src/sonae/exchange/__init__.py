"""Rows in files: Excel workbooks and CSV read with care, and written so that nothing runs by opening them."""

from sonae.exchange.faults import SYSTEM_WORDS, FileError
from sonae.exchange.limits import LIMITS, Limits
from sonae.exchange.rating import Rated, rate_roster
from sonae.exchange.rows import Column, Row, Sheet
from sonae.exchange.tables import read_rows, read_sheets
from sonae.exchange.template import roster_template
from sonae.exchange.writing import write_rows

__all__ = [
    "LIMITS",
    "SYSTEM_WORDS",
    "Column",
    "FileError",
    "Limits",
    "Rated",
    "Row",
    "Sheet",
    "rate_roster",
    "read_rows",
    "read_sheets",
    "roster_template",
    "write_rows",
]
