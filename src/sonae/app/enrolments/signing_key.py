"""With which key does this installation sign certificates? Its own, or a demonstration's throw-away one."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from tempfile import NamedTemporaryFile

from cryptography import x509
from cryptography.x509.oid import NameOID
from django.conf import settings

from sonae.documents.signing import SigningKey, generate_demonstration_key

BEGINS = b"-----BEGIN CERTIFICATE-----"


def signing_key(at: datetime) -> SigningKey:
    """The key of SONAE_CERTIFICATE_KEY; where none is set, one made in the state folder, outside git."""
    if settings.SONAE_CERTIFICATE_KEY:
        return SigningKey(*settings.SONAE_CERTIFICATE_KEY)
    return of_demonstration(settings.SONAE_STATE, at)


def of_demonstration(state: Path, at: datetime) -> SigningKey:
    """A key kept in a file, so that all worker processes and later starts share it."""
    path = state / "certificate-key.pem"
    if not path.exists():
        state.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=state) as part:  # nobody else may read it
            part.write(b"".join(generate_demonstration_key("Sonae", at)))
            part.flush()
            with suppress(FileExistsError):  # another process was quicker: its key is the one
                os.link(part.name, path)
    key, begins, rest = path.read_bytes().partition(BEGINS)
    return SigningKey(key, begins + rest)


def signer(key: SigningKey) -> str:
    """Whom the certificate of a key names."""
    subject = x509.load_pem_x509_certificate(key.certificate_pem).subject
    names = subject.get_attributes_for_oid(NameOID.COMMON_NAME) or list(subject)
    return str(names[0].value) if names else ""
