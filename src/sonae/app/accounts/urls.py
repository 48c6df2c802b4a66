from django.urls import include, path

from sonae.app.accounts import (
    demonstration_views,
    factor_views,
    invitation_views,
    people_views,
    token_views,
    trail_views,
    views,
)

own = (
    [
        path("work/", views.work, name="work"),
        path("work/people/", people_views.people, name="people"),
        path("work/people/<int:organisation>/", people_views.people, name="people_of"),
        path("work/people/roles/<int:pk>/end/", people_views.end_role, name="end_role"),
        path("work/people/roles/<int:pk>/factors/", factor_views.remove_factors, name="remove_factors"),
        path("work/people/invitations/<int:pk>/resend/", people_views.resend, name="resend"),
        path("work/people/invitations/<int:pk>/withdraw/", people_views.withdraw, name="withdraw"),
        path("work/trail/", trail_views.trail, name="trail"),
        path("work/trail.xlsx", trail_views.trail_file, name="trail_file"),
        path("accounts/", views.yourself, name="self"),
        path("accounts/roles/", views.roles, name="roles"),
        path("accounts/tokens/", token_views.tokens, name="tokens"),
        path("accounts/tokens/<int:pk>/revoke/", token_views.revoke, name="revoke_token"),
        path("accounts/invitation/", invitation_views.invitation, name="invitation"),
        path("accounts/demonstration/", demonstration_views.demonstration, name="demonstration"),
    ],
    "accounts",
)
urlpatterns = [path("", include(own)), path("accounts/", include("sonae.app.accounts.library_urls"))]
