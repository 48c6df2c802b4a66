from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.translation import gettext as _

from sonae.app.applications import plan_words, steps
from sonae.app.applications.asking import Fields, Ticks, choices_of, file, line, said_yes_no, shown, tick
from sonae.app.applications.declaring import declaration, explanation, members_part
from sonae.app.applications.drafts import DECLARED_PAPER, SHARED, Case, text, yes_no
from sonae.app.applications.plan_table import plan_field
from sonae.app.common import dates
from sonae.app.common.once_forms import OnceForm
from sonae.app.parties.models import Facility
from sonae.app.quoting import said
from sonae.app.quoting.kind_forms import Picked
from sonae.core.disclosure import LONGEST, Question, asked
from sonae.core.problems import Problem
from sonae.core.procedure import PAPER
from sonae.core.words import joined

OWN = "own"
MEMBERS_PART = "members_part"  # no step of who keys in: it stands on the page on which the member confirms


class StepForm(OnceForm):
    """One step: its fields are named as core's problems are, and begin with what was given so far."""

    def __init__(self, case: Case, step: str, data: QueryDict | None = None, files: Any = None) -> None:
        self.case, self.step = case, step
        super().__init__(
            data,
            files,
            initial=dict(case.given),
            version=case.application.version,
            label_suffix="",
            use_required_attribute=False,
        )
        self.fields.update(BUILDERS[step](case))

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {"once", "version"}]

    def typed(self) -> dict[str, str | list[str]]:
        """What was typed, whatever is wrong with it: it is kept. Files are kept as papers by the action."""
        found: dict[str, str | list[str]] = {}
        for name, field in self.fields.items():
            if name in {"once", "version"} or isinstance(field, forms.FileField):
                continue
            if isinstance(field, forms.MultipleChoiceField):
                known = dict(choices_of(field))
                found[name] = [one for one in self.data.getlist(name) if one in known]  # type: ignore[attr-defined]  # a QueryDict
            else:
                found[name] = str(self.data.get(name, ""))[:LONGEST].replace("\0", "").strip()
        return found

    def sent(self) -> dict[str, UploadedFile[bytes]]:
        """The files sent with this step, by the fields they answer."""
        found = ((name, self.files.get(name)) for name in self.fields)
        return {name: file for name, file in found if isinstance(file, UploadedFile)}

    def refuse(self, problems: Iterable[Problem]) -> None:
        """Put each problem of this step beside its field."""
        for problem in problems:
            name = problem.field
            if name.endswith(".family"):
                name = f"{name.removesuffix('.family')}.plan"
            if name == "declared.evidence" and DECLARED_PAPER in self.fields:
                name = DECLARED_PAPER
            if name not in self.fields:
                self.add_error(None, said.problem(problem))
            elif name not in self.errors:
                self.add_error(name, said.problem(problem))

    def shown(self, given: Mapping[str, Any]) -> list[tuple[str, str, str]]:
        """What was given in this step, as field, label and words."""
        return [
            (name, str(field.label), words)
            for name, field in self.fields.items()
            if name not in {"once", "version"} and (words := shown(field, given.get(name, "")))
        ]


def _facilities(case: Case) -> Fields:
    every = case.all_facilities
    choices = [(str(one.pk), plan_words.joining(case.scheme, one, case.enrolled.get(one.pk))) for one in every]
    fields: Fields = {
        "facilities": forms.MultipleChoiceField(
            label=_("加入する施設"),
            choices=choices,
            widget=Ticks([str(one) for one in case.enrolled]),
            error_messages={
                "required": _("加入する施設を1つ以上選んでください。"),
                "invalid_choice": _("この加入者の施設ではありません。選び直してください。"),
            },
        )
    }
    if len(every) > 1:
        fields["shared_limits"] = Picked(
            [(OWN, _("施設ごとに別々の保険金額")), (SHARED, _("全施設で1つの保険金額を共有"))],
            label=_("保険金額の持ち方"),
            hint=_("共有するときは、保険会社の個別見積になります。"),
            needed=_("どちらかを選んでください。"),
        )
    fields["shared_records"] = said_yes_no(said.say("records.shared"), said.say("records.shared.hint"))
    return fields | _sharing(case) if yes_no(case.given, "shared_records") else fields


