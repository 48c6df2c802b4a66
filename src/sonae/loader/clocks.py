"""How does a folder of clocks (clocks.yaml, facts.yaml, cases/) become a core ClockEdition?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from sonae.core.calendars import Counting
from sonae.core.clocks import Clock, ClockEdition, Extension, Feed, Law, Recipient, Release, Remark, Rule
from sonae.core.conditions import Condition
from sonae.core.facts import DeclaredFact
from sonae.core.papers import Ground
from sonae.core.problems import nearest
from sonae.core.switches import read_switch
from sonae.core.wording import Switch
from sonae.loader.clock_shape import CLOCK_FACTS, CLOCKS
from sonae.loader.conditions import Conditions, Named
from sonae.loader.digests import digest_of
from sonae.loader.editions import check_code, read_edition_file
from sonae.loader.facts import declared_facts, implications, names_of
from sonae.loader.nodes import Tree
from sonae.loader.problems import Log
from sonae.loader.references import check_known
from sonae.loader.shapes import BAD, Values
from sonae.loader.sources import check_sources
from sonae.loader.switches import switch_shape
from sonae.loader.unique import check_unique


def read_clock_edition(folder: Path, root: Path, log: Log) -> ClockEdition | None:
    """Return the clocks in ``folder``, or None after noting what is wrong with them."""
    values = read_edition_file(folder / "clocks.yaml", root, CLOCKS, log)
    told = read_edition_file(folder / "facts.yaml", root, CLOCK_FACTS, log)
    if values is BAD or told is BAD:
        return None
    check_code(values, "clocks", folder, log)
    before = len(log.problems)
    _check(values, told, log)
    facts = declared_facts(told["facts"], log)
    switches = _switches(values["switches"], log)
    flags = {name: Named("yes_no") for name, one in switches.items() if one.type == "yes_no"}
    conditions = Conditions({**names_of(facts), **flags}, values["predicates"], log)
    for name in values["predicates"]:
        conditions.predicate(name)
    reader = _Reader(facts, switches, values, conditions, log)
    clocks = {one["id"]: reader.clock(one) for one in values["list"]}
    remarks = tuple(reader.remark(one) for one in values["remarks"])
    follows = implications(told["implications"], facts, Conditions(names_of(facts), {}, log), log)
    if len(log.problems) > before:
        return None
    return ClockEdition(
        code=values["clocks"],
        name=values["name"],
        edition=values["edition"],
        digest=digest_of(folder),
        clocks=clocks,
        recipients={one["id"]: _recipient(one) for one in values["recipients"]},
        facts=facts,
        implications=follows,
        switches=switches,
        remarks=remarks,
        sources=values["sources"],
    )


def _check(values: Values, told: Values, log: Log) -> None:
    """Note ids that stand twice, and sources that are not declared."""
    for name in ("recipients", "switches", "list", "remarks"):
        check_unique(values[name], "id", log)
    for name in ("facts", "implications"):
        check_unique(told[name], "id", log)
    for clock in values["list"]:
        check_unique(clock["releases"], "id", log)
        check_unique(clock["extension"]["grounds"] if clock["extension"] else (), "id", log)
    for one in (*_sourced(values), *told["facts"], *told["implications"]):
        check_sources(one["source"], values["sources"], one.place("source"), log)


def _sourced(values: Values) -> Iterator[Values]:
    """Yield every record of clocks.yaml that names a source."""
    for name in ("recipients", "switches", "list", "remarks"):
        yield from values[name]
    yield from values["countings"].values()
    for clock in values["list"]:
        yield from (*clock["releases"], *clock["feeds"])
        if clock["extension"]:
            yield from (clock["extension"], *clock["extension"]["grounds"])


def _switches(records: Iterable[Values], log: Log) -> dict[str, Switch]:
    """Return the switches by name; a yes/no switch without a value, or a value of another type, is noted."""
    switches = {}
    for one in records:
        empty = Switch(one["id"], one["type"], one["text"], None, one["status"], one["source"])
        value, text = None, one["value"]
        if text is not None or one["type"] == "yes_no":
            try:
                value = read_switch(empty, text or "")
            except ValueError:
                found, shape = text or "", switch_shape(empty)
                log.add(one.place("value"), f"{one['id']}.value", "wrong_type", found=found, shape=shape)
        switches[one["id"]] = replace(empty, value=value)
    return switches


@dataclass(slots=True)
class _Reader:
    """Turns records into core values; every name they use is known and of the right type, or noted."""

    facts: Mapping[str, DeclaredFact]
    switches: Mapping[str, Switch]
    values: Values
    conditions: Conditions
    log: Log

    def clock(self, one: Values) -> Clock:
        key = one["id"]
        self._name(one, "to", key, {recipient["id"] for recipient in self.values["recipients"]})
        self._name(one, "counting", key, self.values["countings"])
        self._moments(one, ("start", "done"), key)
        return Clock(
            id=key,
            text=one["text"],
            about=one["about"],
            who=one["who"],
            to=one["to"],
            basis=one["basis"],
            law=Law(one["law"]["text"], one["law"]["edition"]),
            when=self._condition(one, key),
            start=one["start"],
            rules=self._rules(one),
            counting=self._counting(one["counting"]),
            done=one["done"],
            evidence=one["evidence"],
            releases=tuple(self._release(way, f"{key}.{way['id']}") for way in one["releases"]),
            extension=self._extension(one["extension"], key) if one["extension"] else None,
            feeds=tuple(self._feed(feed, f"{key}.feeds[{i}]") for i, feed in enumerate(one["feeds"])),
            status=one["status"],
            sources=one["source"],
        )

    def remark(self, one: Values) -> Remark:
        return Remark(one["id"], one["text"], self._maybe(one, one["id"]), one["status"], one["source"])

    def _name(self, one: Values, field: str, key: str, known: Iterable[str]) -> None:
        check_known(one[field], set(known), one.place(field), f"{key}.{field}", self.log)

    def _moments(self, one: Values, fields: Iterable[str], key: str) -> None:
        """Note each field that does not name a fact that is a moment."""
        for field in fields:
            fact = self.facts.get(one[field])
            if fact is None:
                near = nearest(one[field], self.facts)
                self.log.add(one.place(field), f"{key}.{field}", "unknown_reference", found=one[field], known=near)
            elif fact.type != "moment":
                at = one.place(field)
                self.log.add(at, f"{key}.{field}", "fact_type", found=fact.id, type=fact.type, known="moment")

    def _condition(self, one: Values, key: str) -> Condition:
        """Return the condition; where it is wrong that is noted, and nothing is made of the edition."""
        tree: Tree = one["when"]
        read = self.conditions.read(tree, f"{key}.when")
        for name in read.facts if read else ():
            # the term belongs to a cover: the clocks of law know none
            if name not in self.facts and name not in self.switches:
                near = nearest(name, self.facts)
                self.log.add(tree.at, f"{key}.when", "unknown_reference", found=name, known=near)
        return read  # type: ignore[return-value]

    def _maybe(self, one: Values, key: str) -> Condition | None:
        return self._condition(one, key) if one["when"] else None

    def _rules(self, one: Values) -> tuple[Rule, ...]:
        last = len(one["rules"]) - 1
        rules = []
        for i, rule in enumerate(one["rules"]):
            key = f"{one['id']}.rules[{i}]"
            if (rule["when"] is None) != (i == last):
                self.log.add(rule.place("when"), f"{key}.when", "last_rule")
            if rule["usual"] and rule["longest"] and rule["longest"] < rule["usual"]:
                self.log.add(rule.place("longest"), f"{key}.longest", "order")
            if rule["target"]:
                counts = [name for name, switch in self.switches.items() if switch.type == "count"]
                check_known(rule["target"], counts, rule.place("target"), f"{key}.target", self.log)
            rules.append(Rule(rule["text"], rule["usual"], rule["longest"], rule["target"], self._maybe(rule, key)))
        if not rules:
            self.log.add(one.place("rules"), f"{one['id']}.rules", "missing_key", shape="at least one rule")
        return tuple(rules)

    def _counting(self, name: str) -> Counting:
        one = self.values["countings"].get(name)
        if one is None:
            return Counting("", "", "", frozenset(), "", ())
        flags = [switch for switch, kind in self.switches.items() if kind.type == "yes_no"]
        check_known(one["first_day"], flags, one.place("first_day"), f"countings.{name}.first_day", self.log)
        closed = frozenset(one["closed"])
        return Counting(one["unit"], one["first_day"], one["last_day"], closed, one["status"], one["source"])

    def _release(self, one: Values, key: str) -> Release:
        self._moments(one, ("moment",), key)
        when = self._maybe(one, key)
        return Release(one["id"], one["moment"], when, one["text"], one["status"], one["source"])

    def _extension(self, one: Values, key: str) -> Extension:
        counts = [name for name, switch in self.switches.items() if switch.type == "count"]
        for ground in one["grounds"]:
            if ground["days"]:
                check_known(ground["days"], counts, ground.place("days"), f"{key}.{ground['id']}.days", self.log)
        grounds = {
            ground["id"]: Ground(
                ground["id"], ground["number"], ground["text"], ground["days"], ground["status"], ground["source"]
            )
            for ground in one["grounds"]
        }
        return Extension(one["text"], grounds, one["obstruction"], one["status"], one["source"])

    def _feed(self, one: Values, key: str) -> Feed:
        self._moments(one, ("fact", "moment"), key)
        when = self._maybe(one, key)
        return Feed(one["fact"], one["moment"], when, one["text"], one["status"], one["source"])


def _recipient(one: Values) -> Recipient:
    return Recipient(
        id=one["id"],
        name=one["name"],
        phone=one["phone"],
        hours=one["hours"],
        link=one["link"],
        about=one["about"],
        checked_on=one["checked_on"],
        status=one["status"],
        sources=one["source"],
    )
