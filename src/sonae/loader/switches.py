"""What can a switch be, said to whoever wrote something else?"""

from __future__ import annotations

from sonae.core.wording import Switch
from sonae.loader.vocabulary import COUNT, SHARE, YEN

SHAPES = {"yes_no": "yes or no", "count": COUNT.shape, "yen": YEN.shape, "rate": SHARE.shape}


def switch_shape(switch: Switch) -> str:
    """Return in words what a switch can be."""
    shape = ", ".join(switch.choices) or SHAPES.get(switch.type, "one of its choices")
    bounds = (("from", switch.lowest), ("to", switch.highest))
    return " ".join((shape, *(f"{word} {bound}" for word, bound in bounds if bound is not None)))
