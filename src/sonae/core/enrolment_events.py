"""What can happen to an enrolment? Immutable events with two times, each a list of operations on what is insured."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any, NamedTuple

Pairs = tuple[tuple[str, int | str], ...]
# as Pairs, with None for what is to be taken out
PairChanges = tuple[tuple[str, int | str | None], ...]
Fields = tuple[tuple[str, int | str | PairChanges], ...]

NOTHING, COVER, ENDED = "nothing", "cover", "ended"
CORRECTION, REVERSAL = "correction", "reversal"
MONEY = ("liability_limit", "cost_limit", "deductible", "annual_yen")
PAIRS = ("measures", "products", "riders")


class Passage(NamedTuple):
    """From what to what a kind of event leads: ``nothing`` yet, ``cover``, or cover that has ``ended``."""

    comes_from: str
    leads_to: str


# A new kind is a new row, with its words in catalogue/texts/enrolment.yaml. A correction leads where the event that it
# corrects led; a reversal takes an event out and leads nowhere.
KINDS: Mapping[str, Passage] = MappingProxyType(
    {
        "join": Passage(NOTHING, COVER),
        "renewal": Passage(NOTHING, COVER),
        "change": Passage(COVER, COVER),
        "withdrawal": Passage(COVER, ENDED),
        "cancellation": Passage(COVER, ENDED),
        "reinstatement": Passage(ENDED, COVER),
    }
)


@dataclass(frozen=True, slots=True)
class Holder:
    """The member as the named insured, as the certificate prints it; ``form`` is ``corporation`` or ``person``."""

    number: str
    name: str
    kana: str
    form: str
    representative: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """An office of the corporation that was declared, and is insured without premium of its own."""

    key: str
    name: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class InsuredFacility:
    """A facility with its cover; money in whole yen, not negative, a deductible of 0 where there is none.

    ``key`` is the facility's for ever, whoever runs it and wherever it stands: limits used are kept under it. Pairs are
    kept in the order of their names: ``measures`` as (beds, 50), ``products`` as (name of the product, what it is used
    for), ``riders`` as (rider, its limit). ``annual_yen`` is the premium of a whole year; where limits are shared, the
    facility's part of the one that was quoted. ``priced`` says whence: ``printed``, ``computed`` or ``quotation``.
    Raises ValueError for money that is none and for a name that stands twice.
    """

    key: str
    name: str
    kana: str
    kind: str
    address: str
    family: str
    plan: str
    liability_limit: int
    cost_limit: int
    deductible: int
    measures: Pairs
    annual_yen: int
    priced: str
    riders: Pairs = ()
    institution_code: str = ""
    manager: str = ""
    products: Pairs = ()

    def __post_init__(self) -> None:
        """Let equal facilities be equal, and no fraction of a yen in."""
        for name in PAIRS:
            object.__setattr__(self, name, _in_order(getattr(self, name)))
        for name in MONEY:
            _whole_yen(name, getattr(self, name), 0)

    def amended(self, changes: Fields) -> InsuredFacility:
        """Return the facility with some fields changed; of pairs only those named, one with None is taken out."""
        values: dict[str, Any] = {
            name: _merged(getattr(self, name), value) if isinstance(value, tuple) else value for name, value in changes
        }
        return replace(self, **values)


FIELDS = tuple(one.name for one in fields(InsuredFacility) if one.name != "key")


@dataclass(frozen=True, slots=True)
class Insure:
    """A facility is insured from now on."""

    facility: InsuredFacility


@dataclass(frozen=True, slots=True)
class Amend:
    """Some fields of an insured facility are others from now on; what is not named stays (see ``amended``).

    Raises ValueError for a field that no facility has, and for pairs where a field has one value, or the reverse.
    """

    facility_key: str
    fields: Fields

    def __post_init__(self) -> None:
        """Refuse what could never be applied, before it is stored."""
        changes = tuple((name, _in_order(value) if isinstance(value, tuple) else value) for name, value in self.fields)
        object.__setattr__(self, "fields", _in_order(changes))
        for name, value in self.fields:
            if name not in FIELDS or isinstance(value, tuple) != (name in PAIRS):
                raise ValueError(f"{name} = {value!r} cannot be amended; fields are {', '.join(FIELDS)}")
            if name in MONEY:
                _whole_yen(name, value, 0)


@dataclass(frozen=True, slots=True)
class Release:
    """A facility is insured no longer from now on; the others are."""

    facility_key: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Somebody is the named insured from now on, perhaps after another; the cover goes on."""

    holder: Holder


@dataclass(frozen=True, slots=True)
class Declare:
    """Offices are declared, each once more where its name or address changed; ``withdrawn`` are keys of such no longer.

    Only what changes is said, so that an office that was declared too late survives the declarations after it.
    """

    offices: tuple[Office, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pay:
    """The premium is paid in this way (``deduction``, ``direct_debit``, ``bank_transfer``), in so many instalments."""

    way: str
    instalments: int


@dataclass(frozen=True, slots=True)
class Share:
    """All facilities have one set of limits together from now on, or each has its own."""

    shared: bool


@dataclass(frozen=True, slots=True)
class End:
    """All cover ends: no facility is insured any longer, and only a reinstatement can follow."""


Operation = Insure | Amend | Release | Hold | Declare | Pay | Share | End


@dataclass(frozen=True, slots=True)
class Event:
    """One entry of an enrolment's ledger; it is never changed and never taken away.

    ``number`` is 1, 2, 3 … in the order of recording. ``valid_from`` is when it took effect, ``recorded_at`` when it
    was written down. ``premium_yen`` is what it adds to what is owed, negative for a return. ``reverses`` names the
    event that a reversal takes out, ``reapplies`` the one that this stands for after a reversal, ``corrects`` the one
    that this puts right. Raises ValueError for a moment without its zone, or a premium that is not whole yen.
    """

    number: int
    kind: str
    valid_from: datetime
    recorded_at: datetime
    changes: tuple[Operation, ...]
    premium_yen: int
    reverses: int | None = None
    reapplies: int | None = None
    corrects: int | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        """Refuse what no later reader could order or add up."""
        for name in ("valid_from", "recorded_at"):
            if getattr(self, name).utcoffset() is None:
                raise ValueError(f"{name} of event {self.number} has no zone: give an aware moment")
        _whole_yen("premium_yen", self.premium_yen)


def _whole_yen(name: str, value: object, lowest: int | None = None) -> None:
    if type(value) is not int or (lowest is not None and value < lowest):
        raise ValueError(f"{name} is {value!r}: give whole yen{'' if lowest is None else f', {lowest} or more'}")


def _in_order(pairs: tuple[tuple[str, Any], ...]) -> tuple[tuple[str, Any], ...]:
    names = [name for name, _ in pairs]
    if len(set(names)) < len(names):
        raise ValueError(f"a name stands twice among {', '.join(names)}")
    return tuple(sorted(pairs, key=lambda pair: pair[0]))


def _merged(before: Pairs, changes: PairChanges) -> Pairs:
    both = {**dict(before), **dict(changes)}
    return tuple((name, value) for name, value in both.items() if value is not None)
