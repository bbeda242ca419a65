"""A report as an Excel sheet: the printed table, every cell a text."""

from collections.abc import Iterator, Sequence
from shutil import copyfileobj
from typing import Any, BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_CORE

from .core import core_properties
from .fitting import lines_of, with_heights
from .merges import printable
from .page_style import PageStyle, Properties
from .table import EntryLine, ReportTable, Span
from .text import clean

_MOST = 32_767  # characters Excel holds in a cell, counted in UTF-16
_CUT = " […текст не помещается в ячейку Excel и обрезан]"
_EXTRAS = "Сноски"
_A4 = 9
_PAPERS = {297: 8, 210: _A4, 148: 11}  # Excel's numbers by the shorter side in mm
_PIXELS = 96 / 25.4  # per mm
_LINE = 1.25  # line height by font size
_TALLEST = 409  # points; Excel has no taller row
_PADDING = 2  # mm that a cell keeps free on its sides


def write_xlsx(
    table: ReportTable,
    out: BinaryIO,
    *,
    page_style: PageStyle = PageStyle(),  # noqa: B008 # frozen
    properties: Properties = Properties(),  # noqa: B008
) -> None:
    """Write the workbook to `out`. The same arguments give the same bytes."""
    book = Workbook(write_only=True)
    for style in _styles(page_style):
        book.add_named_style(style)
    sheet = book.create_sheet("План" if table.kind.is_plan else "Отчет")
    titles = table.title.split("\n") if table.title else []
    header = len(titles) + 2 if titles else 1
    body = header + 1 + table.column_numbers
    # A write-only sheet writes its head with the first row: all this must be set before.
    sheet.freeze_panes = f"A{body}"
    sheet.print_title_rows = f"{header}:{body - 1}"
    _set_page(sheet, page_style)
    for number, width in enumerate(page_style.widths_for(table.columns), 1):
        sheet.column_dimensions[get_column_letter(number)].width = _characters(width)
    _Sheet(sheet, page_style, len(table.columns)).write(table, titles)
    if table.extras:
        _write_extras(book.create_sheet(_EXTRAS), table.extras, page_style)
    # Not book.save(): it opens a zip of its own.
    ExcelWriter(book, _Archive(out, properties.with_title(table.title))).save()


class _Sheet:
    """The rows of one sheet; keeps the next row number and the open merges."""

    def __init__(self, sheet: Any, page_style: PageStyle, columns: int) -> None:
        self._sheet = sheet
        self._page_style = page_style
        self._columns = columns
        self._row = 0
        self._starts = [0] * columns

    def write(self, table: ReportTable, titles: list[str]) -> None:
        size = self._page_style.table_size
        widths = [width - _PADDING for width in self._page_style.widths_for(table.columns)]
        headings = [column.heading for column in table.columns]
        for title in titles:
            self.across(title, "Title", self._page_style.title_size)
        if titles:
            self._append([], 1, size)
        self._append(
            [self._cell(heading, "Header") for heading in headings],
            max(lines_of(heading, width, size) for heading, width in zip(headings, widths, strict=True)),
            size,
        )
        if table.column_numbers:
            self._append(
                [self._cell(str(number), "Header") for number in range(1, self._columns + 1)], 1, size
            )
        for line, height in with_heights(printable(table.lines), widths, size):
            if isinstance(line, EntryLine):
                self._close_merges(line.spans)
                cells = zip(line.cells, line.spans, strict=True)
                self._append(
                    [self._cell("" if span is Span.CONTINUE else text, "Text") for text, span in cells],
                    height,
                    size,
                )
            else:
                self._close_merges((Span.NONE,) * self._columns)
                self.across(line.text, "Section", size)
        self._close_merges((Span.NONE,) * self._columns)
        for note in table.notes:
            self.across(note, "Text", size)

    def _close_merges(self, spans: tuple[Span, ...]) -> None:
        """Merge what ends above the row to come."""
        for column, span in enumerate(spans):
            if span is Span.CONTINUE:
                continue
            start = self._starts[column]
            if start:
                self._merge(column + 1, start, column + 1, self._row)
            self._starts[column] = self._row + 1 if span is Span.START else 0

    def across(self, text: str, style: str, size: float) -> None:
        height = lines_of(text, self._page_style.text_width - _PADDING, size)
        self._append(
            [self._cell(text, style), *(self._cell("", style) for _ in range(self._columns - 1))],
            height,
            size,
        )
        if self._columns > 1:
            self._merge(1, self._row, self._columns, self._row)

    def _append(self, cells: list[Cell], lines: int, size: float) -> None:
        """Sets the height: Excel fits it to the text but not in merged cells, LibreOffice never does."""
        self._row += 1
        self._sheet.row_dimensions[self._row].height = min(_TALLEST, lines * size * _LINE)
        self._sheet.append(cells)

    def _merge(self, left: int, top: int, right: int, bottom: int) -> None:
        # Not merged_cells.add(): it compares with every merge before, and ours cannot meet.
        merge = CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom)
        self._sheet.merged_cells.ranges.add(merge)

    def _cell(self, text: str, style: str) -> Cell:
        cell = WriteOnlyCell(self._sheet, _fit(clean(text)) or None)
        cell.style = f"Report {style}"
        if text:
            cell.data_type = "s"  # openpyxl would take «=…» for a formula
        return cell


