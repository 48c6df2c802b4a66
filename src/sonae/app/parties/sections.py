"""What does the home say of members? Where to look one up."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string

from sonae.app.accounts.roles import MEMBER, READ, may
from sonae.app.common.person import Person


def of_home(person: Person, now: datetime) -> str:  # noqa: ARG001 - every slice's hook is asked alike
    """For whoever serves many members: one field that finds each of them."""
    if person.kind == MEMBER or not may(person.role, READ):
        return ""
    return render_to_string("parties/of_home.html")
