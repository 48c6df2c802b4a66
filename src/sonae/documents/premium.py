"""How is a premium shown, so that only a price can be taken for a price?"""

from __future__ import annotations

from sonae.core import binding
from sonae.core.corporation import CorporationQuote
from sonae.core.quote import Quote
from sonae.core.rating import ESTIMATE, PRINTED, REFERRED
from sonae.core.trace import Line
from sonae.core.words import Words
from sonae.documents.figures import about, yen
from sonae.documents.labels import labels
from sonae.documents.typesetting import Json

PRICE, EXAMPLE, ABOLISHED = "price", "example", "abolished"
LOOKS = {binding.EXAMPLE: EXAMPLE, binding.ANOTHER_DECIDES: EXAMPLE, binding.ABOLISHED: ABOLISHED}


def headline(status: str, annual_yen: int | None, words: Words, language: str, *, style: str, says: str) -> Json:
    """Return the premium as the paper's box shows it; a referral never has a figure.

    ``status`` is that of the annual figure. ``says`` is what stands under the figure of a price or
    an example: whether it binds.
    """
    figure = "" if style == REFERRED or annual_yen is None else yen(annual_yen, language)
    return {
        "style": style,
        "big": labels(language).get(f"big.{style}", ""),
        "figure": about(figure, language) if style == ESTIMATE else figure,
        "status": status,
        "status_text": words.say(f"status.{status}", language),
        "about": words.say(f"status.{status}.about", language),
        "binding": says if style in {PRICE, EXAMPLE, ABOLISHED} else "",
    }


def style_of(status: str, key: str) -> str:
    """Return how a premium looks by its status and core's ``binding_key``: ``price`` only if it binds."""
    if status in {ESTIMATE, REFERRED}:
        return status
    return LOOKS.get(key, PRICE)


def quote_headline(quote: Quote, words: Words, language: str) -> Json:
    """Return the headline of one facility, with its instalments and how it was rounded."""
    premium, status = quote.premium, quote.premium.status
    style = style_of(status, quote.binding_key)
    sure = status if status == REFERRED else premium.annual_status
    says = words.say(f"binding.{quote.binding_key}", language)
    shown = headline(sure, premium.annual_yen, words, language, style=style, says=says)
    priced = bool(shown["figure"])
    parts = instalment(quote, words, language) if priced else None
    return {
        **shown,
        "about": labels(language)["instalment.about"] if parts and premium.annual_status != status else shown["about"],
        "instalment": parts,
        "rounding": rounding_text(quote.line, words, language) if priced else "",
    }


def total_headline(quote: CorporationQuote, words: Words, language: str) -> Json:
    """Return the headline of a whole corporation: its sum, as sure as its weakest part."""
    status = quote.status if quote.annual_yen is not None else REFERRED
    keys = [one.binding_key for one in quote.quotes]
    weakest = next((key for key in keys if style_of(PRINTED, key) != PRICE), keys[0])
    style = style_of(status, weakest)
    says = words.say(f"binding.{weakest}", language)
    shown = headline(status, quote.annual_yen, words, language, style=style, says=says)
    told = labels(language)["total.about"] if shown["figure"] else shown["about"]
    return {**shown, "about": told, "instalment": None, "rounding": ""}


def instalment(quote: Quote, words: Words, language: str) -> Json | None:
    """Return ``1回 1,680円 × 12回払`` with its status where the scheme publishes instalments."""
    premium = quote.premium
    if premium.instalment_yen is None:
        return None
    each = yen(premium.instalment_yen, language)
    return {
        "text": labels(language)["instalment"].format(yen=each, count=premium.instalments),
        "status": premium.instalment_status,
        "status_text": words.say(f"status.{premium.instalment_status}", language),
    }


def rounding_text(line: Line, words: Words, language: str) -> str:
    """Return in words how the premium was rounded, or nothing where a table printed it."""
    if line.key.startswith("rounding."):
        return words.line(line, language)
    texts = (rounding_text(child, words, language) for child in line.children)
    return next((text for text in texts if text), "")
