"""What moved between two decisions: which facts, which clauses, which answers, and which amounts?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from sonae.core.answer import Json
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import ANSWERS, Decision
from sonae.core.decision_answer import cover_answer, fact_plain
from sonae.core.facts import Known
from sonae.core.wording import Wording
from sonae.core.wording_words import say_value, words_of
from sonae.core.words import Words

NO_AMOUNTS: Mapping[str, int] = {}
FACT, CLAUSE, ANSWER, AMOUNT = "fact", "clause", "answer", "amount"
Said = str | int | bool | None


class Change(NamedTuple):
    """One thing that moved, ``before`` and ``after``; None where it was not there, or not known."""

    id: str
    before: Said
    after: Said


class Difference(NamedTuple):
    """All that moved between two decisions.

    ``editions`` are the wordings' codes and digests where these differ, ``cover`` what the member holds, ``facts`` the
    values known (also those that follow from others), ``clauses`` the results, ``answers`` those of parts and items,
    ``amounts`` yen by line or level of two settlements.
    """

    before: Decision
    after: Decision
    editions: tuple[Change, ...]
    cover: tuple[Change, ...]
    facts: tuple[Change, ...]
    clauses: tuple[Change, ...]
    answers: tuple[Change, ...]
    amounts: tuple[Change, ...]

    @property
    def nothing(self) -> bool:
        """Whether nothing moved."""
        return not (self.editions or self.cover or self.facts or self.clauses or self.answers or self.amounts)

    @property
    def together(self) -> tuple[Change, ...]:
        """The answers that moved, without the items of a part all of which moved as the part did."""
        moved = {one.id: (one.before, one.after) for one in self.answers}
        items: dict[str, list[str]] = {}
        for key in dict.fromkeys((*self.before.answers, *self.after.answers)):
            part, _, item = key.partition("/")
            if item:
                items.setdefault(part, []).append(key)
        alike = {
            key
            for part, keys in items.items()
            if all(moved.get(one) == moved.get(part) for one in keys)
            for key in keys
        }
        return tuple(one for one in self.answers if one.id not in alike)


def difference(
    before: Decision,
    after: Decision,
    amounts_before: Mapping[str, int] = NO_AMOUNTS,
    amounts_after: Mapping[str, int] = NO_AMOUNTS,
) -> Difference:
    """Return what moved from one decision to another, also of another edition or cover.

    ``amounts_before`` and ``amounts_after`` are yen by any name, such as the lines and levels of two settlements.
    """
    one, other = before.wording, after.wording
    return Difference(
        before,
        after,
        _moved({"wording": one.code, "digest": one.digest}, {"wording": other.code, "digest": other.digest}),
        _moved(_flat(before.terms), _flat(after.terms)),
        _moved(_values(before.facts), _values(after.facts), (*one.facts, *other.facts)),
        _moved(_results(before), _results(after), (*one.clauses, *other.clauses)),
        _moved(before.answers, after.answers),
        _moved(amounts_before, amounts_after),
    )


def _moved(before: Mapping[str, Said], after: Mapping[str, Said], order: Iterable[str] = ()) -> tuple[Change, ...]:
    """Return each name whose value is another one, in ``order``, then as they come."""
    names = dict.fromkeys((*order, *before, *after))
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return tuple(Change(name, one, other) for name, one, other in pairs if one != other)


def _values(facts: Mapping[str, Known]) -> dict[str, Said]:
    return {name: fact_plain(known.value) for name, known in facts.items()}


def _results(decision: Decision) -> dict[str, Said]:
    return {name: ANSWERS[met] for name, met in decision.met.items()}


def _flat(terms: CoverTerms) -> dict[str, Said]:
    """Return what a member holds, each thing as one text or number by its name."""
    flat: dict[str, Said] = {}
    for name, value in cover_answer(terms).items():
        if isinstance(value, dict):
            flat |= {f"{name}.{key}": one for key, one in value.items()}
        elif isinstance(value, list):
            flat[name] = ", ".join(str(one) for one in value)
        elif value is None or isinstance(value, str | int):
            flat[name] = value
    return flat


def difference_answer(found: Difference, words: Words, language: str) -> Json:
    """Return the difference as JSON, each change with its words."""
    before, after = found.before.wording, found.after.wording
    own = words_of(after, words_of(before, words))
    return {
        "before": {"wording": before.code, "edition_digest": before.digest, "settled": found.before.settled},
        "after": {"wording": after.code, "edition_digest": after.digest, "settled": found.after.settled},
        "nothing": found.nothing,
        "editions": [one._asdict() for one in found.editions],
        "cover": [one._asdict() for one in found.cover],
        "facts": [_told(found, FACT, one, own, language) for one in found.facts],
        "clauses": [_told(found, CLAUSE, one, own, language) for one in found.clauses],
        "answers": [_told(found, ANSWER, one, own, language) for one in found.answers],
        "amounts_yen": [_told(found, AMOUNT, one, own, language) for one in found.amounts],
    }


def change_words(found: Difference, kind: str, change: Change, words: Words, language: str) -> tuple[str, str, str]:
    """Return what moved, from what, and to what, in words; ``kind`` is that of ``Difference`` in the singular."""
    own = words_of(found.after.wording, words_of(found.before.wording, words))
    return _said(found, kind, change, own, language)


def _told(found: Difference, kind: str, change: Change, words: Words, language: str) -> Json:
    text, before, after = _said(found, kind, change, words, language)
    return {**change._asdict(), "text": text, "before_text": before, "after_text": after}


def _said(found: Difference, kind: str, change: Change, own: Words, language: str) -> tuple[str, str, str]:
    name, before, after = change
    if kind == FACT:
        one, other = (_value(side, name, own, language) for side in (found.before, found.after))
        return own.say(f"fact.{name}", language), one, other
    if kind == CLAUSE:
        number = _number(found, name, language)
        one, other = (own.say(f"met.{value}", language) if value else "-" for value in (before, after))
        return f"{number} {own.say(f'clause.{name}', language)}", one, other
    if kind == ANSWER:
        one, other = (own.say(f"answer.{value}", language) if value else "-" for value in (before, after))
        return own.say(f"outcome.{name}", language), one, other
    one, other = ("-" if value is None else own.value(name, value, language) for value in (before, after))
    return _amount_name(name, own, language), one, other


def _amount_name(name: str, words: Words, language: str) -> str:
    """Return what an amount is, paid of a line or left of a level, or what of the cover; else the name itself."""
    head, *rest = name.split(".")
    held = f"name.{'.'.join(rest)}" if rest else f"held.{name}"
    if head in {"amounts_yen", "switches", name} and words.has(held):
        return words.say(held, language)
    key = f"moved.{head}"
    if not words.has(key):
        return name
    of = [words.value("level", rest[0], language), *rest[1:]] if rest else []
    return words.say(key, language, (("typed", " ".join(of)),)).strip()


def _value(decision: Decision, name: str, words: Words, language: str) -> str:
    known = decision.facts.get(name)
    wording: Wording = decision.wording
    return say_value(wording, words, name, known.value if known else None, language)


def _number(found: Difference, name: str, language: str) -> str:
    """Return the number of a clause, in the later edition where it stands there."""
    clause = found.after.wording.clauses.get(name) or found.before.wording.clauses[name]
    return clause.number.say(language)
