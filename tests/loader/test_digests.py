import pytest

from sonae.loader.digests import PUBLISHED, check_frozen, check_needs, digest_of, find_editions, publish
from sonae.loader.load import BUILT_IN
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


@pytest.fixture
def rests(edition, tmp_path):
    """A tariff beside the edition, and the check of an edition that rests on it."""
    folder = tmp_path / "tariffs" / "t-2025"
    folder.mkdir(parents=True)
    (folder / "bases.csv").write_text("1000\n")
    needs = find_editions(["tariffs/t-2025"], [tmp_path])

    def told():
        log = Log()
        check_needs(edition, tmp_path, needs, log)
        return [(problem.file, problem.key, problem.code) for problem in log.problems]

    return folder, needs, told


def test_an_edition_published_after_its_tariff_is_accepted(edition, rests):
    tariff, needs, told = rests
    assert told() == []
    publish(tariff)
    publish(edition, needs)
    assert told() == []


def test_a_published_edition_whose_tariff_is_not_published_is_told(edition, rests):
    _, needs, told = rests
    publish(edition, needs)
    assert told() == [("schemes/a-2025/published.digest", "tariffs/t-2025", "unpublished")]


@pytest.mark.parametrize("kept", ["all", "first line"])
def test_a_tariff_published_anew_is_not_the_one_the_edition_was_published_with(edition, rests, kept):
    tariff, needs, told = rests
    publish(tariff)
    publish(edition, needs)
    record = edition / "published.digest"
    if kept == "first line":
        record.write_text(record.read_text().splitlines()[0])
    else:
        (tariff / "published.digest").unlink()
        (tariff / "bases.csv").write_text("2000\n")
        publish(tariff)
    assert told() == [("schemes/a-2025/published.digest", "tariffs/t-2025", "frozen")]


def test_every_packaged_edition_that_enrolments_rest_on_is_published_but_the_example():
    sections = ("schemes", "tariffs", "procedures", "disclosures")
    editions = [one for folder in sections for one in (BUILT_IN / folder).iterdir() if one.is_dir()]
    assert [one.name for one in editions if not (one / PUBLISHED).exists()] == ["example"]
    assert len(editions) == 9
