"""Comparisons: what does each plan of a facility cost, and what does it give?"""

from django.http import HttpRequest, HttpResponse
from ninja import Router
from pydantic import BaseModel, Field

from sonae.app.api import language
from sonae.app.api.asked import Asked, Measured, ask_of, scheme_of
from sonae.app.api.quote_shapes import AnnualPremium, Notice, TraceLine, Yen
from sonae.app.api.reply import replied
from sonae.app.api.scheme_shapes import Coverage
from sonae.app.common.catalogue import current
from sonae.app.quoting import actions
from sonae.core.answer import Json
from sonae.core.comparison_answer import comparison_answer
from sonae.core.problems import Refusal

router = Router(tags=["comparisons"])


class ComparisonRequest(Measured, Asked):
    """One facility; an empty `family` compares all families."""


class PlanOffer(BaseModel):
    """One plan with its limits and its premium for the facility asked about."""

    family: str
    family_text: str
    plan: str
    liability_limit_yen: Yen
    cost_limit_yen: Yen
    deductible_yen: Yen
    emergency_support: bool
    on_sale: bool = Field(description="False for an abolished plan, shown for those who hold it")
    premium: AnnualPremium
    referral: list[str]
    referral_keys: list[str]
    trace: TraceLine


class ComparisonAnswer(BaseModel):
    """All plans in the brochure's order; none where no brochure prints the plans."""

    scheme: str
    edition_digest: str
    example: bool
    kind: str
    measures: dict[str, int | str]
    offers: list[PlanOffer]
    coverage: list[Coverage]
    assumed: list[str] = Field(description="Everything assumed for the scheme or any price shown, in words")
    assumed_keys: list[str]
    notices: list[Notice]


@router.post(
    "/comparisons",
    operation_id="createComparison",
    summary="Compare all plans of one facility",
    response={200: ComparisonAnswer},
)
def create_comparison(request: HttpRequest, asked: ComparisonRequest) -> HttpResponse:
    """Every plan side by side: limits, premium with its status, and what each plan family covers."""
    spoken = asked.language or language.of(request)
    return replied(request, comparison_answer_for(asked, spoken), spoken)


def comparison_answer_for(asked: ComparisonRequest, spoken: str) -> Json | Refusal:
    scheme = scheme_of(asked.scheme)
    answer = scheme if isinstance(scheme, Refusal) else actions.compare_plans(scheme, ask_of(asked))
    return answer if isinstance(answer, Refusal) else comparison_answer(answer, current().words, spoken)
