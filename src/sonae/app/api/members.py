"""Members: who are they and what do they run? To a token, as far as its role sees them on the pages."""

from collections.abc import Iterable
from typing import Annotated, Any

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from ninja import Path, Query, Router

from sonae.app.accounts.roles import READ
from sonae.app.api import language, problems
from sonae.app.api.keys import SECURITY, Call, opened_by
from sonae.app.api.member_shapes import MemberAnswer, MemberList
from sonae.app.api.reply import replied
from sonae.app.common.person import Person
from sonae.app.parties import fields, listing
from sonae.app.parties.models import Facility, Member, Recorded
from sonae.core.problems import Refusal, problem

ON_A_PAGE = 100
SIZE = ("kind", "beds", "ward", "wards", "capacity")
ABOUT_Q = "Name, kana, number, telephone, facility or institution code, however they are written"
Found = Annotated[str, Query(description=ABOUT_Q)]
Kind = Annotated[str, Query(description="Only those with an open facility of this kind, such as `hospital`")]
Form = Annotated[str, Query(description="`corporation` or `person`")]
Whose = Annotated[str, Query(description="The code of an association: only its members")]
Sort = Annotated[str, Query(description="`number`, `kana` or `recorded`; with `-` before it the other way round")]
Page = Annotated[int, Query(description="From 1")]
Number = Annotated[str, Path(description="A member's number; zeros at the beginning belong to it")]
router = Router(tags=["members"])


@router.get(
    "/members",
    operation_id="listMembers",
    summary="Find members",
    response={200: MemberList},
    openapi_extra=SECURITY,
)
@opened_by(READ)
def list_members(
    request: Call,
    q: Found = "",
    kind: Kind = "",
    form: Form = "",
    association: Whose = "",
    sort: Sort = "",
    page: Page = 1,
) -> HttpResponse:
    """The members that the token's organisation serves, a hundred on a page; what its role does not see is absent."""
    asked = listing.Asked({"q": q, "kind": kind, "form": form, "association": association, "sort": sort})
    found = Paginator(listing.members(asked, request.person).prefetch_related("facilities__products"), ON_A_PAGE)
    shown = found.get_page(page)
    answer = {
        "members": [told(one, request.person) for one in shown],
        "count": found.count,
        "page": shown.number,
        "pages": found.num_pages,
    }
    return replied(request, answer, language.of(request))


@router.get(
    "/members/{number}",
    operation_id="readMember",
    summary="Read one member",
    response={200: MemberAnswer},
    openapi_extra=SECURITY,
)
@opened_by(READ)
def read_member(request: Call, number: Number, association: Whose = "") -> HttpResponse:
    """One member by its number, with its facilities, their systems and its offices.

    Where the organisation serves several associations, `association` says whose number it is.
    """
    found = Member.objects.visible_to(request.person).filter(number=number).select_related("association")
    if association:
        found = found.filter(association__code=association)
    members = list(found.prefetch_related("facilities__products", "offices")[:2])
    if not members:
        raise Http404
    if len(members) > 1:
        return problems.refused(request, Refusal((problem("association", "association_needed", typed=number),)))
    offices = {"offices": [_values(one, fields.OFFICE, request.person) for one in members[0].offices.all()]}
    seen = offices if fields.sees(request.person, fields.OFFICES) else {}
    return replied(request, told(members[0], request.person) | seen, language.of(request))


def told(member: Member, person: Person) -> dict[str, Any]:
    """What this person sees of a member, by the names of the fields; what the role does not see is absent."""
    answer = {"association": member.association.code} | _values(member, fields.MEMBER, person)
    if fields.sees(person, fields.FACILITIES):
        answer["facilities"] = [_facility(one, person) for one in member.facilities.all()]
    return answer


def _facility(facility: Facility, person: Person) -> dict[str, Any]:
    size = {name: getattr(facility, name) for name in SIZE}
    closed = {"closed_on": facility.closed_on.isoformat() if facility.closed_on else None}
    answer = {"key": facility.key} | _values(facility, fields.FACILITY, person) | size | closed
    if fields.sees(person, fields.PRODUCTS):
        table = [about for about in fields.PRODUCT if about.name != "facility"]
        answer["products"] = [_values(one, table, person) for one in facility.products.all()]
    return answer


def _values(row: Recorded, table: Iterable[fields.About], person: Person) -> dict[str, Any]:
    return {about.name: getattr(row, about.name) for about in fields.seen(table, person)}
