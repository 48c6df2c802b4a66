"""Which code came with the last mail? As its receiver reads it: kept mails do not show it."""

import re

from django.core import mail

from sonae.app.common.jobs_actions import work_off

CODE = re.compile(r"確認コード：(\S+)")


def code_of(email: str) -> str:
    """The code of the newest mail to this address, when a worker has had its turn."""
    work_off(worker="test")
    found = next(one for one in reversed(mail.outbox) if email in one.to)
    match = CODE.search(found.body)
    assert match, found.body
    return match[1]
