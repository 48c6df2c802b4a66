import asyncio
import logging
import shutil
import subprocess
from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from cryptography import x509
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from sonae.documents import certificate_sheet
from sonae.documents.signing import SigningError, check, fingerprint, generate_demonstration_key, sign
from tests.documents import joiners
from tests.documents.paper import Paper

AT = joiners.AT
ABOUT = {"name": "例示損害保険株式会社", "reason": "加入者証の発行", "at": AT}


@pytest.fixture(scope="module")
def unsigned(catalogue):
    scheme = catalogue.schemes["example"]
    return certificate_sheet(joiners.certificate(), scheme, catalogue.words, "ja", link=joiners.LINK, signed_by="備え")


@pytest.fixture(scope="module")
def key():
    return generate_demonstration_key("Sonae 備え", AT)


@pytest.fixture(scope="module")
def signed(unsigned, key):
    return sign(unsigned, *key, **ABOUT)


def test_tells_who_signed_when_and_that_nothing_changed(signed, key):
    found = check(signed)
    assert found == ("Sonae 備え (demonstration)", fingerprint(key.certificate_pem), True, True, AT)


def test_leaves_the_paper_itself_as_it_was(signed, unsigned):
    assert signed.startswith(unsigned)
    assert Paper(signed).pages == Paper(unsigned).pages


def test_signs_in_a_thread_that_runs_a_loop_of_its_own(unsigned, key):
    async def within_a_loop():
        return sign(unsigned, *key, **ABOUT)

    assert check(asyncio.run(within_a_loop())).intact


def test_pyhanko_finds_a_valid_pades_signature_of_the_whole_file(signed):
    found = PdfFileReader(BytesIO(signed)).embedded_signatures[0]
    trusted = ValidationContext(trust_roots=[found.signer_cert], allow_fetching=False, moment=AT + timedelta(days=1))
    status = validate_pdf_signature(found, trusted)
    assert status.bottom_line
    assert found.sig_object["/SubFilter"] == SigSeedSubFilter.PADES.value
    assert found.sig_object["/Reason"] == ABOUT["reason"]


@pytest.mark.skipif(not shutil.which("pdfsig"), reason="this machine has no pdfsig")
def test_pdfsig_finds_a_valid_signature_of_the_whole_file(signed, tmp_path):
    (tmp_path / "signed.pdf").write_bytes(signed)
    run = subprocess.run(["pdfsig", "signed.pdf"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "Signature is Valid" in run.stdout
    assert "Total document signed" in run.stdout
    assert "Sonae 備え (demonstration)" in run.stdout


def test_a_changed_byte_is_found_wherever_it_is_signed(signed, unsigned):
    _, first, behind, rest = PdfFileReader(BytesIO(signed)).embedded_signatures[0].byte_range
    assert behind + rest == len(signed)
    places = [*range(0, len(unsigned), 1_999), *range(len(unsigned), first, 41), *range(behind, len(signed), 29)]
    kept = []
    for place in places:
        changed = bytearray(signed)
        changed[place] ^= 1
        found = check(bytes(changed))
        if found and found.intact and found.covers_whole_file:
            kept.append(place)
    assert kept == []


def test_what_is_appended_is_not_covered(signed):
    found = check(signed + b"\n% more\n")
    assert found is None or not found.covers_whole_file


def test_a_signature_of_another_key_is_told_by_its_fingerprint(unsigned, key):
    other = generate_demonstration_key("Sonae 備え", AT)
    found = check(sign(unsigned, *other, **ABOUT))
    assert found.signer == "Sonae 備え (demonstration)"
    assert found.fingerprint != fingerprint(key.certificate_pem)


@pytest.mark.parametrize("pdf", [b"", b"%PDF-1.7\n", b"PK\x03\x04", "加入者証".encode()])
def test_what_is_no_signed_paper_has_no_signature(pdf, unsigned):
    assert check(pdf) is None
    assert check(unsigned) is None


def test_reads_a_signature_without_a_word_in_the_log(signed, caplog):
    with caplog.at_level(logging.WARNING):
        assert check(signed).intact
    assert caplog.records == []


def test_a_key_of_another_certificate_is_refused(unsigned, key):
    other = generate_demonstration_key("another", AT)
    with pytest.raises(SigningError, match="belongs to another key"):
        sign(unsigned, key.key_pem, other.certificate_pem, **ABOUT)
    with pytest.raises(SigningError, match="can be read"):
        sign(unsigned, b"no key", key.certificate_pem, **ABOUT)


def test_the_demonstration_s_key_says_what_it_is_and_lasts_a_year(key):
    certificate = x509.load_pem_x509_certificate(key.certificate_pem)
    assert "demonstration" in certificate.subject.rfc4514_string()
    assert "throw-away" in certificate.subject.rfc4514_string()
    assert certificate.not_valid_before_utc == AT
    assert certificate.not_valid_after_utc - certificate.not_valid_before_utc == timedelta(days=365)
    assert certificate.public_key().curve.name == "secp256r1"


def test_stays_archivable_and_tells_no_other_time_than_it_was_given(unsigned, key):
    later = AT + timedelta(days=3)
    signed = sign(unsigned, *key, **{**ABOUT, "at": later})
    paper = Paper(signed)
    assert paper.metadata("pdfaid:part", "pdfaid:conformance", "pdfuaid:part") == ["2", "A", "1"]
    with pikepdf.open(BytesIO(signed)) as pdf, pikepdf.open(BytesIO(unsigned)) as before:
        assert dict(pdf.docinfo) == dict(before.docinfo)
        assert pdf.Root.Metadata.read_bytes() == before.Root.Metadata.read_bytes()
        (field,) = (one for one in pdf.pages[0]["/Annots"] if one["/Subtype"] == "/Widget")
        assert str(field["/V"]["/M"]) == "D:20261201103000+09'00'"
        # PDF/A wants an annotation that prints, PDF/UA none on the page that no reader can be told of
        assert int(field["/F"]) & 4
        assert max(float(one) for one in field["/Rect"]) < 0
    assert paper.says("このPDFには電子署名が付いています")
