"""Numbers for people: counted through a year, whoever asks, and none given twice."""

from __future__ import annotations

from sonae.app.common.models import Counter


def next_number(letter: str, year: int) -> str:
    """`A-2026-000045`: whoever takes the next one holds the row until the transaction ends."""
    name = f"{letter}-{year}"
    counter, _created = Counter.objects.select_for_update().get_or_create(name=name)
    counter.last += 1
    counter.save()
    return f"{name}-{counter.last:06d}"
