"""Which pages of the library of accounts are there? Those named here; signing up and changing one's address are not."""

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.usersessions import views as sessions
from django.urls import path

from sonae.app.accounts.door import known
from sonae.app.accounts.library_forms import WhereToForm

urlpatterns = [
    # open to everybody
    path("login/", account.login, name="account_login"),
    path("login/code/", account.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("login/passkey/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("login/second/", mfa.authenticate, name="mfa_authenticate"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/confirm/", account.confirm_password_reset_code, name="account_confirm_password_reset_code"),
    path("password/reset/complete/", account.complete_password_reset, name="account_complete_password_reset"),
    path("password/reset/done/", account.password_reset_from_key_done, name="account_password_reset_completed"),
    # of somebody signed in
    path("password/change/", known(account.password_change), name="account_change_password"),
    path("password/set/", known(account.password_set), name="account_set_password"),
    path("reauthenticate/", known(account.reauthenticate), name="account_reauthenticate"),
    path(
        "reauthenticate/code/",
        known(account.RequestReauthenticationCodeView.as_view(form_class=WhereToForm)),
        name="account_request_reauthentication_code",
    ),
    path(
        "reauthenticate/code/confirm/",
        known(account.confirm_reauthentication_code),
        name="account_confirm_reauthentication_code",
    ),
    path("reauthenticate/second/", known(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("reauthenticate/passkey/", known(webauthn.reauthenticate_webauthn), name="mfa_reauthenticate_webauthn"),
    path("second/", known(mfa.index), name="mfa_index"),
    path("second/app/on/", known(totp.activate_totp), name="mfa_activate_totp"),
    path("second/app/off/", known(totp.deactivate_totp), name="mfa_deactivate_totp"),
    path("second/codes/", known(codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("second/codes/new/", known(codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("second/codes/file/", known(codes.download_recovery_codes), name="mfa_download_recovery_codes"),
    path("second/passkeys/", known(webauthn.list_webauthn), name="mfa_list_webauthn"),
    path("second/passkeys/add/", known(webauthn.add_webauthn), name="mfa_add_webauthn"),
    path("second/passkeys/<int:pk>/remove/", known(webauthn.remove_webauthn), name="mfa_remove_webauthn"),
    path("second/passkeys/<int:pk>/edit/", known(webauthn.edit_webauthn), name="mfa_edit_webauthn"),
    path(
        "sessions/",
        known(reauthentication_required(sessions.list_usersessions, allow_get=True)),
        name="usersessions_list",
    ),
]
