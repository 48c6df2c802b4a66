"""What does the page of an application show? Where it stands, its history in sentences, what was frozen."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from sonae.app.accounts.models import Role, invites
from sonae.app.accounts.roles import APPLY, INSURER, MEMBER, may
from sonae.app.applications.allowed import allowed
from sonae.app.applications.case_papers import papers
from sonae.app.applications.content import Content, thawed
from sonae.app.applications.doubled import doubled
from sonae.app.applications.drafts import MEMBER_NUMBER, procedure_of, text
from sonae.app.applications.letters_actions import receivers
from sonae.app.applications.models import (
    CONFIRMING,
    SENT_BACK,
    Application,
    Move,
    Offer,
    Submission,
    acceptance_of,
    is_of,
)
from sonae.app.applications.quotations import last_day
from sonae.app.applications.starts import due, start_of
from sonae.app.applications.summary import changes, frozen_sections
from sonae.app.applications.turns import APPROVED
from sonae.app.common import dates
from sonae.app.common.catalogue import current
from sonae.app.common.person import Person
from sonae.app.quoting import said
from sonae.core.joining import Cover
from sonae.core.moments import day_of
from sonae.core.procedure import Procedure
from sonae.core.scheme import Scheme
from sonae.core.trace import percent_text, read_line
from sonae.core.words import joined

HANDS = {"keyed_in": "entered", "submitted": "entered", "approved": "approved", "acceptance_recorded": "accepted"}
WITH_OFFERS = ("submission", "paper", "acceptance__paper", "acceptance__taken_down_by")


@dataclass(frozen=True, slots=True)
class Told:
    """A move with its reasons in words."""

    move: Move
    reasons: list[str]
    moves_receipt: bool


@dataclass(frozen=True, slots=True)
class Stage:
    """One step of approval: who, and whether it is done, waited for, or still to come."""

    label: str
    state: str


def context(application: Application, person: Person, now: datetime) -> dict[str, Any]:
    procedure = procedure_of(application.scheme_code)
    moves = list(application.moves.visible_to(person))
    submissions = list(application.submissions.select_related("paper").order_by("-number"))
    latest = thawed(submissions[0].content) if submissions else None
    offers = list(application.offers.visible_to(person).select_related(*WITH_OFFERS))
    return {
        "application": application,
        "allowed": allowed(person, application),
        "told": [_told(procedure, move) for move in reversed(moves)],
        "back": sent_back(application),
        "mailed": bool(receivers(application)),
        "hands": hands(application, person),
        "unconfirmed": not is_of(person, application) and _nobody_confirms(application),
        "may_invite": invites(person, application.member.organisation_id),
        "stages": _stages(application, procedure, moves),
        "submissions": submissions,
        "content": latest,
        "other_number": _other_number(application, latest) if latest and person.kind != MEMBER else "",
        "doubled": doubled(application, latest, person, now) if latest and not application.ended else [],
        "referral": referral_words(latest) if latest else [],
        "offers": [offer_facts(application, one, now) for one in offers],
        "papers": papers(application, submissions, offers, person),
        "joined": list(application.joined.select_related("enrolment")),
        "cover": cover_words(application, now),
        "late": bool(application.due_on and application.due_on < day_of(now)),
        "days": (day_of(now) - day_of(application.waits_since)).days,
        "now": now,
    }


def sent_back(application: Application) -> Told | None:
    """Why an application lies with the member again, and whether its receipt moves; None where it does not."""
    if application.state != SENT_BACK:
        return None
    move = [one for one in application.moves.all() if one.kind == "sent_back"][-1]
    return _told(procedure_of(application.scheme_code), move)


def of_submission(application: Application, one: Submission) -> dict[str, Any]:
    """What was submitted, and what it says otherwise than the submission before, as both were frozen."""
    content = thawed(one.content)
    before = application.submissions.filter(number=one.number - 1).first()
    return {
        "application": application,
        "submission": one,
        "named": content["member"]["name"],
        "sections": frozen_sections(content),
        "changed": changes(thawed(before.content), content) if before else [],
        "before": before,
    }


def offer_facts(application: Application, offer: Offer, now: datetime) -> dict[str, Any]:
    """An offer with what it would come to today."""
    content = thawed(offer.submission.content)
    names = {one["key"]: one["name"] for one in content["facilities"]}
    cover = start_of(application, at=now, offer=offer)
    return {
        "offer": offer,
        "facilities": _offered(content, offer),
        "shared": content["shared_limits"],
        "acceptance": acceptance_of(offer),
        "trace": said.trace(said.named(read_line(offer.trace["quotation"]), names), _scheme(application)),
        "eyes": said.trace(read_line(offer.trace["four_eyes"]), _scheme(application)),
        "percent": _percent(offer.factor),
        "payable_yen": due(application, offer, at=now),
        "cover": cover if isinstance(cover, Cover) else None,
        "until": last_day(offer.valid_until) if offer.valid_until else None,
        "conditions": [(one["text"], dates.day(date.fromisoformat(one["due_on"]))) for one in offer.conditions],
    }


def _offered(content: Content, offer: Offer) -> list[dict[str, Any]]:
    """Each facility with the cover it applied for or was named, and how its premium comes about."""
    asked = {one["key"]: one for one in content["facilities"]}
    return [
        asked[one["key"]] | one | {"factor": _signed(one["annual_yen"] - one["base_yen"])} for one in offer.facilities
    ]


def _signed(yen: int) -> str:
    return f"{'-' if yen < 0 else '+'}{said.amount(abs(yen))}"


def hands(application: Application, person: Person) -> list[str]:
    """For the insurer: who alone did several things with one application that are meant for two, with all of them."""
    if person.kind != INSURER:
        return []
    done: dict[int | None, dict[tuple[str, str], Move]] = {}
    for move in application.moves.all():
        if move.kind in HANDS:
            done.setdefault(move.user_id, {})[HANDS[move.kind], move.step] = move
    several = [list(acts.values()) for user, acts in done.items() if user is not None and len(acts) > 1]
    return [
        f"{acts[0].person}: {joined(dict.fromkeys(one.label for one in acts), dates.language())}" for acts in several
    ]


def referral_words(content: Content) -> list[str]:
    """Every reason of the referral in words."""
    found = read_line(content["referral"])
    names = {one["key"]: one["name"] for one in content["facilities"]}
    several = len(names) > 1
    words = []
    for reason in found.children:
        about = next((names[fact] for fact in reason.facts if fact in names), "") if several else ""
        text = current().words.line(reason, dates.language())
        words.append(f"{about}: {text}" if about else text)
    return words


def cover_words(application: Application, now: datetime) -> Cover | None:
    """The cover that follows from the receipt that counts, while it is not yet in the ledger."""
    if application.received_at is None or application.ended:
        return None
    cover = start_of(application, at=now)
    return cover if isinstance(cover, Cover) else None


def _told(procedure: Procedure, move: Move) -> Told:
    reasons = [procedure.reasons[one] for one in move.reasons if one in procedure.reasons]
    return Told(move, [said.text(one.said.text) for one in reasons], any(one.moves_receipt for one in reasons))


def _nobody_confirms(application: Application) -> bool:
    """Whether it waits for a member of whom nobody has an account to confirm with."""
    roles = Role.objects.in_force().filter(organisation=application.member.organisation_id)
    return application.state == CONFIRMING and not any(may(role.name, APPLY) for role in roles)


def _other_number(application: Application, content: Content) -> str:
    """The member's number that was given as proof, where it is not the one on record."""
    given = unicodedata.normalize("NFKC", text(content["given"], f"proofs.{MEMBER_NUMBER}"))
    return given if given and given != application.member.number else ""


def _stages(application: Application, procedure: Procedure, moves: list[Move]) -> list[Stage]:
    found, waiting = [], not application.ended
    begin = max((place for place, one in enumerate(moves) if one.kind == "sent_back"), default=-1)
    done = {one.step for one in moves[begin + 1 :] if one.kind in APPROVED}
    for step in procedure.order.steps:
        state = "done" if step.id in done else "here" if waiting and step.id == application.step else "ahead"
        found.append(Stage(said.say(f"organisation.{step.by}"), state))
    return found


def _scheme(application: Application) -> Scheme:
    return current().schemes[application.scheme_code]


def _percent(factor: str) -> str:
    change = Fraction(factor)
    return f"{'+' if change > 0 else ''}{percent_text(change)}" if change else ""
