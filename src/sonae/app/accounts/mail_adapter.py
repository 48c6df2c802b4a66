"""How do the mails of the library of accounts go out? Through the outbox, in the house's words."""

from __future__ import annotations

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.utils import timezone

from sonae.app.accounts.account_mail_actions import CHANGES, WITH_SECRETS, ask
from sonae.app.accounts.models import User

log = logging.getLogger(__name__)


class MailAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # no types are published for it
    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Have it written and sent by a worker, at the same pace whosever address it is."""
        if template_prefix in WITH_SECRETS:
            places = [WITH_SECRETS[template_prefix][1]]
        elif template_prefix in CHANGES:
            places = ["ip", "user_agent"]
        else:
            log.warning("not sent: %s has no text of ours", template_prefix)
            return
        said = {place: str(context.get(place, "")) for place in places}
        user = context.get("user") or self._visitor()
        ask(name=template_prefix, to=email, said=said, at=timezone.now(), user_id=user.pk if user else None)

    def _visitor(self) -> User | None:
        """Whoever is signed in: a mail may go to the address they have just given up."""
        user = getattr(self.request, "user", None)
        return user if isinstance(user, User) else None
