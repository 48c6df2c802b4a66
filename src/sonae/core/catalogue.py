"""Everything that is data, in one value: schemes, tariffs, procedures, questions, costs, playbooks, clocks, words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sonae.core.calendars import NO_HOLIDAYS, Calendar
from sonae.core.clock_links import ClockLink
from sonae.core.clocks import ClockEdition
from sonae.core.disclosure import QuestionSet
from sonae.core.incident import CostBook
from sonae.core.playbook import Playbook
from sonae.core.problems import Problem, Refusal
from sonae.core.procedure import Procedure
from sonae.core.scheme import Scheme
from sonae.core.tariff import Tariff
from sonae.core.wording import Wording
from sonae.core.words import Words


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the loader read: every value frozen, every figure with its source."""

    schemes: Mapping[str, Scheme]
    tariffs: Mapping[str, Tariff]
    costs: Mapping[str, CostBook]
    playbooks: Mapping[str, Playbook]
    words: Words
    wordings: Mapping[str, Wording] = field(default_factory=dict)
    clocks: Mapping[str, ClockEdition] = field(default_factory=dict)
    calendar: Calendar = NO_HOLIDAYS
    links: Mapping[str, ClockLink] = field(default_factory=dict)
    procedures: Mapping[str, Procedure] = field(default_factory=dict)
    disclosures: Mapping[str, QuestionSet] = field(default_factory=dict)

    def tariff_of(self, scheme: Scheme) -> Tariff | None:
        """Return the tariff behind a scheme, or None where none is known."""
        return self.tariffs.get(scheme.tariff)

    def costs_for(self, scheme: Scheme) -> dict[str, CostBook]:
        """Return the cost books of the scheme's trade by code; without any it has no simulator."""
        return {code: book for code, book in self.costs.items() if scheme.trade in book.trades}

    def book_for(self, scheme: Scheme, code: str = "") -> CostBook | Refusal:
        """Return the cost book ``code`` of the scheme's trade, the first of them where none is named."""
        books = self.costs_for(scheme)
        about = (("scheme", scheme.code), ("trade", scheme.trade))
        if not books:
            return Refusal((Problem("scheme", "problem.no_costs", about),))
        if (code := code or next(iter(books))) not in books:
            choices = (("typed", code), ("choices", ", ".join(books)))
            return Refusal((Problem("costs", "problem.costs_unknown", (*about, *choices)),))
        return books[code]

    def playbook_for(self, scheme: Scheme) -> Playbook | None:
        """Return the playbook of the scheme's trade, or None where nobody wrote one."""
        return next((one for one in self.playbooks.values() if scheme.trade in one.trades), None)

    def clocks_called(self, code: str = "") -> ClockEdition | Refusal:
        """Return the edition of clocks ``code``; where none is named, the only one there is."""
        choices = ", ".join(self.clocks)
        if not code and len(self.clocks) == 1:
            return next(iter(self.clocks.values()))
        if code in self.clocks:
            return self.clocks[code]
        key = "problem.clocks_unknown" if code else "problem.clocks_needed"
        return Refusal((Problem("clocks", key, (("typed", code), ("choices", choices))),))

    def link_of(self, wording: Wording, edition: ClockEdition) -> ClockLink:
        """Return what a wording and an edition of clocks tell each other beyond the facts that both name alike."""
        found = self.links.get(wording.code)
        return found if found and found.clocks == edition.code else ClockLink(edition.code)

    def wording_of(self, scheme: Scheme) -> Wording | None:
        """Return the wording that stands behind a scheme, or None where nobody wrote it down."""
        return next((one for one in self.wordings.values() if scheme.code in one.schemes), None)

    def procedure_for(self, scheme_code: str) -> Procedure | None:
        """Return how applications to a scheme are taken, or None where nobody wrote it down: then it takes none."""
        return next((one for one in self.procedures.values() if scheme_code in one.schemes), None)
