"""What may stand where? Shapes that read a tree strictly and export themselves as JSON Schema."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from sonae.core.problems import nearest
from sonae.loader.nodes import Items, Mapping, Scalar, Tree, words_in
from sonae.loader.problems import Log, Place

Schema = dict[str, Any]
BAD: Any = object()
MISSING = {"source": "missing_source", "status": "missing_status"}
LANGUAGES = {"ja": "Japanese", "en": "English"}


@dataclass(frozen=True, slots=True)
class Word:
    """One text value, read by ``parse``; ``shape`` says in words what is right."""

    shape: str
    parse: Callable[[str], Any]
    schema_of: Schema

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return the value, or ``BAD`` after noting the problem."""
        if not isinstance(tree, Scalar):
            log.add(tree.at, key, "wrong_type", **_stands(tree), shape=self.shape)
            return BAD
        try:
            return self.parse(tree.text)
        except ValueError:
            log.add(tree.at, key, "wrong_type", found=tree.text, shape=self.shape)
            return BAD

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        return {**self.schema_of, "description": self.shape}


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words."""

    words: tuple[str, ...]

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return the word, or ``BAD`` after noting the problem."""
        if isinstance(tree, Scalar) and tree.text in self.words:
            return tree.text
        log.add(tree.at, key, "unknown_word", **_stands(tree), known=", ".join(self.words))
        return BAD

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        return {"enum": list(self.words)}


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose items share one shape; a single item may stand without dashes."""

    item: Any

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return a tuple; bad items are noted and left out."""
        nodes = tree.nodes if isinstance(tree, Items) else (tree,)
        values = [self.item.read(node, f"{key}[{i}]", log) for i, node in enumerate(nodes)]
        for node, value in zip(nodes, values, strict=True):
            log.refuse(words_in(node) if value is BAD else ())
        return tuple(value for value in values if value is not BAD)

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        one = self.item.schema()
        return {"oneOf": [{"type": "array", "items": one}, one]}


@dataclass(frozen=True, slots=True)
class MapOf:
    """A mapping with free keys and one shape of value."""

    item: Any

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return a dictionary; bad values are noted and left out."""
        if isinstance(tree, Scalar) and not tree.text:
            return {}  # a key whose values are still to be written
        if not isinstance(tree, Mapping):
            log.add(tree.at, key, "wrong_type", **_stands(tree), shape="keys with values")
            return BAD
        read = {k: self.item.read(node, _join(key, k), log) for k, node in tree.nodes.items()}
        for k, value in read.items():
            log.refuse((k, *words_in(tree.nodes[k])) if value is BAD else ())
        return {k: value for k, value in read.items() if value is not BAD}

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        return {"type": "object", "additionalProperties": self.item.schema()}


@dataclass(frozen=True, slots=True)
class Opt:
    """A field that may be left out and is then ``default``."""

    shape: Any
    default: Any = None


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with exactly these keys; unknown and missing keys are noted."""

    fields: dict[str, Any]
    examples: dict[str, str] = field(default_factory=dict)

    def read(self, tree: Tree, key: str, log: Log) -> Any:
        """Return a ``Values``, or ``BAD`` where a required field is missing or wrong."""
        if not isinstance(tree, Mapping):
            log.add(tree.at, key, "wrong_type", **_stands(tree), shape=", ".join(self.fields))
            return BAD
        for name in tree.nodes:
            if name not in self.fields:
                known = nearest(name, self.fields)
                log.add(tree.places[name], _join(key, name), "unknown_key", known=known)
        values, sound = Values(tree.at, dict(tree.places)), True
        for name, shape in self.fields.items():
            node = tree.nodes.get(name)
            inner = shape.shape if isinstance(shape, Opt) else shape
            if node is None:
                if isinstance(shape, Opt):
                    values[name] = shape.default
                    continue
                sound = False
                known = ", ".join(getattr(inner, "words", ()))
                language = LANGUAGES.get(name, "")
                code = "missing_words" if language else MISSING.get(name, "missing_key")
                log.add(tree.at, _join(key, name), code, shape=_describe(inner), known=known, language=language)
                continue
            values[name] = inner.read(node, _join(key, name), log)
            sound = sound and values[name] is not BAD
        return values if sound else BAD

    def schema(self) -> Schema:
        """Return the JSON Schema."""
        properties = {
            name: (shape.shape if isinstance(shape, Opt) else shape).schema() for name, shape in self.fields.items()
        }
        required = [name for name, shape in self.fields.items() if not isinstance(shape, Opt)]
        return {
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": False,
        }


class Values(dict[str, Any]):
    """The values of one record, and where each of its keys stands."""

    def __init__(self, at: Place, places: dict[str, Place]) -> None:
        super().__init__()
        self.at = at
        self.places = places

    def place(self, key: str) -> Place:
        """Return the place of a key, or of the record where the key was left out."""
        return self.places.get(key, self.at)


def _stands(tree: Tree) -> dict[str, str]:
    """Return what stands there instead: a text as it was typed, or the kind of a thing."""
    if isinstance(tree, Scalar):
        return {"found": tree.text}
    return {"kind": "a list" if isinstance(tree, Items) else "a mapping"}


def _join(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _describe(shape: Any) -> str:
    if isinstance(shape, Word):
        return shape.shape
    if isinstance(shape, Choice):
        return "one of: " + ", ".join(shape.words)
    if isinstance(shape, Record):
        return "{" + ", ".join(shape.fields) + "}"
    return "a list" if isinstance(shape, ListOf) else "keys with values"
