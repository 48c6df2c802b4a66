"""How are an enrolment's events said to a machine? JSON that is kept for ever, and read back exactly or not at all."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import fields, is_dataclass
from datetime import datetime
from functools import partial
from typing import Any, TypeVar

from sonae.core.answer import Json
from sonae.core.enrolment_events import (
    FIELDS,
    PAIRS,
    Amend,
    Declare,
    End,
    Event,
    Hold,
    Holder,
    Insure,
    InsuredFacility,
    Office,
    Operation,
    Pay,
    Release,
    Share,
)
from sonae.core.moments import iso
from sonae.core.problems import nearest

# A later shape gets the next number and a reader of its own beside this one; what is stored is never rewritten.
SHAPE = 1
OPERATIONS: dict[str, type[Operation]] = {
    "insure": Insure,
    "amend": Amend,
    "release": Release,
    "hold": Hold,
    "declare": Declare,
    "pay": Pay,
    "share": Share,
    "end": End,
}
NAMES = {one: name for name, one in OPERATIONS.items()}
OPERATION = "operation"
Read = TypeVar("Read")


class UnreadableError(ValueError):
    """JSON that is no event of the shape known here; the message says where, and what would be right."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")


def event_answer(event: Event) -> Json:
    """Return an event as JSON, with sorted keys: ``read_event`` makes the same event of it."""
    return dict(sorted({"shape": SHAPE, **_plain_fields(event)}.items()))


def read_event(said: object) -> Event:
    """Return the event that ``event_answer`` made JSON of; raises UnreadableError for anything else."""
    return _read_value(Event, _shaped(said, "event"), "event")


def changes_answer(changes: tuple[Operation, ...]) -> Json:
    """Return the operations of an event alone, for a store that keeps the rest in columns of its own."""
    return {"operations": _plain(changes), "shape": SHAPE}


def read_changes(said: object) -> tuple[Operation, ...]:
    """Return the operations that ``changes_answer`` made JSON of; raises UnreadableError for anything else."""
    given = _shaped(said, "changes")
    _exactly_these(given, {"operations"}, "changes")
    return _tuple(_operation, given["operations"], "changes.operations")


def _plain_fields(value: Any) -> Json:
    """Return the fields of a value; of names with values an object."""
    found: Json = {OPERATION: NAMES[type(value)]} if type(value) in NAMES else {}
    for name in (one.name for one in fields(value)):
        held = getattr(value, name)
        found[name] = _pairs_plain(held) if name in {*PAIRS, "fields"} else _plain(held)
    return dict(sorted(found.items()))


def _pairs_plain(pairs: Any) -> Json:
    return {name: _pairs_plain(value) if isinstance(value, tuple) else value for name, value in pairs}


def _plain(value: Any) -> object:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return iso(value)
    return _plain_fields(value) if is_dataclass(value) else value


def _shaped(said: object, where: str) -> Mapping[str, object]:
    """Return what an object of the shape known here says beside its shape."""
    given = dict(_object(said, where))
    if (shape := given.pop("shape", None)) != SHAPE or isinstance(shape, bool):
        raise UnreadableError(where, f"shape is {shape!r}: only {SHAPE} is known")
    return given


def _known(given: Mapping[str, object], names: Collection[str], where: str) -> None:
    """Refuse an object that has a key beside these."""
    if strange := sorted(given.keys() - set(names)):
        raise UnreadableError(where, f"no key {strange[0]!r} is known; nearest: {nearest(strange[0], names) or '-'}")


def _exactly_these(given: Mapping[str, object], names: Collection[str], where: str) -> None:
    """Refuse an object that has not just these keys."""
    _known(given, names, where)
    if missing := sorted(set(names) - given.keys()):
        raise UnreadableError(where, f"{missing[0]!r} is missing")


def _exactly(kind: type[Read], said: object, where: str) -> Read:
    if type(said) is not kind:
        raise UnreadableError(where, f"{said!r} is no {kind.__name__}")
    return said


def _object(said: object, where: str) -> dict[str, object]:
    return _exactly(dict, said, where)


def _moment(said: object, where: str) -> datetime:
    """Return a moment that is written as ``iso`` writes it, so that it is written again as it was."""
    text = _exactly(str, said, where)
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        raise UnreadableError(where, f"{text!r} is no moment") from None
    if found.utcoffset() is None or iso(found) != text:
        raise UnreadableError(where, f"{text!r} is not written in Tokyo time as {iso(found)!r} is")
    return found


def _or_none(read: Callable[[object, str], Read], said: object, where: str) -> Read | None:
    return None if said is None else read(said, where)


def _tuple(read: Callable[[object, str], Read], said: object, where: str) -> tuple[Read, ...]:
    return tuple(read(one, f"{where}[{place}]") for place, one in enumerate(_exactly(list, said, where)))


def _pairs(said: object, where: str, *, gaps: bool = False) -> tuple[tuple[str, Any], ...]:
    """Return names with numbers or words; with ``gaps`` also with nothing, for what is taken out."""
    for name, value in _object(said, where).items():
        if type(value) not in {int, str} and not (gaps and value is None):
            raise UnreadableError(f"{where}.{name}", f"{value!r} is neither a whole number nor a word")
    return tuple(sorted(_object(said, where).items()))


def _amended(said: object, where: str) -> tuple[tuple[str, Any], ...]:
    """Return the fields of a facility that are changed, each read as a facility's."""
    readers = {one.name: READERS[str(one.type)] for one in fields(InsuredFacility)}
    given = _object(said, where)
    _known(given, FIELDS, where)
    return tuple(
        (
            name,
            _pairs(value, f"{where}.{name}", gaps=True) if name in PAIRS else readers[name](value, f"{where}.{name}"),
        )
        for name, value in sorted(given.items())
    )


def _operation(said: object, where: str) -> Operation:
    given = dict(_object(said, where))
    name = given.pop(OPERATION, None)
    if not isinstance(name, str) or name not in OPERATIONS:
        raise UnreadableError(where, f"no operation {name!r} is known; nearest: {nearest(str(name), OPERATIONS)}")
    return _read_value(OPERATIONS[name], given, where)


def _read_value(kind: type[Read], said: object, where: str) -> Read:
    """Return a value of a class: each of its fields is there, each as its annotation says, and nothing else."""
    given = _object(said, where)
    annotations = {one.name: str(one.type) for one in fields(kind)}  # type: ignore[arg-type]  # every kind is a dataclass
    _exactly_these(given, annotations, where)
    values = {name: READERS[said_as](given[name], f"{where}.{name}") for name, said_as in annotations.items()}
    try:
        return kind(**values)
    except ValueError as error:
        raise UnreadableError(where, str(error)) from None


# by the annotation of a field; a class with another fails in the first test that stores it
READERS: dict[str, Callable[[object, str], Any]] = {
    "str": partial(_exactly, str),
    "int": partial(_exactly, int),
    "bool": partial(_exactly, bool),
    "int | None": partial(_or_none, partial(_exactly, int)),
    "datetime": _moment,
    "Pairs": _pairs,
    "Fields": _amended,
    "Holder": partial(_read_value, Holder),
    "InsuredFacility": partial(_read_value, InsuredFacility),
    "tuple[str, ...]": partial(_tuple, partial(_exactly, str)),
    "tuple[Office, ...]": partial(_tuple, partial(_read_value, Office)),
    "tuple[Operation, ...]": partial(_tuple, _operation),
}
