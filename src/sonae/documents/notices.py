"""What must a paper show of facts and assumptions, under which headings, and where does it stand?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sonae.core.answer import assumptions
from sonae.core.compare import Comparison
from sonae.core.quote import Quote
from sonae.core.scheme import Fact
from sonae.core.words import Words
from sonae.documents.sources import References
from sonae.documents.typesetting import Json


def notice_groups(
    facts: Iterable[Fact],
    words: Words,
    language: str,
    cited: References,
    places: Mapping[str, list[int]] | None = None,
    *,
    among: bool,
) -> list[Json]:
    """Return the facts by section; ``places`` names the facilities a fact (by id) is limited to.

    ``among`` several plans a fact names those it is about.
    """
    groups: dict[str, list[Json]] = {}
    for fact in facts:
        groups.setdefault(fact.section, []).append(
            {
                "text": fact.among_plans(language) if among else fact.text.say(language),
                "status": fact.status,
                "status_text": words.say(f"status.{fact.status}", language),
                "source": cited.cite(fact.sources),
                "places": (places or {}).get(fact.id, []),
            }
        )
    return [{"heading": words.say(f"section.{section}", language), "items": items} for section, items in groups.items()]


def assumed_items(answers: Sequence[Quote | Comparison], words: Words, language: str, cited: References) -> list[Json]:
    """Return all that was assumed, each thing once, with its source and the facilities it is limited to."""
    told = [assumptions(answer, words, language) for answer in answers]
    sources = {one.text: cited.cite(one.sources) for each in told for one in each}
    items = gathered([[one.text for one in each] for each in told])
    return [{**item, "source": sources[str(item["text"])]} for item in items]


def gathered(lists: Sequence[Sequence[str]]) -> list[Json]:
    """Return each text once, with the places of the facilities it concerns (none: all)."""
    places: dict[str, list[int]] = {}
    for place, texts in enumerate(lists, start=1):
        for text in texts:
            places.setdefault(text, []).append(place)
    return [{"text": text, "places": [] if len(at) == len(lists) else at} for text, at in places.items()]
