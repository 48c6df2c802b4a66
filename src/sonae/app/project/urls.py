"""Which address leads to which slice?"""

from django.urls import include, path

from sonae.app.project import problems

urlpatterns = [
    path("api/", include("sonae.app.api.urls")),
    path("", include("sonae.app.accounts.urls")),
    path("", include("sonae.app.accounts.mail_urls")),
    path("work/members/", include("sonae.app.parties.urls")),
    path("work/enrolments/", include("sonae.app.enrolments.urls")),
    path("verify/", include("sonae.app.enrolments.verify_urls")),
    path("work/applications/", include("sonae.app.applications.urls")),
    path("", include("sonae.app.quoting.urls")),
    path("", include("sonae.app.common.urls")),
]

handler400 = problems.bad_request
handler403 = problems.forbidden
handler404 = problems.not_found
handler500 = problems.server_error
