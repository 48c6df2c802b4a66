"""The quotation sheet (見積書): what would one or several facilities of a corporation pay, and why?"""

from __future__ import annotations

from sonae.core.corporation import CorporationQuote
from sonae.core.rating import ESTIMATE, REFERRED
from sonae.core.scheme import Contact
from sonae.core.words import EN, JA, Words
from sonae.documents.contacts import contact_rows
from sonae.documents.facility import facility_part, referral_texts
from sonae.documents.figures import about, moment, yen
from sonae.documents.frame import frame, publish
from sonae.documents.labels import labels
from sonae.documents.notices import assumed_items, gathered, notice_groups
from sonae.documents.premium import quote_headline, total_headline
from sonae.documents.sources import References
from sonae.documents.typesetting import Json


def quotation_sheet(quote: CorporationQuote, words: Words, language: str, link: str) -> bytes:
    """Return the quotation sheet as PDF (A4 portrait); ``link`` is where the quote comes again.

    A binding price, an example, an estimate and a referral look different from each other; a
    referral shows no figure. Raises PaperError where a text cannot be set.
    """
    return publish("quotation", quotation(quote, words, language, link), quote.quotes[0].asked_at)


def quotation(quote: CorporationQuote, words: Words, language: str, link: str) -> Json:
    """Return all that the sheet says, as its template reads it."""
    side = EN if language == EN else JA
    first = quote.quotes[0]
    received = first.received if len({one.received for one in quote.quotes}) == 1 else None
    cited = References(first.scheme.sources, side)
    told = notices(quote, words, side, cited)
    parts = [facility_part(i, one, words, side, cited) for i, one in enumerate(quote.quotes, 1)]
    agency = first.scheme.contact("agency")
    return {
        **frame("Q", first.scheme, words, side, link),
        "asked": moment(first.asked_at, words, side),
        "received": moment(received, words, side) if received else "",
        "agency": agency.name.say(side) if agency else "",
        "ask": _ask(agency, side) if agency else "",
        "headline": _headline(quote, words, side),
        "payable": _payable(quote, side),
        "facilities": parts,
        "referral": gathered([referral_texts(one, words, side) for one in quote.quotes]),
        "assumed": assumed_items(quote.quotes, words, side, cited),
        "notices": told,
        "contacts": contact_rows(first.scheme, words, side),
        "sources": cited.listed(),
    }


def _ask(agency: Contact, language: str) -> str:
    return labels(language)["ask"].format(name=agency.name.say(language), phone=agency.phone)


def _headline(quote: CorporationQuote, words: Words, language: str) -> Json:
    if len(quote.quotes) == 1:
        return quote_headline(quote.quotes[0], words, language)
    return total_headline(quote, words, language)


def _payable(quote: CorporationQuote, language: str) -> str:
    """Return the sum due now; nothing as soon as one facility has no figure."""
    if quote.payable_yen is None or quote.status == REFERRED:
        return ""
    figure = yen(quote.payable_yen, language)
    return about(figure, language) if quote.status == ESTIMATE else figure


def notices(quote: CorporationQuote, words: Words, language: str, cited: References) -> list[Json]:
    """Return every fact that must be shown, in the scheme's order, with whom it concerns."""
    wanted = {fact.id for fact in quote.notices}
    wanted |= {fact.id for one in quote.quotes for fact in one.notices}
    facts = [fact for fact in quote.quotes[0].scheme.facts if fact.id in wanted]
    places = {}
    for fact in facts:
        at = [i for i, one in enumerate(quote.quotes, 1) if fact in one.notices]
        if fact not in quote.notices and len(at) < len(quote.quotes):
            places[fact.id] = at
    return notice_groups(facts, words, language, cited, places, among=len(quote.quotes) > 1)
