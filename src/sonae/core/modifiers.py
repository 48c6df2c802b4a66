"""By how much does a scheme or an underwriter lower or raise the tariff's premium?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from sonae.core.steps import Answer, Step
from sonae.core.trace import Line, Params

ZERO, ONE = Fraction(0), Fraction(1)
COMBINE = ("multiply", "add")


@dataclass(frozen=True, slots=True)
class Modifier:
    """One signed change (``-0.20`` is 20 % off, ``+0.30`` a surcharge), known in one of three ways.

    It is ``rate``; or that of the one of ``steps`` which speaks for what was answered to ``measure`` (none: no
    change); or it is decided for each enrolment, within ``lowest`` and ``highest``. Empty ``kinds`` or ``families``
    mean all of them.
    """

    id: str
    rate: Fraction | None
    lowest: Fraction
    highest: Fraction
    kinds: frozenset[str]
    families: frozenset[str]
    status: str
    source: str
    measure: str = ""
    steps: tuple[Step, ...] = ()

    @property
    def open(self) -> bool:
        """Whether the change is decided for each enrolment."""
        return self.rate is None and not self.measure

    def applies(self, kind: str, family: str) -> bool:
        """Return whether this change is meant for the facility kind and plan family."""
        return (not self.kinds or kind in self.kinds) and (not self.families or family in self.families)


@dataclass(frozen=True, slots=True)
class ModifierGroup:
    """Changes that are multiplied one after another or added up, kept within two bounds.

    ``lowest`` and ``highest`` bound the group's whole change (None: no bound). No factor falls
    below zero, neither the group's nor that of one multiplied change: nobody is paid for joining.
    """

    id: str
    combine: str
    lowest: Fraction | None
    highest: Fraction | None
    modifiers: tuple[Modifier, ...]


Adjustments = tuple[tuple[str, Fraction], ...]
Answers = tuple[tuple[str, Answer], ...]


def factors(
    groups: tuple[ModifierGroup, ...],
    kind: str,
    family: str,
    adjustments: Adjustments = (),
    answers: Answers = (),
) -> list[tuple[Fraction, Line]]:
    """Return each group's factor with its line, in the scheme's order.

    ``adjustments`` holds the changes decided for this enrolment by modifier id, ``answers`` what was answered to
    the measures that changes depend on; a modifier that waits for one and gets none changes nothing. Raises
    ValueError for a change outside its range or one that is not open.
    """
    decided, answered = dict(adjustments), dict(answers)
    free = {one.id for group in groups for one in group.modifiers if one.open}
    if wrong := decided.keys() - free:
        raise ValueError(f"{', '.join(sorted(wrong))}: not a change that is decided for each enrolment")
    result = []
    for group in groups:
        lines = []
        total = ONE
        for modifier in group.modifiers:
            change = _change(modifier, decided, answered) if modifier.applies(kind, family) else None
            if change is None:
                continue
            rate, line = change
            total = total * max(ONE + rate, ZERO) if group.combine == "multiply" else total + rate
            lines.append(line)
        if lines:
            result.append(_bounded(group, total, tuple(lines)))
    return result


def _change(
    modifier: Modifier, decided: Mapping[str, Fraction], answered: Mapping[str, Answer]
) -> tuple[Fraction, Line] | None:
    """Return a modifier's change with its line; None where nobody decided one, or no step speaks for the answer."""
    if modifier.measure:
        value = answered.get(modifier.measure)
        step = None if value is None else next((one for one in modifier.steps if one.holds(value)), None)
        return (step.rate, _line(modifier, step.rate, step, (("value", value),))) if step else None
    rate = decided.get(modifier.id) if modifier.open else modifier.rate
    if rate is None:
        return None
    if modifier.open and not modifier.lowest <= rate <= modifier.highest:
        raise ValueError(f"{modifier.id}: {rate} is not within its range")
    return rate, _line(modifier, rate, modifier)


def _line(modifier: Modifier, rate: Fraction, origin: Modifier | Step, params: Params = ()) -> Line:
    return Line(
        key=f"modifier.{modifier.id}",
        value=rate,
        unit="change",
        params=params,
        source=origin.source,
        status=origin.status,
        facts=(modifier.measure,) if modifier.measure else (),
    )


def _bounded(group: ModifierGroup, total: Fraction, lines: tuple[Line, ...]) -> tuple[Fraction, Line]:
    change = total - ONE
    if group.lowest is not None:
        change = max(change, group.lowest)
    if group.highest is not None:
        change = min(change, group.highest)
    factor = max(ONE + change, ZERO)
    if len(lines) == 1 and lines[0].value == factor - ONE:
        return factor, lines[0]
    return factor, Line(
        key="modifier.group", value=factor, params=(("group", group.id),), rule=group.combine, children=lines
    )
