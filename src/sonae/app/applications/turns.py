"""Whose turn is it, and which receipt counts? The moves of an application, as core reads them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sonae.app.applications.models import Application, Move
from sonae.core.approving import Approval, Receipt, SendBack, Submission, Turn, counted_receipt, next_step
from sonae.core.procedure import Procedure

RECEIVED = ("submitted", "confirmed")
APPROVED = ("approved", "accepted", "offer_accepted", "acceptance_recorded")


@dataclass(frozen=True, slots=True)
class Standing:
    """Whose turn it is, and the receipt that counts, with core's lines for both."""

    turn: Turn
    receipt: Receipt


def standing(application: Application, procedure: Procedure) -> Standing:
    """Where an application that was received stands. Raises ValueError for one that never was."""
    received = receipts(application.moves.all())
    return Standing(next_step(procedure, received), counted_receipt(procedure, received))


def receipts(moves: Iterable[Move]) -> list[Submission]:
    """The submissions with what became of each, as core asks for them."""
    found: list[Submission] = []
    for move in moves:
        if move.kind in RECEIVED:
            found.append(Submission(move.at))
        elif move.kind in APPROVED:
            found[-1] = replace(found[-1], approvals=(*found[-1].approvals, Approval(move.step, move.at)))
        elif move.kind == "sent_back":
            found[-1] = replace(found[-1], sent_back=SendBack(move.step, move.at, tuple(move.reasons)))
    return found
