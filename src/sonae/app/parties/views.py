from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.models import invites
from sonae.app.accounts.roles import MEMBER, READ
from sonae.app.common import clock, export
from sonae.app.common.catalogue import current
from sonae.app.common.pages import page_of
from sonae.app.common.rate_limit import limited
from sonae.app.parties import fields, listing, member_page, papers
from sonae.app.parties.models import Association, Member, Paper


@require_safe
@signed_in(READ)
def members(request: Visit) -> HttpResponse:
    """The list; a member's own people have but one to look at."""
    person = request.person
    if person.kind == MEMBER:
        return redirect("parties:member", get_object_or_404(Member.objects.visible_to(person)).pk)
    asked = listing.Asked(request.GET)
    associations = list(Association.objects.visible_to(person).order_by("name"))
    context = {
        "asked": asked,
        "page": page_of(listing.members(asked, person), request),
        "query": asked.address(),
        "file": reverse("parties:members_file"),
        "kinds": listing.kinds(associations, current()),
        "forms": fields.FORMS,
        "associations": associations,
        "headings": asked.headings(),
        "keys_in": fields.keys_in(person),
    }
    return render(request, "parties/members.html", context)


@require_safe
@limited("papers")
@signed_in(READ)
def members_file(request: Visit) -> HttpResponse:
    """What the list shows, on all its pages, as a workbook."""
    columns, rows = listing.table(listing.members(listing.Asked(request.GET), request.person), request.person)
    return export.table(_("加入者一覧.xlsx"), columns, rows)


@require_safe
@signed_in(READ)
def member(request: Visit, pk: int) -> HttpResponse:
    """Everything of one member that this person sees."""
    person = request.person
    found = get_object_or_404(Member.objects.visible_to(person).select_related("association"), pk=pk)
    context = {
        "member": found,
        "groups": member_page.groups(found, person),
        "houses": member_page.houses(found, person),
        "offices": member_page.offices(found, person),
        "papers": member_page.papers(found, person),
        "mails": member_page.mails(found, person),
        "sections": member_page.sections(found, person, clock.now()),
        "sees": fields.SEES.get(person.role, frozenset()),
        "edits": fields.edits(person, found),
        "may_invite": invites(person, found.organisation_id),
        "trail": trail(request, found),
    }
    return render(request, "parties/member.html", context)


@require_safe
@signed_in(READ)
def paper(request: Visit, pk: int) -> HttpResponse:
    """A paper exactly as it was kept, or the word that it is damaged: never another one."""
    if not fields.sees(request.person, fields.PAPERS):
        raise PermissionDenied
    found = get_object_or_404(Paper.objects.visible_to(request.person).select_related("member"), pk=pk)
    try:
        content = papers.read(found)
    except papers.DamagedPaperError:
        context = {"paper": found, "trail": trail(request, found.member, found.name)}
        return render(request, "parties/damaged.html", context, status=500)
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=found.name) or "",
        "X-Content-Type-Options": "nosniff",
        "Content-Security-Policy": "default-src 'none'; sandbox",
    }
    return HttpResponse(content, content_type=found.media_type, headers=headers)


def trail(request: Visit, found: Member | None = None, *steps: str) -> tuple[tuple[str, Any], ...]:
    """The way to a page; a member's own people start at their institution."""
    whole: list[tuple[str, Any]] = [(reverse("accounts:work"), _("ホーム"))]
    if request.person.kind != MEMBER:
        whole.append((reverse("parties:members"), _("加入者一覧")))
    if found is not None:
        whole.append((reverse("parties:member", args=[found.pk]), found.name))
    whole += [("", step) for step in steps]
    return (*whole[:-1], ("", whole[-1][1]))
