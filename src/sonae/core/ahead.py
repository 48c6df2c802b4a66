"""Which facts of a decision lie after the moment at which it is told? What has not come yet should be made sure of."""

from __future__ import annotations

from datetime import datetime

from sonae.core.coverage import Decision
from sonae.core.decision_summary import joined
from sonae.core.moments import earliest, has_come
from sonae.core.words import Words


def ahead(decision: Decision, at: datetime) -> tuple[str, ...]:
    """Return the facts that were said and whose moment, or day, begins after ``at``, in the wording's order."""
    said = (name for name in decision.wording.facts if name in decision.facts and not decision.facts[name].rule)
    values = ((name, decision.values[name]) for name in said)
    return tuple(name for name, value in values if has_come(value) and earliest(value) > at)


def say_ahead(decision: Decision, at: datetime, words: Words, language: str) -> str:
    """Return a caution that names them with their moments; "" where there are none."""
    facts = decision.wording.facts
    told = [
        f"{facts[name].question.say(language)} → {words.value(name, decision.values[name], language)}"
        for name in ahead(decision, at)
    ]
    about = (("at", at), ("typed", joined(told, language)))
    return words.say("decision.ahead", language, about) if told else ""
