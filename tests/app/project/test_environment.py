"""An installation that is not fit for service does not start, and says everything that is wrong at once."""

import os
import subprocess
import sys
from datetime import UTC, datetime

import pytest

from sonae.app.project import environment, secret
from sonae.documents.signing import generate_demonstration_key

SECRET = "k3y-0f-n0-0ne:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOP"
KEY = generate_demonstration_key("test", datetime.now(UTC))
GOOD = {
    "SONAE_CERTIFICATE_KEY": KEY.key_pem.decode(),
    "SONAE_CERTIFICATE": KEY.certificate_pem.decode(),
    "SONAE_SECRET_KEY": SECRET,
    "SONAE_ALLOWED_HOSTS": "sonae.example.jp, www.example.jp",
    "SONAE_ORIGINS": "https://sonae.example.jp",
    "DATABASE_URL": "postgresql://sonae:pass%20word@db/sonae?sslmode=verify-full",
}


def problems(**changes):
    return environment.read({**GOOD, **changes}).problems


def test_a_complete_environment_has_no_problems():
    answers = environment.read(GOOD)
    assert answers.problems == ()
    assert answers.hosts == ("sonae.example.jp", "www.example.jp")


def test_earlier_keys_are_named_one_after_the_other():
    assert environment.read(GOOD).earlier_keys == ()
    assert environment.read({**GOOD, "SONAE_SECRET_KEYS_EARLIER": f"{SECRET}x,{SECRET}y"}).earlier_keys == (
        f"{SECRET}x",
        f"{SECRET}y",
    )


def test_a_session_lasts_half_a_day_and_half_an_hour_of_silence_unless_told_otherwise():
    assert (environment.read(GOOD).session_longest, environment.read(GOOD).session_idle) == (43_200, 1_800)
    assert environment.read({**GOOD, "SONAE_SESSION_IDLE": "15"}).session_idle == 900


def test_pages_connect_in_the_role_that_stands_behind_the_wall():
    assert environment.read(GOOD).database["OPTIONS"]["options"] == "-c jit=off"
    database = environment.read({**GOOD, "SONAE_DATABASE_ROLE": "sonae_app"}).database
    assert database["OPTIONS"] == {"options": "-c jit=off -c role=sonae_app", "sslmode": "verify-full"}


def test_an_empty_environment_names_every_problem_at_once():
    named = [problem.split()[0] for problem in environment.read({}).problems]
    assert named == ["SONAE_SECRET_KEY", "SONAE_ALLOWED_HOSTS", "SONAE_ORIGINS", "SONAE_CERTIFICATE_KEY"]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SONAE_SECRET_KEY", ""),
        ("SONAE_SECRET_KEY", SECRET[: environment.SHORTEST_SECRET - 1]),
        ("SONAE_SECRET_KEY", "a" * 100),
        ("SONAE_SECRET_KEYS_EARLIER", "short"),
        ("SONAE_DEBUG", "1"),
        ("SONAE_DEBUG", "perhaps"),
        ("SONAE_ALLOWED_HOSTS", " , "),
        ("SONAE_ALLOWED_HOSTS", "sonae.example.jp,*"),
        ("SONAE_ORIGINS", ""),
        ("SONAE_ORIGINS", "http://sonae.example.jp"),
        ("SONAE_PROXIES", "-1"),
        ("SONAE_RATE_LIMITS", "api=often"),
        ("SONAE_LOG_LEVEL", "LOUD"),
        ("SONAE_SESSION_LONGEST", "1441"),
        ("SONAE_SESSION_IDLE", "0"),
        ("SONAE_SESSION_IDLE", "an hour"),
        ("SONAE_NOW", "yesterday"),
        ("SONAE_NOW", "2026-06-15T10:00"),
        ("SONAE_CATALOGUE", "/no/such/folder"),
        ("SONAE_MAIL_URL", "mail.example.jp"),
        ("SONAE_MAIL_URL", "smtp://mail.example.jp:99999"),
        ("SONAE_MAIL_URL", "smtp://mail.example.jp:25"),
        ("SONAE_MAIL_FROM", "Sonae"),
        ("SONAE_MAIL_FROM", "sonae@example.jp\nBcc: all@example.jp"),
        ("SONAE_MAIL_FROM", "a@example.jp, b@example.jp"),
        ("DATABASE_URL", "somewhere"),
        ("DATABASE_URL", "foo://somewhere"),
        ("DATABASE_URL", "postgresql://sonae:secret@db/sonae"),
        ("DATABASE_URL", "postgresql://sonae:secret@db/sonae?sslmode=require"),
    ],
)
def test_names_what_is_wrong(name, value):
    (problem,) = problems(**{name: value})
    assert problem.startswith(name)


