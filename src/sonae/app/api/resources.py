"""Which shape has a body sent to each resource, and what answers it?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from sonae.app.api.comparisons import ComparisonRequest, comparison_answer_for
from sonae.app.api.quotes import (
    CorporationRequest,
    CorporationSheetRequest,
    QuoteRequest,
    QuoteSheetRequest,
    corporation_answer_for,
    quote_answer_for,
)
from sonae.app.api.simulations import SimulationRequest, simulation_answer_for
from sonae.core.answer import Json
from sonae.core.problems import Refusal


@dataclass(frozen=True, slots=True)
class Resource:
    """What can be asked of a resource; a paper is answered in words as its twin is."""

    shape: type[BaseModel]
    answer_for: Callable[[Any, str], Json | Refusal]

    def answer(self, body: object, spoken: str) -> Json | Refusal:
        """Answer a body; raises pydantic's ValidationError for one of the wrong shape."""
        return self.answer_for(self.shape.model_validate(body), spoken)


# by the last part of its address
RESOURCES = {
    "quotes": Resource(QuoteRequest, quote_answer_for),
    "quotes.pdf": Resource(QuoteSheetRequest, quote_answer_for),
    "corporation-quotes": Resource(CorporationRequest, corporation_answer_for),
    "corporation-quotes.pdf": Resource(CorporationSheetRequest, corporation_answer_for),
    "comparisons": Resource(ComparisonRequest, comparison_answer_for),
    "simulations": Resource(SimulationRequest, simulation_answer_for),
}
