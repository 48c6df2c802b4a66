"""Which papers belong to an application? Each with what it is, its file, its day and its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from sonae.app.applications.content import Content, thawed
from sonae.app.applications.drafts import EVIDENCE
from sonae.app.applications.models import Application, Offer, Submission, acceptance_of
from sonae.app.applications.summary import frozen_sections
from sonae.app.common.person import Person
from sonae.app.parties.models import Paper


@dataclass(frozen=True, slots=True)
class CasePaper:
    """A paper by what it is; `page` is where the same is read on the screen."""

    title: str
    paper: Paper
    page: str = ""


def papers(
    application: Application, submissions: Iterable[Submission], offers: Iterable[Offer], person: Person
) -> list[CasePaper]:
    """The newest submission first, then what was handed in with it, the quotations, and how they were accepted."""
    submitted = list(submissions)
    found = [_submission(application, one) for one in submitted]
    if submitted:
        found += _handed_in(application, thawed(submitted[0].content), person)
    for one in offers:
        if one.paper:
            found.append(CasePaper(_("個別見積書 %(number)s") % {"number": one.number}, one.paper))
        acceptance = acceptance_of(one)
        if acceptance and acceptance.paper:
            found.append(CasePaper(_("承諾の書面"), acceptance.paper))
    return found


def _submission(application: Application, one: Submission) -> CasePaper:
    title = _("加入依頼書(%(number)d回目の提出)") % {"number": one.number} if one.declared else _("未確認の写し")
    return CasePaper(title, one.paper, reverse("applications:submission", args=[application.pk, one.number]))


def _handed_in(application: Application, content: Content, person: Person) -> Iterator[CasePaper]:
    """The files that prove or declare something, under the words they were asked for in."""
    given = content["given"]
    kept = Paper.objects.visible_to(person).filter(member=application.member_id, kind=EVIDENCE)
    by_value = {f"{one.pk} {one.name}": one for one in kept}
    for section in frozen_sections(content):
        for name, label, _value in section.rows:
            if (value := given.get(name)) and isinstance(value, str) and value in by_value:
                yield CasePaper(label, by_value[value])
