"""A real mail server for tests, that can be told to refuse, to put off, to hang up and to be down."""

import socket
from contextlib import closing
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from sonae.app.accounts.mail_models import WAITING, Mail
from sonae.app.common.jobs_actions import work_off

TAKES, REFUSES, GREYLISTS, HANGS_UP = "takes", "refuses", "greylists", "hangs up"


def hour_passes():
    """Everything that waits has become due, and a worker has its turn."""
    Mail.objects.filter(state=WAITING).update(next_at=timezone.now())
    DBTaskResult.objects.filter(status="READY").update(run_after=timezone.now())
    work_off(worker="test")


class MailServer:
    """`messages` is what it has taken, doubled ones included; `mood` is how it answers from now on."""

    def __init__(self):
        self.mood, self.messages, self._controller = TAKES, [], None
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]

    @property
    def url(self):
        return f"smtp://127.0.0.1:{self.port}"

    def settle(self, settings):
        """Have the project send through it."""
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", self.port

    def up(self):
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self._controller.start()

    def down(self):
        if self._controller:
            self._controller.stop()
            self._controller = None

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802, ARG002  the library's hook
        if self.mood == REFUSES:
            return "550 5.1.1 no such mailbox"
        if self.mood == GREYLISTS:
            return "451 4.7.1 greylisted, come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802, ARG002  the library's hook
        self.messages.append(message_from_bytes(envelope.content, policy=policy.default))
        if self.mood == HANGS_UP:
            self.mood = TAKES
            server.transport.abort()
        return "250 OK"
