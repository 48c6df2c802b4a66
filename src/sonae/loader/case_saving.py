"""How does a CASE.yaml look with more facts in it? The same file, comments and all, with its facts completed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import NamedTuple

import yaml
from yaml import MappingNode, Node, ScalarNode

from sonae.core.conditions import FactValue
from sonae.core.decision_answer import fact_plain

NOT_KNOWN = "unknown"
Facts = Mapping[str, FactValue | None]


class Edit(NamedTuple):
    """A passage from ``start`` to before ``end`` that becomes ``text``."""

    start: int
    end: int
    text: str


def completed(text: str, facts: Facts) -> str:
    """Return the text of a case with these facts in it (None: nobody knows); all else stays as it is written.

    Lines end as they do in ``text``.
    """
    if "\r\n" in text:
        return completed(text.replace("\r\n", "\n"), facts).replace("\n", "\r\n")
    top = yaml.compose(text, Loader=yaml.SafeLoader)
    if not facts:
        return text
    edits = _edits(text, top if isinstance(top, MappingNode) else None, facts)
    for edit in sorted(edits, reverse=True):
        text = text[: edit.start] + edit.text + text[edit.end :]
    return text


def facts_text(facts: Facts) -> str:
    """Return facts as they stand in a case."""
    return "\n".join(["facts:", *(f"  {name}: {written(value)}" for name, value in facts.items())])


def written(value: FactValue | None) -> str:
    """Return a value as a case writes it; yes and no in quotes, so that no other reader takes them for booleans."""
    if isinstance(value, bool):
        return '"yes"' if value else '"no"'
    if isinstance(value, date):
        return str(fact_plain(value))
    return NOT_KNOWN if value is None else str(value)


def _edits(text: str, top: MappingNode | None, facts: Facts) -> Iterator[Edit]:
    inner = _pairs(top).get("facts") if top else None
    if not isinstance(inner, MappingNode):
        yield _whole(text, top, inner, facts)
        return
    there = _pairs(inner)
    for name in facts.keys() & there.keys():
        node = there[name]
        old = _pairs(node).get("value", node) if isinstance(node, MappingNode) else node
        start, end = old.start_mark.index, _end(text, old)
        yield Edit(start, end, f"{' ' if start == end else ''}{written(facts[name])}")
    new = {name: value for name, value in facts.items() if name not in there}
    if new:
        yield _added(text, inner, new)


def _pairs(node: MappingNode) -> dict[str, Node]:
    return {key.value: value for key, value in node.value if isinstance(key, ScalarNode)}


def _whole(text: str, top: MappingNode | None, empty: Node | None, facts: Facts) -> Edit:
    """Return the facts of a case that has none yet: at its end, or where its empty ``facts`` stand."""
    if top and top.flow_style:
        at = empty.start_mark.index if empty else top.end_mark.index - 1
        return Edit(at, empty.end_mark.index if empty else at, f"{'' if empty else ', facts: '}{{{_flow(facts)}}}")
    if empty:
        end = _end_of_line(text, empty.end_mark.index)
        return Edit(empty.start_mark.index, end, "".join(f"\n  {name}: {written(one)}" for name, one in facts.items()))
    gap = "" if not text or text.endswith("\n") else "\n"
    return Edit(len(text), len(text), f"{gap}{facts_text(facts)}\n")


def _added(text: str, inner: MappingNode, facts: Facts) -> Edit:
    """Return new facts behind those that are there, written as these are."""
    if inner.flow_style:
        at = inner.end_mark.index - 1
        return Edit(at, at, f"{', ' if inner.value else ''}{_flow(facts)}")
    first, _ = inner.value[0]
    _, last = inner.value[-1]
    at = _end_of_line(text, _end(text, _last(last)))
    indent = " " * first.start_mark.column
    return Edit(at, at, "".join(f"\n{indent}{name}: {written(value)}" for name, value in facts.items()))


def _flow(facts: Facts) -> str:
    return ", ".join(f"{name}: {written(value)}" for name, value in facts.items())


def _last(node: Node) -> Node:
    """Return the last value inside a node: a block ends only where the next begins, comments and all."""
    if isinstance(node, MappingNode) and not node.flow_style and node.value:
        return _last(node.value[-1][1])
    return node


def _end(text: str, node: Node) -> int:
    """Return where a value ends: that of a block (``|``) before the lines that YAML counts as still its own."""
    start, end = node.start_mark.index, node.end_mark.index
    return start + len(text[start:end].rstrip())


def _end_of_line(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
