"""Which JSON Schema lets an editor check a file of the catalogue while it is written?"""

from __future__ import annotations

from typing import Any

from sonae.loader.calendars import CALENDAR
from sonae.loader.case_files import CASE
from sonae.loader.cases import CASES
from sonae.loader.clock_cases import CLOCK_CASE
from sonae.loader.clock_examples import WORKED
from sonae.loader.clock_links import LINK
from sonae.loader.clock_shape import CLOCK_FACTS, CLOCKS
from sonae.loader.costs import COSTS
from sonae.loader.disclosures import QUESTIONS
from sonae.loader.playbooks import PLAYBOOK
from sonae.loader.procedure_shape import PROCEDURE, PROCEDURE_CASES
from sonae.loader.scheme_shape import FACTS, SCHEME
from sonae.loader.tariffs import TARIFF
from sonae.loader.texts import TEXTS
from sonae.loader.wording_shape import CLAUSES, LIMITS, PAPERS, WORDING, WORDING_FACTS

SHAPES: dict[str, Any] = {
    "scheme": SCHEME,
    "facts": FACTS,
    "cases": CASES,
    "tariff": TARIFF,
    "procedure": PROCEDURE,
    "procedure-cases": PROCEDURE_CASES,
    "questions": QUESTIONS,
    "costs": COSTS,
    "playbook": PLAYBOOK,
    "calendar": CALENDAR,
    "clocks": CLOCKS,
    "clock-facts": CLOCK_FACTS,
    "clock-case": CLOCK_CASE,
    "clock-cases": WORKED,
    "clock-link": LINK,
    "texts": TEXTS,
    "wording": WORDING,
    "wording-facts": WORDING_FACTS,
    "clauses": CLAUSES,
    "limits": LIMITS,
    "papers": PAPERS,
    "case": CASE,
}


def json_schema(name: str) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of one kind of file; raises KeyError for other names."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"Sonae {name}.yaml",
        **SHAPES[name].schema(),
    }
