"""Which secret key does a demonstration sign with, when nobody has set one?"""

import os
import secrets
from pathlib import Path


def of_demonstration(state: Path) -> str:
    """A random key kept in the state folder, so that all worker processes and later starts share it."""
    path = state / "secret-key"
    state.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(key := secrets.token_urlsafe(50))
    return key
