"""What does every page of somebody signed in show around its content? Nothing is asked for those who are not."""

from typing import Any

from django.http import HttpRequest

from sonae.app.accounts.roles import ROLES, may
from sonae.app.common import work


def acting(request: HttpRequest) -> dict[str, Any]:
    """Who acts, as what, and the work menu; `signed_in` has put the person there."""
    person = getattr(request, "person", None)
    if person is None:
        return {}
    menu = work.menu(lambda act: may(person.role, act))
    around = [address for address, _words in menu if request.path.startswith(address)]
    return {
        "person": person,
        "person_role": ROLES[person.role].label,
        "work_menu": menu,
        "work_here": max(around, key=len, default=""),
        "calls": lambda: work.calls(person),
    }
