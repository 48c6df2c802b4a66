"""What differs in service from a demonstration, asked of the settings as an installation reads them."""

import json
import os
import ssl
import subprocess
import sys

import pytest

from tests.app.project.test_environment import GOOD

ASKED = """
import json, os
os.environ["DJANGO_SETTINGS_MODULE"] = "sonae.app.project.settings"
import django
django.setup()
from django.conf import settings
from django.test import Client
client = Client()
host = {"Host": "sonae.example.jp"}
plain, secure, probe = (
    client.get("/api/v1/schemes", headers=host),
    client.get("/api/v1/schemes", headers=host, secure=True),
    client.get("/healthz", headers={"Host": "10.0.0.7"}),
)
names = [name for name in dir(settings) if "COOKIE" in name] + ["DEBUG", "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]
print(json.dumps({
    "settings": {name: getattr(settings, name) for name in names},
    "plain": [plain.status_code, plain.get("Location")],
    "hsts": secure.get("Strict-Transport-Security"),
    "probe": probe.status_code,
}))
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    path = {"PATH": os.environ["PATH"], "SONAE_STATE": str(tmp_path_factory.mktemp("state"))}
    variables = path | GOOD | {"PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run([sys.executable, "-c", ASKED], env=variables, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


def test_what_comes_without_tls_is_sent_to_where_it_is(told):
    assert told["plain"] == [301, "https://sonae.example.jp/api/v1/schemes"]
    assert told["hsts"] == "max-age=31536000; includeSubDomains"
    assert told["probe"] == 200


@pytest.mark.parametrize("name", ["SESSION", "CSRF"])
def test_cookies_go_to_this_host_only_and_by_tls_only(told, name):
    said = {
        key.removeprefix(f"{name}_COOKIE_"): value for key, value in told["settings"].items() if key.startswith(name)
    }
    assert said["NAME"].startswith("__Host-")
    assert (said["SECURE"], said["HTTPONLY"], said["SAMESITE"]) == (True, True, "Lax")
    assert (said["PATH"], said["DOMAIN"]) == ("/", None)
    assert told["settings"]["SONAE_BROWSER_COOKIE"].startswith("__Host-")


def test_nothing_of_a_demonstration_is_left(told):
    assert (told["settings"]["DEBUG"], told["settings"]["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"]) == (False, False)


def test_a_mail_server_must_prove_who_it_is():
    from django.core.mail.backends.smtp import EmailBackend

    context = EmailBackend(use_tls=True).ssl_context
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    assert context.minimum_version >= ssl.TLSVersion.TLSv1_2
