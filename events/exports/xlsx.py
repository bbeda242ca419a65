"""A report as an Excel sheet: the printed table, every cell a text."""

from collections.abc import Sequence
from typing import BinaryIO, NamedTuple

from xlsxwriter.format import Format

from .fitting import lines_of, with_heights
from .merges import printable
from .page_style import PageStyle, Properties
from .table import EntryLine, ReportTable, Span
from .workbook import LINE_HEIGHT, TALLEST, Book, Sheet

_EXTRAS = "Сноски"
_A4 = 9
_PAPERS = {297: 8, 210: _A4, 148: 11}  # Excel's numbers by the shorter side in mm
_MM_PER_INCH = 25.4
_PIXELS = 96 / _MM_PER_INCH  # per mm
_PADDING = 2  # mm that a cell keeps free on its sides


def write_xlsx(
    table: ReportTable,
    out: BinaryIO,
    *,
    page_style: PageStyle = PageStyle(),  # noqa: B008 # frozen
    properties: Properties = Properties(),  # noqa: B008
) -> None:
    """Write the workbook to `out`. The same arguments give the same bytes."""
    book = Book(out, properties.with_title(table.title))
    forms = _forms(book, page_style)
    sheet = book.sheet("План" if table.kind.is_plan else "Отчет")
    titles = table.title.split("\n") if table.title else []
    header = len(titles) + 1 if titles else 0
    body = header + 1 + table.column_numbers
    sheet.freeze_panes(body, 0)
    sheet.repeat_rows(header, body - 1)
    _set_page(sheet, page_style)
    for column, width in enumerate(page_style.widths_for(table.columns)):
        sheet.set_column_pixels(column, column, round(width * _PIXELS))
    _Rows(sheet, page_style, len(table.columns), forms).write(table, titles)
    if table.extras:
        _write_extras(book.sheet(_EXTRAS), table.extras, page_style, forms)
    book.close()


class _Forms(NamedTuple):
    title: Format
    header: Format
    text: Format
    section: Format
    plain: Format


class _Merge(NamedTuple):
    """Where a merged cell begins."""

    row: int
    text: str


class _Rows:
    """The rows of one sheet; keeps the next row and the open merges."""

    def __init__(self, sheet: Sheet, page_style: PageStyle, columns: int, forms: _Forms) -> None:
        self._sheet = sheet
        self._page_style = page_style
        self._columns = columns
        self._forms = forms
        self._row = 0
        self._starts: list[_Merge | None] = [None] * columns

    def write(self, table: ReportTable, titles: list[str]) -> None:
        size = self._page_style.table_size
        widths = [width - _PADDING for width in self._page_style.widths_for(table.columns)]
        headings = [column.heading for column in table.columns]
        for title in titles:
            self.across(title, self._forms.title, self._page_style.title_size)
        if titles:
            self._append([], self._forms.plain, 1, size)
        height = max(lines_of(heading, width, size) for heading, width in zip(headings, widths, strict=True))
        self._append(headings, self._forms.header, height, size)
        if table.column_numbers:
            numbers = [str(number) for number in range(1, self._columns + 1)]
            self._append(numbers, self._forms.header, 1, size)
        for line, height in with_heights(printable(table.lines), widths, size):
            if isinstance(line, EntryLine):
                self._close_merges(line.spans, line.cells)
                cells = zip(line.cells, line.spans, strict=True)
                texts = ["" if span is Span.CONTINUE else text for text, span in cells]
                self._append(texts, self._forms.text, height, size)
            else:
                self._close_merges((Span.NONE,) * self._columns)
                self.across(line.text, self._forms.section, size)
        self._close_merges((Span.NONE,) * self._columns)
        for note in table.notes:
            self.across(note, self._forms.text, size)

    def _close_merges(self, spans: Sequence[Span], texts: Sequence[str] = ()) -> None:
        """Merge what ends above the row to come."""
        for column, span in enumerate(spans):
            if span is Span.CONTINUE:
                continue
            start = self._starts[column]
            if start and start.row < self._row - 1:
                # It empties every cell, the first included.
                self._sheet.merge_range(start.row, column, self._row - 1, column, "", self._forms.text)
                self._sheet.write_cell(start.row, column, start.text, self._forms.text)
            self._starts[column] = _Merge(self._row, texts[column]) if span is Span.START else None

    def across(self, text: str, form: Format, size: float) -> None:
        height = lines_of(text, self._page_style.text_width - _PADDING, size)
        row = self._row
        self._append([text, *[""] * (self._columns - 1)], form, height, size)
        if self._columns > 1:
            self._sheet.merge_range(row, 0, row, self._columns - 1, "", form)
            self._sheet.write_cell(row, 0, text, form)

    def _append(self, texts: Sequence[str], form: Format, lines: int, size: float) -> None:
        """Sets the height: Excel fits it to the text but not in merged cells, LibreOffice never does."""
        self._sheet.set_row(self._row, min(TALLEST, lines * size * LINE_HEIGHT))
        for column, text in enumerate(texts):
            self._sheet.write_cell(self._row, column, text, form)
        self._row += 1


def _write_extras(sheet: Sheet, extras: Sequence[str], page_style: PageStyle, forms: _Forms) -> None:
    """On a separate sheet: below the table they would be read as closing notes."""
    sheet.set_column_pixels(0, 0, round((page_style.text_width - _PADDING) * _PIXELS))
    _set_page(sheet, page_style)
    rows = _Rows(sheet, page_style, 1, forms)
    for extra in extras:
        rows.across(extra, forms.plain, page_style.table_size)


def _forms(book: Book, page_style: PageStyle) -> _Forms:
    font = {"font_name": page_style.font, "font_size": page_style.table_size}
    middle = {"bold": True, "align": "center", "valign": "vcenter"}
    return _Forms(
        title=book.form(**font | middle | {"font_size": page_style.title_size}),
        header=book.form(border=1, **font, **middle),
        text=book.form(border=1, align="left", **font),
        section=book.form(border=1, **font, **middle),
        plain=book.form(align="left", **font),
    )


def _set_page(sheet: Sheet, page_style: PageStyle) -> None:
    if page_style.page_width > page_style.page_height:
        sheet.set_landscape()
    sheet.set_paper(_PAPERS.get(round(min(page_style.page_width, page_style.page_height)), _A4))
    sheet.fit_to_pages(1, 0)  # as many pages as it takes
    margins = page_style.margins
    sides = (margins.left, margins.right, margins.top, margins.bottom)
    sheet.set_margins(*(side / _MM_PER_INCH for side in sides))
    sheet.numbered_after_first = True
