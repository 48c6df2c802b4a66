"""The words templates use for the house's components; built in, no `load` needed."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from sonae.app.common import dates, parts
from sonae.app.common.parts import remembered

register = template.Library()
register.simple_tag(parts.part)
register.filter(dates.day)
register.filter(dates.moment)

# which icon stands beside the word, so that no status is told by colour alone
STATUS_ICONS = {
    "printed": "document",
    "computed": "calculator",
    "estimate": "approx",
    "referred": "person",
    "assumed": "info",
    "not_published": "dash",
}
NOTICE_ICONS = {"info": "info", "assumed": "approx", "success": "check", "warning": "warning", "danger": "alert"}


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """The picture `common/icons/<name>.svg`: decoration, unless a label says what it means."""
    return _icon(name, str(label))


@remembered(1024)  # a page has dozens, always the same ones
def _icon(name: str, label: str) -> SafeString:
    return render_to_string(f"common/icons/{name}.svg", {"label": label})


@register.inclusion_tag("common/badge.html")
def badge(status: str, label: str) -> dict[str, Any]:
    """A price status in words, with its icon."""
    return {"status": status, "label": label, "icon_name": STATUS_ICONS[status]}


@register.filter
def yen(amount: int) -> str:
    """The digits of an amount: 20160 → 20,160; the unit stands beside it in the template."""
    return f"{amount:,}"


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, kind: str, title: str = "") -> SafeString:
    """A remark that stands out: `{% notice "warning" _("…") %}…{% endnotice %}`."""
    return parts.part("common/notice.html", kind=kind, title=title, content=content, icon_name=NOTICE_ICONS[kind])
