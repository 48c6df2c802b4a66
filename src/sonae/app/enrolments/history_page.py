"""What has happened to an enrolment, in sentences, and how do two beliefs about one moment differ?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import assert_never
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from sonae.app.common.catalogue import current
from sonae.app.common.dates import day, language
from sonae.app.enrolments.grounds import Ground, grounds, paper_words
from sonae.app.enrolments.models import Enrolment, Event
from sonae.app.parties.fields import FORMS
from sonae.app.parties.models import Paper
from sonae.app.quoting import said
from sonae.core.enrolment import State
from sonae.core.enrolment_difference import FACILITY, OFFICE, Held, Moved, difference
from sonae.core.enrolment_events import (
    MONEY,
    Amend,
    Declare,
    End,
    Hold,
    Insure,
    InsuredFacility,
    Operation,
    Pay,
    Release,
    Share,
)
from sonae.core.enrolment_premium import event_line
from sonae.core.moments import TOKYO
from sonae.core.words import joined

# what is said of a facility or office that is only on one side
ALONE = ("name", "plan", "annual_yen")


@dataclass(frozen=True, slots=True)
class Entry:
    """One event in sentences; `gone` is the number of the reversal that took it out."""

    event: Event
    headline: str
    sentences: tuple[str, ...]
    premium: str
    gone: int | None
    conditions: tuple[str, ...]
    papers: tuple[tuple[str, Paper], ...]
    grounds: tuple[Ground, ...]

    @property
    def of(self) -> int | None:
        """The number of the entry that this one takes out, stands for or puts right."""
        return self.event.reverses or self.event.reapplies or self.event.corrects

    @property
    def as_known(self) -> str:
        """The question of what was known once this was recorded, about when it took effect; to the minute after."""
        said = {"on": self.event.valid_from, "known": self.event.recorded_at + timedelta(minutes=1, microseconds=-1)}
        return urlencode({name: f"{at.astimezone(TOKYO):%Y-%m-%d %H:%M}" for name, at in said.items()})

    @property
    def who(self) -> str:
        """Who recorded it, of which organisation."""
        return " ".join(filter(None, (self.event.recorded_by, self.event.recorded_for)))


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is another: of what, which thing, and both values in words."""

    subject: str
    label: str
    before: str
    after: str


def entries(enrolment: Enrolment, *, disclosed: bool) -> list[Entry]:
    """The history in the order of recording; `disclosed`: with what the insurer decided on."""
    rows = list(enrolment.events.order_by("number").select_related("enrolment").prefetch_related("papers"))
    gone = {one.reverses: one.number for one in rows if one.reverses}
    names: dict[str, str] = {}
    return [_entry(one, gone.get(one.number), names, disclosed=disclosed) for one in rows]


def _entry(row: Event, gone: int | None, names: dict[str, str], *, disclosed: bool) -> Entry:
    event = row.to_core()
    line = event_line(event)
    told = tuple(sentence(one, names) for one in event.changes)
    premium = f"{'-' if event.premium_yen < 0 else '+'}{said.amount(abs(event.premium_yen))}"
    conditions = tuple(_condition(one) for one in row.conditions)
    papers = tuple((paper_words(one.kind), one) for one in row.papers.all())
    behind = tuple(grounds(row, disclosed=disclosed))
    return Entry(row, said.say(line.key, **dict(line.params)), told, premium, gone, conditions, papers, behind)


def _condition(said_then: dict[str, str | None]) -> str:
    if not (due_on := said_then["due_on"]):
        return _("引受の条件: %(text)s") % {"text": said_then["text"]}
    about = {"text": said_then["text"], "due_on": day(date.fromisoformat(due_on))}
    return _("引受の条件: %(text)s(期限 %(due_on)s)") % about


def sentence(one: Operation, names: dict[str, str]) -> str:
    """What an operation says; `names` are those of the facilities met so far, by key."""
    match one:
        case Insure(facility):
            names[facility.key] = facility.name
            return _("「%(facility)s」を%(cover)sで加入") % {"facility": facility.name, "cover": cover(facility)}
        case Amend(key, changes):
            values = ((name, value) for name, value in changes if not isinstance(value, tuple))
            told = [f"{_label(FACILITY, name)} {_value(name, value)}" for name, value in values]
            told += [_label(FACILITY, name) for name, value in changes if isinstance(value, tuple)]
            return _("「%(facility)s」の変更: %(changes)s") % {
                "facility": names.get(key, key),
                "changes": joined(told, language()),
            }
        case Release(key):
            return _("「%(facility)s」の補償を終了") % {"facility": names.get(key, key)}
        case Hold(holder):
            about = {"name": holder.name, "number": holder.number}
            return _("記名被保険者は%(name)s(会員番号 %(number)s)") % about
        case Declare(offices, withdrawn):
            told = [one.name for one in offices] + [_("%(key)sを取下げ") % {"key": key} for key in withdrawn]
            return _("事務所の申告: %(offices)s") % {"offices": joined(told, language())}
        case Pay(way, instalments):
            parts = said.say("payment.lump_sum" if instalments == 1 else "payment.instalments", count=instalments)
            return _("払込方法は%(way)s(%(parts)s)") % {"way": _value("way", way), "parts": parts}
        case Share(shared):
            return _("限度額は施設で共有") if shared else _("限度額は施設ごと")
        case End():
            return _("すべての補償を終了")
    assert_never(one)


def cover(one: InsuredFacility) -> str:
    """A plan with its limits and its premium in words."""
    return _("%(family)s %(plan)s(賠償%(liability)s、費用%(cost)s、年間保険料%(annual)s)") % {
        "family": said.say(f"family.{one.family}"),
        "plan": one.plan or _("個別見積"),
        "liability": said.round_amount(one.liability_limit),
        "cost": said.round_amount(one.cost_limit),
        "annual": said.amount(one.annual_yen),
    }


def changes(before: State, after: State) -> list[Change]:
    """What differs between two states, in words; a facility that is only in one of them by its name and plan."""
    moved = list(difference(before, after))
    names = _names(before) | _names(after)
    return [
        Change(names.get(one.key, ""), _item(one), _said(one, one.before), _said(one, one.after))
        for one in _without_details(moved, before, after)
    ]


def _names(state: State) -> dict[str, str]:
    """The names of facilities and offices by their keys."""
    facilities = {one.key: one.name for one in state.facilities}
    return facilities | {one.key: one.name for one in state.offices}


def _without_details(moved: Iterable[Moved], before: State, after: State) -> Iterator[Moved]:
    both = _names(before).keys() & _names(after).keys()
    for one in moved:
        if one.subject not in {FACILITY, OFFICE} or one.key in both or one.field in ALONE:
            yield one


def _item(one: Moved) -> str:
    label = _label(one.subject, one.field)
    return f"{label} {said.say(f'measure.{one.item}')}" if one.item else label


def _said(one: Moved, value: Held) -> str:
    return "-" if value is None or value == "" else _value(one.field, value)


def _label(subject: str, name: str) -> str:
    return said.say(f"enrolment.{subject}.{name}")


def _value(name: str, value: Held) -> str:
    """A field's value as people read it."""
    if name in ("liability_limit", "cost_limit") and isinstance(value, int):
        return said.round_amount(value)
    if name in MONEY and isinstance(value, int):
        return said.amount(value)
    if name == "form" and isinstance(value, str):
        return str(FORMS[value])
    if name == "way":
        return said.say(f"payment.{value}", count=1)
    return current().words.value(name, value, language())
