"""How does a condition written in YAML become a core condition, its names known, of the right type, not circular?"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sonae.core.conditions import (
    All,
    AnyOf,
    Before,
    Chosen,
    Condition,
    Happened,
    Inside,
    Is,
    LastsLonger,
    Not,
    Number,
    Same,
    WithinDays,
)
from sonae.core.problems import nearest
from sonae.loader.nodes import Items, Scalar, Tree
from sonae.loader.nodes import Mapping as Keys
from sonae.loader.problems import Log
from sonae.loader.shapes import BAD, Schema
from sonae.loader.vocabulary import COUNT

FORMS = (
    *("all", "any", "not", "is", "happened", "at_least", "more_than", "at_most", "less_than"),
    *("in_term", "before", "not_after", "within_days", "longer_than", "same"),
)
TERM = ("term_start", "term_end")


class Deferred:
    """A condition in a record: kept as written, and read once all names are known (``Conditions``)."""

    def read(self, tree: Tree, _key: str, _log: Log) -> Tree:
        """Return the tree itself."""
        return tree

    def schema(self) -> Schema:
        """Return the JSON Schema: a name, or one of the forms."""
        return {"anyOf": [{"type": "string"}, {"type": "object", "propertyNames": {"enum": list(FORMS)}}]}


CONDITION = Deferred()


@dataclass(frozen=True, slots=True)
class Named:
    """What a name may stand for in a condition: its type, and the choices it has."""

    type: str
    choices: tuple[str, ...] = ()


@dataclass(slots=True)
class Conditions:
    """Reads the conditions of one edition; ``predicates`` are named conditions that others may use."""

    names: Mapping[str, Named]
    predicates: Mapping[str, Tree]
    log: Log
    _read: dict[str, Condition | None] = field(default_factory=dict)
    _used: set[str] = field(default_factory=set)
    _open: list[str] = field(default_factory=list)

    def read(self, tree: Tree, key: str) -> Condition | None:
        """Return the condition, or None after noting everything wrong with it."""
        if isinstance(tree, Scalar):
            return self._named(tree, key)
        if isinstance(tree, Keys) and len(tree.nodes) == 1:
            ((form, inner),) = tree.nodes.items()
            if form in FORMS:
                return self._form(form, inner, f"{key}.{form}")
        found = ", ".join(tree.nodes) if isinstance(tree, Keys) else "a list"
        self.log.add(tree.at, key, "condition", found=found, known=", ".join(FORMS))
        return None

    def predicate(self, name: str) -> Condition | None:
        """Return a named condition, read once; one that leads back to itself is noted."""
        if name in self._open:
            way = " → ".join((*self._open[self._open.index(name) :], name))
            self.log.add(self.predicates[name].at, f"predicates.{name}", "circular", found=way)
            return None
        if name not in self._read:
            self._open.append(name)
            self._read[name] = self.read(self.predicates[name], f"predicates.{name}")
            self._open.pop()
        return self._read[name]

    def check_used(self) -> None:
        """Note each predicate that no condition read so far uses."""
        for name in self.predicates.keys() - self._used:
            self.log.add(self.predicates[name].at, f"predicates.{name}", "unused_predicate")

    def _named(self, tree: Scalar, key: str) -> Condition | None:
        if tree.text in self.predicates:
            self._used.add(tree.text)
            return self.predicate(tree.text)
        name = self._fact(tree, key, ("yes_no",))
        return Is(name) if name else None

    def _fact(self, tree: Tree, key: str, types: tuple[str, ...]) -> str | None:
        """Return the name of a fact of one of these types, or None after noting what is wrong."""
        if not isinstance(tree, Scalar):
            self.log.add(tree.at, key, "wrong_type", kind="a list or keys", shape="the name of one fact")
            return None
        known = self.names.get(tree.text)
        if known is None:
            near = nearest(tree.text, [*self.names, *self.predicates])
            self.log.add(tree.at, key, "unknown_reference", found=tree.text, known=near)
            return None
        if known.type not in types:
            self.log.add(tree.at, key, "fact_type", found=tree.text, type=known.type, known=" or ".join(types))
            return None
        return tree.text

    def _form(self, form: str, tree: Tree, key: str) -> Condition | None:
        readers: dict[str, Callable[[Tree, str], Condition | None]] = {
            "all": lambda t, k: self._several(t, k, All),
            "any": lambda t, k: self._several(t, k, AnyOf),
            "not": self._not,
            "is": self._is,
            "happened": self._happened,
            "in_term": self._in_term,
            "before": lambda t, k: self._before(t, k, or_same=False),
            "not_after": lambda t, k: self._before(t, k, or_same=True),
            "within_days": self._within_days,
            "longer_than": self._longer_than,
            "same": self._same,
        }
        return readers[form](tree, key) if form in readers else self._number(form, tree, key)

    def _several(self, tree: Tree, key: str, of: Callable[[tuple[Condition, ...]], Condition]) -> Condition | None:
        nodes = tree.nodes if isinstance(tree, Items) else ()
        if not nodes:
            self.log.add(tree.at, key, "wrong_type", kind="nothing", shape="a list of conditions")
            return None
        parts = [self.read(node, f"{key}[{i}]") for i, node in enumerate(nodes)]
        sound = tuple(part for part in parts if part is not None)
        return of(sound) if len(sound) == len(parts) else None

    def _not(self, tree: Tree, key: str) -> Condition | None:
        inner = self.read(tree, key)
        return Not(inner) if inner else None

    def _is(self, tree: Tree, key: str) -> Condition | None:
        pair = self._pair(tree, key, ("choice",))
        if pair is None:
            return None
        name, node = pair
        known = self.names[name].choices
        words = node.nodes if isinstance(node, Items) else (node,)
        chosen = [one.text for one in words if isinstance(one, Scalar) and one.text in known]
        for one in words:
            if not isinstance(one, Scalar) or one.text not in known:
                found = one.text if isinstance(one, Scalar) else "a list or keys"
                self.log.add(one.at, f"{key}.{name}", "unknown_word", found=found, known=", ".join(known))
        return Chosen(name, frozenset(chosen)) if len(chosen) == len(words) else None

    def _number(self, form: str, tree: Tree, key: str) -> Condition | None:
        pair = self._pair(tree, key, ("count", "yen"))
        if pair is None:
            return None
        name, node = pair
        limit: Any = COUNT.read(node, f"{key}.{name}", self.log)
        if limit is BAD:
            return None
        lowest = {"at_least": limit, "more_than": limit + 1}.get(form)
        highest = {"at_most": limit, "less_than": limit - 1}.get(form)
        return Number(name, lowest, highest)

    def _pair(self, tree: Tree, key: str, types: tuple[str, ...]) -> tuple[str, Tree] | None:
        """Return one fact and what stands behind it: ``{fact: value}``."""
        if not isinstance(tree, Keys) or len(tree.nodes) != 1:
            self.log.add(tree.at, key, "wrong_type", kind="something else", shape="{fact: value}")
            return None
        ((name, node),) = tree.nodes.items()
        fact = self._fact(Scalar(name, tree.places[name]), key, types)
        return (fact, node) if fact else None

    def _happened(self, tree: Tree, key: str) -> Condition | None:
        name = self._fact(tree, key, ("moment",))
        return Happened(name) if name else None

    def _in_term(self, tree: Tree, key: str) -> Condition | None:
        name = self._fact(tree, key, ("moment",))
        known = [self._fact(Scalar(one, tree.at), key, ("moment",)) for one in TERM]
        return Inside(name, *TERM) if name and all(known) else None

    def _two(self, tree: Tree, key: str, types: tuple[str, ...]) -> tuple[str, str] | None:
        nodes = tree.nodes if isinstance(tree, Items) else ()
        if len(nodes) != 2:  # noqa: PLR2004 - a pair
            self.log.add(tree.at, key, "wrong_type", kind="something else", shape="a list of two facts")
            return None
        one, other = (self._fact(node, f"{key}[{i}]", types) for i, node in enumerate(nodes))
        return (one, other) if one and other else None

    def _before(self, tree: Tree, key: str, *, or_same: bool) -> Condition | None:
        pair = self._two(tree, key, ("moment",))
        return Before(*pair, or_same=or_same) if pair else None

    def _same(self, tree: Tree, key: str) -> Condition | None:
        pair = self._two(tree, key, ("choice",))
        return Same(*pair) if pair else None

    def _within_days(self, tree: Tree, key: str) -> Condition | None:
        span = self._span(tree, key, "days")
        return WithinDays(*span) if span else None

    def _longer_than(self, tree: Tree, key: str) -> Condition | None:
        span = self._span(tree, key, "hours")
        return LastsLonger(*span) if span else None

    def _span(self, tree: Tree, key: str, unit: str) -> tuple[str, str, int | str] | None:
        """Return two moments and how long may lie between: ``{from: …, to: …, days: …}``."""
        wanted = ("from", "to", unit)
        if not isinstance(tree, Keys) or set(tree.nodes) != set(wanted):
            self.log.add(tree.at, key, "wrong_type", kind="something else", shape="{" + ", ".join(wanted) + "}")
            return None
        since, until = (self._fact(tree.nodes[one], f"{key}.{one}", ("moment",)) for one in ("from", "to"))
        length = self._length(tree.nodes[unit], f"{key}.{unit}")
        return None if since is None or until is None or length is None else (since, until, length)

    def _length(self, tree: Tree, key: str) -> int | str | None:
        """Return a length as written out, or the name of a count that gives it."""
        if isinstance(tree, Scalar) and not tree.text[:1].isdigit():
            return self._fact(tree, key, ("count",))
        length: Any = COUNT.read(tree, key, self.log)
        return None if length is BAD else length
