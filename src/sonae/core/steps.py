"""For which answer does a row of a table speak: a range of numbers, or one word?"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

Answer = int | str


@dataclass(frozen=True, slots=True)
class Step:
    """What one answer does: a number with ``low <= number < high`` (None: no end), or the word ``choice``.

    ``rate`` is a factor in a tariff's table, a signed change in a scheme's modifier.
    """

    low: int | None
    high: int | None
    choice: str
    rate: Fraction
    status: str
    source: str

    def holds(self, value: Answer) -> bool:
        """Return whether the row speaks for ``value``."""
        if isinstance(value, str):
            return value == self.choice
        return not self.choice and (self.low or 0) <= value and (self.high is None or value < self.high)
