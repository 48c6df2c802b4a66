"""Which questions show what the API answers? Asked for real, so that no example of an answer can be out of date."""

from dataclasses import dataclass

from sonae.app.api.resources import RESOURCES
from sonae.core.answer import Json
from sonae.core.problems import Refusal
from sonae.core.words import EN

OPEN, CLOSED = "2025-02-20T10:00:00+09:00", "2026-11-21T10:00:00+09:00"
HOSPITAL: Json = {"kind": "hospital", "size": 50, "family": "all_risk", "plan": "S3"}


@dataclass(frozen=True, slots=True)
class Example:
    """One question for one operation."""

    operation: str
    name: str
    summary: str
    body: Json


EXAMPLES = (
    Example(
        "createQuote",
        "printed",
        "A clinic: the printed price binds",
        {"scheme": "fukuoka-2025", "kind": "clinic", "family": "all_risk", "plan": "S1", "at": OPEN},
    ),
    Example(
        "createQuote",
        "hospital",
        "A hospital joining mid-term: the printed figure is an example, the insurer's quotation decides",
        {"scheme": "fukuoka-2025", **HOSPITAL, "received": "令和7年6月15日", "at": OPEN},
    ),
    Example(
        "createQuote",
        "estimate",
        "A hospital of another size: an estimate, never a price",
        {"scheme": "fukuoka-2025", **HOSPITAL, "size": 120, "at": OPEN},
    ),
    Example(
        "createQuote",
        "instalments",
        "A dental clinic: only the monthly instalment is printed, and no dates",
        {"scheme": "dental-2025", "kind": "dental_clinic", "plan": "S1", "at": OPEN},
    ),
    Example(
        "createQuote",
        "closed",
        "After the term: the premium is still priced, cover is null with its reason",
        {"scheme": "fukuoka-2025", "kind": "clinic", "family": "leak_only", "plan": "P1", "at": CLOSED},
    ),
    Example(
        "createCorporationQuote",
        "two-facilities",
        "A hospital and its clinic, each with limits of its own",
        {
            "scheme": "fukuoka-2025",
            "facilities": [HOSPITAL, {"kind": "clinic", "family": "all_risk", "plan": "S1"}],
            "shared_records": True,
            "at": OPEN,
        },
    ),
    Example(
        "createCorporationQuote",
        "shared-limits",
        "One common limit: the insurer quotes the corporation as one",
        {
            "scheme": "fukuoka-2025",
            "facilities": [HOSPITAL, {"kind": "clinic", "family": "all_risk", "plan": "S1"}],
            "shared_limits": True,
            "at": OPEN,
        },
    ),
    Example("createComparison", "clinic", "All plans of a clinic", {"scheme": "fukuoka-2025", "kind": "clinic"}),
    Example(
        "createSimulation",
        "scenario",
        "The brochures' incident of about 30 million yen, with two more servers to examine",
        {"scheme": "fukuoka-2025", "kind": "clinic", "scenario": "ehr-30000", "quantities": {"servers": 5}},
    ),
    Example(
        "createSimulation",
        "quantities",
        "Quantities of your own",
        {"scheme": "fukuoka-2025", "kind": "clinic", "quantities": {"patients": "3,000", "gifts": 0}},
    ),
)
OPERATIONS = {
    "createQuote": "quotes",
    "createCorporationQuote": "corporation-quotes",
    "createComparison": "comparisons",
    "createSimulation": "simulations",
}
SAME_BODY = {"createQuoteSheet": "createQuote", "createCorporationQuoteSheet": "createCorporationQuote"}


def asked_by(operation: str) -> list[Example]:
    """The questions an operation takes."""
    return [example for example in EXAMPLES if example.operation == SAME_BODY.get(operation, operation)]


def answer_to(example: Example) -> Json | Refusal:
    """What the API answers today to an example, in English."""
    return RESOURCES[OPERATIONS[example.operation]].answer(example.body, EN)
