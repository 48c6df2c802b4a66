"""What does a CASE.yaml ask to be paid: which lines, what came from elsewhere, what was decided, which papers?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from sonae.core.claim_facts import needless_reductions
from sonae.core.claims import Claim, ClaimLine, Outcomes, Payment, outcomes_of
from sonae.core.cover_terms import CoverTerms
from sonae.core.coverage import Decision
from sonae.core.deductions import RECEIVED, Received, Reduction
from sonae.core.ledger import Ledger
from sonae.core.moments import day_of
from sonae.core.papers import Paper
from sonae.core.payment_answer import Payable, payable
from sonae.core.problems import Problem, Refusal, nearest
from sonae.core.reading import read_count
from sonae.core.settlement import Settlement, settle
from sonae.core.wording import Wording
from sonae.loader.notices import EVENT, MORE_TIME, PAYMENT, notices_of, obstructions_of
from sonae.loader.shapes import Choice, ListOf, MapOf, Opt, Record, Values, Word
from sonae.loader.vocabulary import CODE, DAY, SHARE, TEXT, ZONED

# from which the clock of payment runs
COMPLETE_FACT = "claim_complete_at"
# with which it ends
PAID_FACT = "claim_paid_at"
# kept as written: what is no whole number is told with everything else that is wrong with a claim
NUMBER = Word("a whole number, as 1000000 or 1_000_000", TEXT.parse, {"type": ["integer", "string"], "minimum": 0})
LINES = Opt(ListOf(CODE), ())
COST = Record(
    {
        "line": CODE,
        "item": CODE,
        "part": Opt(CODE, ""),
        "yen": NUMBER,
        "event": EVENT,
        "claim": Opt(CODE, ""),
        "facility": Opt(TEXT, ""),
        "heads": Opt(NUMBER),
        "hours": Opt(NUMBER),
        "on": Opt(DAY),
        "payee": Opt(TEXT, ""),
        "document": Opt(TEXT, ""),
    }
)
FROM_ELSEWHERE = Record(
    {
        "id": CODE,
        "kind": Choice(RECEIVED),
        "yen": NUMBER,
        "payer": TEXT,
        "on": Opt(DAY),
        "event": EVENT,
        "lines": LINES,
    }
)
REDUCED = Record(
    {
        "id": CODE,
        "by": Opt(TEXT, ""),
        "reason": Opt(TEXT, ""),
        "decided_at": ZONED,
        "yen": Opt(NUMBER),
        "rate": Opt(SHARE),
        "event": EVENT,
        "lines": LINES,
    }
)
PAID = Record({"id": CODE, "yen": NUMBER, "on": DAY, "event": EVENT})
PAPERS_IN = Record(
    {
        "types": ListOf(CODE),
        "received": Opt(ListOf(Record({"group": CODE, "name": TEXT, "at": Opt(ZONED)})), ()),
    }
)
BY_EVENT = ("received", "reductions", "payments")
CLAIM_KEYS = {
    "costs": Opt(ListOf(COST), ()),
    "received": Opt(ListOf(FROM_ELSEWHERE), ()),
    "reductions": Opt(ListOf(REDUCED), ()),
    "payments": Opt(ListOf(PAID), ()),
    "papers": Opt(MapOf(PAPERS_IN), {}),
}


def settle_case(
    case: Values, decision: Decision, ledger: Ledger | None = None, prefix: str = ""
) -> tuple[Settlement, tuple[Payable, ...]] | Refusal:
    """Return the settlement of a case and the day of each payment, or everything that is wrong with what it asks.

    ``ledger`` is what earlier cases left. ``prefix`` keeps the events of several cases apart: ``PREFIX:EVENT``.
    """
    terms, wording = decision.terms, decision.wording
    problems = list(strays(case))
    payables: list[Payable] = []
    for event in case["papers"]:
        answer = payable_of(case, event, wording, terms)
        if isinstance(answer, Refusal):
            problems.extend(answer.errors)
        else:
            payables.append(answer)
    complete = {one.event: one.papers.complete_at for one in payables}
    problems.extend(_two_moments(case, complete))
    asked = claims_of(case, outcomes_of(decision))
    problems.extend(needless_reductions(decision, asked))
    claims = [replace(one, completed_at=complete.get(one.id), facts=decision.values) for one in asked]
    if prefix:
        claims = [replace(one, id=f"{prefix}:{one.id}", event=f"{prefix}:{one.event}") for one in claims]
    settled = settle(terms, wording, claims, ledger)
    if isinstance(settled, Refusal):
        return Refusal((*settled.errors, *problems))
    if problems:
        return Refusal(tuple(problems))
    paid = {one.id: one.payments for one in asked}
    return settled, tuple(one._replace(payments=paid[one.event]) for one in payables)


def _two_moments(case: Values, complete: Mapping[str, datetime | None]) -> Iterable[Problem]:
    """Yield where the one claim of a case is complete at another moment for its papers than for the clocks."""
    told = case["facts"].get(COMPLETE_FACT)
    if told is None or len(complete) != 1:
        return
    (event, found), text = *complete.items(), told.said.text
    try:
        same = found is None or text == day_of(found).isoformat() or datetime.fromisoformat(text) == found
    except ValueError:
        return  # told with the other facts
    if not same:
        yield Problem(f"papers.{event}", "problem.complete_twice", (("typed", text), ("complete_at", found)))


def strays(case: Values) -> Iterable[Problem]:
    """Yield what is told of an event that has no costs, money, papers or notices: it would be lost."""
    events = dict.fromkeys(one["event"] for one in case["costs"])
    named = [(name, one["id"], one["event"]) for name in BY_EVENT for one in case[name]]
    fields = [(f"claims.{event}.{name}.{ident}.event", event) for name, ident, event in named]
    fields += [(f"papers.{event}", event) for event in case["papers"]]
    fields += [("extensions", one["event"]) for one in case["extensions"] if one["clock"] == PAYMENT]
    fields += [("obstructions", one["event"]) for one in case["obstructions"]]
    for field, event in fields:
        if event not in events:
            about = (("typed", event), ("nearest", nearest(event, events) or "-"))
            yield Problem(field, "problem.event_without_costs", about)
        elif field in MORE_TIME and event not in case["papers"]:
            yield Problem(field, "problem.event_without_papers", (("typed", event),))


def claims_of(case: Values, outcomes: Outcomes) -> tuple[Claim, ...]:
    """Return one claim for each event that has costs, with what was decided of each part and item.

    What is no whole number stays as it was written: ``settle`` tells of it beside everything else.
    """
    events = dict.fromkeys(one["event"] for one in case["costs"])
    return tuple(
        Claim(
            id=event,
            event=event,
            lines=tuple(_line(one) for one in case["costs"] if one["event"] == event),
            outcomes=outcomes,
            received=tuple(_received(one) for one in case["received"] if one["event"] == event),
            reductions=tuple(_reduction(one) for one in case["reductions"] if one["event"] == event),
            payments=tuple(
                Payment(one["id"], number(one["yen"]), one["on"]) for one in case["payments"] if one["event"] == event
            ),
        )
        for event in events
    )


def papers_of(one: Values) -> tuple[Paper, ...]:
    """Return the papers of one event."""
    return tuple(Paper(each["group"], each["name"], each["at"]) for each in one["received"])


def payable_of(case: Values, event: str, wording: Wording, terms: CoverTerms) -> Payable | Refusal:
    """Return which papers of one event are missing and by when it must be paid, or everything that is wrong."""
    one, notices = case["papers"][event], notices_of(case, event, clock=PAYMENT)
    return payable(wording, terms, event, one["types"], papers_of(one), notices, obstructions_of(case, event))


def number(text: str) -> Any:
    """Return a whole number as written, with its sign; the text itself where it is none."""
    try:
        return read_count(text.replace("_", ""))
    except ValueError:
        return text


def _line(one: Values) -> ClaimLine:
    return ClaimLine(
        id=one["line"],
        item=one["item"],
        yen=number(one["yen"]),
        part=one["part"],
        paid_on=one["on"],
        facility=one["facility"],
        payee=one["payee"],
        document=one["document"],
        third_party_claim=one["claim"],
        heads=None if one["heads"] is None else number(one["heads"]),
        hours=None if one["hours"] is None else number(one["hours"]),
    )


def _received(one: Values) -> Received:
    return Received(one["id"], one["kind"], number(one["yen"]), one["payer"], one["on"], one["lines"])


def _reduction(one: Values) -> Reduction:
    yen = None if one["yen"] is None else number(one["yen"])
    return Reduction(one["id"], one["by"], one["reason"], one["decided_at"], yen, one["rate"], one["lines"])
