from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sonae.app.accounts.door import Visit, signed_in
from sonae.app.accounts.roles import KEY_IN, MEMBER, READ
from sonae.app.common import clock
from sonae.app.common.dates import language
from sonae.app.parties import actions, fields, paper_actions, sizes
from sonae.app.parties.forms import FacilityForm, MemberForm, PaperForm, ProductForm, RecordForm
from sonae.app.parties.models import Association, Facility, Member, Office, Product, Recorded
from sonae.app.parties.views import trail
from sonae.core.scheme import KindRule

WRONG, STALE = 422, 409
get_and_post = require_http_methods(["GET", "HEAD", "POST"])


@get_and_post
@signed_in(KEY_IN)
def member_new(request: Visit) -> HttpResponse:
    """A member keyed in by the office or the agency."""
    associations = Association.objects.visible_to(request.person).order_by("name")
    form = MemberForm(fields.MEMBER, None, associations, request.POST or None)

    def act() -> Member:
        association = form.cleaned_data.get("association") or associations.get()
        return actions.add_member(association=association, values=form.values, by=request.person, at=clock.now())

    return _answer(request, form, act, None, _("加入者を登録する"))


@get_and_post
@signed_in(READ)
def member_edit(request: Visit, pk: int) -> HttpResponse:
    found = _editable(request, pk)
    # the number is the association's to give
    table = [one for one in fields.MEMBER if one.name != "number" or request.person.kind != MEMBER]
    form = MemberForm(table, found, (), request.POST or None)
    return _answer(request, form, _change(request, form, found), found, _("加入者の情報を変更する"))


@get_and_post
@signed_in(READ)
def facility_new(request: Visit, pk: int) -> HttpResponse:
    """First of which kind, then all that this kind is asked."""
    found = _editable(request, pk)
    kinds = _kinds(found)
    heading = _("施設を追加する")
    if request.GET.get("kind") not in kinds:
        context = {
            "kinds": [(kind, rule.label.say(language())) for kind, rule in kinds.items()],
            "heading": heading,
            "trail": trail(request, found, heading),
        }
        return render(request, "parties/kinds.html", context)
    form = FacilityForm(request.GET["kind"], kinds[request.GET["kind"]], None, request.POST or None)
    return _answer(request, form, _add(request, form, Facility, found), found, heading)


@get_and_post
@signed_in(READ)
def facility_edit(request: Visit, pk: int) -> HttpResponse:
    row = get_object_or_404(Facility.objects.visible_to(request.person), pk=pk)
    found = _editable(request, row.member_id)
    rule = _kinds(found).get(row.kind)
    if rule is None:
        raise Http404
    form = FacilityForm(row.kind, rule, row, request.POST or None)
    return _answer(request, form, _change(request, form, row), found, _("施設の情報を変更する"))


@get_and_post
@signed_in(READ)
def facility_close(request: Visit, pk: int) -> HttpResponse:
    """The day on which a facility was closed; an empty one opens it again."""
    row = get_object_or_404(Facility.objects.visible_to(request.person), pk=pk)
    found = _editable(request, row.member_id)
    form = RecordForm(fields.CLOSING, row, request.POST or None)
    return _answer(request, form, _change(request, form, row), found, _("閉院・閉所を記録する"), row.name)


@get_and_post
@signed_in(READ)
def office_new(request: Visit, pk: int) -> HttpResponse:
    found = _editable(request, pk)
    form = RecordForm(fields.OFFICE, None, request.POST or None)
    return _answer(request, form, _add(request, form, Office, found), found, _("事務所を追加する"))


@get_and_post
@signed_in(READ)
def office_edit(request: Visit, pk: int) -> HttpResponse:
    row = get_object_or_404(Office.objects.visible_to(request.person), pk=pk)
    found = _editable(request, row.member_id)
    form = RecordForm(fields.OFFICE, row, request.POST or None)
    return _answer(request, form, _change(request, form, row), found, _("事務所の情報を変更する"))


