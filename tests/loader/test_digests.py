import pytest

from sonae.loader.digests import check_frozen, digest_of, publish
from sonae.loader.problems import Log


@pytest.fixture
def edition(tmp_path):
    folder = tmp_path / "schemes" / "a-2025"
    folder.mkdir(parents=True)
    (folder / "scheme.yaml").write_text("scheme: a-2025\n")
    return folder


def test_a_published_edition_that_stays_as_it_was_is_accepted(edition, tmp_path):
    publish(edition)
    log = Log()
    check_frozen(edition, tmp_path, log)
    assert log.problems == []


@pytest.mark.parametrize("change", ["edit", "add", "rename", "remove"])
def test_any_later_change_of_a_published_edition_is_found(edition, tmp_path, change):
    publish(edition)
    file = edition / "scheme.yaml"
    if change == "edit":
        file.write_text("scheme: b-2025\n")
    elif change == "add":
        (edition / "more.yaml").write_text("")
    elif change == "rename":
        file.rename(edition / "other.yaml")
    else:
        file.unlink()
    log = Log()
    check_frozen(edition, tmp_path, log)
    assert [problem.code for problem in log.problems] == ["frozen"]


def test_an_edition_is_published_once(edition):
    publish(edition)
    with pytest.raises(FileExistsError):
        publish(edition)


def test_line_ends_of_another_system_do_not_change_the_digest(edition):
    before = digest_of(edition)
    (edition / "scheme.yaml").write_bytes(b"scheme: a-2025\r\n")
    assert digest_of(edition) == before
