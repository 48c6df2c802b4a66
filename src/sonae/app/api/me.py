"""Me: for whom does this token act, and what may it do?"""

from django.http import HttpResponse
from ninja import Router
from pydantic import BaseModel, Field

from sonae.app.api import language
from sonae.app.api.keys import SECURITY, Call, opened_by
from sonae.app.api.reply import replied


class MyOrganisation(BaseModel):
    """The organisation a token acts for; what it reads is what this organisation may see."""

    name: str
    kind: str = Field(description="`association`, `agency`, `insurer`, `desk`, `provider` or `member`")


class Me(BaseModel):
    """For whom a token acts."""

    name: str = Field(description="Who made the token")
    role: str = Field(description="The role it acts in, such as `office_clerk`")
    organisation: MyOrganisation
    acts: list[str] = Field(description="What it may do, such as `read`")
    expires_at: str = Field(description="ISO 8601 with an offset")


router = Router(tags=["me"])


@router.get("/me", operation_id="readMe", summary="Ask what a token may do", response={200: Me}, openapi_extra=SECURITY)
@opened_by()
def read_me(request: Call) -> HttpResponse:
    """Whose name the token carries, in which role of which organisation, what it may do and until when."""
    person, token = request.person, request.token
    answer = {
        "name": person.name,
        "role": person.role,
        "organisation": {"name": person.organisation_name, "kind": person.kind},
        "acts": token.acts,
        "expires_at": token.expires_at.isoformat(),
    }
    return replied(request, answer, language.of(request))
