"""How is said what a decision is about: parts, clauses, questions, what a person ruled, what may still come?"""

from __future__ import annotations

from typing import NamedTuple

from sonae.core.coverage import Decision, Outcome
from sonae.core.decision_summary import awaits_deduction, for_person, since_end
from sonae.core.scheme import Text
from sonae.core.wording import Clause, CostItem, Wording
from sonae.core.words import EN, Words, joined


def say_for_person(decision: Decision, words: Words, language: str) -> str:
    """Return as one list of what a person must decide; the parts of which only a deduction is open stand together."""
    found = for_person(decision)
    names = [name_of(decision.wording, one, language) for one in found if not awaits_deduction(one)]
    deducted = joined((name_of(decision.wording, one, language) for one in found if awaits_deduction(one)), language)
    said = words.say("decision.deducted", language, (("names", deducted),)) if deducted else ""
    return joined(filter(None, [*names, said]), language)


def say_ruling(decision: Decision, one: Outcome, words: Words, language: str) -> str:
    """Return who decided, when and why; then the clauses that left it to a person, and those that it goes against.

    "" where nobody ruled.
    """
    ruling = one.ruling
    if ruling is None:
        return ""
    about = (("typed", ruling.by), ("decided_at", ruling.decided_at), ("reason", ruling.reason))
    said = [words.say("letter.ruling", language, about)]
    clauses = decision.wording.clauses
    left = [name for name in one.because if name not in ruling.against]
    for key, names in (("by", left), ("against", ruling.against)):
        named = joined((cited(clauses[name], language) for name in names if name in clauses), language)
        said += [words.say(f"letter.ruling.{key}", language, (("clauses", named),))] if named else []
    return (". " if language == EN else "。").join(text.rstrip("。. ") for text in said)


def say_later(decision: Decision, clause: Clause, words: Words, language: str) -> str:
    """Return what a clause waits for; of a moment that did not come before the term was over, under which term it may.

    The term is over where anything that is known came after its end.
    """
    asks = (decision.wording.facts.get(name) for name in clause.facts)
    moments = any(one and one.type == "moment" and not one.given for one in asks)
    if moments and any(since_end(decision, name) for name in decision.facts):
        return words.say("later.over", language)
    return clause.later.say(language) if clause.later else ""


class Asked(NamedTuple):
    """One thing that is still to be found out, in words: what it means, whom to ask, and what proves it.

    ``kind`` is the type of the fact, ``choices`` are the answers of a choice.
    """

    question: str
    about: str
    who: str
    evidence: str
    kind: str
    choices: tuple[str, ...]


def asked_of(decision: Decision, name: str, words: Words, language: str) -> Asked:
    """Return what a fact asks, in words; of a moment whose day is known, its hour."""
    fact, day = decision.wording.facts[name], decision.values[name]
    question = fact.question.say(language)
    return Asked(
        words.say("said.hour_of", language, (("question", question), ("day", day))) if day is not None else question,
        fact.about.say(language) if fact.about else "",
        joined((words.say(f"knows.{one}", language) for one in fact.knows), language),
        joined((one.say(language) for one in fact.evidence), language),
        fact.type,
        tuple(one.say(language) for one in fact.choices.values()),
    )


def cited(clause: Clause, language: str) -> str:
    """Return the number of a clause with its name."""
    return f"{clause.number.say(language)} {clause.heading.say(language)}"


def name_of(wording: Wording, one: Outcome, language: str) -> str:
    """Return what an outcome is about: the part, or the item with its part."""
    part = wording.parts[one.part].text
    if not one.item:
        return part.say(language)
    item = item_of(wording, one).text
    return Text(f"{part.ja}の{item.ja}", f"{item.en} ({part.en})").say(language)


def item_of(wording: Wording, one: Outcome) -> CostItem:
    """Return the cost item that an outcome is about."""
    return next(item for item in wording.parts[one.part].items if item.id == one.item)
