"""How large is a facility, and does what is said of its size hold together? Which measures count, its scheme says."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from sonae.app.common.catalogue import current
from sonae.app.common.dates import language
from sonae.app.parties.checks import Errors
from sonae.core.scheme import KindRule, Measure, Scheme, Text

BEDS, WARD, CAPACITY = "beds", "ward", "capacity"


def scheme_of(code: str) -> Scheme | None:
    return current().schemes.get(code)


def measured(values: Mapping[str, Any], scheme: Scheme | None) -> tuple[dict[str, Any], Errors]:
    """What is to be kept of a size, with the main type of ward worked out, and every field's problem.

    Beds by type of ward and their sum must agree; the type with most beds is the main one, and of equals the one
    that the scheme names first. Where only the main type is known it stays as it was given.
    """
    size = {name: values.get(name) for name in (BEDS, CAPACITY)} | {WARD: values.get(WARD, "")}
    wards: dict[str, int] = values.get("wards", {})
    errors: Errors = {}
    if wards and size[BEDS] is None:
        size[BEDS] = sum(wards.values())
    if wards and size[BEDS] != sum(wards.values()):
        errors[BEDS] = [
            _("病床数(%(beds)s床)と、病床の種類ごとの合計(%(sum)s床)が合いません。どちらかを直してください。")
            % {"beds": size[BEDS], "sum": sum(wards.values())}
        ]
    rule = _rule(values.get("kind", ""), scheme, errors)
    if rule is not None:
        wards = _by_rule(rule, size, wards, errors)
    if wards:
        size[WARD] = max(wards, key=lambda ward: wards[ward])
    return size | {"wards": wards}, errors


def _rule(kind: str, scheme: Scheme | None, errors: Errors) -> KindRule | None:
    if scheme is None or kind in scheme.kinds:
        return scheme.kinds[kind] if scheme else None
    errors["kind"] = [
        _("この制度にない施設の種類です。%(kinds)s から選んでください。")
        % {"kinds": _("、").join(rule.label.say(language()) for rule in scheme.kinds.values())}
    ]
    return None


def _by_rule(rule: KindRule, size: Mapping[str, Any], wards: dict[str, int], errors: Errors) -> dict[str, int]:
    """Add what the kind of facility forbids; the wards in the order in which its scheme names them."""
    for name in (BEDS, CAPACITY):
        if wrong := _wrong(rule.measure(name), size[name]):
            errors.setdefault(name, []).append(wrong)
    choices = ward_choices(rule)
    if any(ward not in choices for ward in (*wards, *filter(None, [size[WARD]]))):
        errors[WARD] = [
            _("この種類の施設にない病床の種類です。%(wards)s から選んでください。")
            % {"wards": _("、").join(words.say(language()) for words in choices.values()) or _("なし")}
        ]
    return {ward: wards[ward] for ward in choices if ward in wards}


def _wrong(measure: Measure | None, value: int | None) -> str:
    if value is None:
        return _("この種類の施設では、なくてはならない数です。") if measure and measure.required else ""
    if measure is None:
        return _("この種類の施設には入力しません。空欄にしてください。")
    if not measure.lowest <= value <= measure.highest:
        return _("%(lowest)sから%(highest)sまでの数で入力してください。") % {
            "lowest": measure.lowest,
            "highest": measure.highest,
        }
    return ""


def ward_choices(rule: KindRule) -> dict[str, Text]:
    measure = rule.measure(WARD)
    return dict(measure.choices) if measure else {}
