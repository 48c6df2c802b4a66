"""What is written at the very end of a transaction, and yet in it, so that nobody waits for it longer than that.

What waits stands in Django's own list of what is to be done after a commit (`transaction.on_commit`), for that list
forgets what a savepoint or the whole transaction takes back; it is taken out of it and written before the commit.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from django.db.backends.base.base import BaseDatabaseWrapper


class LastWord:
    """Hand one to `transaction.on_commit`; all that wait are written together, in the order they came."""

    __slots__ = ()

    def __call__(self) -> None:
        raise RuntimeError(f"{self} was to be written before the commit")

    @classmethod
    def write(cls, waiting: Sequence[Self]) -> None:
        raise NotImplementedError


class WritesLastWords(BaseDatabaseWrapper):
    def commit(self) -> None:
        self.in_atomic_block = True  # what is written now is still part of the transaction
        try:
            self.write_last_words()
        finally:
            self.in_atomic_block = False
        super().commit()

    def write_last_words(self) -> None:
        waiting = [entry[1] for entry in self.run_on_commit if isinstance(entry[1], LastWord)]
        self.run_on_commit = [entry for entry in self.run_on_commit if not isinstance(entry[1], LastWord)]
        kinds: dict[type[LastWord], list[LastWord]] = {}
        for one in waiting:
            kinds.setdefault(type(one), []).append(one)
        for kind, words in kinds.items():
            kind.write(words)
