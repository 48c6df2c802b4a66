"""The words of applications in templates: `{% load applying %}`."""

from django import template

from sonae.app.applications import figures
from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.core.referring import Referral

register = template.Library()


@register.filter
def about(yen: int | None, status: str) -> str:
    """A premium that never looks surer than it is: `{{ one.annual_yen|about:one.priced }}`."""
    return figures.about(yen, status)


@register.simple_tag
def reason_words(reason: Referral) -> str:
    """Why the insurer must look, in words."""
    return current().words.line(reason.line, dates.language())
