import json
import os
import shutil

import pytest

from sonae.loader import BUILT_IN

OTHER = "tests/loader/other_trade"


@pytest.fixture
def copy(tmp_path):
    """A folder with one scheme of its own and its tariff: copies of Fukuoka's under other codes."""
    folder = tmp_path / "ours"
    codes = {"fukuoka-2025": "ours-2027", "sompo-medical-2025": "our-tariff"}
    for name, old in (("schemes/scheme.yaml", "fukuoka-2025"), ("tariffs/tariff.yaml", "sompo-medical-2025")):
        section, file = name.split("/")
        edition = folder / section / codes[old]
        shutil.copytree(BUILT_IN / section / old, edition)
        (edition / "published.digest").unlink(missing_ok=True)
        text = (edition / file).read_text(encoding="utf-8")
        for was, now in codes.items():
            text = text.replace(f": {was}", f": {now}")
        (edition / file).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def publish(sonae, copy):
    def publish(code):
        return sonae("catalogue", "publish", code, "--catalogue", copy)

    return publish


@pytest.fixture
def published(publish, copy):
    """The same folder, its tariff and its scheme published."""
    assert [publish(code).code for code in ("our-tariff", "ours-2027")] == [0, 0]
    return copy


def change(file, old, new):
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_packaged_catalogue_is_sound_and_its_worked_examples_come_out(sonae):
    done = sonae("catalogue", "check", "--json")
    assert (done.code, done.json["problems"]) == (0, [])
    assert done.json["schemes"] >= 6
    assert done.json["cases"] >= 2


def test_a_folder_from_outside_is_checked_too(sonae, copy):
    done = sonae("catalogue", "check", copy)
    assert done.code == 0
    assert "No problem found" in done.out


def test_every_problem_is_printed_with_file_line_and_key_and_exits_1(sonae, copy):
    scheme = copy / "schemes" / "ours-2027"
    lines = (scheme / "premiums.csv").read_text().splitlines()
    lines[1] = lines[1].replace("29380", "29390")
    (scheme / "premiums.csv").write_text("\n".join(lines))
    text = (scheme / "scheme.yaml").read_text(encoding="utf-8")
    (scheme / "scheme.yaml").write_text(text + "colour: red\n", encoding="utf-8")
    done = sonae("catalogue", "check", copy)
    assert done.code == 1
    assert f"{scheme}/scheme.yaml:{len(text.splitlines()) + 1}: colour: unknown key" in done.out
    japanese = sonae("catalogue", "check", copy, "--lang", "ja", "--json")
    assert "知らない項目です" in " ".join(one["message"] for one in japanese.json["problems"])
    assert {"file", "line", "key", "code", "message"} == set(japanese.json["problems"][0])


def test_a_worked_example_that_does_not_come_out_is_a_problem(sonae, copy):
    cases = copy / "schemes" / "ours-2027" / "cases.yaml"
    cases.write_text("- id: wrong\n  ask: {kind: clinic, plan: S1}\n  expect: {annual_yen: 1}\n", encoding="utf-8")
    done = sonae("catalogue", "check", copy)
    assert done.code == 1
    assert "cases.yaml:1: wrong.annual_yen: expected 1, got 29380" in done.out


def test_a_folder_that_is_not_there_is_a_problem(sonae, tmp_path):
    assert sonae("catalogue", "check", tmp_path / "none").code == 1


def test_a_scheme_from_outside_is_priced_like_any_other(sonae, copy):
    asked = ("quote", "--scheme", "ours-2027", "--kind", "clinic", "--plan", "S1", "--json")
    assert sonae(*asked, "--catalogue", copy).json["premium"]["annual_yen"] == 29380
    assert sonae("--catalogue", copy, *asked).json["premium"]["annual_yen"] == 29380
    assert sonae(*asked, SONAE_CATALOGUE=str(copy)).json["premium"]["annual_yen"] == 29380


def test_several_folders_add_up_and_the_same_one_counts_once(sonae, copy, root):
    asked = ("schemes", "--json", "--catalogue", copy, "--catalogue", root / OTHER, "--catalogue", copy)
    codes = {one["code"] for one in sonae(*asked).json["schemes"]}
    assert {"ours-2027", "fukuoka-2025"} < codes
    assert len(codes) >= 8


def test_the_environment_may_name_several_folders(sonae, copy, root):
    folders = os.pathsep.join([str(copy), str(root / OTHER)])
    codes = {one["code"] for one in sonae("schemes", "--json", SONAE_CATALOGUE=folders).json["schemes"]}
    assert {"ours-2027", "chamber-2026"} < codes


