"""What do the clocks say to a CASE.yaml?

What only cover and payment read of the same file (``wording``, ``cover``, ``costs``) stays as it is written.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sonae.core.catalogue import Catalogue
from sonae.core.clock_feeds import facts_fed
from sonae.core.clock_links import beneath, rules_of
from sonae.core.clock_reading import ClockState, read_clocks, read_switches, values_of
from sonae.core.clocks import Asked, ClockEdition
from sonae.core.conditions import Values as FactValues
from sonae.core.fact_reading import Said, derive, nothing_given, read_values
from sonae.core.facts import Facts
from sonae.core.papers import completeness
from sonae.core.problems import Refusal
from sonae.core.scheme import Text
from sonae.core.wording import Wording
from sonae.loader.case_claims import CLAIM_KEYS, COMPLETE_FACT, PAID_FACT, papers_of
from sonae.loader.case_cover import kind_of
from sonae.loader.case_facts import facts_for_clocks
from sonae.loader.case_files import Raw, SaidFact
from sonae.loader.case_problems import note_facts
from sonae.loader.case_settling import paid_in_full
from sonae.loader.nodes import Mapping, Scalar, read_yaml
from sonae.loader.notices import FIRST_EVENT, MORE_TIME, notices_of, obstructions_of
from sonae.loader.problems import Log
from sonae.loader.shapes import BAD, MapOf, Opt, Record, Values
from sonae.loader.vocabulary import CODE, TEXT, WORDS, ZONED

# what can be wrong with a case that is none of its facts, by the key under which it stands
ELSEWHERE = frozenset({"clocks", "extensions", "obstructions", "switches"})
OTHERS = ("wording", "cover", "rulings", "earlier", *(name for name in CLAIM_KEYS if name != "papers"))
CLOCK_CASE = Record(
    {
        "case": Opt(CODE, ""),
        "title": Opt(WORDS),
        "story": Opt(WORDS),
        "clocks": Opt(CODE, ""),
        "at": Opt(ZONED),
        "facts": Opt(MapOf(SaidFact()), {}),
        **MORE_TIME,
        "papers": CLAIM_KEYS["papers"],
        "switches": Opt(MapOf(TEXT), {}),
        **{name: Opt(Raw()) for name in OTHERS},
        "expect": Opt(Raw()),
    }
)


@dataclass(frozen=True, slots=True)
class ClockCase:
    """A case file as the clocks read it; ``values`` know where each thing stands."""

    path: Path
    values: Values

    @property
    def title(self) -> Text | None:
        """What the incident is called."""
        title: Text | None = self.values["title"]
        return title

    @property
    def edition(self) -> str:
        """The edition of clocks that the case names; empty where it names none."""
        return str(self.values["clocks"])

    @property
    def at(self) -> datetime | None:
        """The moment as of which the case wants its answer."""
        at: datetime | None = self.values["at"]
        return at

    @property
    def said(self) -> dict[str, Said]:
        """The facts as somebody said them."""
        return {name: one.said for name, one in self.values["facts"].items()}

    @property
    def event(self) -> str:
        """The event whose payment the clocks watch: the first that has papers, or a notice or obstruction."""
        return next(iter((*self.values["papers"], *self._told_of)), FIRST_EVENT)

    @property
    def _told_of(self) -> tuple[str, ...]:
        return tuple(one["event"] for name in MORE_TIME for one in self.values[name])

    @property
    def scheme(self) -> str:
        """The scheme of the cover; empty where none is named."""
        return self.held("scheme")

    def held(self, name: str) -> str:
        """Return one word of the cover as it is written; empty where it is not."""
        cover = self.values["cover"]
        node = cover.nodes.get(name) if isinstance(cover, Mapping) else None
        return node.text if isinstance(node, Scalar) else ""

    @property
    def others(self) -> tuple[str, ...]:
        """Its keys that only other questions read, and what is told of events that the clocks do not watch."""
        keys = [name for name in OTHERS if self.values[name] is not None]
        foreign = (f"{name}: {one['event']}" for name in MORE_TIME for one in self.values[name])
        return (*keys, *dict.fromkeys(one for one in foreign if not one.endswith(f": {self.event}")))


@dataclass(frozen=True, slots=True)
class ClockAnswer:
    """What an edition answers to a case.

    ``values`` are those of every fact and switch, ``states`` the clocks, ``fed`` what these say for the coverage
    decision; ``unread`` names the facts and keys of the case that only other questions ask for.
    """

    edition: ClockEdition
    at: datetime
    values: FactValues
    states: tuple[ClockState, ...]
    fed: Facts
    unread: tuple[str, ...]


def read_clock_case(path: Path, name: str, log: Log, shape: Record = CLOCK_CASE) -> ClockCase | None:
    """Return the case in a file, or None after noting everything that cannot be read; OSError without a file.

    ``name`` is what problems call the file.
    """
    tree = read_yaml(path, name, log)
    values = shape.read(tree, "", log) if tree else BAD
    return None if values is BAD else ClockCase(path, values)


def answer_case(case: ClockCase, edition: ClockEdition, catalogue: Catalogue, at: datetime) -> ClockAnswer | Refusal:
    """Return how every clock of the edition stands at ``at``, or everything that is wrong with what was told.

    A fact that no clock asks for, but a wording does, is named in the answer; one that nobody asks for is refused.
    """
    elsewhere = {name for one in catalogue.wordings.values() for name in one.facts} - edition.facts.keys()
    paid = settled_and_paid(case, edition, catalogue)
    told = {**completed(case, edition, catalogue), **paid, **case.said}
    said = {name: one for name, one in told.items() if name not in elsewhere}
    known = _known(case, edition, catalogue, said, at)
    switches = read_switches(edition, case.values["switches"])
    if isinstance(known, Refusal) or isinstance(switches, Refusal):
        refused = [error for one in (known, switches) if isinstance(one, Refusal) for error in one.errors]
        return Refusal(tuple(refused))
    asked = Asked(notices_of(case.values, case.event), obstructions_of(case.values, case.event), switches)
    states = read_clocks(edition, known, catalogue.calendar, at=at, asked=asked)
    if isinstance(states, Refusal):
        return states
    fed = facts_fed(edition, states, known)
    if isinstance(fed, Refusal):
        return fed
    read = _read_for(case, edition, catalogue, known) | ({"costs", "payments"} if paid else set())
    unread = tuple(name for name in (*case.others, *(one for one in told if one in elsewhere)) if name not in read)
    return ClockAnswer(edition, at, values_of(edition, known, switches), states, fed, unread)


def _known(
    case: ClockCase, edition: ClockEdition, catalogue: Catalogue, said: dict[str, Said], at: datetime
) -> Facts | Refusal:
    """Return the facts of the clocks: those said, what those of the case's wording tell, and what follows from both."""
    known, problems = read_values(edition.facts, said)
    wording = wording_of(case, catalogue)
    if wording:
        kind = kind_of(catalogue.schemes.get(case.scheme), *(case.held(name) for name in ("kind", "plan", "family")))
        link = catalogue.link_of(wording, edition)
        found = facts_for_clocks(case.said, wording, edition, link, {"kind": kind or None}, at)
        both = found if isinstance(found, Refusal) else beneath(found, known, rules_of(wording, link))
        if isinstance(both, Refusal):
            problems += both.errors
        else:
            known = dict(both)
    rules = edition.implications
    derived = derive(known, nothing_given(edition.facts, rules), rules)
    if problems or isinstance(derived, Refusal):
        more = derived.errors if isinstance(derived, Refusal) else ()
        return Refusal(tuple(dict.fromkeys((*problems, *more))))
    return derived


