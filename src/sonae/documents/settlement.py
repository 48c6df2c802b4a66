"""The payment sheet (支払計算書): what is paid of each line, level by level, and what each limit has left."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sonae.core.ahead import money_ahead, say_ahead
from sonae.core.coverage import Decision
from sonae.core.payment_answer import Payable, say_moved, say_payable
from sonae.core.scheme import Scheme, Text
from sonae.core.settlement import SettledLine, Settlement
from sonae.core.settlement_answer import reason_texts
from sonae.core.settlement_words import Fall, assumed_texts, beyond, falls, line_words, say_beyond, say_undeducted
from sonae.core.wording_words import say_status, words_of
from sonae.core.words import EN, JA, Words, joined
from sonae.documents.contacts import contact_rows
from sonae.documents.decision import about_cover
from sonae.documents.figures import column_yen, day, moment, yen
from sonae.documents.frame import decision_frame, publish
from sonae.documents.labels import labels
from sonae.documents.sources import References
from sonae.documents.typesetting import Json


def settlement_sheet(
    decision: Decision,
    settlement: Settlement,
    payables: Sequence[Payable],
    words: Words,
    language: str,
    *,
    at: datetime,
    scheme: Scheme | None = None,
    subject: str = "",
    earlier: Sequence[tuple[Text, int, int]] = (),
) -> bytes:
    """Return the payment sheet as PDF (A4 portrait), as of ``at``: the waterfall of every line.

    ``earlier`` are the cases of the term that were settled before: name, yen settled on each, and those still open.
    """
    said = payment(decision, settlement, payables, words, language, at, scheme, subject, earlier)
    return publish("settlement", said, at)


def payment(
    decision: Decision,
    settlement: Settlement,
    payables: Sequence[Payable],
    words: Words,
    language: str,
    at: datetime,
    scheme: Scheme | None,
    subject: str,
    earlier: Sequence[tuple[Text, int, int]] = (),
) -> Json:
    """Return all that the sheet says, as its template reads it."""
    side = EN if language == EN else JA
    wording, words = settlement.wording, words_of(settlement.wording, words)
    cited = References(wording.sources, side)
    return {
        **decision_frame("P", decision, scheme, words, side, at),
        "caution": say_ahead(decision, at, words, side, money_ahead(settlement, payables, at, words, side)),
        "subject": subject,
        "at": moment(at, words, side),
        "about": [*about_cover(decision, words, side), *_earlier(earlier, side)],
        "decided": decision.settled,
        "undeducted": say_undeducted(settlement, decision, words, side),
        "sums": _sums(settlement, words, side),
        "paid": yen(settlement.sums.paid, side),
        "lines": [_line(decision, settlement, one, words, side, cited) for one in settlement.lines],
        "beyond": [say_beyond(one, words, side) for one in beyond(settlement)],
        "left": _left(settlement, words, side),
        "papers": [
            {
                "event": one.event,
                "texts": [
                    *say_payable(one, words, side, at=at, due=settlement.due_for(one.event)),
                    *say_moved(one, words, side),
                ],
            }
            for one in payables
        ],
        "assumed": [
            {"text": text, "places": [], "source": cited.cite(sources)}
            for text, sources in assumed_texts(settlement, words, side)
        ],
        "objection": wording.objection.say(side),
        "contacts": contact_rows(scheme, words, side) if scheme else [],
        "sources": cited.listed(),
    }


def _earlier(earlier: Sequence[tuple[Text, int, int]], language: str) -> list[list[str]]:
    """Return what was settled before in the term, as one labelled row where there is any."""
    told = [
        f"{name.say(language)} {yen(paid, language)}"
        + (f" ({labels(language)['payment.earlier-open']} {yen(still, language)})" if still else "")
        for name, paid, still in earlier
    ]
    return [[labels(language)["payment.earlier"], joined(told, language)]] if told else []


def _sums(settlement: Settlement, words: Words, language: str) -> list[list[str]]:
    """Return what was demanded and what became of it, as labels with amounts."""
    sums, say = settlement.sums, labels(language)
    names = reason_texts(settlement, words, language)
    rows = [(say["payment.demanded"], sums.demanded)]
    rows += [(f"{say['payment.stays']}{names[reason]}", amount) for reason, amount in sums.retained]
    rows += [(say["payment.open"], sums.open)] if sums.open else []
    rows += [(say["payment.paid"], sums.paid)]
    if sums.paid_before:
        rows += [(say["payment.before"], sums.paid_before), (say["payment.due"], sums.due)]
    rows += [(say["payment.ahead"], sums.ahead)] if sums.ahead else []
    return [[label, yen(amount, language)] for label, amount in rows]


def _line(
    decision: Decision, settlement: Settlement, one: SettledLine, words: Words, language: str, cited: References
) -> Json:
    """Return one line with its waterfall."""
    line = one.line
    item, part = line_words(settlement, one, words, language)
    about = (line.facility, line.payee, line.document, day(line.paid_on, words, language) if line.paid_on else "")
    return {
        "id": line.id,
        "event": one.claim,
        "item": item,
        "part": part,
        "about": [text for text in about if text],
        "demanded": column_yen(line.yen, language),
        "paid": _open(one.open, words, language) if one.open else column_yen(one.paid, language),
        "open": words.say(f"settlement.open.{one.allocated.outcome}", language) if one.open else "",
        "falls": [_fall(step, words, language, cited) for step in falls(settlement, one, words, language, decision)],
    }


def _fall(step: Fall, words: Words, language: str, cited: References) -> Json:
    return {
        "text": step.text,
        "kept": column_yen(step.kept, language) if step.kept else "",
        "through": _open(step.open, words, language) if step.open else column_yen(step.through, language),
        "left": "" if step.left is None else column_yen(step.left, language),
        "source": cited.cite([step.source]),
        "status": step.status,
        "status_text": say_status(words, step.status, language),
    }


def _open(amount: int, words: Words, language: str) -> str:
    return words.say("settlement.open", language, (("typed", column_yen(amount, language)),))


def _left(settlement: Settlement, words: Words, language: str) -> list[Json]:
    names = reason_texts(settlement, words, language)
    return [
        {
            "level": names[one.level.id],
            "per": " ".join(t for t in (words.say(f"per.{one.level.per}", language), one.scope, one.facility) if t),
            "figure": column_yen(one.level.figure, language),
            "used": column_yen(one.used, language),
            "left": column_yen(one.left, language),
        }
        for one in settlement.left
    ]
