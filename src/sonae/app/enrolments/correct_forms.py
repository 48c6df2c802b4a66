from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sonae.app.accounts.roles import UNDERWRITE, may
from sonae.app.common import clock
from sonae.app.common.catalogue import current
from sonae.app.common.once_forms import OnceForm, version_number
from sonae.app.common.person import Person
from sonae.app.common.widgets import OneLine
from sonae.app.enrolments import correcting
from sonae.app.enrolments.correcting import NEEDED, PRINTED, Place
from sonae.app.parties import checks
from sonae.app.parties.models import Facility
from sonae.app.quoting import actions as quoting
from sonae.app.quoting import said
from sonae.core.enrolment_difference import HOLDER
from sonae.core.enrolment_events import Event, InsuredFacility, Operation
from sonae.core.moments import TOKYO
from sonae.core.problems import Problem, Refusal
from sonae.core.quotation import HIGHEST_LIMIT, Limits, limit_problems
from sonae.core.rating import COMPUTED
from sonae.core.rating import PRINTED as PRINTED_PRICE
from sonae.core.reading import not_a_moment, read_count, read_receipt
from sonae.core.scheme import Scheme

LIMITS = ("liability_limit", "cost_limit", "deductible")
LONGEST_REASON = 1_000
QUOTATION = "quotation"


