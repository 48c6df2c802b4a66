"""Which facts must a paper show, under which headings, and where do they stand?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
) -> list[Json]:
    """Return the facts by section; ``places`` names the facilities a fact (by id) is limited to."""
    groups: dict[str, list[Json]] = {}
    for fact in facts:
        groups.setdefault(fact.section, []).append(
            {
                "text": fact.text.say(language),
                "status": fact.status,
                "status_text": words.say(f"status.{fact.status}", language),
                "source": cited.cite(fact.sources),
                "places": (places or {}).get(fact.id, []),
            }
        )
    return [{"heading": words.say(f"section.{section}", language), "items": items} for section, items in groups.items()]
