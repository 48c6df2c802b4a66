"""Everything that is data, in one value: schemes, tariffs, unit costs, playbooks and words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sonae.core.incident import CostBook
from sonae.core.playbook import Playbook
from sonae.core.scheme import Scheme
from sonae.core.tariff import Tariff
from sonae.core.words import Words


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What the loader read: every value frozen, every figure with its source."""

    schemes: Mapping[str, Scheme]
    tariffs: Mapping[str, Tariff]
    costs: Mapping[str, CostBook]
    playbooks: Mapping[str, Playbook]
    words: Words

    def tariff_of(self, scheme: Scheme) -> Tariff | None:
        """Return the tariff behind a scheme, or None where none is known."""
        return self.tariffs.get(scheme.tariff)
