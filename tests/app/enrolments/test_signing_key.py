"""A demonstration makes a key of its own, once; service signs with the one it was given."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sonae.app.enrolments.signing_key import of_demonstration, signer, signing_key
from sonae.documents.signing import generate_demonstration_key

NOW = datetime(2026, 11, 28, tzinfo=UTC)


def test_a_demonstration_keeps_its_key_for_later_starts(tmp_path):
    assert of_demonstration(tmp_path, NOW) == of_demonstration(tmp_path, NOW)


def test_processes_that_start_at_once_share_one_key(tmp_path):
    with ThreadPoolExecutor(8) as threads:
        found = set(threads.map(lambda _n: of_demonstration(tmp_path / "state", NOW), range(8)))
    assert len(found) == 1


def test_nobody_else_may_read_it(tmp_path):
    of_demonstration(tmp_path, NOW)
    assert (tmp_path / "certificate-key.pem").stat().st_mode & 0o077 == 0


def test_its_certificate_names_a_demonstration(tmp_path):
    assert "demonstration" in signer(of_demonstration(tmp_path, NOW))


def test_service_signs_with_the_key_it_was_given(settings):
    settings.SONAE_CERTIFICATE_KEY = tuple(generate_demonstration_key("insurer", NOW))
    assert signing_key(NOW) == settings.SONAE_CERTIFICATE_KEY
