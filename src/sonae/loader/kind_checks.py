"""Can each kind of a scheme be asked for and priced: its measures, their ranges, its printed cells?"""

from __future__ import annotations

from sonae.loader.problems import Log
from sonae.loader.references import check_known
from sonae.loader.shapes import Values


def check_kinds(kinds: dict[str, Values], log: Log) -> None:
    """Note a size measure that is not asked for, and measures that nobody could answer."""
    for code, rule in kinds.items():
        measures, size = rule["measures"], rule["size_measure"]
        if size:
            check_known(size, measures, rule.place("size_measure"), f"kinds.{code}.size_measure", log)
        for name, measure in measures.items():
            _check_measure(measure, f"kinds.{code}.measures.{name}", log)


def _check_measure(measure: Values, key: str, log: Log) -> None:
    choices, default = measure["choices"], measure["default"]
    written = log.refused and "choices" in measure.places
    if measure["type"] == "choice" and not choices and not written:
        log.add(measure.at, f"{key}.choices", "missing_key", shape="each choice with its words")
    elif default:
        check_known(default, choices, measure.place("default"), f"{key}.default", log)
    if measure["type"] == "choice":
        return
    if "highest" not in measure.places:
        log.add(measure.at, f"{key}.highest", "missing_key", shape="the highest number that may be asked for")
    elif measure["lowest"] > measure["highest"]:
        log.add(measure.place("highest"), f"{key}.highest", "order")


def check_cells(kinds: dict[str, Values], premiums: list[Values], log: Log) -> None:
    """Note printed cells that no quote can ever use: by their kind, once, or by their size."""
    firsts: dict[str, Values] = {}
    for row in premiums:
        firsts.setdefault(row["kind"], row)
        if row["kind"] in kinds and row["size"] is not None:
            _check_size(row, kinds[row["kind"]], log)
    for code, row in firsts.items():
        if code in kinds:
            _check_usable(row, kinds[code], log)


def _check_usable(row: Values, rule: Values, log: Log) -> None:
    """Note a kind that is referred, or that asks for more than a cell's size and the usual choices."""
    if rule["priced"] == "referred":
        log.add(row.at, "kind", "referred_cells", kind=row["kind"])
        return
    for name, measure in rule["measures"].items():
        sized = name == rule["size_measure"] and measure["type"] != "choice"
        if not sized and not measure["default"]:
            log.add(row.at, "kind", "other_measure", kind=row["kind"], measure=name)


def _check_size(row: Values, rule: Values, log: Log) -> None:
    size, about = row["size"], rule["size_measure"]
    measure = rule["measures"].get(about)
    if measure is None or measure["type"] == "choice":
        if not log.was_refused(about):
            log.add(row.at, "size", "no_size", found=size, kind=row["kind"])
        return
    low, high = max(measure["lowest"], measure["refer_below"]), measure["highest"]
    if not low <= size <= high:
        log.add(row.at, "size", "size_range", found=size, measure=about, low=low, high=high)