@get_and_post
@signed_in(READ)
def office_remove(request: Visit, pk: int) -> HttpResponse:
    row = get_object_or_404(Office.objects.visible_to(request.person), pk=pk)
    return _remove(request, row, _editable(request, row.member_id), _("事務所を削除する"))


@get_and_post
@signed_in(READ)
def product_new(request: Visit, pk: int) -> HttpResponse:
    """A system of the facility in the address."""
    facility = get_object_or_404(Facility.objects.visible_to(request.person), pk=pk)
    found = _editable(request, facility.member_id)
    form = ProductForm([facility], None, request.POST or None)
    return _answer(request, form, _add(request, form, Product, found), found, _("システムを追加する"))


@get_and_post
@signed_in(READ)
def product_edit(request: Visit, pk: int) -> HttpResponse:
    row = get_object_or_404(Product.objects.visible_to(request.person), pk=pk)
    found = _editable(request, row.member_id)
    facilities = Facility.objects.visible_to(request.person).filter(member=found).order_by("pk")
    form = ProductForm(facilities, row, request.POST or None)
    return _answer(request, form, _change(request, form, row), found, _("システムの情報を変更する"))


@get_and_post
@signed_in(READ)
def product_remove(request: Visit, pk: int) -> HttpResponse:
    row = get_object_or_404(Product.objects.visible_to(request.person), pk=pk)
    return _remove(request, row, _editable(request, row.member_id), _("システムを削除する"))


@get_and_post
@signed_in(READ)
def paper_new(request: Visit, pk: int) -> HttpResponse:
    """A scanned paper, kept beside those that the house has made."""
    found = _editable(request, pk)
    form = PaperForm(request.POST or None, request.FILES or None, label_suffix="")

    def act() -> None:
        paper_actions.upload(
            member=found, kind="scan", file=form.cleaned_data["file"], by=request.person, at=clock.now()
        )

    return _answer(request, form, act, found, _("書類を追加する"))


def _editable(request: Visit, pk: int) -> Member:
    """A member that this person may change; one that may only be read is no secret, but closed."""
    found = get_object_or_404(Member.objects.visible_to(request.person).select_related("association"), pk=pk)
    if not fields.edits(request.person, found):
        raise PermissionDenied
    return found


def _kinds(found: Member) -> dict[str, KindRule]:
    scheme = sizes.scheme_of(found.association.scheme_code)
    return dict(scheme.kinds) if scheme else {}


def _change(request: Visit, form: RecordForm, row: Recorded) -> Callable[[], Recorded]:
    return lambda: actions.change(
        row, values=form.values, revision=form.asked_revision, by=request.person, at=clock.now()
    )


def _add(
    request: Visit, form: RecordForm, model: type[Facility | Office | Product], found: Member
) -> Callable[[], Recorded]:
    return lambda: actions.add(model, member=found, values=form.values, by=request.person, at=clock.now())


def _answer(
    request: Visit,
    form: RecordForm | PaperForm,
    act: Callable[[], Any],
    found: Member | None,
    heading: str,
    about: str = "",
) -> HttpResponse:
    """Do what the form asks; where it cannot be done, the form again with what was typed and every reason."""
    status = 200
    if request.method == "POST":
        status = WRONG
        if form.is_valid():
            try:
                done = act()
            except ValidationError as error:
                form.refuse(error)
            except actions.StaleError as error:
                status = STALE
                form.renew(error.row)  # type: ignore[union-attr]  # papers have no revision
            else:
                messages.success(request, _("保存しました。"))
                return redirect("parties:member", found.pk if found else done.pk)
    context = {
        "form": form,
        "heading": heading,
        "about": about or (found.name if found else ""),
        "member": found,
        "trail": trail(request, found, heading),
    }
    return render(request, "parties/edit.html", context, status=status)


def _remove(request: Visit, row: Office | Product, found: Member, heading: str) -> HttpResponse:
    if request.method == "POST":
        actions.remove(row, by=request.person, at=clock.now())
        messages.success(request, _("削除しました。"))
        return redirect("parties:member", found.pk)
    context = {"row": row, "member": found, "heading": heading, "trail": trail(request, found, heading)}
    return render(request, "parties/remove.html", context)
