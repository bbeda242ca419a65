"""A sample as an Excel workbook: title and sections over merged ranges, partners merged downwards."""

import io
from datetime import datetime
from textwrap import wrap

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from .model import SAME, Sample

_MOMENT = datetime(2025, 7, 1, 9, 0)  # noqa: DTZ001 -- openpyxl writes it as UTC
_LINE = Side(style="thin")
_GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_TOP = Alignment(wrap_text=True, vertical="top")
_NUMBER = Alignment(vertical="top", horizontal="center")
_MIDDLE = Alignment(wrap_text=True, vertical="center", horizontal="center")


def workbook(sample: Sample) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "План"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    columns = len(sample.headings)
    for at, width in enumerate(sample.widths, 1):
        sheet.column_dimensions[get_column_letter(at)].width = width / 2.2
    row = 1

    def across(text: str, *, size: int, bordered: bool) -> None:
        sheet.cell(row, 1, text).font = Font(name="Times New Roman", size=size, bold=True)
        sheet.merge_cells(start_row=row, start_column=1, end_row=row, end_column=columns)
        for column in range(1, columns + 1):
            cell = sheet.cell(row, column)
            cell.alignment = _MIDDLE
            if bordered:
                cell.border = _GRID

    for line in sample.title:
        across(line, size=14, bordered=False)
        sheet.row_dimensions[row].height = 24
        row += 1
    row += 1
    for column, heading in enumerate(sample.headings, 1):
        cell = sheet.cell(row, column, heading)
        cell.font = Font(name="Times New Roman", size=11, bold=True)
        cell.alignment, cell.border = _MIDDLE, _GRID
    sheet.row_dimensions[row].height = 62
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"
    row += 1
    number = 0
    for section in sample.content:
        across(section.heading, size=11, bordered=True)
        sheet.row_dimensions[row].height = 20
        row += 1
        for texts in section.rows:
            number += 1
            cells = (number, *(None if text == SAME else text for text in texts))
            lines = 1
            for column, value in enumerate(cells, 1):
                cell = sheet.cell(row, column, value)
                cell.font = Font(name="Times New Roman", size=11)
                cell.alignment, cell.border = (_NUMBER if column == 1 else _TOP), _GRID
                lines = max(lines, len(wrap(str(value or ""), int(sample.widths[column - 1] / 2))))
            sheet.row_dimensions[row].height = 15 * lines + 2  # neither wrapping nor merges set it
            if SAME in texts:
                column = texts.index(SAME) + 2
                sheet.merge_cells(start_row=row - 1, start_column=column, end_row=row, end_column=column)
            row += 1
    book.properties.creator = "Правительство Смоленской области (образец)"
    book.properties.title = " ".join(sample.title)
    book.properties.created = book.properties.modified = _MOMENT
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()
