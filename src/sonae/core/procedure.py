"""How does a scheme take applications: who approves them, what proves and declares what, and who binds the insurer?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from sonae.core.scheme import Fact, Scheme, Text

# who can approve: kinds of organisation
APPROVERS = ("agency", "association", "insurer")
# after a send-back every step approves anew, or those before the one that sent back need not
FIRST, SAME = "first", "same"
# a number that is looked up, or a paper that is looked at
PROOFS = ("number", "paper")
# what becomes of an application without a policy that must be held first
REFUSED, REFERRED = "refused", "referred"
WAYS = ("web", "paper", "e_signature")
# how an acceptance comes that somebody else takes down for the member
ACCEPTING = ("paper", "e_signature", "phone")
# what must be kept of a declaration: nothing beyond its own record, the paper, or what the outside service calls it
NOTHING, PAPER, REFERENCE = "nothing", "paper", "reference"
CAPACITIES = ("representative", "authorised")
NEEDED = "needed"


@dataclass(frozen=True, slots=True)
class Said:
    """One rule in words: how sure it is, and where it stands."""

    text: Text
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scope:
    """For which schemes, kinds of facility and plan families a line is; empty means all of them."""

    schemes: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    families: frozenset[str] = frozenset()

    def holds(self, scheme: str, kind: str, family: str = "") -> bool:
        """Return whether the line is for this choice; one without a family (no plan printed) is for every one."""
        return (
            (not self.schemes or scheme in self.schemes)
            and (not self.kinds or kind in self.kinds)
            and (not self.families or not family or family in self.families)
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One approval: the kind of organisation that gives it, and within how many calendar days it should."""

    id: str
    by: str
    days: int
    said: Said


@dataclass(frozen=True, slots=True)
class Order:
    """The steps in their order. ``after_return`` is ``first`` (all anew) or ``same`` (on from who sent back)."""

    steps: tuple[Step, ...]
    after_return: str
    said: Said

    def place(self, step: str) -> int:
        """Return the place of a step, from 0. Raises ValueError for one that is not there."""
        return [one.id for one in self.steps].index(step)


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an application is sent back; ``moves_receipt``: then the resubmission is what was received."""

    id: str
    moves_receipt: bool
    said: Said


@dataclass(frozen=True, slots=True)
class Proof:
    """What shows that somebody may join: a ``number`` or a ``paper``, checked by a kind of organisation."""

    id: str
    way: str
    by: str
    scope: Scope
    said: Said


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A policy that must be held first, and how it is shown; ``without`` it one is refused or referred."""

    id: str
    way: str
    without: str
    scope: Scope
    said: Said


@dataclass(frozen=True, slots=True)
class Explanation:
    """A paper that must be acknowledged as read, in this edition.

    ``sections`` are those of the scheme's facts of which it is drawn; empty means all of them.
    """

    id: str
    edition: str
    scope: Scope
    said: Said
    sections: tuple[str, ...] = ()

    def facts(self, scheme: Scheme, chosen: Iterable[tuple[str, str]]) -> list[Fact]:
        """Return what the paper says to facilities of these kinds and families, in the brochure's order."""
        chosen = tuple(chosen)
        return [
            one
            for one in scheme.facts
            if (not self.sections or one.section in self.sections)
            and any(
                (not one.kinds or kind in one.kinds) and (not one.families or not family or family in one.families)
                for kind, family in chosen
            )
        ]


@dataclass(frozen=True, slots=True)
class Need:
    """One question of the needs confirmation; only "yes" means that the plan is what is wanted."""

    id: str
    scope: Scope
    said: Said


@dataclass(frozen=True, slots=True)
class Way:
    """One way to declare in place of the seal, and the evidence that is kept of it."""

    id: str
    evidence: str
    said: Said


@dataclass(frozen=True, slots=True)
class Declaration:
    """What is declared (``statements``), in which way, as whom, and by whom for all facilities of a corporation.

    ``no_incident`` is declared beside these where the first day of cover lies before the day of declaring; None where
    the procedure does not ask for it.
    """

    statements: Mapping[str, Said]
    ways: Mapping[str, Way]
    capacities: Mapping[str, Said]
    for_all: Said
    no_incident: Said | None = None


