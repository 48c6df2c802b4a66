"""Can each kind of a scheme be asked for and priced: its measures, their ranges, its printed cells?"""

from __future__ import annotations

from sonae.core.problems import nearest
from sonae.loader.problems import Log
from sonae.loader.shapes import Values


def check_kinds(kinds: dict[str, Values], log: Log) -> None:
    """Note a size measure that is not asked for, and measures that nobody could answer."""
    for code, rule in kinds.items():
        measures, size = rule["measures"], rule["size_measure"]
        if size and size not in measures:
            key, known = f"kinds.{code}.size_measure", nearest(size, measures) or "-"
            log.add(rule.place("size_measure"), key, "unknown_reference", found=size, known=known)
        for name, measure in measures.items():
            _check_measure(measure, f"kinds.{code}.measures.{name}", log)


def _check_measure(measure: Values, key: str, log: Log) -> None:
    choices, default = measure["choices"], measure["default"]
    if measure["type"] == "choice" and not choices:
        log.add(measure.at, f"{key}.choices", "missing_key", shape="each choice with its words")
    elif default and default not in choices:
        known = nearest(default, choices) or "-"
        log.add(measure.place("default"), f"{key}.default", "unknown_reference", found=default, known=known)
    if measure["type"] == "choice":
        return
    if "highest" not in measure.places:
        log.add(measure.at, f"{key}.highest", "missing_key", shape="the highest number that may be asked for")
    elif measure["lowest"] > measure["highest"]:
        log.add(measure.place("highest"), f"{key}.highest", "order")


def check_cells(kinds: dict[str, Values], premiums: list[Values], log: Log) -> None:
    """Note printed cells that no quote can ever use: their kind is referred, or their size out of range."""
    referred: set[str] = set()
    for row in premiums:
        rule = kinds.get(row["kind"])
        if rule is None:
            continue
        if rule["priced"] == "referred" and row["kind"] not in referred:
            referred.add(row["kind"])
            log.add(row.at, "kind", "referred_cells", kind=row["kind"])
        size, measure = row["size"], rule["measures"].get(rule["size_measure"])
        if size is None or measure is None or measure["type"] == "choice":
            continue
        low, high = max(measure["lowest"], measure["refer_below"]), measure["highest"]
        if not low <= size <= high:
            about = rule["size_measure"]
            log.add(row.at, "size", "size_range", found=size, measure=about, low=low, high=high)