def test_a_faulty_catalogue_stops_every_answer_with_exit_1(sonae, copy):
    (copy / "schemes" / "ours-2027" / "plans.csv").write_text("kind,family\n")
    done = sonae("quote", "--scheme", "fukuoka-2025", "--kind", "clinic", "--plan", "S1", "--catalogue", copy)
    assert done.code == 1
    assert "The catalogue cannot be used" in done.err
    assert "plans.csv:1: plan: column missing" in done.err


def test_publishing_freezes_an_edition_once(sonae, publish, published):
    again = publish("ours-2027")
    assert again.code == 2
    assert "published already" in again.err
    facts = published / "schemes" / "ours-2027" / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    changed = sonae("catalogue", "check", published)
    assert changed.code == 1
    assert "Publish a new edition instead" in changed.out


def test_a_scheme_is_published_after_its_tariff(publish, copy):
    early = publish("ours-2027")
    assert (early.code, early.out) == (2, "")
    assert f"first: sonae catalogue publish our-tariff --catalogue {copy}" in early.err
    assert not (copy / "schemes" / "ours-2027" / "published.digest").exists()
    done = publish("our-tariff")
    assert "sha256:" in done.out
    assert publish("ours-2027").code == 0


def test_the_tariff_of_a_published_scheme_keeps_its_prices(sonae, published):
    tariff = published / "tariffs" / "our-tariff"
    change(tariff / "bases.csv", "hospital,all_risk,10000000,1000000,0,", "hospital,all_risk,10000000,1000000,0,1")
    changed = sonae("catalogue", "check", published, "--json").json["problems"]
    assert ("our-tariff", "frozen") in {(one["key"], one["code"]) for one in changed}
    (tariff / "published.digest").unlink()
    hidden = sonae("catalogue", "check", published)
    assert "tariffs/our-tariff: is not published" in hidden.out
    assert "sonae catalogue publish our-tariff" in hidden.out


def test_a_tariff_whose_digest_was_lost_can_be_published_again(sonae, publish, published):
    (published / "tariffs" / "our-tariff" / "published.digest").unlink()
    assert publish("our-tariff").code == 0
    assert sonae("catalogue", "check", published).code == 0


def test_an_example_is_published_after_the_scheme_whose_tables_it_borrows(sonae, publish, published):
    example = published / "schemes" / "sample"
    shutil.copytree(BUILT_IN / "schemes" / "example", example)
    change(example / "scheme.yaml", "scheme: example", "scheme: sample")
    change(example / "scheme.yaml", "example_of: fukuoka-2025", "example_of: ours-2027")
    change(example / "scheme.yaml", "tariff: sompo-medical-2025", "tariff: our-tariff")
    record = published / "schemes" / "ours-2027" / "published.digest"
    kept = record.read_text()
    record.unlink()
    early = publish("sample")
    assert early.code == 2
    assert "sonae catalogue publish ours-2027" in early.err
    record.write_text(kept)
    assert publish("sample").code == 0
    assert sonae("catalogue", "check", published).code == 0


def test_nothing_faulty_is_published(sonae, copy):
    (copy / "schemes" / "ours-2027" / "plans.csv").write_text("kind,family\n")
    done = sonae("catalogue", "publish", "ours-2027", "--catalogue", copy)
    assert done.code == 1
    assert not (copy / "schemes" / "ours-2027" / "published.digest").exists()


def test_an_unknown_edition_is_refused_with_its_nearest_name(sonae):
    done = sonae("catalogue", "publish", "mie-2026")
    assert done.code == 2
    assert "mie-2025" in done.err


def test_a_json_schema_is_printed_for_editors(sonae):
    schema = json.loads(sonae("catalogue", "schema", "scheme").out)
    assert schema["$schema"].endswith("2020-12/schema")
    assert "scheme" in sonae("catalogue", "schema").out.splitlines()
    assert sonae("catalogue", "schema", "nothing").code == 2


def test_clauses_that_no_example_meets_or_misses_are_counted_and_are_no_problem(sonae, tmp_path):
    folder = tmp_path / "chamber"
    shutil.copytree(OTHER, folder)
    for case in (folder / "wordings" / "chamber-wording-2026" / "cases").glob("*late*.yaml"):
        case.unlink()
    done = sonae("catalogue", "check", folder)
    assert (done.code, "No problem found" in done.out) == (0, True)
    assert "chamber-wording-2026: 1 clause(s) that no worked example meets, or none misses: reported-soon" in done.out
    told = sonae("catalogue", "check", folder, "--json").json["untried_clauses"]
    assert told == {"chamber-wording-2026": ["reported-soon"]}


def test_every_clause_of_the_packaged_wordings_is_tried(sonae):
    assert sonae("catalogue", "check", "--json").json["untried_clauses"] == {}
