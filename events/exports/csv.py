"""A report as CSV: one line per entry, its section in the first column, nothing merged."""

import csv
from io import TextIOWrapper
from typing import BinaryIO

from .table import ReportTable, SectionLine
from .text import clean

_SECTION = "Раздел"
# With a Russian list separator Excel opens «;» at a double click; the BOM tells it UTF-8.
_DELIMITER = ";"
_TRIGGERS = tuple("=+-@＝＋－＠")  # a spreadsheet would calculate these, the wide ones in eastern settings


def write_csv(table: ReportTable, out: BinaryIO) -> None:
    """Write headings and entries; title, notes and footnotes have no column.

    A cell a spreadsheet would take for a formula («=…», «+7 …», «- …») gets an apostrophe before it.
    """
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    # Everything is quoted: a program that expects another separator must not cut a cell in two.
    lines = csv.writer(text, delimiter=_DELIMITER, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    lines.writerow([_SECTION, *(harmless(column.heading) for column in table.columns)])
    section = ""
    for line in table.lines:
        if isinstance(line, SectionLine):
            section = harmless(line.text)
        else:
            lines.writerow([section, *map(harmless, line.cells)])
    text.detach()  # `out` is the caller's and stays open


def harmless(text: str) -> str:
    text = clean(text)
    start = text.lstrip()
    if start.startswith(_TRIGGERS) or text.startswith(("\t", "\n")):
        return f"'{text}"
    return text
