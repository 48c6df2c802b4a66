"""Django's settings, from the environment alone (see `environment` for every variable)."""

import os
from pathlib import Path

from django.contrib.messages import constants as messages

from sonae.app.project import environment, logs, secret

ENVIRONMENT = environment.read(os.environ)
if ENVIRONMENT.problems:
    raise environment.InsecureError(ENVIRONMENT.problems)

SONAE_EXAMPLE = ENVIRONMENT.example
SONAE_CATALOGUE = ENVIRONMENT.catalogue
SONAE_NOW = ENVIRONMENT.now  # None: the clock goes
SONAE_PROXIES = ENVIRONMENT.proxies  # so many entries at the end of X-Forwarded-For are ours
SONAE_RATE_LIMITS = ENVIRONMENT.rate_limits
SONAE_STATE = ENVIRONMENT.state
SONAE_CERTIFICATE_KEY = ENVIRONMENT.certificate_key  # None: a demonstration makes a throw-away one
SONAE_ADDRESS = (*ENVIRONMENT.origins, "http://127.0.0.1:8000")[0]  # where links in papers and mails lead

DEBUG = ENVIRONMENT.debug
SECRET_KEY = ENVIRONMENT.secret_key or secret.of_demonstration(ENVIRONMENT.state)
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.earlier_keys)
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

ROOT_URLCONF = "sonae.app.project.urls"
WSGI_APPLICATION = "sonae.app.project.wsgi.application"
INSTALLED_APPS = [
    "django.forms",  # its templates, beside the house's
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # the library of accounts says dates with it
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django_htmx",
    "csp",
    "django_tasks_db",
    "sonae.app.api",
    "sonae.app.applications",
    "sonae.app.enrolments",
    "sonae.app.quoting",
    "sonae.app.parties",
    "sonae.app.accounts",  # before the library whose templates it replaces
    "sonae.app.common",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
]
MIDDLEWARE = [
    "sonae.app.project.middleware.request_id",
    "sonae.app.api.door.as_a_file",
    "sonae.app.api.door.problems_only",
    "sonae.app.project.middleware.usual_methods",
    "django.middleware.security.SecurityMiddleware",
    "sonae.app.project.health.middleware",  # before hosts are asked for: probes come by address
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "sonae.app.project.middleware.permissions_policy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "sonae.app.common.reader.middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "sonae.app.common.templatetags.house",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "sonae.app.common.context.furniture",
                "sonae.app.accounts.context.acting",
            ],
        },
    },
    {  # mails are plain text
        "NAME": "mail",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "autoescape": False,
            "builtins": ["django.contrib.humanize.templatetags.humanize", "sonae.app.common.templatetags.house"],
        },
    },
]
MESSAGE_TAGS = {messages.ERROR: "danger"}  # as the house calls its notices
FORM_RENDERER = "sonae.app.common.forms.HouseRenderer"

# data
DATABASES = {"default": ENVIRONMENT.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
if DATABASES["default"]["ENGINE"] == environment.SQLITE:
    ENVIRONMENT.state.mkdir(parents=True, exist_ok=True)
CACHES = {
    # how often was a password tried: counted for all processes together, in the database they share
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
    if SONAE_EXAMPLE
    else {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "common_cache"},
    "limits": {  # one whole number for each address that asks
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
    "pages": {  # of 100 kB at most each: 30 MB a process
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 60,
        "OPTIONS": {"MAX_ENTRIES": 300},
    },
}

# people: who signs in, and how
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "sonae.app.accounts.passwords.LikenessValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "sonae.app.accounts.passwords.LongestPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/work/"
ACCOUNT_ADAPTER = "sonae.app.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_FORMS = {
    "login": "sonae.app.accounts.library_forms.SignInForm",
    "request_login_code": "sonae.app.accounts.library_forms.CodeForm",
    "reset_password": "sonae.app.accounts.library_forms.ForgottenForm",
}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation has reached the address before there is an account
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the page says the same to everybody, and strangers get no mail of ours
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True  # a link would stand in logs and histories
ACCOUNT_SESSION_REMEMBER = True  # as long as SONAE_SESSION_LONGEST, not a choice of each
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if SONAE_EXAMPLE else "https"
MFA_ADAPTER = "sonae.app.accounts.adapter.MfaAdapter"
MFA_FORMS = {
    "authenticate": "sonae.app.accounts.library_forms.AppCodeForm",
    "reauthenticate": "sonae.app.accounts.library_forms.AppCodeAgainForm",
    "add_webauthn": "sonae.app.accounts.library_forms.PasskeyForm",
    "edit_webauthn": "sonae.app.accounts.library_forms.PasskeyNameForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = SONAE_EXAMPLE  # a demonstration runs on localhost without TLS
SONAE_SESSION_LONGEST = SESSION_COOKIE_AGE = ENVIRONMENT.session_longest
SONAE_SESSION_IDLE = ENVIRONMENT.session_idle
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME, SONAE_BROWSER_COOKIE = "sonae_session", "sonae_browser"

# jobs: asked for in the transaction of what they follow, worked off by `python -m sonae.app.project work`
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# words and time
LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "sonae_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True
LOCALE_PATHS = [Path(__file__).parent / "locale"]  # a slice's own words are found through INSTALLED_APPS
TIME_ZONE = "Asia/Tokyo"
USE_TZ = True

# static files: a demonstration serves them from the packages, service from one folder of named digests
STATIC_URL = "static/"
STATIC_ROOT = None if SONAE_EXAMPLE else ENVIRONMENT.state / "static"
WHITENOISE_USE_FINDERS = SONAE_EXAMPLE
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # content-addressed and never changed: see parties/papers.py
    "papers": {
        "BACKEND": "sonae.app.parties.papers.PaperFiles",
        "OPTIONS": {"location": ENVIRONMENT.state / "papers"},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if SONAE_EXAMPLE
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# mail
EMAIL_BACKEND = (
    "sonae.app.accounts.letterbox.EmailBackend"
    if SONAE_EXAMPLE and not ENVIRONMENT.mail_server_named
    else "django.core.mail.backends.smtp.EmailBackend"
)
SONAE_LETTERBOX = ENVIRONMENT.state / "letterbox"  # a demonstration without a mail server puts its mails here
globals().update(ENVIRONMENT.mail)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from

# security
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "sonae.app.project.problems.csrf_failure"
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.origins)
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not SONAE_EXAMPLE:
    CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SESSION_COOKIE_SECURE = True
    # only to this host, whatever else its domain serves
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sonae_session", "__Host-csrftoken"
    SONAE_BROWSER_COOKIE = "__Host-sonae_browser"
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^(?:healthz|readyz)$"]  # probes come without https
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SILENCED_SYSTEM_CHECKS = ["security.W021"]  # the browsers' list is the domain owner's decision, not ours
if ENVIRONMENT.proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# bad input is refused before it fills the memory
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
FILE_UPLOAD_HANDLERS = [
    "sonae.app.common.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

LOGGING = logs.configuration(level=ENVIRONMENT.log_level, readable=SONAE_EXAMPLE)
