"""What is wrong with what a person typed before any scheme can be asked? One answer for rosters and command line."""

from __future__ import annotations

from sonae.core.catalogue import Catalogue
from sonae.core.problems import Problem, nearest
from sonae.core.reading import RECEIPT_YEARS, NoSuchDayError


def unknown_scheme(catalogue: Catalogue, code: str) -> Problem:
    """Return the problem of a scheme that is not there, with what was perhaps meant."""
    params = (("scheme", code), ("nearest", nearest(code, catalogue.schemes)))
    return Problem("scheme", "problem.scheme_unknown", params)


def not_a_moment(field: str, text: str, error: ValueError) -> Problem:
    """Return the problem of a text that is no day or moment anybody could mean, as ``error`` tells of it."""
    if isinstance(error, NoSuchDayError):
        return error.problem(field)
    years = (("first", str(RECEIPT_YEARS[0])), ("last", str(RECEIPT_YEARS[-1])))
    return Problem(field, "problem.not_a_moment", (("value", text), *years))
