"""What may this person do with this application now? Pages draw these buttons; the actions ask again themselves."""

from __future__ import annotations

from sonae.app.accounts.roles import ACCEPT_FOR, APPLY, CHECK, COUNTERSIGN, INSURER, KEY_IN, UNDERWRITE, may
from sonae.app.applications.drafts import procedure_of
from sonae.app.applications.models import (
    CONFIRMING,
    COUNTERSIGNING,
    OFFERED,
    PROPOSED,
    REFERRED,
    SUBMITTED,
    Application,
    is_of,
)
from sonae.app.common.person import Person

EDIT, WITHDRAW, CONFIRM, APPROVE, SEND_BACK = "edit", "withdraw", "confirm", "approve", "send_back"
HEAD = "head"  # the role that binds a member
DECIDE, DECLINE, COUNTERSIGN_IT, RETURN, ACCEPT = "decide", "decline", "countersign", "return", "accept"
TAKE_DOWN = "take_down"  # that the member has accepted
OF_ROLES = {
    WITHDRAW: (APPLY, KEY_IN),
    CONFIRM: (APPLY,),
    ACCEPT: (APPLY,),
    TAKE_DOWN: (ACCEPT_FOR,),
    APPROVE: (CHECK,),
    SEND_BACK: (CHECK,),
    DECIDE: (UNDERWRITE,),
    DECLINE: (UNDERWRITE,),
    COUNTERSIGN_IT: (COUNTERSIGN,),
    RETURN: (UNDERWRITE,),
}


def allowed(person: Person, application: Application) -> tuple[str, ...]:
    """The acts open to a person now, the most likely first."""
    if application.ended:
        return ()
    if is_of(person, application):
        return _as_member(person, application)
    if application.open_to_change:
        return (EDIT, WITHDRAW) if may_fill_in(person, application) else ()
    if application.state == CONFIRMING:
        return (WITHDRAW,) if may_fill_in(person, application) else ()
    return _as_approver(person, application)


def ever(person: Person, act: str) -> bool:
    """Whether an act is for people in this role at all, be it at another moment."""
    return any(may(person.role, one) for one in OF_ROLES[act])


def may_fill_in(person: Person, application: Application) -> bool:
    """Whether somebody writes in an application: the member itself, or who keyed it in."""
    if is_of(person, application):
        return may(person.role, APPLY)
    return application.keyed_in_by_id == person.organisation_id and may(person.role, KEY_IN)


def _as_member(person: Person, application: Application) -> tuple[str, ...]:
    if not may(person.role, APPLY):
        return ()
    if application.open_to_change:
        return (EDIT, WITHDRAW)
    if application.state == CONFIRMING:
        return (CONFIRM, WITHDRAW)
    return (ACCEPT, WITHDRAW) if application.state == OFFERED and person.role == HEAD else (WITHDRAW,)


def _as_approver(person: Person, application: Application) -> tuple[str, ...]:
    if application.state == COUNTERSIGNING:
        proposed = next((one for one in application.offers.all() if one.state == PROPOSED), None)
        if proposed and proposed.made_by_id == person.user_id:
            return (RETURN,) if may(person.role, UNDERWRITE) else ()
        return (COUNTERSIGN_IT, RETURN) if proposed and may(person.role, COUNTERSIGN) else ()
    procedure = procedure_of(application.scheme_code)
    if application.state == OFFERED:
        return (TAKE_DOWN,) if procedure.accepting and may(person.role, ACCEPT_FOR) else ()
    steps = procedure.order.steps
    step = next((one for one in steps if one.id == application.step), None)
    if step is None or step.by != person.kind or not may(person.role, CHECK):
        return ()
    if application.state == SUBMITTED:
        return (APPROVE, SEND_BACK)
    if application.state == REFERRED and person.kind == INSURER and may(person.role, UNDERWRITE):
        return (DECIDE, SEND_BACK, DECLINE)
    return ()
