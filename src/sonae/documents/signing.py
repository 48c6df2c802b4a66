"""How is a finished paper signed (PAdES), and who signed one that comes back, and is it unchanged?

No network and no timestamp server: the moment in a signature is what its signer claims, and nobody vouches for the
certificate. Whoever must rely on either compares the file with what is stored under its hash.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import BytesIO
from typing import NamedTuple

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import NameOID
from pyhanko.keys import load_certs_from_pemder_data, load_private_key_from_pemder_data
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import InvisSigSettings, MDPPerm, SigFieldSpec, SigSeedSubFilter
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import SignatureCoverageLevel
from pyhanko_certvalidator.registry import SimpleCertificateStore

FIELD, READ_ALOUD = "Signature", "電子署名 / electronic signature"
DEMONSTRATION_DAYS = 365


class SigningError(ValueError):
    """A key and a certificate that can't sign together; says what is wrong with them."""


class SigningKey(NamedTuple):
    """A private key and its certificate, both PEM."""

    key_pem: bytes
    certificate_pem: bytes


class Signature(NamedTuple):
    """What a signed paper says of its signature.

    ``signer`` is the common name in the certificate, which anybody can write into one: ``fingerprint`` (SHA-256 of
    the certificate) tells whether it is ours. ``intact``: nothing that was signed has changed; with
    ``covers_whole_file`` that is all but the room that holds the signature. ``at`` is what the signer claims.
    """

    signer: str
    fingerprint: str
    intact: bool
    covers_whole_file: bool
    at: datetime | None


def sign(pdf: bytes, key_pem: bytes, certificate_pem: bytes, *, name: str, reason: str, at: datetime) -> bytes:
    """Return ``pdf`` with an invisible signature that allows no later change (PAdES B-B), dated ``at``.

    The signature stands in an increment behind the paper, whose own bytes stay as they are. An ECDSA signature has a
    random part: signing twice gives two files. Raises SigningError for a key that isn't the certificate's.
    """
    writer = _Increment(BytesIO(pdf))
    about = PdfSignatureMetadata(
        field_name=FIELD,
        name=name,
        reason=reason,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=MDPPerm.NO_CHANGES,
    )
    field = SigFieldSpec(
        FIELD, readable_field_name=READ_ALOUD, invis_sig_settings=InvisSigSettings(box_out_of_bounds=True)
    )
    signer, signed = _Signer(about, _holder(key_pem, certificate_pem), at, field), BytesIO()
    with ThreadPoolExecutor(1) as beside:  # the library runs a loop, which no thread can that runs another already
        beside.submit(signer.sign_pdf, writer, output=signed).result()
    return signed.getvalue()


def check(pdf: bytes) -> Signature | None:
    """Return what the last signature of a file says; None for a file that carries none that can be read.

    Whether to believe the certificate is left to the reader: no chain is built and nothing is fetched.
    """
    try:
        found = PdfFileReader(BytesIO(pdf)).embedded_signatures
        return _read(found[-1]) if found else None
    except Exception:  # noqa: BLE001 - whatever a forged file makes the parsers say, it shows no signature
        return None


def _read(found: EmbeddedPdfSignature) -> Signature:
    found.compute_integrity_info(skip_diff=True)  # type: ignore[no-untyped-call] # the library's
    unchanged, made_by_key = validate_sig_integrity(
        found.signer_info, found.signer_cert, expected_content_type="data", actual_digest=found.compute_digest()
    )
    return Signature(
        signer=str(found.signer_cert.subject.native.get("common_name", "")),
        fingerprint=found.signer_cert.sha256.hex(),
        intact=unchanged and made_by_key,
        covers_whole_file=found.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        at=found.self_reported_timestamp,
    )


def fingerprint(certificate_pem: bytes) -> str:
    """Return the SHA-256 of a certificate in hexadecimal digits, as ``Signature`` tells it."""
    return x509.load_pem_x509_certificate(certificate_pem).fingerprint(SHA256()).hex()


def generate_demonstration_key(name: str, at: datetime) -> SigningKey:
    """Return a new throw-away key (EC P-256) with a certificate it signed itself, valid for a year from ``at``.

    Its subject says "demonstration", so that nobody takes what it signs for the insurer's.
    """
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Sonae demonstration, throw-away key"),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{name} (demonstration)"),
        ]
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(at)
        .not_valid_after(at + timedelta(days=DEMONSTRATION_DAYS))
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_for_signatures(), critical=True)
        .sign(key, SHA256())
    )
    return SigningKey(
        key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()), certificate.public_bytes(Encoding.PEM)
    )


class _Increment(IncrementalPdfFileWriter):
    """Adds to a file and leaves what it says about itself, where the library would date it by the clock."""

    def _update_meta(self) -> None:
        pass


class _Signer(PdfSigner):
    """Signs as of a moment that is handed in, where the library would look at the clock."""

    def __init__(self, about: PdfSignatureMetadata, holder: SimpleSigner, at: datetime, field: SigFieldSpec) -> None:
        super().__init__(about, holder, new_field_spec=field)
        self._at = at

    def init_signing_session(
        self,
        pdf_out: BasePdfFileWriter,
        existing_fields_only: bool = False,  # noqa: FBT001, FBT002 - the library's own signature
    ) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def _holder(key_pem: bytes, certificate_pem: bytes) -> SimpleSigner:
    try:
        key = load_pem_private_key(key_pem, password=None)
        certificate = x509.load_pem_x509_certificate(certificate_pem)
    except (ValueError, TypeError) as error:
        raise SigningError(f"the key or the certificate is no PEM that can be read: {error}") from error
    public = [
        one.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        for one in (key.public_key(), certificate.public_key())
    ]
    if public[0] != public[1]:
        raise SigningError("the certificate belongs to another key")
    return SimpleSigner(
        signing_cert=next(iter(load_certs_from_pemder_data(certificate_pem))),
        signing_key=load_private_key_from_pemder_data(key_pem, passphrase=None),
        cert_registry=SimpleCertificateStore(),  # type: ignore[no-untyped-call] # the library's
    )


def _for_signatures() -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
