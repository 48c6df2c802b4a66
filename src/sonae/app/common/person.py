"""Who acts? The one value every action takes as `by=`, and every queryset as `visible_to(person)`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in one role of one organisation; `address` is where the request came from.

    `user_id` is None for the house itself (a job, a command): it acts for `organisation_id`, whose rows it sees.
    """

    user_id: int | None
    name: str
    organisation_id: int
    organisation_name: str
    kind: str
    role: str
    address: str = ""


SYSTEM = "system"


def of_system(name: str, organisation_id: int = 0, kind: str = "") -> Person:
    """The house itself: a job or a command, called `name` in the trail, for an organisation where it needs one."""
    return Person(None, name, organisation_id, "", kind, SYSTEM)
