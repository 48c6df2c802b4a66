from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlencode

from django.forms import BoundField
from django.utils.translation import gettext as _

from sonae.app.quoting import said
from sonae.app.quoting.compare_page import WHOLE
from sonae.app.quoting.kind_forms import KindForm, Picked
from sonae.app.quoting.typed import Row, plan_id
from sonae.core.asking import Ask
from sonae.core.problems import Refusal
from sonae.core.scheme import Scheme

ALL = "all"


class CompareForm(KindForm):
    """Whose plans to compare, of which family, and which of them to show."""

    def __init__(self, scheme: Scheme, row: Row, picked: list[str]) -> None:
        self.chosen = row.pop("chosen", "")
        if not row.get("kind"):
            row["kind"] = next((kind for kind in scheme.kinds if scheme.plans_for(kind)), next(iter(scheme.kinds)))
        row["family"] = row.get("family") or ALL
        self.picked = frozenset(picked)
        super().__init__(scheme, row, checked=self._measured(scheme, row))
        self.family = row.get("family", "")
        families = {plan.family for plan in scheme.plans_for(row["kind"])}
        if len(families) > 1:
            choices = [(ALL, _("すべて")), *((one, said.say(f"family.{one}")) for one in scheme.families)]
            self.fields["family"] = Picked(
                choices, label=_("プラン"), needed=_("どれかを選んでください。"), for_core=False
            )
        if self.family not in families:
            self.family = ""

    @staticmethod
    def _measured(scheme: Scheme, row: Row) -> bool:
        """Whether a kind and all it needs have been given: only then is anything wrong to be told."""
        kind = scheme.kinds.get(row["kind"])
        if kind is None:
            return True
        given = {kind.size_measure if name == "size" else name for name, value in row.items() if value}
        return all(one.name in given for one in kind.measures if one.required and not one.default)

    @property
    def waits(self) -> bool:
        """Whether a measure is still to be typed before there are prices."""
        return not self.is_bound

    @property
    def wrong(self) -> bool:
        return self.is_bound and bool(self.errors)

    @property
    def asks_family(self) -> bool:
        return "family" in self.fields

    @property
    def measured(self) -> list[BoundField]:
        return [self[name] for name in self.fields if name not in {"kind", "family"}]

    @property
    def ready(self) -> bool:
        return self.is_bound and not self.errors

    @property
    def address(self) -> str:
        """Kind and measures, as the address of a quote says them."""
        return urlencode({name: value for name, value in self.row.items() if name in self._named and value})

    @property
    def same(self) -> str:
        """The address that compares the same again."""
        plans = (plan_id(plan) for plan in self.scheme.plans_for(self.row["kind"]))
        return self._address(one for one in (*plans, WHOLE) if one in self.picked)

    @property
    def with_all_plans(self) -> str:
        return self._address([WHOLE])

    def _address(self, plans: Iterable[str]) -> str:
        kept = self.row | {"family": self.family, "chosen": self.chosen}
        answers = [(name, value) for name, value in kept.items() if value]
        return urlencode([*answers, *(("plans", one) for one in plans)])

    @property
    def _named(self) -> set[str]:
        return {"kind", *(one.name for one in self.rule.measures)} if self.rule else {"kind"}

    def wanted(self) -> Ask:
        measures = {name: self.row[name] for name in self._named - {"kind"} if self.row.get(name)}
        return Ask(self.row["kind"], "", self.family, measures=measures)

    def take(self, refusal: Refusal) -> None:
        for problem in refusal.errors:
            self.refuse(problem.field, said.problem(problem))
