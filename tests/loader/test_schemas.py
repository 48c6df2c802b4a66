from datetime import date, datetime

import jsonschema
import pytest
from ruamel.yaml import YAML

from sonae.loader import BUILT_IN
from sonae.loader.schemas import SHAPES, json_schema

FILES = {
    "scheme": "schemes/*/scheme.yaml",
    "facts": "schemes/*/facts.yaml",
    "cases": "schemes/*/cases.yaml",
    "tariff": "tariffs/*/tariff.yaml",
    "procedure": "procedures/*/procedure.yaml",
    "procedure-cases": "procedures/*/cases.yaml",
    "questions": "disclosures/*/questions.yaml",
    "costs": "costs/*/costs.yaml",
    "playbook": "playbooks/*/playbook.yaml",
    "calendar": "calendars/*/calendar.yaml",
    "clocks": "clocks/*/clocks.yaml",
    "clock-link": "wordings/*/clocks.yaml",
    "clock-facts": "clocks/*/facts.yaml",
    "clock-case": "clocks/*/cases/*.yaml",
    "clock-cases": "clocks/*/cases/*.yaml",
    "texts": "texts/*.yaml",
    "wording": "wordings/*/wording.yaml",
    "wording-facts": "wordings/*/facts.yaml",
    "clauses": "wordings/*/clauses.yaml",
    "limits": "wordings/*/limits.yaml",
    "papers": "wordings/*/papers.yaml",
    "case": "wordings/*/cases/*.yaml",
}


def as_json(value):
    """A YAML 1.2 reader of an editor hands days and moments over as text."""
    if isinstance(value, dict):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, list):
        return [as_json(one) for one in value]
    return value.isoformat() if isinstance(value, (date, datetime)) else value


@pytest.mark.parametrize("name", sorted(SHAPES))
def test_every_packaged_file_fits_the_schema_that_editors_get(name):
    schema = json_schema(name)
    jsonschema.Draft202012Validator.check_schema(schema)
    files = sorted(BUILT_IN.glob(FILES[name]))
    assert files
    for file in files:
        data = as_json(YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8")))
        errors = [
            f"{file.name}: {error.json_path}: {error.message}"
            for error in jsonschema.Draft202012Validator(schema).iter_errors(data)
        ]
        assert errors == []


def test_an_unknown_key_is_refused_by_the_schema_as_by_the_loader():
    validator = jsonschema.Draft202012Validator(json_schema("facts"))
    fact = {"id": "a", "section": "term", "ja": "あ", "en": "a", "status": "printed", "source": "a.txt:1"}
    assert validator.is_valid([fact])
    assert not validator.is_valid([{**fact, "colour": "red"}])


def test_a_case_asks_about_one_facility_or_about_several_but_not_both():
    validator = jsonschema.Draft202012Validator(json_schema("cases"))
    one, expect = {"kind": "clinic", "adjustments": {"security": -0.1}}, {"status": "referred"}
    assert validator.is_valid([{"id": "one", "ask": one, "expect": expect}])
    several = {"id": "several", "facilities": [one, one], "shared_limits": True, "expect": expect}
    assert validator.is_valid([several])
    assert not validator.is_valid([{**several, "ask": one}])
    assert not validator.is_valid([{"id": "one", "ask": one, "shared_limits": True, "expect": expect}])
