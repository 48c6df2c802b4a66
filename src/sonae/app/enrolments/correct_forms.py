from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sonae.app.accounts.roles import UNDERWRITE, may
from sonae.app.common.catalogue import current
from sonae.app.common.once_forms import OnceForm, version_number
from sonae.app.common.person import Person
from sonae.app.enrolments import correct_prices, correct_products, correcting
from sonae.app.enrolments.correct_prices import ADD, LIMITS, QUOTATION, Listed, line, listed
from sonae.app.enrolments.correcting import NEEDED, PAYMENT, PRINTED, Place
from sonae.app.enrolments.models import Enrolment
from sonae.app.parties import checks
from sonae.app.quoting import said
from sonae.core.asking import Ask, check_measures
from sonae.core.enrolment_difference import HOLDER
from sonae.core.enrolment_events import Event, Insure, InsuredFacility, Operation, Pairs, Pay
from sonae.core.moments import TOKYO
from sonae.core.problems import Problem
from sonae.core.quotation import HIGHEST_LIMIT, Limits, limit_problems
from sonae.core.reading import not_a_moment, read_count, read_receipt
from sonae.core.scheme import KindRule, Scheme

LONGEST_REASON = 1_000
RELEASED, PRODUCTS = "released", "products"
UNLISTED = gettext_lazy("料率表では決まりません。この内容での年間保険料を入力してください。")


@dataclass
class Section:
    """The fields about one subject, under its name."""

    title: str
    names: list[str] = field(default_factory=list)


