"""What has somebody who applies given so far: facilities, proofs, papers read, declaration?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sonae.core.asking import Ask
from sonae.core.disclosure import Answers


@dataclass(frozen=True, slots=True)
class ApplyingFacility:
    """One facility: what it asks for, its riders, policies held first by id, and its disclosure.

    ``key`` names it in the fields of problems (``facilities.KEY.plan``). ``held`` gives a policy's number, or what the
    stored paper is called; ``answers`` are those of the procedure's question set.
    """

    key: str
    ask: Ask
    riders: tuple[str, ...] = ()
    held: Mapping[str, str] = field(default_factory=dict)
    answers: Answers = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Declared:
    """The declaration in place of the seal: its way, as whom, by what name, and which evidence is kept.

    ``statements`` are the ids of all that was declared; ``for_all``: the head of a corporation answers for every
    facility. ``no_incident_since`` is the first day of cover since which no incident is known, where it was declared.
    """

    way: str
    capacity: str
    name: str
    statements: frozenset[str]
    evidence: str = ""
    for_all: bool = False
    no_incident_since: date | None = None


@dataclass(frozen=True, slots=True)
class Application:
    """Everything that was given; what was not is empty.

    ``proofs``: numbers or stored papers by the id of the proof. ``shared_records``: patients' records are used
    together with other facilities of the corporation (None: not said). ``sharing`` then holds the keys of those on
    record that use them, whether they join or not, ``covered`` the keys of those that are enrolled already,
    ``others_share`` whether facilities that are not on record use them too (None: not said), and ``warning_read`` that
    the consequence of joining in part was read. ``explained`` holds the edition read of each paper, ``needs`` the
    answers of the needs confirmation.
    """

    facilities: tuple[ApplyingFacility, ...]
    proofs: Mapping[str, str] = field(default_factory=dict)
    shared_limits: bool = False
    shared_records: bool | None = None
    sharing: frozenset[str] = frozenset()
    covered: frozenset[str] = frozenset()
    others_share: bool | None = None
    warning_read: bool = False
    explained: Mapping[str, str] = field(default_factory=dict)
    needs: Mapping[str, bool] = field(default_factory=dict)
    declared: Declared | None = None

    @property
    def joining(self) -> frozenset[str]:
        """The keys of the facilities that join."""
        return frozenset(one.key for one in self.facilities)

    @property
    def left_out(self) -> frozenset[str]:
        """The keys of the facilities that share records, and neither join nor are enrolled already."""
        return self.sharing - self.joining - self.covered

    @property
    def joins_in_part(self) -> bool:
        """Whether records are shared with facilities that neither join nor are enrolled already."""
        return self.shared_records is True and (bool(self.left_out) or self.others_share is True)
