from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext as _

from sonae.app.quoting import example_page, said
from sonae.app.quoting.example_page import RosterRow
from sonae.app.quoting.typed import plan_id
from sonae.core.scheme import Scheme

USUAL_PLAN = "all_risk:S3"
FILTERS = ("q", "kind", "status", "plan", "sort")


class RosterForm(forms.Form):
    """Which facilities, for which plan, in which order. What makes no sense is passed over: nothing is at stake."""

    q = forms.CharField(required=False)
    kind = forms.ChoiceField(required=False)
    status = forms.ChoiceField(required=False)
    plan = forms.ChoiceField(required=False)

    def __init__(self, scheme: Scheme, query: Mapping[str, str]) -> None:
        values = {name: str(query.get(name, ""))[:80].replace("\0", "") for name in FILTERS}
        plans = {plan_id(plan): (plan.family, plan.code) for plan in scheme.plans.values() if plan.on_sale}
        codes = list(plans)
        usual = USUAL_PLAN if USUAL_PLAN in codes else codes[0]
        values["plan"] = values["plan"] if values["plan"] in codes else usual
        super().__init__(initial=values)
        self.values = values
        self.family, _colon, self.code = values["plan"].partition(":")
        self._label("q", _("名前・番号で探す"))
        kinds = [(kind.kind, said.text(kind.label)) for kind in scheme.kinds.values()]
        statuses = [(one, said.say(f"status.{one}")) for one in example_page.STATUSES]
        self._label("kind", _("施設の種類"), [("", _("すべて")), *kinds])
        self._label("status", said.say("table.status"), [("", _("すべて")), *statuses])
        named = [f"{said.say(f'family.{family}')} {code}" for family, code in plans.values()]
        self._label("plan", _("仮に全員が入るプラン"), zip(codes, named, strict=True))

    def _label(self, name: str, label: str, choices: Iterable[tuple[str, str]] = ()) -> None:
        field = self.fields[name]
        field.label = label
        if isinstance(field, forms.ChoiceField):
            field.choices = list(choices)

    def chosen(self, rows: Iterable[RosterRow]) -> list[RosterRow]:
        asked = self.values
        return example_page.chosen(
            rows, words=asked["q"], kind=asked["kind"], status=asked["status"], sort=asked["sort"]
        )

    @property
    def headings(self) -> list[dict[str, str]]:
        """The columns that sort, each with its label, the address that sorts by it, and how it is sorted now."""
        labels = {
            "number": _("会員番号・加入者"),
            "name": _("施設"),
            "kind": _("種類・規模"),
            "annual": said.say("table.annual_premium"),
        }
        now = self.values["sort"] or "number"
        found = []
        for key, label in labels.items():
            other = f"-{key}" if now == key else key
            order = {key: "ascending", f"-{key}": "descending"}.get(now, "none")
            found.append({"key": key, "label": label, "address": self.address(sort=other), "order": order})
        return found

    def address(self, **changed: str) -> str:
        return urlencode({name: value for name, value in (self.values | changed).items() if value})
