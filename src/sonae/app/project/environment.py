"""What does the environment ask for, and is it safe to start with?

Every setting that differs between installations is a variable (12-factor). Reading never stops at the first
problem: `read` returns them all, and `settings` refuses to start when there is one.
"""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from email.utils import getaddresses
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import dj_database_url

from sonae.app.common.rate_limit import Limit, read_limits
from sonae.app.project import certificate_key
from sonae.core.moments import TOKYO

SHORTEST_SECRET = 50
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SAME_MACHINE = ("", "localhost", "127.0.0.1", "::1")
CHECKED = ("verify-ca", "verify-full")  # libpq's own word for "encrypted, and by whom we mean"
SENDER = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]+@[\w.-]+", re.ASCII)
SQLITE = "sonae.app.common.databases.sqlite"
POSTGRESQL = "sonae.app.common.databases.postgresql"
ENGINES = {"django.db.backends.sqlite3": SQLITE, "django.db.backends.postgresql": POSTGRESQL}
LONGEST_SESSION = 24 * 60  # minutes
YES, NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


class InsecureError(SystemExit):
    """The environment is not fit for service; the message names every problem and what would be right."""

    def __init__(self, problems: tuple[str, ...]) -> None:
        self.problems = problems
        lines = "\n".join(f"  - {problem}" for problem in problems)
        super().__init__(
            f"Sonae does not start: {len(problems)} problem(s) in its environment.\n{lines}\n"
            "For a demonstration on this machine set SONAE_EXAMPLE=1 instead."
        )


@dataclass(frozen=True, slots=True)
class Environment:
    """One installation's answers; `problems` is empty when they may be used."""

    example: bool
    debug: bool
    secret_key: str
    earlier_keys: tuple[str, ...]
    hosts: tuple[str, ...]
    origins: tuple[str, ...]
    proxies: int
    rate_limits: dict[str, Limit | None]
    state: Path
    catalogue: tuple[Path, ...]
    database: dict[str, Any]
    mail: dict[str, Any]
    mail_server_named: bool
    mail_from: str
    certificate_key: certificate_key.CertificateKey | None
    log_level: str
    session_longest: int
    session_idle: int
    now: datetime | None
    problems: tuple[str, ...]


def read(environ: Mapping[str, str]) -> Environment:
    """Everything the environment says, with every problem found in it."""
    problems: list[str] = []
    example = _flag(environ, "SONAE_EXAMPLE", problems)
    state = Path(environ.get("SONAE_STATE", "var")).absolute()
    answers = Environment(
        example=example,
        debug=_flag(environ, "SONAE_DEBUG", problems),
        secret_key=environ.get("SONAE_SECRET_KEY", ""),
        earlier_keys=_words(environ, "SONAE_SECRET_KEYS_EARLIER"),
        hosts=_words(environ, "SONAE_ALLOWED_HOSTS") or (LOCAL_HOSTS if example else ()),
        origins=_words(environ, "SONAE_ORIGINS"),
        proxies=_proxies(environ, problems),
        rate_limits=_rate_limits(environ, problems),
        state=state,
        catalogue=_folders(environ, problems),
        database=_database(environ, state, problems),
        mail=_mail(environ, problems),
        mail_server_named="SONAE_MAIL_URL" in environ,
        mail_from=_mail_from(environ, problems),
        certificate_key=certificate_key.read(environ, problems),
        log_level=_log_level(environ, problems),
        session_longest=_minutes(environ, "SONAE_SESSION_LONGEST", 12 * 60, problems) * 60,
        session_idle=_minutes(environ, "SONAE_SESSION_IDLE", 30, problems) * 60,
        now=_now(environ, problems),
        problems=(),
    )
    if not example:
        problems += _insecurities(answers)
        if not (environ.get(certificate_key.KEY) or environ.get(certificate_key.CERTIFICATE)):
            problems.append(f"{certificate_key.KEY} must be the key that certificates are signed with")
    return replace(answers, problems=tuple(problems))


def _insecurities(answers: Environment) -> list[str]:
    """Why these answers must not face real members."""
    problems = []
    if _is_weak(answers.secret_key):
        problems.append(f"SONAE_SECRET_KEY must be at least {SHORTEST_SECRET} random characters")
    if any(_is_weak(key) for key in answers.earlier_keys):
        problems.append(f"SONAE_SECRET_KEYS_EARLIER: each must be at least {SHORTEST_SECRET} random characters")
    if answers.debug:
        problems.append("SONAE_DEBUG must be off: it shows settings and data to anyone who meets an error")
    if not answers.hosts:
        problems.append("SONAE_ALLOWED_HOSTS must name the hosts served, separated by commas")
    if "*" in answers.hosts:
        problems.append("SONAE_ALLOWED_HOSTS must not contain '*': name the hosts served")
    if answers.now:
        problems.append("SONAE_NOW must not be set: the clock of people who are bound by deadlines goes")
    if not answers.origins:
        problems.append("SONAE_ORIGINS must name the addresses people use, such as https://sonae.example.jp")
    problems += [
        f"SONAE_ORIGINS: {origin} must start with https://"
        for origin in answers.origins
        if not origin.startswith("https://")
    ]
    return problems + _open_lines(answers)


def _is_weak(key: str) -> bool:
    return len(key) < SHORTEST_SECRET or len(set(key)) < SHORTEST_SECRET // 5


