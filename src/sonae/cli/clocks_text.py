"""How are clocks said in plain text? What is overdue first, then by when, to whom, and by which law."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.console import RenderableType
from rich.text import Text

from sonae.cli.lines import demonstration, listed, reasons, table
from sonae.cli.session import Session
from sonae.core.clock_answer import ENDED, hangs_on, left_text, proof_text, questions, remarks, what_text
from sonae.core.clock_reading import DUE_SOON, OVERDUE, PAST_USUAL, RELEASED, UNKNOWN, ClockState
from sonae.core.facts import DeclaredFact
from sonae.core.moments import NEVER
from sonae.loader.clock_cases import ClockAnswer, ClockCase

STYLES = {OVERDUE: "bold red", PAST_USUAL: "red", DUE_SOON: "yellow", UNKNOWN: "magenta"}


def show_clocks(session: Session, answer: ClockAnswer, case: ClockCase, *, trace: bool) -> None:
    """Print what is to be done, what may be, what is done; with ``trace`` the reasons of each."""
    edition, words, language = answer.edition, session.catalogue.words, session.language
    head = [Text(f"{edition.name.say(language)} ({edition.code})", style="bold")]
    head += [Text(case.title.say(language))] if case.title else []
    pending = [one for one in answer.states if one.phase not in ENDED and one.phase != UNKNOWN]
    perhaps = [one for one in answer.states if one.phase == UNKNOWN]
    ended = [one for one in answer.states if one.phase in ENDED]
    asked = questions(edition, answer.states)
    session.show(
        *head,
        Text(session.say("clocks.as_of", at=words.moment(answer.at, language))),
        *_table(session, answer, "clocks.to_do", pending),
        *listed(session.say("clocks.problems"), _problems(session, answer.states)),
        *_table(session, answer, "clocks.perhaps", perhaps, asked),
        *listed(
            session.say("clocks.questions"),
            (f"{place}. {one.question.say(language)}" for place, one in enumerate(asked, 1)),
        ),
        *listed(session.say("clocks.ended"), (_ended(session, one) for one in ended)),
        *listed(session.say("clocks.fed"), _fed(session, answer)),
        *listed(session.say("clocks.remarks"), (one.text.say(language) for one in remarks(edition, answer.values))),
        *listed(session.say("clocks.unread"), answer.unread),
        *(part for one in answer.states if trace for part in (reasons(session, one.line),)),
        *demonstration(session),
    )


def _table(
    session: Session,
    answer: ClockAnswer,
    heading: str,
    states: Sequence[ClockState],
    asked: Sequence[DeclaredFact] = (),
) -> list[RenderableType]:
    """Return one row a clock: how urgent, by when, how long there is, what, to whom, by which law.

    Where questions are ``asked``, each row says on which of them it hangs.
    """
    if not states:
        return []
    names = ("phase", "by", "left", *(("hangs_on",) if asked else ()), "what", "to", "law")
    rows = table([(session.say(f"clocks.{name}"), "code" if name in {"by", "left"} else "left") for name in names])
    for state in states:
        rows.add_row(
            Text(session.word(f"phase.{state.phase}"), style=STYLES.get(state.phase, "")),
            _by(session, state),
            left_text(state, answer.at, session.catalogue.words, session.language),
            *((hangs_on(state, asked),) if asked else ()),
            what_text(state.clock, session.catalogue.words, session.language),
            _to(session, answer, state),
            _law(session, state),
        )
    return ["", Text(session.say(heading), style="bold"), rows]


def _by(session: Session, state: ClockState) -> str:
    """Return the days to aim at: one, a window (``5–7``), an assumed target marked, a later end that may be."""
    ends = state.ends
    if not ends.days:
        return session.say("clocks.no_day")
    target = ends.target_on and not ends.due_on
    said = " – ".join(f"{day:%Y-%m-%d}" for day in dict.fromkeys((ends.days[0], ends.days[-1])))
    if target:
        return session.say("clocks.target", day=said)
    return session.say("clocks.or_later", day=said, later=ends.later_on) if ends.later_on else said


def _to(session: Session, answer: ClockAnswer, state: ClockState) -> str:
    recipient = answer.edition.recipients[state.clock.to]
    return " ".join(part for part in (recipient.name.say(session.language), recipient.phone) if part)


def _law(session: Session, state: ClockState) -> str:
    clock = state.clock
    places = state.ends.rules or (len(clock.rules) - 1,)
    rule = " / ".join(clock.rules[place].text.say(session.language) for place in places)
    law = f"{clock.law.text.say(session.language)} [{session.word(f'basis.{clock.basis}')}]"
    return f"{rule}: {law}" if session.language == "en" else f"{rule}・{law}"


def _ended(session: Session, state: ClockState) -> str:
    """Return what became of a clock of which nothing more is to be done."""
    said = f"{state.clock.text.say(session.language)}: {session.word(f'phase.{state.phase}')}"
    if state.done_at:
        words, language = session.catalogue.words, session.language
        late = f" {session.say('clocks.late')}" if state.late else ""
        return f"{said} {words.moment(state.done_at, language)}{late} [{proof_text(state, words, language)}]"
    if state.phase == RELEASED and state.released:
        return f"{said} ({state.released.text.say(session.language)})"
    return said


def _problems(session: Session, states: Iterable[ClockState]) -> Iterable[str]:
    words, language = session.catalogue.words, session.language
    for state in states:
        for problem in state.ends.problems:
            yield f"{state.clock.text.say(language)}: {words.problem(problem, language)}"


def _fed(session: Session, answer: ClockAnswer) -> Iterable[str]:
    """Yield what the evidence says for the coverage decision, by the name of the fact."""
    for name, known in answer.fed.items():
        value = "never" if known.value == NEVER else session.catalogue.words.value("", known.value, session.language)
        yield f"{name}: {value}"
