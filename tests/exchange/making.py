"""Files to read: honest workbooks by xlsxwriter, and others whose sheet is written by hand."""

import csv
import re
import zipfile
from pathlib import Path

import xlsxwriter

HEADINGS = ("scheme", "kind", "size", "family", "plan", "received")
HOSPITAL = ("fukuoka-2025", "hospital", 50, "all_risk", "S3", "2025-06-15")
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(path, rows, formats=None):
    """Write rows as they are: text as text, numbers as numbers. ``formats``: number format by column."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Roster")
        styles = {at: book.add_format({"num_format": code}) for at, code in (formats or {}).items()}
        for row, cells in enumerate(rows):
            for at, cell in enumerate(cells):
                if cell is not None:
                    sheet.write(row, at, cell, styles.get(at))
    return path


def table(path, rows, encoding="utf-8"):
    """Write rows as CSV."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def by_hand(path, rows, before="", styles=None, parts=None):
    """Write a workbook whose sheet holds ``rows`` as XML; ``parts`` adds or replaces other parts."""
    honest = path.with_name("honest.xlsx")
    workbook(honest, [["x"]])
    sheet = f'{before}<worksheet xmlns="{_NAMESPACE}"><sheetData>{rows}</sheetData></worksheet>'
    changed = {"xl/worksheets/sheet1.xml": sheet} | (parts or {})
    if styles:
        changed["xl/styles.xml"] = styles
    with zipfile.ZipFile(honest) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(name, changed.pop(name, None) or source.read(name))
        for name, content in changed.items():
            target.writestr(name, content)
    honest.unlink()
    return path


def cells_in(path):
    """Return the rows of a CSV that was written, by heading."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def peak_kib():
    """Return the most memory this process has held, in KiB (Linux; 0 elsewhere)."""
    status = Path("/proc/self/status")
    found = re.search(r"VmHWM:\s+(\d+)", status.read_text()) if status.exists() else None
    return int(found[1]) if found else 0
