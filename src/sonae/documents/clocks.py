"""The sheet of deadlines (期限の一覧): who must be told what by when after an incident, to be ticked off by hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sonae.core.clock_answer import ENDED, hangs_on, left_text, proof_text, questions, remarks, what_text
from sonae.core.clock_reading import RELEASED, UNKNOWN, ClockState
from sonae.core.clocks import ClockEdition, Recipient
from sonae.core.conditions import Values
from sonae.core.words import EN, JA, Words
from sonae.documents.figures import day, moment
from sonae.documents.frame import plain_frame, publish
from sonae.documents.labels import labels
from sonae.documents.sources import References
from sonae.documents.tracing import stated
from sonae.documents.typesetting import Json

WEEKDAYS = {JA: "月火水木金土日", EN: ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")}


def clocks_sheet(
    edition: ClockEdition,
    states: Iterable[ClockState],
    values: Values,
    words: Words,
    language: str,
    *,
    at: datetime,
    title: str = "",
) -> bytes:
    """Return the deadlines as PDF (A4 portrait), the most urgent first; ``title`` names the incident.

    Raises PaperError where a text cannot be set.
    """
    return publish("clocks", clocks_data(edition, states, values, words, language, at=at, title=title), at)


def clocks_data(
    edition: ClockEdition,
    states: Iterable[ClockState],
    values: Values,
    words: Words,
    language: str,
    *,
    at: datetime,
    title: str = "",
) -> Json:
    """Return all that the sheet says, as its template reads it."""
    side = EN if language == EN else JA
    told = tuple(states)
    cited = References(edition.sources, side)
    asked = questions(edition, told)
    pending = [one for one in told if one.phase not in ENDED and one.phase != UNKNOWN]
    perhaps = [one for one in told if one.phase == UNKNOWN]
    ended = [one for one in told if one.phase in ENDED]
    return {
        **plain_frame("D", words, side, edition.name.say(side), f"{edition.code} {edition.digest}".strip()),
        "subject": title,
        "as_of": moment(at, words, side),
        "law_as_of": edition.edition.say(side),
        "to_do": [_row(edition, one, at, words, side, cited) for one in pending],
        "perhaps": [
            {**_row(edition, one, at, words, side, cited), "hangs_on": hangs_on(one, asked)} for one in perhaps
        ],
        "ended": [{"what": one.clock.text.say(side), "how": _ended(one, words, side)} for one in ended],
        "questions": [_question(one.question.say(side), one.about.say(side) if one.about else "") for one in asked],
        "remarks": [
            {
                "text": f"{one.text.say(side)}{_mark(one.status, words, side)}",
                "places": [],
                "source": cited.cite(one.sources),
            }
            for one in remarks(edition, values)
        ],
        "problems": _problems(told, words, side),
        "sources": cited.listed(),
    }


def _question(text: str, about: str) -> Json:
    return {"text": text, "about": about}


def _mark(status: str, words: Words, language: str) -> str:
    return f" [{words.say('status.assumed', language)}]" if status == "assumed" else ""


def _row(
    edition: ClockEdition, state: ClockState, at: datetime, words: Words, language: str, cited: References
) -> Json:
    clock, recipient = state.clock, edition.recipients[state.clock.to]
    places = state.ends.rules or (len(clock.rules) - 1,)
    return {
        "phase": state.phase,
        "phase_text": words.say(f"phase.{state.phase}", language),
        "days": _days(state, words, language),
        "left": left_text(state, at, words, language),
        "what": what_text(clock, words, language),
        "about": clock.about.say(language) if clock.about else "",
        "ticked": clock.who != "insurer",
        "hangs_on": "",
        "to": recipient.name.say(language),
        "phone": recipient.phone,
        "where": _where(recipient, words, language),
        "rules": [clock.rules[place].text.say(language) for place in places],
        "law": clock.law.text.say(language),
        "law_edition": clock.law.edition.say(language),
        "basis": words.say(f"basis.{clock.basis}", language),
        "status": clock.status,
        "status_text": stated(clock.status, words, language),
        "evidence": labels(language)["between"].join(one.say(language) for one in clock.evidence),
        "source": cited.cite(clock.sources),
    }


def _days(state: ClockState, words: Words, language: str) -> list[Json]:
    """Return each day to aim at with what it is: usual, must, assumed target, or later if it turns out so."""
    ends, say = state.ends, labels(language)
    named = (
        ("clocks.usual", ends.usual_on),
        ("clocks.due", ends.due_on),
        ("clocks.target", ends.target_on),
        ("clocks.later", ends.later_on),
    )
    return [{"name": say[name], "day": _weekday(on, words, language)} for name, on in named if on]


def _weekday(on: date, words: Words, language: str) -> str:
    """Return ``6月5日(木)`` or ``5 June (Thu)``, with the year where a reader at year end would need it."""
    name = WEEKDAYS[language][on.weekday()]
    if language == EN:
        return f"{words.day(on, language)} ({name})"
    return f"{on.year}年{on.month}月{on.day}日({name})"


def _where(recipient: Recipient, words: Words, language: str) -> str:
    """Return where and when to reach somebody, and the day on which that was last checked."""
    parts = [part.say(language) for part in (recipient.hours, recipient.about) if part]
    checked = labels(language)["clocks.checked"].format(day=day(recipient.checked_on, words, language))
    parts += [recipient.link] if recipient.link else []
    return " ".join([*parts, checked] if recipient.phone or recipient.link else parts)


def _ended(state: ClockState, words: Words, language: str) -> str:
    said = words.say(f"phase.{state.phase}", language)
    if state.done_at:
        late = labels(language)["clocks.late"] if state.late else ""
        return f"{said} {moment(state.done_at, words, language)}{late} [{proof_text(state, words, language)}]"
    if state.phase == RELEASED and state.released:
        return f"{said}: {state.released.text.say(language)}"
    return said


def _problems(states: Sequence[ClockState], words: Words, language: str) -> list[Json]:
    """Return what could not be reckoned or was not accepted, each with the clock it is about."""
    between = labels(language)["colon"]
    return [
        {"text": f"{state.clock.text.say(language)}{between}{words.problem(problem, language)}", "places": []}
        for state in states
        for problem in state.ends.problems
    ]
