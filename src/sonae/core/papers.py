"""Which papers does a claim need, and when was the last of them there? The rule of payment starts from that moment."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sonae.core.problems import Problem, Refusal, unknown, without_zone
from sonae.core.scheme import Text
from sonae.core.trace import Line


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """One group of papers with examples; ``claim_types`` are those that need it, empty all."""

    id: str
    number: str
    text: Text
    examples: Text
    claim_types: frozenset[str]
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """One ground on which more time may be taken.

    ``days`` names the switch (a count) that says how many days it allows in all from completion; empty: nobody says.
    """

    id: str
    number: str
    text: Text
    days: str
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperRules:
    """Papers by group, and the days within which a complete claim is paid.

    ``first_day`` names the yes/no switch that says whether the day of completion counts as the first.
    """

    claim_types: Mapping[str, Text]
    groups: tuple[PaperGroup, ...]
    days: int
    first_day: str
    grounds: tuple[Ground, ...]
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper that the insurer asked for; ``received_at`` is when it reached the insurer, None while it has not."""

    group: str
    name: str
    received_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Completeness:
    """The groups of papers a claim needs, what is missing, and the moment the last needed paper came.

    ``missing`` are needed groups without any paper, ``outstanding`` papers asked for that have not come;
    ``complete_at`` is None while there is any of either.
    """

    needed: tuple[PaperGroup, ...]
    missing: tuple[PaperGroup, ...]
    outstanding: tuple[Paper, ...]
    complete_at: datetime | None
    line: Line


def needed_groups(rules: PaperRules, claim_types: Collection[str]) -> tuple[PaperGroup, ...]:
    """Return the groups of papers that a claim of these types needs, in the order printed."""
    return tuple(one for one in rules.groups if not one.claim_types or one.claim_types.intersection(claim_types))


def completeness(rules: PaperRules, claim_types: Collection[str], papers: Sequence[Paper]) -> Completeness | Refusal:
    """Return whether all needed papers are there and since when, or everything that is wrong with what was given.

    A paper of a group that the claim does not need changes nothing.
    """
    problems = _problems(rules, claim_types, papers)
    if problems:
        return Refusal(tuple(problems))
    needed = needed_groups(rules, claim_types)
    by_group = {group.id: [one for one in papers if one.group == group.id] for group in needed}
    missing = tuple(group for group in needed if not by_group[group.id])
    wanted = [one for group in needed for one in by_group[group.id]]
    outstanding = tuple(one for one in wanted if one.received_at is None)
    moments = [one.received_at for one in wanted if one.received_at is not None]
    complete_at = None if missing or outstanding or not moments else max(moments)
    line = Line(
        "papers.complete" if complete_at else "papers.incomplete",
        complete_at,
        params=(("missing", len(missing)), ("outstanding", len(outstanding))),
        children=tuple(_group_line(group, by_group[group.id]) for group in needed),
    )
    return Completeness(needed, missing, outstanding, complete_at, line)


def _problems(rules: PaperRules, claim_types: Collection[str], papers: Sequence[Paper]) -> list[Problem]:
    problems = []
    if not claim_types:
        problems.append(
            Problem("claim_types", "problem.claim_type_needed", (("choices", ", ".join(rules.claim_types)),))
        )
    problems += [
        unknown("claim_types", "claim_type_unknown", name, rules.claim_types)
        for name in claim_types
        if name not in rules.claim_types
    ]
    groups = [group.id for group in rules.groups]
    for place, one in enumerate(papers):
        if one.group not in groups:
            problems.append(unknown(f"papers.{place}.group", "paper_group_unknown", one.group, groups))
        if one.received_at is not None and one.received_at.utcoffset() is None:
            problems.append(without_zone(f"papers.{place}.received_at", one.received_at))
    return problems


def _group_line(group: PaperGroup, papers: list[Paper]) -> Line:
    came = [one.received_at for one in papers if one.received_at is not None]
    if not papers:
        key = "papers.group.missing"
    else:
        key = "papers.group.received" if len(came) == len(papers) else "papers.group.outstanding"
    params = (
        ("number", group.number),
        ("group", group.id),
        ("names", ", ".join(one.name for one in papers)),
        ("waiting", ", ".join(one.name for one in papers if one.received_at is None)),
    )
    last = max(came) if key == "papers.group.received" else None
    source = group.sources[0] if group.sources else ""
    return Line(key, last, params=params, rule=group.id, source=source, status=group.status)