def _write_extras(sheet: Any, extras: Sequence[str], page_style: PageStyle) -> None:
    """On a separate sheet: below the table they would be read as closing notes."""
    width = page_style.text_width - _PADDING
    sheet.column_dimensions["A"].width = _characters(width)
    _set_page(sheet, page_style)
    rows = _Sheet(sheet, page_style, 1)
    for extra in extras:
        rows.across(extra, "Plain", page_style.table_size)


def _characters(width: float) -> float:
    """Millimetres in Excel's unit of width: digits of its standard font."""
    return (width * _PIXELS - 5) / 7


def _fit(text: str) -> str:
    if len(text) * 2 <= _MOST:
        return text
    units = text.encode("utf-16-le")
    if len(units) <= _MOST * 2:
        return text
    return units[: (_MOST - len(_CUT)) * 2].decode("utf-16-le", errors="ignore") + _CUT


def _styles(page_style: PageStyle) -> Iterator[NamedStyle]:
    line = Side(style="thin", color="000000")
    border = Border(left=line, right=line, top=line, bottom=line)
    for name, bold, size, across, down, frame in (
        ("Title", True, page_style.title_size, "center", "center", None),
        ("Header", True, page_style.table_size, "center", "center", border),
        ("Text", False, page_style.table_size, "left", "top", border),
        ("Section", True, page_style.table_size, "center", "center", border),
        ("Plain", False, page_style.table_size, "left", "top", None),
    ):
        yield NamedStyle(
            f"Report {name}",
            font=Font(name=page_style.font, size=size, bold=bold),
            alignment=Alignment(horizontal=across, vertical=down, wrap_text=True),
            border=frame or Border(),
        )


def _set_page(sheet: Any, page_style: PageStyle) -> None:
    sheet.page_setup.orientation = (
        "landscape" if page_style.page_width > page_style.page_height else "portrait"
    )
    sheet.page_setup.paperSize = _PAPERS.get(round(min(page_style.page_width, page_style.page_height)), _A4)
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0  # as many pages as it takes
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    for side in ("top", "right", "bottom", "left"):
        setattr(sheet.page_margins, side, getattr(page_style.margins, side) / 25.4)
    sheet.HeaderFooter.differentFirst = True
    sheet.oddHeader.center.text = "&P"


class _Archive(ZipFile):
    """A zip whose bytes depend on the data alone: no times in it, and our own words on the file.

    Members are opened by name, so they carry the zip's zero date; openpyxl would write today's twice more
    into docProps/core.xml.
    """

    def __init__(self, out: BinaryIO, properties: Properties) -> None:
        super().__init__(out, "w", ZIP_DEFLATED)
        self._properties = properties

    def writestr(
        self, name: Any, data: Any, compress_type: int | None = None, compresslevel: int | None = None
    ) -> None:
        if name == ARC_CORE:
            data = core_properties(self._properties)
        with self.open(name, "w") as member:
            member.write(data.encode() if isinstance(data, str) else data)

    def write(
        self,
        filename: Any,
        arcname: Any = None,
        compress_type: int | None = None,
        compresslevel: int | None = None,
    ) -> None:
        with open(filename, "rb") as source, self.open(arcname, "w") as member:
            copyfileobj(source, member)
