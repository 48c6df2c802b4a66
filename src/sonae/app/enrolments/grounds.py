"""On what was an event decided? The quotes, the referral and the insurer's decision as they were stored, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sonae.app.common.catalogue import current
from sonae.app.enrolments.models import Enrolment, Event
from sonae.app.quoting import said
from sonae.core.enrolment_events import Insure
from sonae.core.trace import read_line

# what was disclosed, and what the insurer made of it
DECIDED: dict[str, Promise] = {
    "referral": gettext_lazy("保険会社の審査に回った理由"),
    "quotation": gettext_lazy("保険会社の個別見積"),
    "four_eyes": gettext_lazy("保険会社の二人目の確認"),
}


@dataclass(frozen=True, slots=True)
class Ground:
    """One trace under its title."""

    title: str
    trace: said.TraceRow


def grounds(row: Event, *, disclosed: bool) -> list[Ground]:
    """What stands behind an event's premium; `disclosed`: whether the reader sees what the insurer decided on."""
    return list(_grounds(row, disclosed=disclosed))


def _grounds(row: Event, *, disclosed: bool) -> Iterator[Ground]:
    insured = {one.facility.key: one.facility.name for one in row.to_core().changes if isinstance(one, Insure)}
    for name, quoted in zip(insured.values(), row.trace.get("quote", ()), strict=False):
        if quoted:  # a correction prices anew what it changes, and nothing else
            yield _ground(_("「%(name)s」の見積の根拠") % {"name": name}, quoted, row.enrolment, insured)
    for name, title in DECIDED.items():
        told = row.trace.get(name) if disclosed else None
        if told and told.get("children"):
            yield _ground(str(title), told, row.enrolment, insured)


def _ground(title: str, told: Mapping[str, Any], enrolment: Enrolment, names: Mapping[str, str]) -> Ground:
    scheme = current().schemes.get(enrolment.scheme_code)
    return Ground(title, said.trace(said.named(read_line(told), names), scheme))


def paper_words(kind: str) -> str:
    """What a paper is, in words; empty for a kind that has none."""
    words = current().words
    return said.say(f"paper.{kind}") if words.has(f"paper.{kind}") else ""
