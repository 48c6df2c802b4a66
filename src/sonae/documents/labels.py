"""What does the furniture of a paper say (titles, headings, columns)? Data: ``labels.json``."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

LABELS = Path(__file__).resolve().parent / "labels.json"


@cache
def labels(language: str) -> dict[str, str]:
    """Return every label in ``language``; Japanese unless it is ``en``."""
    texts: dict[str, dict[str, str]] = json.loads(LABELS.read_text("utf-8"))
    side = "en" if language == "en" else "ja"
    return {key: text[side] for key, text in texts.items()}
