"""How is a quote said to a machine? The one JSON shape of command line, API and stored papers."""

from __future__ import annotations

from typing import NamedTuple

from sonae.core.compare import Comparison
from sonae.core.corporation import CorporationQuote
from sonae.core.joining import Cover
from sonae.core.problems import Problem, Refusal
from sonae.core.quote import Quote
from sonae.core.rating import Premium
from sonae.core.scheme import Fact
from sonae.core.trace import Params, as_dict
from sonae.core.words import Words

Json = dict[str, object]


def quote_answer(quote: Quote, words: Words, language: str) -> Json:
    """Return the quote as JSON: premium, cover, referral, assumed, notices and trace."""
    premium, plan = quote.premium, quote.plan
    return {
        "scheme": quote.scheme.code,
        "edition_digest": quote.scheme.digest,
        "example": quote.scheme.example,
        "kind": quote.kind.kind,
        "measures": dict(quote.measures),
        "family": plan.family if plan else None,
        "plan": plan.code if plan else None,
        "liability_limit_yen": plan.liability_limit if plan else None,
        "cost_limit_yen": plan.cost_limit if plan else None,
        "asked_at": quote.asked_at.isoformat(),
        "received": quote.received.isoformat() if quote.received else None,
        "premium": {
            **premium_answer(premium, words, language),
            "payable_yen": quote.payable_yen,
            "payable_status": quote.payable_status or None,
        },
        **cover_answer(quote, words, language),
        "referral": [words.say(f"referral.{key}", language) for key in quote.referral],
        "referral_keys": list(quote.referral),
        "assumed": assumed_texts(quote, words, language),
        "assumed_keys": list(quote.assumed),
        "notices": [notice(fact, language) for fact in quote.notices],
        "trace": as_dict(quote.line),
    }


def premium_answer(premium: Premium, words: Words, language: str) -> Json:
    """Return a whole year's premium with how sure it is."""
    return {
        "status": premium.status,
        "status_text": words.say(f"status.{premium.status}", language),
        "binding": premium.binding,
        "annual_yen": premium.annual_yen,
        "annual_status": premium.annual_status or None,
        "instalment_yen": premium.instalment_yen,
        "instalment_status": premium.instalment_status or None,
        "instalments": premium.instalments,
    }


def cover_answer(quote: Quote, words: Words, language: str) -> Json:
    """Return ``cover`` with its moments, or null beside ``cover_reason``."""
    cover = quote.cover
    if not isinstance(cover, Cover):
        return {
            "cover": None,
            "cover_reason": words.say(f"no_cover.{cover.reason}", language, cover.params),
            "cover_reason_key": cover.reason,
        }
    first = cover.first_collection
    return {
        "cover": {
            "start": cover.start.isoformat(),
            "end": cover.end.isoformat(),
            "months": cover.months,
            "first_collection_month": f"{first:%Y-%m}" if first else None,
        },
        "cover_reason": None,
        "cover_reason_key": None,
    }


class Assumption(NamedTuple):
    """One thing that was assumed, in words; ``sources`` is empty for a rule of Sonae's own."""

    text: str
    sources: tuple[str, ...] = ()


def assumptions(answer: Quote | CorporationQuote | Comparison, words: Words, language: str) -> list[Assumption]:
    """Return all that was assumed, in the order of ``answer.assumed``: rules of Sonae and facts of the scheme."""
    facts = {fact.id: fact for fact in answer.scheme.facts if fact.status == "assumed"}
    return [
        Assumption(facts[key].text.say(language), facts[key].sources)
        if key in facts
        else Assumption(words.say(f"assumed.{key}", language))
        for key in answer.assumed
    ]


def assumed_texts(answer: Quote | CorporationQuote | Comparison, words: Words, language: str) -> list[str]:
    """Return all that was assumed in words alone."""
    return [one.text for one in assumptions(answer, words, language)]


def notice(fact: Fact, language: str, *, among: bool = False) -> Json:
    """Return one thing the applicant must know, with where it stands; ``among`` several plans it names its own."""
    return {
        "id": fact.id,
        "section": fact.section,
        "text": fact.among_plans(language) if among else fact.text.say(language),
        "status": fact.status,
        "sources": list(fact.sources),
    }


def corporation_answer(quote: CorporationQuote, words: Words, language: str) -> Json:
    """Return the quotes of several facilities with their sums."""
    return {
        "status": quote.status,
        "annual_yen": quote.annual_yen,
        "payable_yen": quote.payable_yen,
        "facilities": [quote_answer(one, words, language) for one in quote.quotes],
        "referral": [words.say(f"referral.{key}", language) for key in quote.referral],
        "notices": [notice(fact, language) for fact in quote.notices],
    }


def errors_answer(refusal: Refusal, words: Words, language: str) -> list[dict[str, str]]:
    """Return every error as ``{field, message}``."""
    return [error_answer(problem, words, language) for problem in refusal.errors]


def error_answer(problem: Problem, words: Words, language: str) -> dict[str, str]:
    """Return one error; words of ``problem.params`` are looked up where codes have some."""
    params: Params = problem.params
    return {
        "field": problem.field,
        "message": words.say(problem.key, language, params),
        "key": problem.key,
    }