class CorrectForm(OnceForm):
    """What an event should have said, as far as somebody in this role may say it, why, and by what that is known."""

    reason = forms.CharField(
        label=gettext_lazy("訂正の理由"),
        help_text=gettext_lazy("記録に残り、加入者も読みます。何が、どうして違っていたのかを書いてください。"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("訂正の理由を書いてください。")},
    )
    basis = forms.CharField(
        label=gettext_lazy("何によって確かめたか"),
        help_text=gettext_lazy("例: 3月1日受付の加入依頼書の原本、院長からの電話(5月20日)"),
        max_length=LONGEST_REASON,
        error_messages={"required": gettext_lazy("何によって確かめたかを書いてください。")},
    )

    def __init__(
        self,
        enrolment: Enrolment,
        event: Event,
        scheme: Scheme,
        person: Person,
        data: QueryDict | None,
        version: object,
    ) -> None:
        super().__init__(data, version=version, label_suffix="", use_required_attribute=False)
        self.event, self.scheme = event, scheme
        self.places = list(correcting.places(event.changes))
        self.insured = [one.part for one in self.places if isinstance(one.part, InsuredFacility)]
        self.changes: tuple[Operation, ...] = event.changes
        self.valid_from: datetime | None = None
        self.traces: dict[str, Mapping[str, Any]] = {}
        self.prices = may(person.role, UNDERWRITE)
        self.parts: list[Section] = []
        for place in self.places:
            self._of_place(place)
        self._payment()
        if self.prices:
            self._missing(enrolment)
        self._section(_("この訂正について"), self._moment_field() if self.prices else {})
        self.parts[-1].names += ["reason", "basis"]

    def _section(self, title: str, fields: Mapping[str, forms.Field]) -> None:
        self.fields |= fields
        self.parts.append(Section(title[:1].upper() + title[1:], list(fields)))

    def _of_place(self, place: Place) -> None:
        found: dict[str, forms.Field] = {}
        for name in PRINTED[place.subject]:
            label = said.say(f"enrolment.{place.subject}.{name}")
            found[_name(place, name)] = line(label, initial=getattr(place.part, name), required=name in NEEDED)
        if isinstance(place.part, InsuredFacility):
            one = place.part
            found[f"{one.key}.{PRODUCTS}"] = correct_products.field_of(one)
            if self.prices:
                found |= {f"{one.key}.{name}": asked for name, asked in correct_prices.fields_of(self.scheme, one)}
                if len(self.insured) > 1:
                    label = _("この施設は加入していなかった(記録から外す)")
                    found[f"{one.key}.{RELEASED}"] = forms.BooleanField(label=label, required=False)
        self._section(said.say("enrolment.holder.name") if place.subject == HOLDER else place.part.name, found)

    def _payment(self) -> None:
        paid = next((one for one in self.event.changes if isinstance(one, Pay)), None)
        if paid is None:
            return
        rule = self.scheme.payment
        ways = [(way, said.say(f"payment.{way}")) for way in dict.fromkeys((*rule.ways, *filter(None, [paid.way])))]
        counts = sorted({1, paid.instalments, *([rule.instalments] if rule.parts_known else [])})
        parts = [(str(n), said.say(f"payment.{'lump_sum' if n == 1 else 'instalments'}", count=n)) for n in counts]
        found: dict[str, forms.Field] = {}
        for name, choices in (("way", ways), ("instalments", parts)):
            if len(choices) > 1:  # else there is nothing it could have been
                label, initial = said.say(f"enrolment.enrolment.{name}"), str(getattr(paid, name))
                asked = forms.ChoiceField(label=label, choices=choices, initial=initial, required=False)
                found[f"{PAYMENT}.{name}"] = asked
        if found:
            self._section(_("お支払い"), found)

    def _missing(self, enrolment: Enrolment) -> None:
        self.missing = correct_prices.left_out(enrolment, self.scheme, {one.key for one in self.insured})
        if not self.missing or not self.insured:
            return
        hint = _("加入していたのに記録から漏れた施設です。内容は、加入者のページの登録を使います。")
        choices = correct_prices.choices_of(self.missing)
        label = _("加える施設と加入タイプ")
        add = forms.ChoiceField(label=label, help_text=hint, choices=choices, required=False)
        annual = line(
            _("年間保険料(円)"), _("空欄は、料率表の保険料です。料率表では決まらない施設では、入力が必要です。")
        )
        self._section(_("漏れていた施設"), {ADD: add, f"{ADD}.annual_yen": annual})

    def _moment_field(self) -> dict[str, forms.Field]:
        start = self.event.valid_from.astimezone(TOKYO).date().isoformat()
        return {"valid_from": line(_("この記録の効力が生じる日"), initial=start)}

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        return [(one.title, [self[name] for name in one.names]) for one in self.parts]

    @property
    def typed(self) -> list[tuple[str, str]]:
        """What was typed, to be sent again with the next press; a box that was not ticked is not sent."""
        return [(name, str(self.data[name])) for name in self.fields if name in self.data]

    @property
    def seen(self) -> int:
        """The number of the last event there was when the page was drawn; what is no number has seen none."""
        return version_number(self.data.get("version", ""))

    @property
    def trace(self) -> dict[str, Any]:
        """The prices of the tariff behind what is priced anew, in the order of the facilities."""
        insured = (one.facility.key for one in self.changes if isinstance(one, Insure))
        return {"quote": [self.traces.get(key) for key in insured]} if self.traces else {}

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
        values[PAYMENT] = self._paid(cleaned)
        if self.insured and all(values[one.key] is None for one in self.insured):
            self.add_error(None, _("すべての施設を外すことはできません。1つは残してください。"))
        more = self._added(cleaned)
        self.valid_from = self._moment(cleaned) if self.prices else None
        if not self.errors:
            self.changes = correcting.put_right(self.event.changes, values, *more)
            if self.changes == self.event.changes and self.valid_from in {None, self.event.valid_from}:
                self.add_error(None, _("変わったところがありません。訂正する項目を書き直してください。"))
        return cleaned

    def _of(self, place: Place, cleaned: Mapping[str, Any]) -> dict[str, object] | None:
        """What was typed of one subject, read as it is read where it is recorded; None for one that is to go."""
        if cleaned.get(f"{place.key}.{RELEASED}"):
            return None
        kind = place.part.kind if isinstance(place.part, InsuredFacility) else ""
        typed = {name: str(cleaned.get(_name(place, name), "")) for name in PRINTED[place.subject]}
        kept, errors = checks.read(typed, kind)
        for name, messages in errors.items():
            self._refused(_name(place, name), messages)
        if isinstance(place.part, InsuredFacility):
            kept[PRODUCTS], wrong = correct_products.read(str(cleaned.get(f"{place.key}.{PRODUCTS}", "")))
            self._refused(f"{place.key}.{PRODUCTS}", wrong)
            if self.prices:
                kept |= self._price(place.part, cleaned)
        return kept

    def _refused(self, name: str, messages: list[str]) -> None:
        if messages:
            self.add_error(name, messages)

    def _price(self, one: InsuredFacility, cleaned: Mapping[str, Any]) -> dict[str, object]:
        """Size, plan or limits, and the premium a year; nothing where none was touched."""
        limits, measures = self._limits(one, cleaned), self._measures(one, cleaned)
        typed = str(cleaned.get(f"{one.key}.annual_yen", "")).strip()
        annual = self._whole(f"{one.key}.annual_yen", typed) if typed else None
        same_size = measures == one.measures
        same_limits = all(getattr(one, name) == value for name, value in limits.items())
        apart = one.priced == QUOTATION or not one.plan  # what was agreed apart is never priced by the tariff
        found = {"measures": measures} | limits
        if annual == one.annual_yen and same_limits and (same_size or apart):
            return {} if same_size else found
        if annual == one.annual_yen and not apart:
            annual = None  # the price before stands there still
        price = Listed() if apart else self._listed(one, limits, measures)
        if annual is None and price.annual_yen is None:
            self.add_error(f"{one.key}.annual_yen", UNLISTED)
        at_list = price.annual_yen is not None and annual in {None, price.annual_yen}
        if at_list and price.trace:
            self.traces[one.key] = price.trace
        return found | {
            "annual_yen": price.annual_yen if at_list else annual or 0,
            "priced": price.status if at_list else QUOTATION,
        }

    def _listed(self, one: InsuredFacility, limits: Mapping[str, object], measures: Pairs) -> Listed:
        family, plan = str(limits.get("family", "")), str(limits.get("plan", ""))
        ask = Ask(one.kind, plan, family, measures=dict(measures))
        return listed(self.scheme, ask, riders=bool(one.riders)) if plan else Listed()

    def _measures(self, one: InsuredFacility, cleaned: Mapping[str, Any]) -> Pairs:
        """The figures its premium depends on, as the scheme wants them; those it had where nothing was touched."""
        rule: KindRule | None = self.scheme.kinds.get(one.kind)
        asked = [measure.name for measure in rule.measures] if rule else []
        typed = {name: str(cleaned.get(f"{one.key}.{name}", "")).strip() for name in asked}
        had = dict(one.measures)
        if rule is None or typed == {name: str(had.get(name, "")) for name in asked}:
            return one.measures
        clean, problems = check_measures(rule, Ask(one.kind, measures=typed))
        for wrong in problems:
            name = rule.size_measure if wrong.field == "size" else wrong.field
            self.add_error(f"{one.key}.{name}", said.problem(wrong))
        kept = {name: value for name, value in had.items() if name not in asked}
        return tuple(sorted((kept | clean).items()))

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

    def _added(self, cleaned: Mapping[str, Any]) -> list[InsuredFacility]:
        """The facility that was left out, with its plan and premium."""
        if not cleaned.get(ADD):
            return []
        facility, plan = self.missing[cleaned[ADD]]
        typed = str(cleaned.get(f"{ADD}.annual_yen", "")).strip()
        annual = self._whole(f"{ADD}.annual_yen", typed) if typed else None
        found, price = correct_prices.added(facility, plan, self.scheme, annual)
        if found is None:
            self.add_error(f"{ADD}.annual_yen", UNLISTED)
            return []
        if found.priced != QUOTATION and price.trace:
            self.traces[found.key] = price.trace
        return [found]

    def _paid(self, cleaned: Mapping[str, Any]) -> dict[str, object]:
        way, number = (cleaned.get(f"{PAYMENT}.{name}") for name in ("way", "instalments"))
        return ({"way": way} if way else {}) | ({"instalments": int(number)} if number else {})

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


def _name(place: Place, name: str) -> str:
    return f"{place.key or place.subject}.{name}"
