"""Which systems does a facility use? One a line: what for, a colon, its name; for a correction of the ledger."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from sonae.app.common.dates import language
from sonae.app.parties import checks
from sonae.app.parties.fields import USE_WORDS
from sonae.app.quoting import said
from sonae.core.enrolment_events import InsuredFacility, Pairs
from sonae.core.words import joined

LONGEST = 2_000


def field_of(one: InsuredFacility) -> forms.CharField:
    told = "\n".join(f"{USE_WORDS.get(str(use), use)}: {product}" for product, use in one.products)
    hint = _("1行に1つ、「用途: 製品名」の形で。用途は %(uses)s です。") % {"uses": _uses()}
    widget = forms.Textarea(attrs={"rows": max(2, len(one.products))})
    label = said.say("enrolment.facility.products").capitalize()
    return forms.CharField(label=label, help_text=hint, required=False, initial=told, widget=widget, max_length=LONGEST)


def read(text: str) -> tuple[Pairs, list[str]]:
    """The products by name with their use, and what of the lines is none."""
    found, wrong = dict[str, int | str](), list[str]()
    uses = {str(words): use for use, words in USE_WORDS.items()}
    for told in filter(str.strip, text.splitlines()):
        use, _colon, product = (part.strip() for part in told.replace("：", ":").partition(":"))
        if use not in uses or not product:
            words = _("「%(line)s」を読み取れません。「用途: 製品名」と書いてください。用途は %(uses)s です。")
            wrong.append(words % {"line": told.strip(), "uses": _uses()})
            continue
        try:
            found[checks.plain(product)] = uses[use]
        except ValidationError as error:
            wrong += error.messages
    return tuple(sorted(found.items())), wrong


def _uses() -> str:
    return joined([str(one) for one in USE_WORDS.values()], language())
