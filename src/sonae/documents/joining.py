"""What do the papers of joining share: their frame, and how a facility, its cover, a term and a payment are said?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta

from sonae.core.agreed import CoveredFacility
from sonae.core.enrolment_events import InsuredFacility, Office
from sonae.core.moments import TOKYO, Term
from sonae.core.scheme import Scheme
from sonae.core.trace import Params
from sonae.core.words import EN, JA, Words, joined
from sonae.core.written_quotation import Condition
from sonae.documents.contacts import contact_row
from sonae.documents.facility import measured
from sonae.documents.figures import day, moment, round_yen, yen
from sonae.documents.frame import frame
from sonae.documents.labels import labels
from sonae.documents.typesetting import Json

Cover = CoveredFacility | InsuredFacility
CALLED = ("desk", "agency", "insurer", "policyholder")


def member_frame(
    form: str,
    scheme: Scheme,
    words: Words,
    language: str,
    *,
    link: str = "",
    proof: str = "",
    signed_by: str = "",
    demonstration: bool,
) -> Json:
    """Return the frame of a member's paper; only a ``demonstration`` says on each page that it is no insurer's.

    ``proof`` stands at the foot of every page; ``signed_by`` names who signs the file afterwards.
    """
    side = EN if language == EN else JA
    say = labels(side)
    shared = frame(form, scheme, words, side, link)
    band = " ・ ".join(text for text in (say["demonstration.band"], str(shared["example"])) if text)
    return {
        **shared,
        **({"example": band} if demonstration else {"demo": "", "demo_notice": ""}),
        "proof": proof,
        "signed": say["signed"].format(name=signed_by) if signed_by else "",
        "original": say["original"] if side == EN else "",
    }


def site(cover: Cover, scheme: Scheme, words: Words, language: str) -> Json:
    """Return a facility's name, address, and its kind with what the premium depends on."""
    rule = scheme.kinds.get(cover.kind)
    said = measured(rule, dict(cover.measures), language) if rule else []
    kind = rule.label.say(language) if rule else words.say(f"kind.{cover.kind}", language)
    say = labels(language)
    pairs = say["between"].join(say["measure"].format(name=name, value=value) for name, value in said)
    return {
        "name": cover.name,
        "address": cover.address,
        "kind": say["measures"].format(kind=kind, measures=pairs) if pairs else kind,
    }


def limits(cover: Cover, words: Words, language: str) -> Json:
    """Return family, plan, limits, deductible and riders of one cover; the insurer names limits that are not there."""
    say, named = labels(language), cover.liability_limit > 0
    return {
        "family": words.say(f"family.{cover.family}", language) if cover.family else "",
        "plan": cover.plan or say["plan.individual"],
        "liability": round_yen(cover.liability_limit, language) if named else say["plan.by_insurer"],
        "cost": round_yen(cover.cost_limit, language) if named else say["plan.by_insurer"],
        "deductible": _deductible(cover, language) if named else say["plan.by_insurer"],
        "riders": joined((_rider(*one, words, language) for one in cover.riders), language) or say["riders.none"],
    }


def _deductible(cover: Cover, language: str) -> str:
    return yen(cover.deductible, language) if cover.deductible else labels(language)["deductible.none"]


def _rider(code: str, limit: int | str, words: Words, language: str) -> str:
    """Return a rider by name, with its limit where that is an amount."""
    name = words.say(f"part.{code}", language)
    return f"{name} {round_yen(limit, language) if isinstance(limit, int) else limit}".strip()


def office_texts(offices: Iterable[Office], language: str) -> list[str]:
    """Return each office by its name, with its address where there is one."""
    say = labels(language)["measures"]
    return [say.format(kind=one.name, measures=one.address) if one.address else one.name for one in offices]


def stacks(covers: Sequence[Cover], words: Words, language: str, before: int = 0) -> list[Json]:
    """Return each different cover once, with the places of the facilities that have it; none: all of them.

    ``before`` facilities were named earlier on the paper.
    """
    found: dict[tuple[object, ...], tuple[Json, list[int]]] = {}
    for place, cover in enumerate(covers, start=before + 1):
        said = limits(cover, words, language)
        found.setdefault(tuple(said.values()), (said, []))[1].append(place)
    return [{**said, "places": "" if len(found) == 1 else ranges(places, language)} for said, places in found.values()]


def ranges(places: Iterable[int], language: str) -> str:
    """Return numbers in ascending order, neighbours joined: ``1-3、7``."""
    runs: list[list[int]] = []
    for place in places:
        if runs and place == runs[-1][1] + 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    return joined((str(first) if first == last else f"{first}-{last}" for first, last in runs), language)


def term_part(term: Term, words: Words, language: str) -> Json:
    """Return the start and the end of a cover in both calendars with their hours."""
    return {"start": moment(term.start, words, language), "end": moment(term.end, words, language)}


def paying(way: str, instalments: int, words: Words, language: str) -> str:
    """Return the way of paying and in how many parts; in one part, and no way, where none is given."""
    count: Params = (("count", instalments),)
    parts = words.say("payment.lump_sum" if instalments == 1 else "payment.instalments", language, count)
    return f"{words.say(f'payment.{way}', language, count)} ({parts})" if way else parts


def last_day(until: datetime, words: Words, language: str) -> str:
    """Return until when something can be done: midnight is said as the day before."""
    local = until.astimezone(TOKYO)
    if local.time() == time(0):
        return day((local - timedelta(days=1)).date(), words, language)
    return moment(local, words, language)


def condition_rows(conditions: Iterable[Condition], words: Words, language: str) -> list[Json]:
    """Return each condition with its deadline in both calendars, or that no day is named."""
    none = labels(language)["condition.no-day"]
    return [{"text": one.text, "due": day(one.due_on, words, language) if one.due_on else none} for one in conditions]


def called(scheme: Scheme, words: Words, language: str) -> list[Json]:
    """Return whom a member calls: the first contact of each role, the desk first."""
    found: Mapping[str, Json] = {
        one.role: contact_row(one, words, language) for one in reversed(scheme.contacts) if one.role in CALLED
    }
    return [found[role] for role in CALLED if role in found]