def _open_lines(answers: Environment) -> list[str]:
    """Lines to other machines on which somebody could read along, or answer in the other's place."""
    problems, mail, database = [], answers.mail, answers.database
    secure = mail["EMAIL_USE_SSL"] or mail["EMAIL_USE_TLS"]
    if mail["EMAIL_PORT"] and not secure and mail["EMAIL_HOST"] not in SAME_MACHINE:
        problems.append("SONAE_MAIL_URL must be smtp+starttls:// or smtps:// to another machine: mails carry codes")
    host = database.get("HOST", "")
    elsewhere = host not in SAME_MACHINE and not host.startswith("/")  # a folder: a socket of this machine
    if elsewhere and database.get("OPTIONS", {}).get("sslmode") not in CHECKED:
        problems.append("DATABASE_URL must end in ?sslmode=verify-full (or verify-ca) to another machine")
    return problems


def _flag(environ: Mapping[str, str], name: str, problems: list[str]) -> bool:
    value = environ.get(name, "").strip().lower()
    if value not in YES | NO:
        problems.append(f"{name} is {value!r}; it must be 1 or 0")
    return value in YES


def _proxies(environ: Mapping[str, str], problems: list[str]) -> int:
    """How many proxies of ours stand before the server; from one on, what they say of a request is believed."""
    value = environ.get("SONAE_PROXIES", "0")
    if not value.isdecimal():
        problems.append(f"SONAE_PROXIES is {value!r}; it must be the number of proxies before the server")
        return 0
    return int(value)


def _minutes(environ: Mapping[str, str], name: str, otherwise: int, problems: list[str]) -> int:
    value = environ.get(name, str(otherwise))
    if not value.isdecimal() or not 0 < int(value) <= LONGEST_SESSION:
        problems.append(f"{name} is {value!r}; it must be a number of minutes, {LONGEST_SESSION} (a day) at most")
        return otherwise
    return int(value)


def _now(environ: Mapping[str, str], problems: list[str]) -> datetime | None:
    """The moment at which a demonstration stands, in Tokyo."""
    value = environ.get("SONAE_NOW", "")
    try:
        stands = datetime.fromisoformat(value) if value else None
    except ValueError:
        problems.append(f"SONAE_NOW is {value!r}; it must be a moment such as 2026-06-15T10:00")
        return None
    return stands.replace(tzinfo=TOKYO) if stands else None


def _rate_limits(environ: Mapping[str, str], problems: list[str]) -> dict[str, Limit | None]:
    try:
        return read_limits(environ.get("SONAE_RATE_LIMITS", ""))
    except ValueError as error:
        problems.append(f"SONAE_RATE_LIMITS: {error}")
        return {}


def _words(environ: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in environ.get(name, "").split(",") if word.strip())


def _folders(environ: Mapping[str, str], problems: list[str]) -> tuple[Path, ...]:
    folders = tuple(Path(part).absolute() for part in environ.get("SONAE_CATALOGUE", "").split(os.pathsep) if part)
    problems += [f"SONAE_CATALOGUE: {folder} is not a folder" for folder in folders if not folder.is_dir()]
    return folders


def _log_level(environ: Mapping[str, str], problems: list[str]) -> str:
    level = environ.get("SONAE_LOG_LEVEL", "INFO").upper()
    if level not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
        problems.append(f"SONAE_LOG_LEVEL is {level!r}; it must be DEBUG, INFO, WARNING or ERROR")
        return "INFO"
    return level


def _database(environ: Mapping[str, str], state: Path, problems: list[str]) -> dict[str, Any]:
    """Django's database; SONAE_DATABASE_ROLE is set by the server and the worker themselves, see `walls`."""
    url, role = environ.get("DATABASE_URL", ""), environ.get("SONAE_DATABASE_ROLE", "")
    try:
        database: dict[str, Any] = dict(dj_database_url.parse(url or f"sqlite:///{state / 'sonae.sqlite3'}"))
        database["ENGINE"] = ENGINES[database["ENGINE"]]
    except (ValueError, KeyError):
        problems.append("DATABASE_URL is not understood; it must look like postgresql://user:password@host/name")
        return {}
    if database["ENGINE"] == SQLITE:
        # IMMEDIATE: a transaction that will write waits at its beginning, not fails in its middle.
        database["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL",
        }
    else:
        # compiling a query takes longer than any of ours
        options = f"-c jit=off -c role={role}" if role else "-c jit=off"
        database |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
        database["OPTIONS"] = database.get("OPTIONS", {}) | {"options": options}
    return database


def _mail_from(environ: Mapping[str, str], problems: list[str]) -> str:
    """The sender of all mails: an address, perhaps with a name before it."""
    said = environ.get("SONAE_MAIL_FROM", "sonae@localhost")
    addresses = [address for _name, address in getaddresses([said])]
    if len(addresses) != 1 or not SENDER.fullmatch(addresses[0]) or not said.isprintable():
        problems.append(
            f"SONAE_MAIL_FROM is {said!r}; it must be an address such as sonae@example.jp or Sonae <sonae@example.jp>"
        )
    return said


def _mail(environ: Mapping[str, str], problems: list[str]) -> dict[str, Any]:
    """Django's EMAIL_* settings of `SONAE_MAIL_URL`, such as smtp+starttls://user:password@host:587."""
    url = urlsplit(environ.get("SONAE_MAIL_URL") or "smtp://localhost:25")
    try:
        port = url.port or 0
    except ValueError:  # the port is no number, or too large a one
        port = 0
    if url.scheme not in {"smtp", "smtps", "smtp+starttls"} or not url.hostname or not port:
        problems.append(
            "SONAE_MAIL_URL is not understood; it must look like smtp+starttls://user:password@host:587 "
            "(or smtps://, or smtp:// on this machine)"
        )
    return {
        "EMAIL_HOST": url.hostname or "",
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(url.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(url.password or ""),
        "EMAIL_USE_SSL": url.scheme == "smtps",
        "EMAIL_USE_TLS": url.scheme == "smtp+starttls",
        "EMAIL_TIMEOUT": 20,
    }
