from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from django.views.i18n import set_language

from sonae.app.common import text_size
from sonae.app.common.forms import SampleForm

# A stranger's page can change how large our letters are or which language they speak, and nothing else. So these two
# forms carry no token, and with that no page differs from one person to the next.
choose_language = csrf_exempt(set_language)


@csrf_exempt
@require_POST
def choose_text_size(request: HttpRequest) -> HttpResponse:
    response = HttpResponseRedirect(_way_back(request))
    text_size.remember(response, request.POST.get("size", ""))
    return response


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    if not settings.SONAE_EXAMPLE:
        raise Http404
    samples = {
        "form": SampleForm(),
        "wrong_form": SampleForm({"wrong-name": "青木医院", "wrong-beds": "-3"}, prefix="wrong"),
        "icons": sorted(path.stem for path in (Path(__file__).parent / "templates/common/icons").glob("*.svg")),
    }
    return render(request, "common/styleguide.html", samples)


def _way_back(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    local = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    return target if local else "/"
