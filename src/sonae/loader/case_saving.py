"""How does a CASE.yaml look with more facts in it? The same file, comments and all, with its facts completed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from sonae.core.conditions import FactValue
from sonae.core.decision_answer import fact_plain

ENDLESS = 100_000
NOT_KNOWN = "unknown"


class _AllText(VersionedResolver):
    """Takes nothing for a number, a date or a boolean."""

    @property
    def versioned_resolver(self) -> dict[str, list[object]]:
        """No pattern stands for anything but text."""
        return {}


def completed(text: str, facts: Mapping[str, FactValue | None]) -> str:
    """Return the text of a case with these facts in it (None: nobody knows); all else stays as it is written."""
    yaml = _yaml()
    case: Any = yaml.load(text) or CommentedMap()
    known = case.get("facts")
    if not isinstance(known, CommentedMap):
        known = CommentedMap()
        case["facts"] = known
    for name, value in facts.items():
        if isinstance(known.get(name), CommentedMap):
            known[name]["value"] = _written(value)
        else:
            known[name] = _written(value)
    out = StringIO()
    yaml.dump(case, out)
    return out.getvalue()


def facts_text(facts: Mapping[str, FactValue | None]) -> str:
    """Return facts as they stand in a case."""
    return completed("", facts)


def _yaml() -> Any:
    """Return a reader and writer to whom every value is text: what somebody wrote is never written otherwise."""
    yaml = YAML(typ="rt")
    yaml.Resolver = _AllText
    yaml.preserve_quotes = True
    yaml.width = ENDLESS
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def _written(value: FactValue | None) -> Any:
    """Return a value as a case writes it; yes and no in quotes, so that no other reader takes them for booleans."""
    if isinstance(value, bool):
        return DoubleQuotedScalarString("yes" if value else "no")
    if isinstance(value, datetime):
        return str(fact_plain(value))
    return NOT_KNOWN if value is None else str(value)
