"""What does a person see when a page cannot be shown? What happened, and what to do next, in the house's design."""

import logging

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from sonae.app.project import logs

log = logging.getLogger(__name__)

# status: what happened, what to do
WORDS = {
    400: (
        _("この要求は処理できませんでした"),
        _("アドレスや入力内容に誤りがあるようです。前のページに戻って、もう一度お試しください。"),
    ),
    403: (
        _("このページを開く権限がありません"),
        _("開けるはずのページの場合は、団体の事務局にお問い合わせください。"),
    ),
    404: (
        _("ページが見つかりません"),
        _("アドレスが変わったか、入力に誤りがあるようです。トップページからお探しください。"),
    ),
    500: (
        _("ただいまページを表示できません"),
        _("こちらの不具合です。入力された内容は保存されていません。しばらくしてからもう一度お試しください。"),
    ),
}
STALE_FORM = (
    _("フォームの有効期限が切れました"),
    _(
        "ページを開いてから時間がたったか、ブラウザーがCookieを受け付けていません。"
        "前のページに戻って読み込み直し、もう一度お試しください。"
    ),
)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001  Django's signature
    return _page(request, 400, *WORDS[400])


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, 403, *WORDS[403])


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    return _page(request, 404, *WORDS[404])


def server_error(request: HttpRequest) -> HttpResponse:
    return _page(request, 500, *WORDS[500])


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    log.warning("form refused: %s", reason)
    return _page(request, 403, *STALE_FORM)


def _page(request: HttpRequest, status: int, heading: str, advice: str) -> HttpResponse:
    identity = logs.REQUEST_ID.get()
    try:
        words = {
            "status": status,
            "heading": gettext(heading),
            "advice": gettext(advice),
            "request_id": identity,
        }
        return render(request, "common/problem.html", words, status=status)
    except Exception:
        # the page itself may be what failed: the plainest answer is still an answer
        log.exception("the problem page failed")
        plain = f"{status}\n{heading}\n{advice}\n{identity}\n"
        return HttpResponse(plain, status=status, content_type="text/plain; charset=utf-8")
