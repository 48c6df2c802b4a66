"""The words of applications in templates: `{% load applying %}`."""

from django import template

from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.core.referring import Referral

register = template.Library()


@register.simple_tag
def reason_words(reason: Referral) -> str:
    """Why the insurer must look, in words."""
    return current().words.line(reason.line, dates.language())