class CorrectForm(OnceForm):
    """What an event should have said, as far as somebody in this role may say it, and why."""

    reason = forms.CharField(
        label=gettext_lazy("訂正の理由"),
        help_text=gettext_lazy("記録に残り、加入者も読みます。何が、どうして違っていたのかを書いてください。"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("訂正の理由を書いてください。")},
    )

    def __init__(self, event: Event, scheme: Scheme, person: Person, data: QueryDict | None, version: object) -> None:
        super().__init__(data, version=version, label_suffix="", use_required_attribute=False)
        self.event, self.scheme = event, scheme
        self.places = list(correcting.places(event.changes))
        self.changes: tuple[Operation, ...] = event.changes
        self.valid_from: datetime | None = None
        self.prices = may(person.role, UNDERWRITE)
        for place in self.places:
            self._printed(place)
            if self.prices and isinstance(place.part, InsuredFacility):
                self._priced(place.part)
        if self.prices:
            start = event.valid_from.astimezone(TOKYO).date().isoformat()
            self.fields["valid_from"] = _text(_("この記録の効力が生じる日"), initial=start)
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    def _printed(self, place: Place) -> None:
        for name in PRINTED[place.subject]:
            label = said.say(f"enrolment.{place.subject}.{name}")
            if place.subject != HOLDER:
                label = f"{place.part.name}: {label}"
            self.fields[_name(place, name)] = _text(label, initial=getattr(place.part, name))

    def _priced(self, one: InsuredFacility) -> None:
        about = {"name": one.name}
        if one.plan:
            plans = [
                (f"{plan.family}:{plan.code}", _plan(plan.family, plan.code, plan.liability_limit, plan.cost_limit))
                for plan in self.scheme.plans_for(one.kind)
            ]
            self.fields[f"{one.key}.plan"] = forms.ChoiceField(
                label=_("%(name)s: 加入タイプ") % about, choices=plans, initial=f"{one.family}:{one.plan}"
            )
        else:
            for name in LIMITS:
                label = f"{one.name}: {said.say(f'enrolment.facility.{name}')}"
                self.fields[f"{one.key}.{name}"] = _text(label, initial=f"{getattr(one, name):,}")
        self.fields[f"{one.key}.annual_yen"] = _text(
            _("%(name)s: 年間保険料(円)") % about,
            _("加入タイプを変えると、書き直さない限り料率表の保険料になります。") if one.plan else "",
            initial=f"{one.annual_yen:,}",
        )

    @property
    def asked(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name not in {"once", "version"}]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, to be sent again with the next press."""
        return [(self.add_prefix(name), str(self.data.get(self.add_prefix(name), ""))) for name in self.fields]

    @property
    def seen(self) -> int:
        """The number of the last event there was when the page was drawn; what is no number has seen none."""
        return version_number(self.data.get("version", ""))

    def renew(self) -> None:
        """Keep what was typed, as of what is there now."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["version"] = self.current
        self.data = data

    def refuse(self, problems: Iterable[Problem]) -> None:
        for one in problems:
            self.add_error(one.field if one.field in self.fields else None, said.problem(one))

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        values = {place.key or place.subject: self._of(place, cleaned) for place in self.places}
        self.valid_from = self._moment(cleaned) if self.prices else None
        if not self.errors:
            self.changes = correcting.put_right(self.event.changes, values)
            if self.changes == self.event.changes and self.valid_from in {None, self.event.valid_from}:
                self.add_error(None, _("変わったところがありません。訂正する項目を書き直してください。"))
        return cleaned

    def _of(self, place: Place, cleaned: Mapping[str, Any]) -> dict[str, object]:
        """What was typed of one subject, read as it is read where it is recorded."""
        kind = place.part.kind if isinstance(place.part, InsuredFacility) else ""
        typed = {name: str(cleaned.get(_name(place, name), "")) for name in PRINTED[place.subject]}
        kept, errors = checks.read(typed, kind)
        for name, messages in errors.items():
            self.add_error(_name(place, name), messages)
        for name in NEEDED:
            if name in typed and not typed[name]:
                self.add_error(_name(place, name), _("入力してください。"))
        if self.prices and isinstance(place.part, InsuredFacility):
            kept |= self._price(place.part, cleaned)
        return kept

    def _price(self, one: InsuredFacility, cleaned: Mapping[str, Any]) -> dict[str, object]:
        """Plan or limits, and the premium a year; nothing where neither was touched."""
        limits = self._limits(one, cleaned)
        typed = str(cleaned.get(f"{one.key}.annual_yen", "")).strip()
        annual = self._whole(f"{one.key}.annual_yen", typed) if typed else None
        if annual == one.annual_yen:
            if all(getattr(one, name) == value for name, value in limits.items()):
                return {}
            annual = None if one.plan else annual  # the price of the plan before stands there still
        listed, status = self._listed(one, limits)
        if annual is None and listed is None:
            self.add_error(f"{one.key}.annual_yen", _("料率表に保険料がありません。年間保険料を入力してください。"))
        at_list = listed is not None and annual in {None, listed}
        return limits | {"annual_yen": listed if at_list else annual or 0, "priced": status if at_list else QUOTATION}

    def _limits(self, one: InsuredFacility, cleaned: Mapping[str, Any]) -> dict[str, object]:
        if one.plan:
            family, _colon, code = str(cleaned.get(f"{one.key}.plan", "")).partition(":")
            plan = self.scheme.plans.get((one.kind, family, code))
            if plan is None:
                return {}
            return {"family": family, "plan": code} | {name: getattr(plan, name) for name in LIMITS}
        typed = {name: self._whole(f"{one.key}.{name}", str(cleaned.get(f"{one.key}.{name}", ""))) for name in LIMITS}
        self.refuse(limit_problems(one.key, Limits(one.family, **typed), (one.family,)))
        return dict(typed)

    def _listed(self, one: InsuredFacility, limits: Mapping[str, object]) -> tuple[int | None, str]:
        """The price of the tariff for this plan, where it is one."""
        facility = Facility.objects.get(pk=int(one.key.removeprefix("f")))
        ask = facility.to_ask(family=str(limits.get("family", "")), plan=str(limits.get("plan", "")))
        quoted = quoting.price(self.scheme, (ask,), at=clock.now())
        if isinstance(quoted, Refusal):
            return None, ""
        premium = quoted.quotes[0].premium
        return (premium.annual_yen if premium.status in {PRINTED_PRICE, COMPUTED} else None), premium.status

    def _whole(self, name: str, typed: str) -> int:
        try:
            found = read_count(typed)
        except ValueError:
            found = -1
        if not 0 <= found <= HIGHEST_LIMIT:
            self.add_error(name, _("円の整数で入力してください。"))
            return 0
        return found

    def _moment(self, cleaned: Mapping[str, Any]) -> datetime | None:
        """The day typed, at the hour the event had."""
        typed = str(cleaned.get("valid_from", ""))
        try:
            day = read_receipt(typed, current().words.eras).date()
        except ValueError as error:
            self.add_error("valid_from", said.problem(not_a_moment("valid_from", typed, error)))
            return None
        was = self.event.valid_from.astimezone(TOKYO)
        return datetime.combine(day, was.timetz())


def _name(place: Place, field: str) -> str:
    return f"{place.key or place.subject}.{field}"


def _plan(family: str, code: str, liability: int, cost: int) -> str:
    about = {"family": said.say(f"family.{family}"), "code": code}
    about |= {"liability": said.round_amount(liability), "cost": said.round_amount(cost)}
    return _("%(family)s %(code)s(賠償%(liability)s・費用%(cost)s)") % about


def _text(label: str, hint: str = "", *, initial: str = "") -> forms.CharField:
    widget = OneLine(attrs={"autocomplete": "off"})
    return forms.CharField(label=label, help_text=hint, required=False, initial=initial, widget=widget, max_length=200)
