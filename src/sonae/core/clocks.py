"""What must be done by when after an incident, by which law or contract, and to whom? One edition of clocks as data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sonae.core.calendars import Counting
from sonae.core.conditions import Condition, FactValue
from sonae.core.extensions import Notice, Obstruction
from sonae.core.facts import DeclaredFact, Implication
from sonae.core.papers import Ground
from sonae.core.scheme import Text
from sonae.core.wording import Switch

# what makes it a duty: a law, the contract, a public body's guidance, or nothing but good sense
BASES = ("law", "contract", "guidance", "voluntary")
WHO = ("member", "contractor", "insurer")


@dataclass(frozen=True, slots=True)
class Recipient:
    """To whom something is reported; numbers and addresses are as of ``checked_on``.

    An empty ``phone`` means that no number is certain: the ``link`` tells.
    """

    id: str
    name: Text
    phone: str
    hours: Text | None
    link: str
    about: Text | None
    checked_on: date
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """The law, rule, clause or notice behind a clock, and the edition in which it was read."""

    text: Text
    edition: Text


@dataclass(frozen=True, slots=True)
class Rule:
    """How long there is, in the words of the law and in days.

    ``usual`` is the number of days that is usually kept, ``longest`` the one that must not be passed; None where the
    law names no number. ``target`` then names the switch (days) of an assumed working target. The rule is that of
    incidents in which ``when`` holds; the last rule of a clock has none.
    """

    text: Text
    usual: int | None
    longest: int | None
    target: str
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Release:
    """Another act that ends the duty as well: ``moment`` is the fact of its doing, where ``when`` holds."""

    id: str
    moment: str
    when: Condition | None
    text: Text
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """A fact of the coverage decision that the evidence of a clock gives: the earliest such ``moment`` counts.

    Where ``when`` is not known to hold (was it in writing?), it gives nothing.
    """

    fact: str
    moment: str
    when: Condition | None
    text: Text
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Extension:
    """On which grounds a clock may be given more time, and what the notice of it must say.

    With ``obstruction`` days on which the insured hinders the inquiries do not count.
    """

    text: Text
    grounds: Mapping[str, Ground]
    obstruction: bool
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Clock:
    """One thing that must be done within a time.

    ``who`` must do it, ``to`` names the recipient. It applies where ``when`` holds, runs from the moment ``start`` and
    ends with the moment ``done``; ``evidence`` is what proves it.
    """

    id: str
    text: Text
    about: Text | None
    who: str
    to: str
    basis: str
    law: Law
    when: Condition
    start: str
    rules: tuple[Rule, ...]
    counting: Counting
    done: str
    evidence: tuple[Text, ...]
    releases: tuple[Release, ...]
    extension: Extension | None
    feeds: tuple[Feed, ...]
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that is no clock but must be known where ``when`` holds, or is not known not to hold."""

    id: str
    text: Text
    when: Condition | None
    status: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ClockEdition:
    """All clocks of one field as of one state of the law. Equal only to itself, as a wording is."""

    code: str
    name: Text
    edition: Text
    digest: str
    clocks: Mapping[str, Clock]
    recipients: Mapping[str, Recipient]
    facts: Mapping[str, DeclaredFact]
    implications: tuple[Implication, ...]
    switches: Mapping[str, Switch]
    remarks: tuple[Remark, ...]
    sources: Mapping[str, Text]

    def text_key(self, clock: str, *more: str) -> str:
        """Return the key by which the catalogue's words hold a text of a clock."""
        return ".".join(("clock", self.code, clock, *more))

    def texts(self) -> dict[str, Text]:
        """Return every text that a trace of these clocks names, by its key."""
        found = {}
        for one in self.clocks.values():
            law = Text(f"{one.law.text.ja}({one.law.edition.ja})", f"{one.law.text.en} ({one.law.edition.en})")
            found[self.text_key(one.id)] = one.text
            found[self.text_key(one.id, "law")] = law
            found |= {self.text_key(one.id, "rule", str(i)): rule.text for i, rule in enumerate(one.rules)}
            found |= {self.text_key(one.id, "release", way.id): way.text for way in one.releases}
            found |= {self.text_key(one.id, "feed", feed.moment, feed.fact): feed.text for feed in one.feeds}
            grounds = one.extension.grounds.values() if one.extension else ()
            found |= {self.text_key(one.id, "ground", ground.id): ground.text for ground in grounds}
        return found


SwitchValues = Mapping[str, FactValue | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of an edition beside the facts.

    Notices of extension, days on which the insured hindered inquiries, and switches filled in by somebody.
    """

    notices: tuple[Notice, ...] = ()
    obstructions: tuple[Obstruction, ...] = ()
    switches: SwitchValues = field(default_factory=dict)
