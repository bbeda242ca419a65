"""A table of figures as XLSX (real numbers) and CSV, with lines that describe it."""

import csv
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from .csv import harmless
from .text import clean

Row = Sequence[str | int]
_NAMES, _NUMBERS = 60, 18  # characters


def write_figures_xlsx(
    title: str, lines: Sequence[str], headings: Sequence[str], rows: Sequence[Row]
) -> bytes:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Показатели")
    sheet.freeze_panes = f"B{len(lines) + 4}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    for column in range(1, len(headings) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _NAMES if column == 1 else _NUMBERS
    sheet.append([_cell(sheet, title, Font(bold=True, size=14), wrap=False)])
    for line in lines:
        sheet.append([_cell(sheet, line, Font(), wrap=False)])
    sheet.append([])
    sheet.append([_cell(sheet, heading, Font(bold=True)) for heading in headings])
    for row in rows:
        sheet.append([_cell(sheet, value, Font()) for value in row])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cell(sheet: Any, value: str | int, font: Font, *, wrap: bool = True) -> Any:
    cell = WriteOnlyCell(sheet, value if isinstance(value, int) else clean(value) or None)
    cell.font = font
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    if value and isinstance(value, str):
        cell.data_type = "s"  # openpyxl would take «=…» for a formula
    return cell


def write_figures_csv(lines: Sequence[str], headings: Sequence[str], rows: Sequence[Row]) -> bytes:
    """The table first, for programs; its facts follow after an empty line."""
    out = BytesIO()
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="", write_through=True)
    written = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    written.writerow([harmless(heading) for heading in headings])
    for row in rows:
        written.writerow([value if isinstance(value, int) else harmless(value) for value in row])
    written.writerow([])
    for line in lines:
        written.writerow([harmless(line)])
    text.detach()
    return out.getvalue()
