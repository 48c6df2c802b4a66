"""How is a settlement said in plain text? What is paid, line by line; level by level; and what each level has left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import RenderableType
from rich.text import Text

from sonae.cli.decide_text import headline, show_moved
from sonae.cli.lines import demonstration, listed, pairs, table
from sonae.cli.session import Session
from sonae.core.ahead import money_ahead
from sonae.core.assumptions import ASSUMED
from sonae.core.coverage import Decision
from sonae.core.difference import Difference
from sonae.core.payment_answer import Payable, payable_text, say_moved
from sonae.core.settlement import SettledLine, Settlement
from sonae.core.settlement_answer import reason_texts
from sonae.core.settlement_words import assumed_texts, beyond, falls, line_words, refusing, say_beyond, say_undeducted
from sonae.core.wording_words import say_status, words_of
from sonae.core.words import Words
from sonae.loader.case_settling import Earlier, Settled


def show_settlement(
    session: Session,
    decision: Decision,
    found: Settled,
    moved: Difference | None = None,
) -> None:
    """Print the whole answer; ``moved`` is what is otherwise than in another case."""
    settlement = found.settlement
    words = words_of(settlement.wording, session.catalogue.words)
    language = session.language
    deduction = say_undeducted(settlement, decision, words, language)
    session.show(
        *headline(session, decision, money_ahead(settlement, found.payables, session.now, words, language)),
        "",
        _sums(session, settlement),
        *listed(session.say("settle.earlier"), (_earlier(session, one) for one in found.earlier)),
        Text("" if decision.settled else session.say("settle.undecided"), style="bold yellow"),
        *([Text(deduction, style="bold yellow")] if deduction else []),
        "",
        _lines(session, decision, settlement),
        *(show_moved(session, moved) if moved else []),
        *(part for one in settlement.lines for part in _waterfall(session, decision, settlement, one)),
        *listed(session.say("settle.beyond"), (say_beyond(one, words, language) for one in beyond(settlement))),
        *_left(session, settlement),
        *listed(session.say("settle.papers"), _papers(session, settlement, found.payables, words)),
        *listed(session.say("assumed"), (text for text, _ in assumed_texts(settlement, words, language))),
        *listed(session.say("decide.objection"), [settlement.wording.objection.say(language)]),
        *demonstration(session),
    )


def _papers(session: Session, settlement: Settlement, payables: Sequence[Payable], words: Words) -> Iterator[str]:
    """Yield for each event what is still to be paid, by when or what is missing, and what moved the day."""
    for one in payables:
        due, language = settlement.due_for(one.event), session.language
        yield f"{one.event}: {payable_text(one, words, language, at=session.now, due=due)}"
        yield from (f"{one.event}: {text}" for text in say_moved(one, words, language))


def _earlier(session: Session, one: Earlier) -> str:
    """Return what was settled on an earlier case; where something of it is open, that this may leave less."""
    said = f"{one.name.say(session.language)}: {session.yen(one.paid)}"
    return f"{said} ({session.say('settle.earlier_open', yen=session.yen(one.open))})" if one.open else said


def _sums(session: Session, settlement: Settlement) -> RenderableType:
    """Return what was demanded and what became of it: demanded = paid + stays, by reason + open."""
    sums, names = settlement.sums, reason_texts(settlement, session.catalogue.words, session.language)
    rows: list[tuple[str, RenderableType]] = [
        (session.say("settle.demanded"), session.yen(sums.demanded)),
        (session.say("settle.paid"), Text(session.yen(sums.paid), style="bold")),
    ]
    rows += [(session.say("settle.stays", reason=names[reason]), session.yen(yen)) for reason, yen in sums.retained]
    rows += [(session.say("settle.open"), Text(session.yen(sums.open), style="yellow"))] if sums.open else []
    if sums.paid_before:
        rows.append((session.say("settle.paid_before"), session.yen(sums.paid_before)))
        rows.append((session.say("settle.due"), Text(session.yen(sums.due), style="bold")))
    rows += [(session.say("settle.ahead"), session.yen(sums.ahead))] if sums.ahead else []
    return pairs(rows)


def _lines(session: Session, decision: Decision, settlement: Settlement) -> RenderableType:
    """Return a row for each line: what it is, what is paid of it, and why the rest is not."""
    names = ("line", "item", "demanded", "paid", "stays_or_open", "why")
    money = {"demanded", "paid", "stays_or_open"}
    columns = [(session.say(f"settle.column.{name}"), "right" if name in money else "left") for name in names]
    rows = table(columns, (None, 72, None, None, None, 36))
    texts = reason_texts(settlement, session.catalogue.words, session.language)
    for one in settlement.lines:
        why = [f"{texts[reason]}: {session.yen(yen)}" for reason, yen in one.retained]
        why += [because] if (because := refusing(decision, one, session.catalogue.words, session.language)) else []
        why += [session.word(f"settlement.open.{one.allocated.outcome}")] if one.open else []
        stays = session.yen(one.line.yen - one.paid)
        rows.add_row(
            one.line.id,
            _item(session, settlement, one),
            session.yen(one.line.yen),
            session.yen(one.paid),
            stays,
            "\n".join(why),
        )
    return rows


def _item(session: Session, settlement: Settlement, one: SettledLine) -> str:
    """Return what a line is for: the item and its part, the facility, who was paid, and the paper."""
    line = one.line
    item, part = line_words(settlement, one, session.catalogue.words, session.language)
    about = ", ".join(text for text in (part, line.facility, line.payee, line.document) if text)
    return f"{item} ({about})"


def _waterfall(
    session: Session, decision: Decision, settlement: Settlement, one: SettledLine
) -> Iterator[RenderableType]:
    """Yield the steps of one line, each with what it kept back, what it let through and what it has left."""
    yield ""
    yield Text(session.say("settle.fall", line=one.line.id, item=_item(session, settlement, one)), style="bold")
    names = ("step", "kept", "through", "left")
    columns = [(session.say(f"settle.column.{name}"), "left" if name == "step" else "right") for name in names]
    rows = table(columns, (112,))
    rows.add_row(f"  {session.say('settle.demanded')}", "", session.yen(one.line.yen), "")
    for step in falls(settlement, one, session.catalogue.words, session.language, decision):
        left = "" if step.left is None else session.yen(step.left)
        mark = (
            f" [{say_status(session.catalogue.words, step.status, session.language)}]" if step.status == ASSUMED else ""
        )
        through = _open(session, step.open) if step.open else session.yen(step.through)
        rows.add_row(f"  {step.text}{mark}", session.yen(step.kept) if step.kept else "", through, left)
    paid = _open(session, one.open) if one.open else session.yen(one.paid)
    rows.add_row(Text(f"  {session.say('settle.paid')}", style="bold"), "", Text(paid, style="bold"), "")
    yield rows


def _open(session: Session, yen: int) -> str:
    return session.word("settlement.open", (("typed", session.yen(yen)),))


def _left(session: Session, settlement: Settlement) -> list[RenderableType]:
    """Return what each level has left."""
    names = reason_texts(settlement, session.catalogue.words, session.language)
    columns = ("level", "per", "figure", "used", "left")
    rows = table(
        [(session.say(f"settle.column.{name}"), "left" if name in {"level", "per"} else "right") for name in columns],
        (102,),
    )
    for one in settlement.left:
        scope = " ".join(text for text in (session.word(f"per.{one.level.per}"), one.scope, one.facility) if text)
        figures = (session.yen(yen) for yen in (one.level.figure, one.used, one.left))
        rows.add_row(names[one.level.id], scope, *figures)
    return ["", Text(session.say("settle.left"), style="bold"), rows] if settlement.left else []
