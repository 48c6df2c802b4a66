"""Is the chain of the audit trail whole? In words, for a terminal."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from sonae.app.common.audit import verify
from sonae.app.common.models import AuditHead

WHY = {
    "missing": gettext_noop("番号%(number)dの記録がありません。取り除かれたか、途中に差し込まれた記録があります。"),
    "order": gettext_noop("番号%(number)dの記録が、前の記録につながっていません。"),
    "changed": gettext_noop("番号%(number)dの記録が、書かれたあとで変えられています。"),
    "head": gettext_noop("番号%(number)d以降の記録が切り取られているか、書き足されています。"),
}


def report() -> tuple[str, bool]:
    """What was found, and whether the chain is whole."""
    broken = verify()
    if broken:
        return _("操作の記録の鎖が切れています。") + " " + _(WHY[broken.why]) % {"number": broken.number}, False
    head = AuditHead.objects.first() or AuditHead()
    words = ngettext(
        "操作の記録%(count)d件の鎖は切れていません。", "操作の記録%(count)d件の鎖は切れていません。", head.number
    )
    end = _("最後の記録: 番号%(number)d、SHA-256 %(hash)s") % {"number": head.number, "hash": head.hash}
    return f"{words % {'count': head.number}}\n{end}", True
