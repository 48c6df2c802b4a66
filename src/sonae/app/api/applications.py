"""Applications: which are there for this organisation, and for whom does each wait?"""

from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from sonae.app.accounts.roles import DISCLOSED, READ
from sonae.app.api import language
from sonae.app.api.keys import SECURITY, Call, opened_by
from sonae.app.api.reply import replied
from sonae.app.applications import list_page
from sonae.app.applications.models import Application
from sonae.core.moments import iso

A_PAGE = 100


class ApplicationRow(BaseModel):
    """One application, without what it says: that is on its page."""

    number: str
    scheme: str
    member_number: str
    member_name: str
    state: str = Field(description="`draft`, `confirming`, `submitted`, `sent_back`, `referred`, … as on the pages")
    step: str = Field(description="The step of the procedure it waits for; empty where it waits for none")
    waits_since: str = Field(description="ISO 8601 with an offset")
    due_on: str | None = Field(description="The day (Tokyo) by which the step should be done")
    received_at: str | None = Field(description="The receipt that counts; ISO 8601 with an offset")


class ApplicationList(BaseModel):
    """A page of applications, what is due first on top."""

    applications: list[ApplicationRow]
    page: int
    pages: int


class Asked(BaseModel):
    """Which applications are asked for."""

    state: str = Field("open", description="A state, `open` (not ended) or `all`", max_length=20)
    q: str = Field("", description="A name, kana, number or phone", max_length=100)
    page: int = Field(1, ge=1, le=10_000)


router = Router(tags=["applications"])


@router.get(
    "/applications",
    operation_id="listApplications",
    summary="List the applications of one's members",
    response={200: ApplicationList},
    openapi_extra=SECURITY,
)
@opened_by(READ, DISCLOSED)
def list_applications(request: Call, asked: Annotated[Asked, Query()]) -> HttpResponse:
    """The applications the token's organisation may see, as the page of applications lists them."""
    rows = list_page.chosen(request.person, list_page.Asked(asked.q, asked.state))
    count = rows.count()
    start = (asked.page - 1) * A_PAGE
    answer = {
        "applications": [_said(one) for one in rows[start : start + A_PAGE]],
        "page": asked.page,
        "pages": max(1, -(-count // A_PAGE)),
    }
    return replied(request, answer, language.of(request))


def _said(one: Application) -> dict[str, object]:
    return {
        "number": one.number,
        "scheme": one.scheme_code,
        "member_number": one.member.number,
        "member_name": one.member.name,
        "state": one.state,
        "step": one.step,
        "waits_since": iso(one.waits_since),
        "due_on": one.due_on.isoformat() if one.due_on else None,
        "received_at": iso(one.received_at) if one.received_at else None,
    }