@pytest.mark.parametrize(
    "url", ["postgresql://sonae@localhost/sonae", "postgresql://sonae@%2Fvar%2Frun%2Fpostgresql/sonae", ""]
)
def test_a_line_that_does_not_leave_the_machine_needs_no_encryption(url):
    assert problems(DATABASE_URL=url, SONAE_MAIL_URL="smtp://localhost:25") == ()


def test_a_secret_of_exactly_the_shortest_length_will_do():
    assert problems(SONAE_SECRET_KEY=SECRET[: environment.SHORTEST_SECRET]) == ()


def test_a_problem_does_not_repeat_a_password():
    (problem,) = problems(DATABASE_URL="wrong://sonae:hunter2@db/sonae")
    assert "hunter2" not in problem


def test_a_demonstration_needs_nothing():
    answers = environment.read({"SONAE_EXAMPLE": "1"})
    assert answers.problems == ()
    assert answers.hosts == environment.LOCAL_HOSTS


def test_a_demonstration_may_stand_still_at_a_moment_in_tokyo():
    answers = environment.read({"SONAE_EXAMPLE": "1", "SONAE_NOW": "2026-06-15T10:00"})
    assert answers.now.isoformat() == "2026-06-15T10:00:00+09:00"


def test_sqlite_waits_its_turn_and_postgresql_is_reused():
    sqlite = environment.read({"SONAE_EXAMPLE": "1"}).database
    assert sqlite["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in sqlite["OPTIONS"]["init_command"]
    postgres = environment.read(GOOD).database
    assert (postgres["PASSWORD"], postgres["CONN_MAX_AGE"]) == ("pass word", 60)


def test_a_database_that_was_never_tried_is_refused():
    (problem,) = environment.read({**GOOD, "DATABASE_URL": "mysql://u:p@db/sonae"}).problems
    assert "postgresql://" in problem


@pytest.mark.parametrize(
    ("url", "ssl", "tls"),
    [("smtp://m:25", False, False), ("smtps://m:465", True, False), ("smtp+starttls://m:587", False, True)],
)
def test_mail_is_one_address(url, ssl, tls):
    mail = environment.read({**GOOD, "SONAE_MAIL_URL": url.replace("m:", "us%40er:pa%3Ass@m:")}).mail
    assert (mail["EMAIL_USE_SSL"], mail["EMAIL_USE_TLS"], mail["EMAIL_HOST"]) == (ssl, tls, "m")
    assert (mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == ("us@er", "pa:ss")


def test_catalogue_folders_are_a_path_list(tmp_path):
    one, two = tmp_path / "one", tmp_path / "two"
    one.mkdir()
    two.mkdir()
    assert environment.read({**GOOD, "SONAE_CATALOGUE": f"{one}{os.pathsep}{two}"}).catalogue == (one, two)


def start(tmp_path, **variables):
    """Django's deployment check in a process of its own, as an administrator would meet it."""
    path = {"PATH": os.environ["PATH"], "SONAE_STATE": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-m", "sonae.app.project", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, env=path | variables, capture_output=True, text=True, check=False)


def test_an_insecure_start_ends_in_one_clear_message(tmp_path):
    ended = start(tmp_path, SONAE_DEBUG="1")
    assert ended.returncode == 1
    assert "5 problem(s)" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_production_settings_satisfy_djangos_own_check(tmp_path):
    ended = start(tmp_path, **GOOD)
    assert (ended.returncode, "no issues" in ended.stdout + ended.stderr) == (0, True), ended.stderr


def test_a_demonstrations_key_stays_the_same_and_private(tmp_path):
    state = tmp_path / "state"
    first = secret.of_demonstration(state)
    assert secret.of_demonstration(state) == first
    assert len(first) >= environment.SHORTEST_SECRET
    assert (state / "secret-key").stat().st_mode & 0o077 == 0
