"""What is read, wanted and declared before an application is handed in, as fields."""

from __future__ import annotations

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from sonae.app.applications import figures
from sonae.app.applications.asking import Fields, file, line, said_yes_no, tick
from sonae.app.applications.drafts import DECLARED_PAPER, NO_INCIDENT, Case, text
from sonae.app.common import dates
from sonae.app.quoting import said
from sonae.app.quoting.kind_forms import Picked
from sonae.core.procedure import NOTHING, PAPER


def explanation(case: Case) -> Fields:
    """The papers to be read, unless that is left to the member, and the questions of the needs confirmation."""
    fields = {} if case.left_to_member else _papers(case)
    beside = figures.beside_needs(case)
    for need in case.procedure.needs_for(case.scheme.code, case.chosen):
        fields[f"needs.{need.id}"] = said_yes_no(said.text(need.said.text), beside.get(need.id, ""))
    return fields


def declaration(case: Case) -> Fields:
    """The way of declaring, with what it wants; on the screen only the member itself declares."""
    rule = case.procedure.declaration
    ways = Picked(
        [(one.id, said.text(one.said.text)) for one in rule.ways.values()],
        label=_("宣言の方法"),
        hint=_("画面での宣言は、提出のあと、加入者ご自身に確認のページでしていただきます。")
        if case.application.keyed_in_by_id
        else "",
        needed=_("宣言の方法を選んでください。"),
    )
    if case.left_to_member:
        return {"declared.way": ways}
    fields = {**_statements(case), "declared.way": ways}
    way = rule.ways.get(text(case.given, "declared.way"))
    if way and way.evidence == PAPER:
        given = text(case.given, DECLARED_PAPER)
        fields[DECLARED_PAPER] = file(_("署名または記名押印した書類"), given, _("書類を付けてください。"))
    elif way and way.evidence != NOTHING:
        fields["declared.evidence"] = line(_("電子署名の参照番号"), needed=_("参照番号を入力してください。"))
    return fields


def members_part(case: Case) -> Fields:
    """What the member itself reads and declares of an application that somebody else keyed in."""
    fields = {**_papers(case), **_statements(case)}
    fields["declared.name"].initial = case.application.member.representative_name
    return fields


def _papers(case: Case) -> Fields:
    fields: Fields = {}
    for paper in case.procedure.explanations_for(case.scheme.code, case.chosen):
        label = _("%(paper)s(%(edition)s版)を読みました") % {
            "paper": said.text(paper.said.text),
            "edition": paper.edition,
        }
        address = reverse("applications:explanation", args=[case.application.pk, paper.id])
        link = format_html('<a href="{}" target="_blank">{}</a>', address, _("この書類を読む(別の画面で開きます)"))
        fields[f"explained.{paper.id}"] = tick(label, paper.edition, link)
    return fields


def _statements(case: Case) -> Fields:
    rule = case.procedure.declaration
    fields: Fields = {f"declared.statements.{name}": tick(said.text(one.text)) for name, one in rule.statements.items()}
    if sum(1 for one in case.facilities if case.questions(one)) > 1:
        fields["declared.for_all"] = tick(said.text(rule.for_all.text))
    if rule.no_incident and case.begun_on:
        told = _("補償の初日 %(day)s") % {"day": dates.day(case.begun_on)}
        fields[NO_INCIDENT] = tick(said.text(rule.no_incident.text), case.begun_on.isoformat(), told)
    fields["declared.name"] = line(_("宣言する方の氏名"), needed=_("氏名を入力してください。"))
    capacities = [(name, said.text(one.text)) for name, one in rule.capacities.items()]
    fields["declared.capacity"] = Picked(capacities, label=_("立場"), needed=_("立場を選んでください。"))
    return fields
