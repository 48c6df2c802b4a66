"""By how much does a scheme or an underwriter lower or raise the tariff's premium?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from sonae.core.trace import Line

ZERO, ONE = Fraction(0), Fraction(1)
COMBINE = ("multiply", "add")


@dataclass(frozen=True, slots=True)
class Modifier:
    """One signed change (``-0.20`` is 20 % off, ``+0.30`` a surcharge).

    ``rate`` is None where the change is decided for each enrolment; it must then lie within
    ``lowest`` and ``highest``. Empty ``kinds`` or ``families`` mean all of them.
    """

    id: str
    rate: Fraction | None
    lowest: Fraction
    highest: Fraction
    kinds: frozenset[str]
    families: frozenset[str]
    status: str
    source: str

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


def factors(
    groups: tuple[ModifierGroup, ...], kind: str, family: str, adjustments: Adjustments = ()
) -> list[tuple[Fraction, Line]]:
    """Return each group's factor with its line, in the scheme's order.

    ``adjustments`` holds the changes decided for this enrolment by modifier id; a modifier that
    waits for one and gets none changes nothing. Raises ValueError for a change outside its range or one that is fixed.
    """
    decided = dict(adjustments)
    free = {one.id for group in groups for one in group.modifiers if one.rate is None}
    if wrong := decided.keys() - free:
        raise ValueError(f"{', '.join(sorted(wrong))}: not a change that is decided for each enrolment")
    result = []
    for group in groups:
        lines = []
        total = ONE
        for modifier in group.modifiers:
            rate = decided.get(modifier.id) if modifier.rate is None else modifier.rate
            if rate is None or not modifier.applies(kind, family):
                continue
            if modifier.rate is None and not modifier.lowest <= rate <= modifier.highest:
                message = f"{modifier.id}: {rate} is not within its range"
                raise ValueError(message)
            total = total * max(ONE + rate, ZERO) if group.combine == "multiply" else total + rate
            lines.append(_line(modifier, rate))
        if lines:
            result.append(_bounded(group, total, tuple(lines)))
    return result


def _line(modifier: Modifier, rate: Fraction) -> Line:
    return Line(
        key=f"modifier.{modifier.id}",
        value=rate,
        unit="change",
        source=modifier.source,
        status=modifier.status,
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