@dataclass(frozen=True, slots=True)
class Days:
    """A number of calendar days, counted from the day after."""

    days: int
    said: Said


@dataclass(frozen=True, slots=True)
class Ceiling:
    """Whole yen up to which something holds: the liability limits of an application, and its annual premium."""

    liability_limit: int
    annual_premium: int
    said: Said

    def above(self, limit: int, premium: int | None) -> tuple[str, ...]:
        """Return what lies above: ``limit_above``, ``premium_above``; a premium that is not known is not."""
        found = ("limit_above",) if limit > self.liability_limit else ()
        return (*found, "premium_above") if premium is not None and premium > self.annual_premium else found


@dataclass(frozen=True, slots=True)
class FactorRange:
    """Which disclosure factors an underwriter may give (``-0.30`` is 30 % off), in steps of ``step`` from zero."""

    lowest: Fraction
    highest: Fraction
    step: Fraction
    said: Said


@dataclass(frozen=True, slots=True)
class Asks:
    """The question set that facilities of some kinds answer, where their scheme wants a disclosure."""

    questions: str
    scope: Scope
    said: Said


@dataclass(frozen=True, slots=True, eq=False)
class Procedure:
    """How applications to some schemes are taken, one edition of it; equal only to itself.

    ``until_accepted`` is what holds until the insurer accepts, told beside the first day of cover. ``quotation`` is how
    long the insurer's quotation can be accepted, ``accepting`` in which ways an acceptance comes that who serves the
    member takes down; ``conditions`` by when what it asks for is done; ``alone`` what one underwriter may bind without
    a second, ``unreferred`` what no underwriter needs to see.
    """

    code: str
    name: Text
    edition: str
    digest: str
    schemes: tuple[str, ...]
    order: Order
    reasons: Mapping[str, Reason]
    late: Said
    until_accepted: Said
    proofs: tuple[Proof, ...]
    prerequisites: tuple[Prerequisite, ...]
    explanations: tuple[Explanation, ...]
    needs: tuple[Need, ...]
    declaration: Declaration
    quotation: Days
    accepting: Mapping[str, Way]
    conditions: Days
    alone: Ceiling
    unreferred: Ceiling
    factor: FactorRange
    disclosures: tuple[Asks, ...]
    sources: Mapping[str, Text]

    def texts(self) -> dict[str, Text]:
        """Return every text that a trace of this procedure names, by its key."""
        return {f"send_back.{self.code}.{name}": one.said.text for name, one in self.reasons.items()}

    def proofs_for(self, scheme: str, kinds: Iterable[str]) -> tuple[Proof, ...]:
        """Return what can prove that facilities of these kinds may join; one of them is enough."""
        kinds = tuple(kinds)
        return tuple(one for one in self.proofs if any(one.scope.holds(scheme, kind) for kind in kinds))

    def prerequisites_for(self, scheme: str, kind: str) -> tuple[Prerequisite, ...]:
        """Return the policies that a facility of this kind must hold first."""
        return tuple(one for one in self.prerequisites if one.scope.holds(scheme, kind))

    def explanations_for(self, scheme: str, chosen: Iterable[tuple[str, str]]) -> tuple[Explanation, ...]:
        """Return the papers to be read for facilities of these kinds and families."""
        chosen = tuple(chosen)
        return tuple(one for one in self.explanations if any(one.scope.holds(scheme, *pair) for pair in chosen))

    def needs_for(self, scheme: str, chosen: Iterable[tuple[str, str]]) -> tuple[Need, ...]:
        """Return the questions of the needs confirmation for facilities of these kinds and families."""
        chosen = tuple(chosen)
        return tuple(one for one in self.needs if any(one.scope.holds(scheme, *pair) for pair in chosen))

    def questions_for(self, scheme: Scheme, kind: str) -> str:
        """Return the code of the question set a facility answers; empty where its scheme wants no disclosure."""
        rule = scheme.kinds.get(kind)
        if rule is None or rule.disclosure != NEEDED:
            return ""
        return next((one.questions for one in self.disclosures if one.scope.holds(scheme.code, kind)), "")
