from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sonae.app.applications.asking import file
from sonae.app.applications.content import Content
from sonae.app.applications.drafts import YES
from sonae.app.applications.models import AS_QUOTED, BASES, CONDITIONAL, DECISIONS, QUOTATION
from sonae.app.applications.offer_actions import TakenDown
from sonae.app.applications.underwriting_actions import Decision
from sonae.app.common import dates
from sonae.app.common.once_forms import OnceForm
from sonae.app.common.widgets import OneLine
from sonae.app.quoting import said
from sonae.app.quoting.kind_forms import Picked, read_day
from sonae.core.moments import day_of, tokyo
from sonae.core.problems import Problem
from sonae.core.procedure import PAPER, REFERENCE, Procedure
from sonae.core.quotation import Limits, condition_due_on
from sonae.core.reading import read_count, read_rate

LONGEST_WORDS = 2000


class ActForm(OnceForm):
    """A form that does one thing with an application; what core refuses stands beside its field."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", use_required_attribute=False, **kwargs)

    def refuse(self, problems: tuple[Problem, ...]) -> None:
        for problem in problems:
            self.add_error(problem.field if problem.field in self.fields else None, said.problem(problem))

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {"once", "version"}]


def words_field(label: Any, *, needed: bool, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=needed,
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("理由を書いてください。")},
    )


class PlainForm(ActForm):
    """Nothing but the button."""


class ApproveForm(ActForm):
    words = words_field(gettext_lazy("申し送り"), needed=False, hint=gettext_lazy("履歴に残り、加入者にも見えます。"))


class WithdrawForm(ActForm):
    words = words_field(gettext_lazy("取下げの理由"), needed=False)


class ReasonForm(ActForm):
    words = words_field(gettext_lazy("理由"), needed=True, hint=gettext_lazy("相手が読む文です。"))


class SendBackForm(ActForm):
    words = words_field(
        gettext_lazy("直していただきたいこと"), needed=True, hint=gettext_lazy("加入者がそのまま読みます。")
    )

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (one.id, _("%(reason)s(受付は再提出の日になります)") % {"reason": text} if one.moves_receipt else text)
            for one in procedure.reasons.values()
            for text in [said.text(one.said.text)]
        ]
        self.fields["reasons"] = forms.MultipleChoiceField(
            label=_("差し戻す理由"),
            choices=choices,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("理由を1つ以上選んでください。")},
        )
        self.order_fields(["once", "version", "reasons", "words"])


class KeyInForm(ActForm):
    """On what basis somebody keys in for a member."""

    basis = forms.ChoiceField(
        label=gettext_lazy("依頼の受け方"),
        choices=list(BASES.items()),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("依頼の受け方を選んでください。")},
    )
    basis_note = forms.CharField(
        label=gettext_lazy("いつ、どなたから"),
        max_length=200,
        help_text=gettext_lazy("例: 11月27日 受付、事務長の山田様"),
        widget=OneLine(attrs={"size": 40}),
        error_messages={"required": gettext_lazy("いつ、どなたから受けたかを書いてください。")},
    )


class AcceptForm(ActForm):
    """The declaration with which a member's head accepts an offer."""

    def __init__(self, *args: Any, procedure: Procedure, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, one in procedure.declaration.statements.items():
            self.fields[f"declared.statements.{name}"] = forms.CharField(
                label=said.text(one.text),
                widget=forms.CheckboxInput(attrs={"value": YES}),
                error_messages={"required": _("確かめて、チェックを入れてください。")},
            )
        self.fields["declared.name"] = forms.CharField(
            label=_("承諾する代表者の氏名"),
            max_length=100,
            widget=OneLine(attrs={"size": 30, "autocomplete": "name"}),
            error_messages={"required": _("氏名を入力してください。")},
        )

    def declared(self) -> dict[str, str]:
        return {name: str(self.data.get(name, "")) for name in self.fields if name.startswith("declared.")}


class TakeDownForm(AcceptForm):
    """An acceptance that came on paper or otherwise, as whoever serves the member takes it down."""

    def __init__(self, *args: Any, procedure: Procedure, today: date, **kwargs: Any) -> None:
        super().__init__(*args, procedure=procedure, **kwargs)
        self.fields["way"] = Picked(
            [(one.id, said.text(one.said.text)) for one in procedure.accepting.values()],
            label=_("承諾の受け方"),
            needed=_("承諾の受け方を選んでください。"),
        )
        evidence = {one.evidence for one in procedure.accepting.values()}
        if PAPER in evidence:
            self.fields["paper"] = file(_("承諾の書面(書面で受けたとき)"), "")
        if REFERENCE in evidence:
            self.fields["evidence"] = _text(_("電子署名の参照番号(電子署名のとき)"), size=30)
        self.fields["accepted_on"] = forms.CharField(
            label=_("承諾の日"),
            help_text=_("書面の日付、または承諾を受けた日。例: %(day)s") % {"day": today.isoformat()},
            widget=OneLine(attrs={"size": 14, "autocomplete": "off"}),
            error_messages={"required": _("承諾の日を入力してください。")},
        )
        self.fields["declared.name"].label = _("承諾した代表者の氏名")
        first = ["once", "version", "way", "paper", "evidence", "accepted_on", "declared.name"]
        self.order_fields(first)

    def clean_accepted_on(self) -> date:
        return day_of(read_day(self.cleaned_data["accepted_on"]))

    def taken(self) -> TakenDown:
        said = self.cleaned_data
        return TakenDown(said["way"], self.declared(), said["accepted_on"], said.get("evidence", ""), said.get("paper"))


CONDITIONS = 3
LIMITS = ("liability_limit", "cost_limit", "deductible")


class DecideForm(ActForm):
    """The underwriter's decision: how, a base with its reason for each facility, the factor, conditions."""

    def __init__(
        self, *args: Any, content: Content, procedure: Procedure, families: Sequence[str], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.families = families
        self.content, self.procedure, self.today = content, procedure, today
        self.fields["decision"] = Picked(
            [(code, str(label)) for code, label in DECISIONS.items()],
            label=_("判断"),
            needed=_("判断を選んでください。"),
            for_core=False,
        )
        for one in content["facilities"]:
            self._facility(one)
        low, high = (f"{float(bound) * 100:+.0f}%" for bound in (procedure.factor.lowest, procedure.factor.highest))
        self.fields["factor"] = _text(
            _("告知書割引(割増)"), _("%(low)sから%(high)sまで。例: -10") % {"low": low, "high": high}, size=6
        )
        self.fields["factor_reason"] = _text(_("割引・割増の理由"), _("割引・割増をするときは必ず書きます。"), size=50)
        for number in range(1, CONDITIONS + 1):
            self.fields[f"conditions.{number}.text"] = _text(_("条件%(number)d") % {"number": number}, size=50)
            due = condition_due_on(procedure, tokyo(today))
            self.fields[f"conditions.{number}.due_on"] = _text(
                _("条件%(number)dの期限") % {"number": number}, _("空欄なら%(day)s") % {"day": dates.day(due)}, size=14
            )
        self.fields["remark"] = words_field(_("加入者への説明"), needed=False)

    def _facility(self, one: dict[str, Any]) -> None:
        name, key = one["name"], f"bases.{one['key']}"
        base = str(one["annual_yen"] or "")
        when = _("個別に見積るときに入力します。")
        label = _("%(name)s: もとの年間保険料(円)") % {"name": name}
        self.fields[f"{key}.yen"] = _text(label, when, size=12, initial=base)
        reason = _("加入依頼の試算どおり") if base else ""
        self.fields[f"{key}.reason"] = _text(_("%(name)s: その根拠") % {"name": name}, when, size=50, initial=reason)
        if not one["plan"]:
            self._limits(name, f"limits.{one['key']}")
        for rider, _limit in one["riders"]:
            label = _("%(name)s: %(rider)sの保険金額(円)") % {"name": name, "rider": said.say(f"part.{rider}")}
            self.fields[f"riders.{one['key']}.{rider}"] = _text(label, size=14)

    def _limits(self, name: str, key: str) -> None:
        """What the underwriter names where no plan of the kind is published."""
        about = {"name": name}
        self.fields[f"{key}.family"] = Picked(
            [(one, said.say(f"family.{one}")) for one in self.families], label=_("%(name)s: プラン") % about
        )
        labels = {
            "liability_limit": _("%(name)s: 賠償の保険金額(円)"),
            "cost_limit": _("%(name)s: 費用の保険金額(円)"),
            "deductible": _("%(name)s: 自己負担額(円)"),
        }
        for part, label in labels.items():
            hint = _("なければ0。") if part == "deductible" else _("個別に見積るときに入力します。")
            self.fields[f"{key}.{part}"] = _text(label % about, hint, size=14)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        self.decision = None if self.errors else self._decision(cleaned)
        return cleaned

    def _decision(self, cleaned: dict[str, Any]) -> Decision:
        decision = cleaned["decision"]
        individual = decision == QUOTATION
        bases = {one["key"]: self._base(one["key"]) for one in self.content["facilities"]} if individual else {}
        conditions = [] if decision == AS_QUOTED else self._conditions(cleaned)
        if decision == CONDITIONAL and not conditions:
            self.add_error("conditions.1.text", _("条件を1つ以上書いてください。"))
        return Decision(
            decision,
            bases,
            self._factor(cleaned) if individual else Fraction(0),
            cleaned["factor_reason"] if individual else "",
            conditions,
            cleaned["remark"],
            {
                (one["key"], rider): self._whole(f"riders.{one['key']}.{rider}")
                for one in self.content["facilities"]
                for rider, _limit in one["riders"]
            },
            {
                one["key"]: Limits(
                    cleaned[f"limits.{one['key']}.family"],
                    *(self._whole(f"limits.{one['key']}.{name}") for name in LIMITS),
                )
                for one in self.content["facilities"]
                if individual and not one["plan"]
            },
        )

    def _base(self, facility: str) -> tuple[int, str]:
        yen, reason = f"bases.{facility}.yen", f"bases.{facility}.reason"
        base, why, offered = self._whole(yen), self.cleaned_data[reason], self.fields[reason].initial
        if offered and why == offered and str(base) != self.fields[yen].initial:
            self.add_error(reason, _("もとの年間保険料を変えたときは、その根拠を書き直してください。"))
        return base, why

    def _whole(self, name: str) -> int:
        typed = self.cleaned_data.get(name, "")
        try:
            return read_count(typed) if typed else 0
        except ValueError:
            self.add_error(name, _("円の整数で入力してください。"))
            return 0

    def _factor(self, cleaned: dict[str, Any]) -> Fraction:
        typed = cleaned["factor"].strip()
        try:
            return (
                read_rate(typed if not typed or typed.endswith(("%", "\uff05")) else f"{typed}%")
                if typed
                else Fraction(0)
            )
        except ValueError:
            self.add_error("factor", _("-10 のように、パーセントの数で入力してください。"))
            return Fraction(0)

    def _conditions(self, cleaned: dict[str, Any]) -> list[tuple[str, date]]:
        found = []
        for number in range(1, CONDITIONS + 1):
            words, day = cleaned[f"conditions.{number}.text"], cleaned[f"conditions.{number}.due_on"]
            if words:
                found.append((words, self._day(f"conditions.{number}.due_on", day)))
            elif day:
                self.add_error(
                    f"conditions.{number}.text", _("期限だけがあります。条件を書くか、期限を消してください。")
                )
        return found

    def _day(self, name: str, typed: str) -> date:
        if not typed:
            return condition_due_on(self.procedure, tokyo(self.today))
        try:
            day = day_of(read_day(typed))
        except ValidationError as error:
            self.add_error(name, error)
            return self.today
        if day < self.today:
            self.add_error(name, _("今日より前の日は選べません。"))
        return day


def _text(label: str, hint: str = "", *, size: int, initial: str = "") -> forms.CharField:
    widget = OneLine(attrs={"size": size, "autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=False, initial=initial, widget=widget, max_length=500)
