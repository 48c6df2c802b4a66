"""What does a member of a case hold: from its scheme and plan, and over these what the case itself writes out?"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sonae.core.catalogue import Catalogue
from sonae.core.cover_checks import check_cover
from sonae.core.cover_terms import CoverTerms, SwitchValue
from sonae.core.moments import TOKYO, Term
from sonae.core.problems import Problem, nearest
from sonae.core.scheme import Plan, Scheme
from sonae.core.switches import read_switch
from sonae.core.wording import Wording
from sonae.loader.problems import Log, Place
from sonae.loader.shapes import ListOf, MapOf, Opt, Record, Values
from sonae.loader.switches import switch_shape
from sonae.loader.vocabulary import BOOL, CODE, TEXT, YEN, ZONED

COVER = Record(
    {
        "member": Opt(TEXT, ""),
        "scheme": Opt(CODE, ""),
        "kind": Opt(CODE, ""),
        "family": Opt(CODE, ""),
        "plan": Opt(TEXT, ""),
        "term": Opt(Record({"start": ZONED, "end": ZONED})),
        "first_contract_at": Opt(ZONED),
        "parts": Opt(ListOf(CODE), ()),
        "triggers": Opt(ListOf(CODE), ()),
        "amounts": Opt(MapOf(YEN), {}),
        "riders": Opt(MapOf(YEN), {}),
        "facilities": Opt(ListOf(TEXT), ()),
        "shared": Opt(BOOL, True),
        "emergency_support": Opt(BOOL),
        "insured": Opt(CODE, "named_insured"),
        "switches": Opt(MapOf(TEXT), {}),
    }
)
NEEDED = ("family", "term", "parts", "triggers")
TERM = "term: {start: 2025-05-01T16:00+09:00, end: 2026-05-01T16:00+09:00}"
# stands where nobody has written a term: nothing is decided by it
UNDATED = Term(datetime(2025, 1, 1, tzinfo=TOKYO), datetime(2026, 1, 1, tzinfo=TOKYO))


class Cover:
    """Reads what a member holds: from its scheme and plan, and over these what the case itself writes out.

    ``unread`` names what the case says but could not be read: what would only follow from that is not told.
    """

    def __init__(self, cover: Values, catalogue: Catalogue, log: Log, unread: Collection[str] = ()) -> None:
        self.cover, self.catalogue, self.log = cover, catalogue, log
        self.unread, self.dated = unread, False
        self.scheme = catalogue.schemes.get(cover["scheme"])
        if cover["scheme"] and self.scheme is None:
            self._unknown("scheme", cover["scheme"], catalogue.schemes)

    def wording(self, code: str, at: Place) -> Wording | None:
        """Return the wording of the scheme where the case names none; one that nobody knows is noted."""
        if code:
            self.log.add(at, "wording", "unknown_reference", found=code, known=nearest(code, self.catalogue.wordings))
            return None
        found = self.catalogue.wording_of(self.scheme) if self.scheme else None
        if found is None and not self.unread and not (self.cover["scheme"] and self.scheme is None):
            choices = ", ".join(self.catalogue.wordings)
            self.log.add(self.cover.at, "wording", "missing_key", shape=f"wording: one of {choices}")
        return found

    def read(self, wording: Wording) -> CoverTerms:
        """Return the cover, what is missing or unknown noted; its term only stands for one where it is not dated."""
        self._check_scheme(wording)
        cover, scheme, plan = self.cover, self.scheme, self._plan()
        family = cover["family"] or (plan.family if plan else "")
        coverage = scheme.coverage.get(family) if scheme else None
        term = Term(cover["term"]["start"], cover["term"]["end"]) if cover["term"] else scheme.term if scheme else None
        self.dated = term is not None and term.start < term.end and "term" not in self.unread
        parts = cover["parts"] or (coverage.parts if coverage else ())
        triggers = cover["triggers"] or (coverage.triggers if coverage else ())
        for name, value in zip(NEEDED, (family, term, parts, triggers), strict=True):
            if not value and not self.unread:
                self._missing(wording, name, family)
        self._check_riders(family, parts)
        amounts = {"liability_limit": plan.liability_limit, "cost_limit": plan.cost_limit} if plan else {}
        amounts |= {"deductible": plan.deductible} if plan and plan.deductible else {}
        terms = CoverTerms(
            member=cover["member"],
            family=family,
            parts=frozenset((*parts, *cover["riders"])),
            triggers=frozenset(triggers),
            term=term or UNDATED,
            first_contract_at=cover["first_contract_at"] or (term or UNDATED).start,
            amounts={**amounts, **cover["amounts"], **cover["riders"]},
            facilities=cover["facilities"],
            shared=cover["shared"],
            switches=self._switches(wording),
            insured=cover["insured"],
            emergency_support=cover["emergency_support"] is not False and (plan is None or plan.emergency_support),
            scheme=scheme.code if scheme else "",
            plan=plan.code if plan else "",
            kind=kind_of(scheme, cover["kind"], cover["plan"], family),
        )
        self._check(terms, wording)
        return terms

    def _check(self, terms: CoverTerms, wording: Wording) -> None:
        """Note what is wrong with the cover itself; not what only follows from what it does not say."""
        silent = {*self.unread, *(() if terms.family else ("family",))}
        silent |= {"term", "first_contract_at"} if terms.term is UNDATED else set()
        for problem in check_cover(terms, wording):
            key, _, name = problem.field.partition(".")
            if key not in silent:
                typed = name or dict(problem.params).get("typed")
                self._note("riders" if typed in self.cover["riders"] else key, f"cover.{problem.field}", problem)

    def _check_scheme(self, wording: Wording) -> None:
        """Note a scheme that stands on another wording; nothing of what it offers is then taken for this one."""
        own = self.catalogue.wording_of(self.scheme) if self.scheme else None
        if self.scheme and own and own.code != wording.code:
            about = {"scheme": self.scheme.code, "typed": wording.code, "choices": own.code}
            self._problem("scheme", "problem.cover_other_wording", **about)
            self.scheme = None

    def _plan(self) -> Plan | None:
        cover, scheme = self.cover, self.scheme
        if scheme is None or not cover["plan"]:
            return None
        found = [one for one in self._plans(scheme) if one.code == cover["plan"]]
        if not found and not scheme.plans:
            self._problem("plan", "problem.cover_no_plans", scheme=scheme.code, typed=cover["plan"])
        elif not found and cover["kind"] not in {"", *scheme.kinds}:
            self._unknown("kind", cover["kind"], scheme.kinds)
        elif not found:
            self._unknown("plan", cover["plan"], {one.code for one in self._plans(scheme)})
        elif len({(one.liability_limit, one.cost_limit) for one in found}) > 1:
            kinds = ", ".join(dict.fromkeys(one.kind for one in found))
            self.log.add(cover.at, "cover.kind", "missing_key", shape=f"kind: one of {kinds}")
        return found[0] if found else None

    def _plans(self, scheme: Scheme) -> list[Plan]:
        cover = self.cover
        plans = [one for one in scheme.plans.values() if cover["kind"] in {"", one.kind}]
        return [one for one in plans if cover["family"] in {"", one.family}]

    def _check_riders(self, family: str, parts: tuple[str, ...]) -> None:
        """Note each rider, whether listed as one or as a part, that the scheme does not offer with this family."""
        coverage = self.scheme.coverage.get(family) if self.scheme else None
        if coverage is None or self.scheme is None:
            return
        offered = ", ".join(coverage.riders) or "-"
        for key, names in (("riders", self.cover["riders"]), ("parts", parts)):
            for name in names:
                if name not in {*coverage.parts, *coverage.riders}:
                    about = {"typed": name, "family": family, "scheme": self.scheme.code, "choices": offered}
                    self._problem(key, "problem.cover_not_offered", **about)

    def _missing(self, wording: Wording, name: str, family: str) -> None:
        """Note what the cover must say, and why neither scheme nor plan says it; not what only follows."""
        cover, scheme = self.cover, self.scheme
        if scheme is None:
            if not cover["scheme"]:
                shape = f"{_shape(wording, name)}, or a scheme and a plan"
                self.log.add(cover.at, f"cover.{name}", "missing_key", shape=shape)
        elif name == "term":
            self._problem(name, "problem.cover_no_dates", scheme=scheme.code, shape=_shape(wording, name))
        elif name == "family" and scheme.plans:
            if not cover["plan"]:
                choices = " / ".join(scheme.families)
                self.log.add(cover.at, f"cover.{name}", "missing_key", shape=f"plan: …, or family: {choices}")
        elif name == "family" or not scheme.coverage or family in wording.families:
            self._problem(name, "problem.cover_not_printed", scheme=scheme.code, shape=_shape(wording, name))

    def _problem(self, key: str, problem: str, **params: str) -> None:
        """Note a problem in the words of the catalogue."""
        field = f"cover.{key}"
        self._note(key, field, Problem(field, problem, tuple(params.items())))

    def _note(self, key: str, field: str, problem: Problem) -> None:
        """Note a problem of core's, in both languages, at the line of a key."""
        self.log.note(problem, self.cover.place(key), field, self.catalogue.words)

    def _switches(self, wording: Wording) -> dict[str, SwitchValue | None]:
        """Return the terms filled in; a text that is no value of its switch is noted and left out."""
        values: dict[str, SwitchValue | None] = {}
        for name, text in self.cover["switches"].items():
            switch = wording.switches.get(name)
            try:
                values[name] = read_switch(switch, text) if switch else text
            except ValueError:
                at, key = self.cover.place("switches"), f"cover.switches.{name}"
                self.log.add(at, key, "wrong_type", found=text, shape=switch_shape(wording.switches[name]))
        return values

    def _unknown(self, key: str, found: str, known: Any) -> None:
        at = self.cover.place(key)
        self.log.add(at, f"cover.{key}", "unknown_reference", found=found, known=nearest(found, known))


def kind_of(scheme: Scheme | None, kind: str, plan: str, family: str) -> str:
    """Return the kind of facility of a cover: as written, or that of every plan so called; empty where neither says."""
    plans = scheme.plans.values() if scheme else ()
    kinds = {one.kind for one in plans if one.code == plan and family in {"", one.family}}
    return kind or (kinds.pop() if len(kinds) == 1 else "")


def _shape(wording: Wording, name: str) -> str:
    """Return how a cover under a wording writes one of the keys it needs."""
    if name == "term":
        return TERM
    triggers = (one.id for one in wording.clauses.values() if one.kind == "trigger")
    known = {"family": wording.families, "parts": wording.parts, "triggers": triggers}[name]
    return f"family: one of {', '.join(known)}" if name == "family" else f"{name}: [{', '.join(known)}]"
