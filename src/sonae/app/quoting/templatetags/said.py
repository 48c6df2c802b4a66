"""The words templates use to say core's values: `{% load said %}`."""

from collections.abc import Sequence
from datetime import date

from django import template
from django.utils.safestring import SafeString

from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.common.parts import part
from sonae.app.common.templatetags.house import badge
from sonae.app.quoting import emergency_page, said
from sonae.app.quoting.compare_page import Column
from sonae.app.quoting.emergency_page import Sourced
from sonae.app.quoting.quote_page import Answer
from sonae.core.binding import binding_key
from sonae.core.joining import NoCover
from sonae.core.rating import REFERRED, Premium
from sonae.core.scheme import Contact, Fact, KindRule, Scheme, Text
from sonae.core.trace import Value
from sonae.documents import first_hour

register = template.Library()

# statuses without a look of their own borrow one that means the same to a reader
LOOKS = {"inferred": "computed", "law": "printed", "public": "printed", "example": "assumed", "borrowed": "assumed"}


@register.simple_tag
def words(key: str, **params: Value) -> str:
    """The catalogue's words of a key: `{% words "section.term" %}`."""
    return said.say(key, **params)


@register.simple_tag
def about(key: str) -> str:
    """What the catalogue explains of a key, or nothing."""
    return said.about(key)


@register.simple_tag
def meaning(key: str) -> str:
    """What a term means, without the term itself."""
    return said.say(key).partition(": ")[2] or said.say(key)


@register.filter
def say(text: Text) -> str:
    return said.text(text)


@register.filter
def among_plans(fact: Fact) -> str:
    return fact.among_plans(dates.language())


@register.filter
def amount(yen: int) -> str:
    return said.amount(yen)


@register.filter
def round_amount(yen: int) -> str:
    return said.round_amount(yen)


@register.filter
def month(first: date) -> str:
    return said.month(first)


@register.filter
def hours(contact: Contact) -> str:
    return said.hours(contact)


@register.filter
def place_in(source: str, scheme: Scheme) -> str:
    """Where it stands: `{{ fact.sources.0|place_in:scheme }}`."""
    return said.source(scheme, source)


@register.filter
def to_call(scheme: Scheme) -> list[Contact]:
    """Agency and insurer, as far as the material prints their numbers."""
    return [contact for contact in scheme.contacts if contact.role in {"agency", "insurer"} and contact.phone]


@register.filter
def has_simulator(scheme: Scheme) -> bool:
    """Whether there are unit costs for the scheme's trade."""
    return bool(current().costs_for(scheme))


@register.filter
def has_playbook(scheme: Scheme) -> bool:
    """Whether there is a first-hour playbook for the scheme's trade."""
    return current().playbook_for(scheme) is not None


@register.filter
def table_words(scheme: Scheme, kind: KindRule) -> str:
    """Whether the prices of a kind's table bind."""
    return said.say(f"binding.{binding_key(scheme, kind)}")


@register.simple_tag
def status_badge(status: str) -> SafeString:
    """How sure something is, in the catalogue's words."""
    return part("common/badge.html", **badge(LOOKS.get(status, status), said.say(f"status.{status}")))


@register.simple_tag
def stated_badge(line: Sourced) -> SafeString:
    """How sure an instruction is, for this scheme."""
    return part("common/badge.html", **badge(LOOKS.get(line.status, line.status), said.say(line.badge)))


@register.filter
def borrowed_mark(status: str) -> str:
    """The mark of a line that only another scheme's brochure has."""
    return first_hour.mark(status)


@register.filter
def for_whom(fact: Fact, scheme: Scheme) -> str:
    """Whom a fact is limited to: `{{ fact|for_whom:scheme }}`."""
    return emergency_page.for_whom(scheme, fact)


@register.filter
def price(premium: Premium) -> SafeString:
    """A premium where there is room for a few words only; an estimate never looks like a price."""
    return part("quoting/price.html", **price_shown(premium))


def price_shown(premium: Premium | None) -> dict[str, str]:
    """What `quoting/price.html` is handed: how sure the amount is, and the amount; without one it is referred."""
    if premium is None:
        return {"status": "", "fresh_amount": ""}
    if premium.annual_yen is None:
        return {"status": REFERRED, "fresh_amount": ""}
    return {"status": premium.status, "fresh_amount": said.amount(premium.annual_yen)}


@register.filter
def at(cells: Sequence[object], place: int) -> object:
    return cells[place]


@register.filter
def alike(shown: Sequence[Column]) -> bool:
    """Whether plans of different families stand side by side because they pay up to the same limits."""
    limits = {(one.plan.liability_limit, one.plan.cost_limit) for one in shown}
    return len({one.plan.family for one in shown}) > 1 and len(limits) == 1


@register.filter
def any_payable(answers: Sequence[Answer]) -> bool:
    return any(answer.quote.payable_yen is not None for answer in answers)


@register.simple_tag
def no_cover(cover: NoCover) -> str:
    return said.no_cover(cover)


@register.simple_tag
def measured(kind: KindRule, size: int) -> str:
    """A printed size of a kind: 50床."""
    measure = kind.measure(kind.size_measure)
    return said.count(measure, size) if measure else f"{size:,}"
