"""Whom does somebody who is signed in call in an emergency? The desk of the schemes that his organisation serves."""

from __future__ import annotations

from sonae.app.common.catalogue import current
from sonae.app.common.parts import part
from sonae.app.common.person import Person
from sonae.app.parties.models import Association


def of(person: Person) -> str:
    """The desk's number, drawn; nothing where several schemes have several, and one would be the wrong one."""
    schemes = current().schemes
    codes = Association.objects.visible_to(person).values_list("scheme_code", flat=True)
    served = [schemes[code] for code in codes if code in schemes]
    desks = {desk.phone: (desk, one.example) for one in served if (desk := one.contact("desk")) and desk.phone}
    if len(desks) != 1:
        return ""
    ((desk, example),) = desks.values()
    return part("quoting/desk.html", desk=desk, example=example)