def _sharing(case: Case) -> Fields:
    """Which facilities share patients' records; where some of them stay out, that this was read."""
    fields: Fields = {}
    if len(case.all_facilities) > 1:
        fields["sharing"] = forms.MultipleChoiceField(
            label=said.say("records.sharing"),
            choices=[(str(one.pk), one.name) for one in case.all_facilities],
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": said.say("problem.sharing_needed")},
        )
    fields["others_share"] = said_yes_no(said.say("records.others"), said.say("records.others.hint"))
    if case.core.joins_in_part:
        names = joined((one.name for one in case.sharing if one.key in case.core.left_out), dates.language())
        hint = _("共同で利用しているのに加入しない施設: %(names)s") % {"names": names} if names else ""
        fields["warning_read"] = tick(said.say("records.warning_read"), hint=hint)
    return fields


def _plans(case: Case) -> Fields:
    fields: Fields = {}
    several = len(case.facilities) > 1
    for one in case.facilities:
        about, name = (f"{one.name}: " if several else ""), f"facilities.{one.key}"
        if plan := plan_field(case, one, about + _("加入タイプ")):
            fields[f"{name}.plan"] = plan
        if riders := _riders(case, one):
            fields[f"{name}.riders"] = forms.MultipleChoiceField(
                label=about + _("オプション"),
                choices=riders,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=_("付けるときは保険会社の個別見積になります。"),
            )
    payment = case.scheme.payment
    if payment.ways:
        ways = [(way, said.say(f"payment.{way}")) for way in payment.ways]
        fields["way"] = Picked(ways, label=_("保険料の払い方"), needed=_("払い方を選んでください。"), for_core=False)
    if payment.instalments > 1:
        counts = [("1", _("一括払")), (str(payment.instalments), _("%(count)d回払") % {"count": payment.instalments})]
        fields["instalments"] = Picked(counts, label=_("回数"), needed=_("回数を選んでください。"), for_core=False)
    return fields


def _riders(case: Case, facility: Facility) -> list[tuple[str, str]]:
    """The riders of the family picked, or nothing where it carries none."""
    coverage = case.scheme.coverage.get(text(case.given, f"facilities.{facility.key}.plan").partition(":")[0])
    return [(one, said.say(f"part.{one}")) for one in (coverage.riders if coverage else ())]


def _offices(case: Case) -> Fields:
    choices = [(str(one.pk), f"{one.name} {one.purpose}".strip()) for one in case.all_offices]
    if not choices:
        return {}
    return {
        "offices": forms.MultipleChoiceField(
            label=_("申告する事務所"), choices=choices, required=False, widget=forms.CheckboxSelectMultiple
        )
    }


def _eligibility(case: Case) -> Fields:
    fields: Fields = {}
    for one in case.procedure.proofs_for(case.scheme.code, (facility.kind for facility in case.facilities)):
        name, label = f"proofs.{one.id}", said.text(one.said.text)
        fields[name] = file(label, text(case.given, name)) if one.way == PAPER else line(label)
    several = len(case.facilities) > 1
    for facility in case.facilities:
        for policy in case.procedure.prerequisites_for(case.scheme.code, facility.kind):
            name = f"facilities.{facility.key}.held.{policy.id}"
            label = (f"{facility.name}: " if several else "") + said.text(policy.said.text)
            hint = said.say(f"without.{policy.without}")
            fields[name] = file(label, text(case.given, name)) if policy.way == PAPER else line(label, hint=hint)
    return fields


def _disclosure(case: Case) -> Fields:
    fields: Fields = {}
    several = sum(1 for one in case.facilities if case.questions(one)) > 1
    for facility in case.facilities:
        questions = case.questions(facility)
        for one in asked(questions, case.answers(facility)[0]) if questions else ():
            label = (f"{facility.name}: " if several else "") + said.text(one.text)
            fields[f"facilities.{facility.key}.answers.{one.id}"] = _answer(one, label)
    return fields


def _answer(question: Question, label: str) -> forms.Field:
    hint, needed = said.text(question.about), _("この質問に答えてください。") if question.required else ""
    if question.type == "yes_no":
        return said_yes_no(label, hint)
    if question.type == "choice":
        choices = [(code, said.text(words)) for code, words in question.choices.items()]
        return Picked(choices, label=label, hint=hint, needed=needed)
    if question.type == "count":
        return line(label, hint=hint, needed=needed, size=8)
    rows = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(
        label=label, help_text=hint, required=bool(needed), error_messages={"required": needed}, widget=rows
    )


BUILDERS: dict[str, Callable[[Case], Fields]] = {
    steps.FACILITIES: _facilities,
    steps.PLANS: _plans,
    steps.OFFICES: _offices,
    steps.ELIGIBILITY: _eligibility,
    steps.DISCLOSURE: _disclosure,
    steps.EXPLANATION: explanation,
    steps.DECLARATION: declaration,
    steps.CONFIRM: lambda _case: {},
    MEMBERS_PART: members_part,
}
