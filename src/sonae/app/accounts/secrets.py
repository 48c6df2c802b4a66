"""What do an invitation and a token look like, and where does one look for theirs?

`<kind>_<organisation>_<secret>`: the number says behind which wall the row stands, so that even the lookup happens
behind it. The secret has 256 bits of chance; a plain SHA-256 of the whole is enough, for nobody can guess at it.
"""

from __future__ import annotations

import base64
import hashlib
import re
import secrets

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings

INVITATION, TOKEN = "invite", "sonae"
SHAPE = re.compile(r"(?P<kind>[a-z]+)_(?P<organisation>\d{1,18})_[\w-]{43}", re.ASCII)
SHOWN = 6  # characters of the secret that lists show


def made(kind: str, organisation_id: int) -> str:
    """A new one, to be told once."""
    return f"{kind}_{organisation_id}_{secrets.token_urlsafe(32)}"


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def organisation_of(key: str, kind: str) -> int | None:
    """Behind whose wall the row stands; None where the text is no such key."""
    found = SHAPE.fullmatch(key)
    return int(found["organisation"]) if found and found["kind"] == kind else None


def sealed(secret: str) -> str:
    """A secret that must be read again, as the database may hold it: without the server's own key it says nothing."""
    return _seal().encrypt(secret.encode()).decode()


def unsealed(text: str) -> str:
    """The secret. Raises InvalidToken for what another key has sealed, or nobody."""
    return _seal().decrypt(text.encode()).decode()


def _seal() -> MultiFernet:
    """Seals with the key of now; opens what an earlier one has sealed, as long as it is named."""
    return MultiFernet([_fernet(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)])


def _fernet(key: str) -> Fernet:
    return Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"second factor {key}".encode()).digest()))


def start_of(key: str) -> str:
    """What may be shown of a key, to tell one from another."""
    return key[: key.index("_", len(TOKEN) + 1) + 1 + SHOWN]
