"""Which line of a YAML file does each value stand on? Values as written, duplicates refused."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from yaml import AliasEvent, MappingNode, MarkedYAMLError, Node, NodeEvent, ScalarNode, SequenceNode, YAMLError

from sonae.loader.problems import Log, Place

# libyaml reads twenty times as fast; where a system lacks it, Python reads the same tree
READER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """One value as written; its shape decides what it means."""

    text: str
    at: Place


@dataclass(frozen=True, slots=True)
class Items:
    """A list of nodes."""

    nodes: tuple[Tree, ...]
    at: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with their nodes, in the order written."""

    nodes: dict[str, Tree]
    places: dict[str, Place]
    at: Place


# what the reader of YAML says of the commonest slips, in words that help
SLIPS = {
    "found character that cannot start any token": (
        "a tab, or one of @ ` %; indent with spaces, put such text in quotes"
    ),
    "found a tab character that violates indentation": "a tab at the start of a line; indent with spaces",
    "found undefined alias": "a * at the start of a value; put such text in quotes",
    "control characters are not allowed": "a character that cannot be printed; delete it",
    "mapping values are not allowed in this context": (
        "a colon too many, a full-width one in the line above, or a line indented too far"
    ),
    "could not find expected ':'": "a key without its colon (: and a space); a full-width colon is none",
    "did not find expected key": "a line that is indented otherwise than those beside it",
    "did not find expected ',' or '}'": "a brace { that is not closed, or a missing comma",
    "did not find expected ',' or ']'": "a bracket [ that is not closed, or a missing comma",
    "found unexpected end of stream": "a quote that is not closed",
    "but found another document": "a second document (---); write one only",
}

Tree = Scalar | Items | Mapping


def words_in(tree: Tree) -> Iterator[str]:
    """Yield every key and value below ``tree`` as written."""
    if isinstance(tree, Scalar):
        yield tree.text
        return
    if isinstance(tree, Mapping):
        yield from tree.nodes
    inner = tree.nodes.values() if isinstance(tree, Mapping) else tree.nodes
    for one in inner:
        yield from words_in(one)


def read_yaml(path: Path, name: str, log: Log) -> Tree | None:
    """Return the file's tree, or None after noting why it cannot be read."""
    top = Place(name, 1)
    try:
        text = path.read_text(encoding="utf-8")
        if "&" in text and _aliases(text, name, log):
            return None
        node = yaml.compose(text, Loader=READER)
        return Mapping({}, {}, top) if node is None else _tree(node, name, log)
    except UnicodeDecodeError:
        log.add(top, "-", "encoding")
    except MarkedYAMLError as error:
        log.add(
            _place(name, error.problem_mark or error.context_mark),
            "-",
            "yaml",
            why=SLIPS.get(error.problem or "", error.problem),
        )
    except YAMLError as error:
        why = getattr(error, "reason", "") or str(error).splitlines()[0]
        log.add(top, "-", "yaml", why=SLIPS.get(why, why))
    except RecursionError:
        log.add(top, "-", "yaml", why="lists or keys nested too deeply")
    except OverflowError:
        log.add(top, "-", "yaml", why="an escape that is no character")
    return None


def _aliases(text: str, name: str, log: Log) -> bool:
    """Note every anchor and alias; one that holds itself would never end."""
    found = False
    for event in yaml.parse(text, Loader=READER):
        if isinstance(event, NodeEvent) and event.anchor:
            mark = "*" if isinstance(event, AliasEvent) else "&"
            log.add(_place(name, event.start_mark), f"{mark}{event.anchor}", "alias")
            found = True
    return found


def _place(name: str, mark: Any) -> Place:
    """Return the line that a mark of the reader points at; the first where there is none."""
    return Place(name, mark.line + 1 if mark else 1)


def _tree(node: Node, name: str, log: Log) -> Tree:
    at = _place(name, node.start_mark)
    if isinstance(node, ScalarNode):
        if any("\ud800" <= letter <= "\udfff" for letter in node.value):
            log.add(at, "-", "encoding")
            return Scalar("", at)
        return Scalar(node.value, at)
    if isinstance(node, SequenceNode):
        return Items(tuple(_tree(one, name, log) for one in node.value), at)
    assert isinstance(node, MappingNode)  # noqa: S101 - compose yields only these three
    nodes: dict[str, Tree] = {}
    places: dict[str, Place] = {}
    for key_node, value_node in node.value:
        here = _place(name, key_node.start_mark)
        if not isinstance(key_node, ScalarNode):
            log.add(here, "-", "yaml", why="a key is a list or a mapping")
            continue
        key = key_node.value
        if key in nodes:
            log.add(here, key, "duplicate_key")
        nodes[key] = _tree(value_node, name, log)
        places[key] = here
    return Mapping(nodes, places, at)
