"""A table of figures as XLSX (real numbers) and CSV, with lines that describe it."""

import csv
from collections.abc import Sequence
from io import BytesIO, TextIOWrapper

from .csv import harmless
from .workbook import Book

Row = Sequence[str | int]
_NAMES, _NUMBERS = 60, 18  # characters
_A4 = 9


def write_figures_xlsx(
    title: str, lines: Sequence[str], headings: Sequence[str], rows: Sequence[Row]
) -> bytes:
    out = BytesIO()
    book = Book(out)
    heading, bold, plain = (
        book.form(bold=True, font_size=14, text_wrap=False),
        book.form(bold=True),
        book.form(),
    )
    sheet = book.sheet("Показатели")
    top = len(lines) + 2
    sheet.freeze_panes(top + 1, 1)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_column(0, 0, _NAMES)
    sheet.set_column(1, max(1, len(headings) - 1), _NUMBERS)
    sheet.write_cell(0, 0, title, heading)
    for row, line in enumerate(lines, 1):
        sheet.write_cell(row, 0, line, book.form(text_wrap=False))
    for column, text in enumerate(headings):
        sheet.write_cell(top, column, text, bold)
    for row, values in enumerate(rows, top + 1):
        for column, value in enumerate(values):
            sheet.write_cell(row, column, value, plain)
    book.close()
    return out.getvalue()


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
