"""What was given, step by step, in the words it was asked in: on the last step, and frozen with what is submitted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from sonae.app.applications import steps
from sonae.app.applications.content import Content, Words
from sonae.app.applications.drafts import Case
from sonae.app.applications.step_forms import StepForm
from sonae.app.common import dates
from sonae.app.common.reader import reading_in
from sonae.app.enrolments.joining import address_of
from sonae.app.parties.models import Facility
from sonae.app.quoting import said
from sonae.core.problems import Problem
from sonae.core.words import EN, JA

MEMBER = "member"
Row = tuple[str, str, str]  # the name of the field, its label, and what was given in words


@dataclass(frozen=True, slots=True)
class Section:
    """What was given in one step, and what is still wanting there."""

    step: str
    title: str
    rows: list[Row]
    wanting: list[str]


@dataclass(frozen=True, slots=True)
class Changed:
    """A field that was filled otherwise before; empty where one of the two leaves it out."""

    label: str
    before: str
    after: str


def summary(case: Case, wrong: Iterable[Problem] = ()) -> list[Section]:
    """Everything that was given so far, and what is still wanting, in each step the same words once."""
    wanting: dict[str, dict[str, None]] = {}
    for one in wrong:
        wanting.setdefault(steps.step_of(one.field), {})[said.problem(one)] = None
    sections = [
        Section(step, str(steps.STEPS[step]), _rows(case, step), list(wanting.get(step, ())))
        for step in steps.steps_of(case)
    ]
    return [one for one in sections if one.rows or one.wanting]


def words(case: Case) -> Words:
    """All that was given, in the words of every language: what a submission keeps beside the values."""
    found: Words = {}
    for language in (JA, EN):
        with reading_in(language):
            sections = [Section(MEMBER, _("加入者"), list(_member(case)), []), *summary(case)]
            found[language] = [(one.step, one.title, one.rows) for one in sections]
    return found


def frozen_sections(content: Content) -> list[Section]:
    """What a submission says, as it was frozen: neither a facility renamed nor a plan changed since changes it."""
    kept = content.get("words", {}).get(dates.language(), [])  # the earliest submissions have their paper alone
    return [Section(step, title, rows, []) for step, title, rows in kept]


def changes(before: Content, after: Content) -> list[Changed]:
    """What two submissions say otherwise, each in its own words."""
    old, new = _by_field(before), _by_field(after)
    nothing = ("", "")
    return [
        Changed((new.get(name) or old[name])[0], old.get(name, nothing)[1], new.get(name, nothing)[1])
        for name in dict.fromkeys((*new, *old))
        if old.get(name, nothing)[1] != new.get(name, nothing)[1]
    ]


def _by_field(content: Content) -> dict[str, tuple[str, str]]:
    return {name: (label, value) for one in frozen_sections(content) for name, label, value in one.rows}


def _rows(case: Case, step: str) -> list[Row]:
    """What was given in a step; that no office is declared is said too."""
    rows = StepForm(case, step).shown(case.given)
    if step == steps.FACILITIES:
        rows += [row for one in case.facilities for row in _facility(one)]
    return rows or ([("offices", _("申告する事務所"), _("なし"))] if step == steps.OFFICES else [])


def _member(case: Case) -> Iterator[Row]:
    """Who applies, as recorded at this moment."""
    one = case.application.member
    about = (
        ("name", _("名称"), one.name),
        ("kana", _("カナ"), one.kana),
        ("number", _("会員番号"), one.number),
        ("corporate_number", _("法人番号"), one.corporate_number),
        ("representative", _("代表者"), f"{one.representative_title} {one.representative_name}".strip()),
        ("address", _("所在地"), address_of(one)),
        ("phone", _("電話番号"), one.phone),
        ("contact_email", _("メールアドレス"), one.contact_email),
    )
    return ((f"{MEMBER}.{name}", label, value) for name, label, value in about if value)


def _facility(one: Facility) -> Iterator[Row]:
    """Where a facility is and who manages it, as recorded at this moment."""
    manager = f"{one.manager_title} {one.manager_name}".strip()
    about = (
        ("address", _("%(name)s: 所在地"), address_of(one)),
        ("institution_code", _("%(name)s: 医療機関コード"), one.institution_code),
        ("manager", _("%(name)s: 管理者"), manager),
    )
    field = f"facilities.{one.key}"
    return ((f"{field}.{name}", label % {"name": one.name}, value) for name, label, value in about if value)
