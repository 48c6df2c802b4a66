"""What is known of an incident, from whom, and what is not yet known?

A fact is true, false or not yet known (Kleene's logic); what is not yet known is never taken for false.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sonae.core.conditions import Condition, FactValue
from sonae.core.scheme import Text

FACT_TYPES = ("yes_no", "moment", "count", "choice", "yen")
LARGEST = 10**15
# the facts that a cover can give, and their types (``coverage.given_values``)
GIVEN = {
    "term_start": "moment",
    "term_end": "moment",
    "first_contract_at": "moment",
    "family": "choice",
    "insured": "choice",
    "emergency_support": "yes_no",
    "kind": "choice",
}


@dataclass(frozen=True, slots=True)
class DeclaredFact:
    """One fact that clauses or clocks ask for: its type, its question in plain words, and who can answer it.

    ``knows`` names who usually knows (member, desk, vendor, provider, insurer,
    association, agency, lawyer, public_body), ``evidence`` what
    proves it. ``given`` facts come with the cover and are never asked; ``usual`` is what most incidents answer
    (assumed; it orders questions and decides nothing). ``after`` is what its question hangs on: it is not asked while
    that is open and can still be asked for.
    """

    id: str
    type: str
    question: Text
    knows: tuple[str, ...]
    evidence: tuple[Text, ...]
    status: str
    sources: tuple[str, ...]
    choices: Mapping[str, Text] = field(default_factory=dict)
    about: Text | None = None
    given: bool = False
    usual: FactValue | None = None
    after: Condition | None = None


@dataclass(frozen=True, slots=True)
class Implication:
    """What follows from other facts: where ``when`` holds, each fact of ``then`` has its value.

    Without a ``then`` it cannot be: facts that make ``when`` hold contradict each other.
    """

    id: str
    when: Condition
    then: tuple[tuple[str, FactValue], ...]
    text: Text
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """The value of one fact: ``source`` is the document it came from, ``by`` who entered it.

    ``rule`` names the implication it follows from; it is empty where somebody said it.
    """

    value: FactValue
    source: str = ""
    by: str = ""
    rule: str = ""


Facts = Mapping[str, Known]