def _read_for(case: ClockCase, edition: ClockEdition, catalogue: Catalogue, known: Facts) -> frozenset[str]:
    """Return the facts of the case's wording from which facts of the clocks follow; ``cover`` for what it gives."""
    wording = wording_of(case, catalogue)
    if wording is None:
        return frozenset()
    rules = rules_of(wording, catalogue.link_of(wording, edition))
    names = {name for one in known.values() if one.rule in rules for name in rules[one.rule].when.facts}
    return frozenset(names | {"cover" for name in names if wording.facts[name].given})


def wording_of(case: ClockCase, catalogue: Catalogue) -> Wording | None:
    """Return the wording that a case names, or the one behind its scheme; None where it names neither."""
    code, scheme = case.values["wording"], catalogue.schemes.get(case.scheme)
    named = catalogue.wordings.get(code.text) if isinstance(code, Scalar) else None
    return named or (catalogue.wording_of(scheme) if scheme else None)


def completed(case: ClockCase, edition: ClockEdition, catalogue: Catalogue) -> dict[str, Said]:
    """Return when the claim was complete, as its papers tell it; nothing where they do not, or nobody asks."""
    wording = wording_of(case, catalogue)
    one = case.values["papers"].get(case.event)
    if wording is None or one is None or COMPLETE_FACT not in edition.facts:
        return {}
    found = completeness(wording.papers, one["types"], papers_of(one))
    if isinstance(found, Refusal) or found.complete_at is None:
        return {}
    return {COMPLETE_FACT: Said(found.complete_at.isoformat(), ", ".join(one["name"] for one in one["received"]))}


def settled_and_paid(case: ClockCase, edition: ClockEdition, catalogue: Catalogue) -> dict[str, Said]:
    """Return when the claim was paid in full, as its payments tell it; nothing where somebody said it."""
    if case.values["payments"] is None or PAID_FACT not in edition.facts or PAID_FACT in case.said:
        return {}
    paid = paid_in_full(case.path, case.event, catalogue)
    return {PAID_FACT: paid} if paid else {}


def note_refusal(refusal: Refusal, case: ClockCase, catalogue: Catalogue, log: Log) -> None:
    """Note each problem with a case, in both languages, where it stands: facts, switches, notices, the edition."""
    values = case.values
    for problem in refusal.errors:
        first = problem.field.partition(".")[0]
        if first not in ELSEWHERE or first in values["facts"]:
            note_facts(Refusal((problem,)), values, catalogue, log)
            continue
        typed = dict(problem.params).get("typed")
        notice = next((one for one in values["extensions"] if one["clock"] == typed), None)
        at = notice.place("clock") if notice and first == "extensions" else values.place(first)
        log.note(problem, at, problem.field, catalogue.words)
