"""With which key are certificates signed? The environment's own, checked before the server starts."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from cryptography.x509 import load_pem_x509_certificate

KEY, CERTIFICATE = "SONAE_CERTIFICATE_KEY", "SONAE_CERTIFICATE"


class CertificateKey(NamedTuple):
    """A private key without password and its certificate, both PEM."""

    key_pem: bytes
    certificate_pem: bytes


def read(environ: Mapping[str, str], problems: list[str]) -> CertificateKey | None:
    """The key and its certificate, each as PEM or as the path of a PEM file; None where neither is given."""
    if not environ.get(KEY) and not environ.get(CERTIFICATE):
        return None
    found = [_pem(environ.get(name, ""), name, problems) for name in (KEY, CERTIFICATE)]
    if not all(found):
        return None
    pair = CertificateKey(*found)
    return pair if _fit(pair, problems) else None


def _pem(value: str, name: str, problems: list[str]) -> bytes:
    if value.lstrip().startswith("-----BEGIN"):
        return value.encode()
    try:
        return Path(value).read_bytes() if value else _missing(name, problems)
    except OSError as error:
        problems.append(f"{name}: {value} cannot be read: {error.strerror}")
    return b""


def _missing(name: str, problems: list[str]) -> bytes:
    problems.append(f"{name} is missing: certificates are signed with a key and its certificate")
    return b""


def _fit(pair: CertificateKey, problems: list[str]) -> bool:
    try:
        key = load_pem_private_key(pair.key_pem, password=None).public_key()
    except (ValueError, TypeError):
        problems.append(f"{KEY} must be a private key as PEM, without a password, or the path of one")
        return False
    try:
        certified = load_pem_x509_certificate(pair.certificate_pem).public_key()
    except ValueError:
        problems.append(f"{CERTIFICATE} must be a certificate as PEM, or the path of one")
        return False
    public = [one.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) for one in (key, certified)]
    if public[0] != public[1]:
        problems.append(f"{CERTIFICATE} must be the certificate of the key in {KEY}; it belongs to another")
    return public[0] == public[1]
