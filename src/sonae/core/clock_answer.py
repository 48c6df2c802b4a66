"""How are clocks said to a machine, and in the words that command line and paper share?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sonae.core.clock_reading import DONE, NOT_APPLICABLE, RELEASED, UNKNOWN, ClockState
from sonae.core.clocks import Clock, ClockEdition, Recipient, Remark
from sonae.core.conditions import Values
from sonae.core.decision_answer import fact_plain
from sonae.core.facts import DeclaredFact, Facts
from sonae.core.moments import end_of, iso
from sonae.core.problems import Problem
from sonae.core.trace import as_dict
from sonae.core.words import EN, Words

Json = dict[str, object]
ENDED = frozenset({DONE, RELEASED, NOT_APPLICABLE})
# the days to aim at, first what a day is called that is several of them
ENDS = ("due_on", "usual_on", "target_on")
_HOUR = 3600


def clocks_answer(
    edition: ClockEdition,
    states: Iterable[ClockState],
    values: Values,
    fed: Facts,
    at: datetime,
    words: Words,
    lang: str,
) -> Json:
    """Return all clocks as JSON, in their order: due days, law, recipient, questions, and the trace of each."""
    told = tuple(states)
    return {
        "clocks": edition.code,
        "edition_digest": edition.digest,
        "name": edition.name.say(lang),
        "edition": edition.edition.say(lang),
        "at": iso(at),
        "states": [_state(edition, state, at, words, lang) for state in told],
        "questions": [{"fact": one.id, "text": one.question.say(lang)} for one in questions(edition, told)],
        "fed": {name: fact_plain(one.value) for name, one in sorted(fed.items())},
        "remarks": [
            {"id": one.id, "text": one.text.say(lang), "status": one.status, "sources": list(one.sources)}
            for one in remarks(edition, values)
        ],
    }


def _state(edition: ClockEdition, state: ClockState, at: datetime, words: Words, lang: str) -> Json:
    clock, ends = state.clock, state.ends
    recipient = edition.recipients[clock.to]
    return {
        "id": clock.id,
        "text": clock.text.say(lang),
        "phase": state.phase,
        "phase_text": words.say(f"phase.{state.phase}", lang),
        "applies": state.applies,
        "who": clock.who,
        "who_text": words.say(f"who.{clock.who}", lang),
        "to": {"id": recipient.id, "name": recipient.name.say(lang), **_contact(recipient, lang)},
        "basis": clock.basis,
        "law": clock.law.text.say(lang),
        "law_edition": clock.law.edition.say(lang),
        "started_at": iso(state.started_at) if state.started_at else None,
        **{name: _day(getattr(ends, name)) for name in (*ENDS, "later_on")},
        "next_on": _day(state.next_on),
        "left": left_text(state, at, words, lang),
        "extended": [
            {"ground": one.ground, "given_at": iso(one.given_at)} for one in (ends.course.taken if ends.course else ())
        ],
        "problems": [_problem(one, words, lang) for one in ends.problems],
        "done_at": iso(state.done_at) if state.done_at else None,
        "done_source": (state.proof.source or None) if state.proof else None,
        "done_by": (state.proof.by or None) if state.proof else None,
        "late": state.late,
        "released": state.released.text.say(lang) if state.released else None,
        "asks": list(state.asks),
        "evidence": [one.say(lang) for one in clock.evidence],
        "status": clock.status,
        "sources": list(clock.sources),
        "trace": as_dict(state.line),
    }


def _day(day: object) -> str | None:
    return None if day is None else str(day)


def _contact(recipient: Recipient, lang: str) -> Json:
    return {
        "phone": recipient.phone or None,
        "hours": recipient.hours.say(lang) if recipient.hours else None,
        "link": recipient.link or None,
        "checked_on": recipient.checked_on.isoformat(),
    }


def _problem(problem: Problem, words: Words, lang: str) -> Json:
    return {"field": problem.field, "key": problem.key, "message": words.problem(problem, lang)}


def what_text(clock: Clock, words: Words, lang: str) -> str:
    """Return what is to be done, and by whom where that is not the member."""
    text = clock.text.say(lang)
    if clock.who == "member":
        return text
    about = (("typed", text), ("other", words.say(f"who.{clock.who}", lang)))
    return words.say("clock.by_other", lang, about)


def proof_text(state: ClockState, words: Words, lang: str) -> str:
    """Return the document that proves the doing and who said so, or which one would; empty where nothing is done."""
    if state.proof is None:
        return ""
    if not state.proof.source:
        wanted = ("; " if lang == EN else "、").join(one.say(lang) for one in state.clock.evidence)
        return words.say("clock.proof_wanted", lang, (("typed", wanted),))
    about = (("typed", state.proof.source), ("other", state.proof.by))
    return words.say("clock.proof_by" if state.proof.by else "clock.proof", lang, about)


def left_text(state: ClockState, at: datetime, words: Words, lang: str) -> str:
    """Return how long there is to the next day to aim at: ``期限まで 2日3時間``, or since when it has passed.

    Empty where nothing more is to be done, or no day is known.
    """
    if state.phase in ENDED or state.next_on is None:
        return ""
    left = end_of(state.next_on) - at
    key = "clock.left" if left > timedelta(0) else "clock.passed"
    days, seconds = divmod(abs(left) // timedelta(seconds=1), 24 * _HOUR)
    length = "clock.days_hours" if days else "clock.hours"
    said = words.say(length, lang, (("days", days), ("hours", seconds // _HOUR)))
    end = next(name for name in ENDS if getattr(state.ends, name) == state.next_on)
    return words.say(key, lang, (("end", end), ("length", said)))


def questions(edition: ClockEdition, states: Iterable[ClockState]) -> tuple[DeclaredFact, ...]:
    """Return the questions whose answers matter to the clocks, those first that matter to most that may apply."""
    counted: dict[str, int] = {}
    for state in states:
        for name in state.asks:
            counted[name] = counted.get(name, 0) + (1 if state.phase == UNKNOWN else 0)
    order = list(edition.facts)
    names = sorted(counted, key=lambda name: (-counted[name], order.index(name)))
    return tuple(edition.facts[name] for name in names)


def hangs_on(state: ClockState, asked: Sequence[DeclaredFact]) -> str:
    """Return the numbers of the ``questions`` on which a clock hangs: ``1, 3``; empty where it hangs on none."""
    return ", ".join(str(place) for place, one in enumerate(asked, 1) if one.id in state.asks)


def remarks(edition: ClockEdition, values: Values) -> tuple[Remark, ...]:
    """Return what else must be known: all that is not known to be beside the point.

    ``values`` are those of every fact and switch (``clock_reading.values_of``).
    """
    return tuple(one for one in edition.remarks if one.when is None or one.when.test(values) is not False)
