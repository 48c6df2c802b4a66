"""What do a simulated incident and the unit costs behind it look like in JSON?"""

from typing import Literal

from pydantic import BaseModel, Field

from sonae.app.api.quote_shapes import Notice, TraceLine, Yen
from sonae.app.api.scheme_shapes import Source, Words

Side = Literal["cost", "liability"]


class CostItemLine(BaseModel):
    """What one cost item comes to in this incident."""

    item: str
    text: str
    side: Side
    quantity: int
    yen: Yen
    status: str
    source: str


class Retained(BaseModel):
    """Yen that stay with the member, and the level that kept them."""

    level: Literal["not_covered", "cost_limit", "liability_limit", "joint_cap"]
    level_text: str
    yen: Yen


class PostingAnswer(BaseModel):
    """What became of one cost item: demanded = paid + retained."""

    item: str
    side: Side
    demanded_yen: Yen
    paid_yen: Yen
    stays_yen: Yen
    retained: list[Retained]


class PlanWaterfall(BaseModel):
    """What one plan pays of the incident."""

    family: str
    family_text: str
    plan: str
    liability_limit_yen: Yen
    cost_limit_yen: Yen
    demanded_yen: Yen
    paid_yen: Yen
    stays_yen: Yen
    cost_left_yen: Yen = Field(description="What the cost limit still gives after this incident")
    liability_left_yen: Yen = Field(description="What is left for damages: costs have eroded it")
    postings: list[PostingAnswer]
    trace: TraceLine


class PlanName(BaseModel):
    """A plan by its family and code."""

    family: str
    plan: str


class PlansLeftOut(BaseModel):
    """Plans of the kind that are not simulated, and why."""

    reason: Literal["deductible", "abolished"]
    text: str
    plans: list[PlanName]


class SimulationAnswer(BaseModel):
    """The incident's costs and what each plan on sale pays of them."""

    scheme: str
    edition_digest: str
    example: bool
    kind: str
    costs: str
    scenario: str | None
    lines: list[CostItemLine]
    total_yen: Yen
    plans: list[PlanWaterfall]
    left_out: list[PlansLeftOut]
    notes: list[str]
    notices: list[Notice]


class QuantityGroup(BaseModel):
    """A heading that quantities stand under."""

    id: str
    text: Words


class QuantityAnswer(BaseModel):
    """One thing the asker counts."""

    id: str
    group: str
    text: Words
    unit: Words
    about: Words | None
    highest: int
    same_as: str = Field(description="The quantity it equals where it is not given itself, or nothing")


class UnitCostAnswer(BaseModel):
    """What a cost item costs: `yen` for each `per` units of its quantity."""

    id: str
    side: Side
    quantity: str
    yen: Yen
    per: int
    lowest_yen: Yen = Field(description="The range other sources give, for the same `per` units")
    highest_yen: Yen
    text: Words
    covered_by: dict[str, bool] = Field(description="By plan family: whether its wording pays this item")
    status: str
    sources: list[str]


class ScenarioAnswer(BaseModel):
    """A named incident."""

    id: str
    text: Words
    quantities: dict[str, int]
    kinds: list[str] = Field(description="The kinds of facility it can happen to; empty: all of the book's trades")
    status: str
    sources: list[str]


class CostBookAnswer(BaseModel):
    """Unit costs, what is counted, and the example incidents."""

    code: str
    trades: list[str] = Field(description="The trades of the schemes it is for")
    groups: list[QuantityGroup]
    quantities: list[QuantityAnswer]
    items: list[UnitCostAnswer]
    scenarios: list[ScenarioAnswer]
    notes: list[Words]
    sources: list[Source]


class CostBooks(BaseModel):
    """All books of unit costs."""

    costs: list[CostBookAnswer]
