"""The case of docs/guide/cases.md is run as it stands there, and the guide names every key that a settlement reads."""

import re
import shlex
from pathlib import Path

import pytest

from sonae.loader.case_claims import CLAIM_KEYS, COST, FROM_ELSEWHERE, PAID, PAPERS_IN, REDUCED
from sonae.loader.case_cover import COVER
from sonae.loader.case_files import RULING
from sonae.loader.notices import MORE_TIME, NOTICE, OBSTRUCTION
from sonae.loader.schemas import json_schema

GUIDE = (Path(__file__).parents[2] / "docs" / "guide" / "cases.md").read_text(encoding="utf-8")
CASES = re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", GUIDE, re.DOTALL)
PRINTED = re.findall(r"```console\n\$ sonae (.*?)\n(.*?)```", GUIDE, re.DOTALL)
(NAME, CASE), _ = CASES


@pytest.mark.parametrize(("case", "printed"), [*zip(CASES, PRINTED, strict=True)], ids=[name for name, _ in CASES])
def test_each_case_of_the_guide_is_settled_as_printed(sonae, tmp_path, monkeypatch, case, printed):
    monkeypatch.chdir(tmp_path)
    (tmp_path / case[0]).write_text(case[1], encoding="utf-8")
    done = sonae(*shlex.split(printed[0]))
    pattern = "".join("(?:.*\n)*?" if line == "…" else re.escape(line) + "\n" for line in printed[1].splitlines())
    assert re.fullmatch(pattern, done.out), done.out + done.err


def test_the_guide_names_every_key():
    records = (COVER, COST, FROM_ELSEWHERE, REDUCED, PAID, PAPERS_IN, NOTICE, OBSTRUCTION, RULING)
    keys = {*CLAIM_KEYS, *MORE_TIME, "wording", "earlier", *(key for one in records for key in one.fields)}
    written = " ".join(text for _, text in CASES)
    missing = {key for key in keys if not re.search(rf"\b{key}:", written)}
    assert {key for key in missing if f"`{key}`" not in GUIDE and f".{key}`" not in GUIDE} == set()


def test_an_editor_is_told_that_amounts_persons_and_hours_are_numbers():
    cost = json_schema("case")["properties"]["costs"]["oneOf"][0]["items"]["properties"]
    assert {"integer" in cost[name]["type"] for name in ("yen", "heads", "hours")} == {True}


def test_a_payment_of_an_event_that_was_mistyped_is_refused(sonae, tmp_path):
    path = tmp_path / NAME
    path.write_text(CASE.replace("on: 2025-10-15, event: e1", "on: 2025-10-15, event: e11"), encoding="utf-8")
    done = sonae("settle", path)
    assert done.code == 2
    assert "Event 'e11' has no costs" in done.out + done.err
