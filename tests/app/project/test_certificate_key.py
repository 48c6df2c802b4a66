"""A key that could not sign is told before the server starts, and not when the first certificate is due."""

from datetime import UTC, datetime

import pytest

from sonae.app.project.certificate_key import CERTIFICATE, KEY, read
from sonae.documents.signing import generate_demonstration_key

NOW = datetime(2026, 11, 28, tzinfo=UTC)
OURS, OTHERS = (generate_demonstration_key(name, NOW) for name in ("ours", "others"))
GOOD = {KEY: OURS.key_pem.decode(), CERTIFICATE: OURS.certificate_pem.decode()}


def test_a_key_and_its_certificate_are_taken_as_pem():
    problems = []
    assert read(GOOD, problems) == OURS
    assert problems == []


def test_they_are_taken_from_files_too(tmp_path):
    paths = {name: tmp_path / name for name in GOOD}
    for name, path in paths.items():
        path.write_text(GOOD[name])
    assert read({name: str(path) for name, path in paths.items()}, []) == OURS


def test_an_environment_without_them_has_none():
    assert read({}, []) is None


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({KEY: ""}, KEY),
        ({CERTIFICATE: ""}, CERTIFICATE),
        ({KEY: "/no/such/file"}, KEY),
        ({KEY: "-----BEGIN nothing"}, KEY),
        ({KEY: OURS.certificate_pem.decode()}, KEY),
        ({CERTIFICATE: OURS.key_pem.decode()}, CERTIFICATE),
        ({CERTIFICATE: OTHERS.certificate_pem.decode()}, CERTIFICATE),
    ],
)
def test_what_could_not_sign_is_told(change, named):
    problems = []
    assert read(GOOD | change, problems) is None
    (problem,) = problems
    assert problem.startswith(named)
    assert "PRIVATE KEY" not in problem
