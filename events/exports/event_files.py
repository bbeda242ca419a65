"""A list of events as DOCX (grouped), XLSX (real dates) and CSV, each with its filter, moment and count."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import TextIOWrapper
from typing import Any, BinaryIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from events.vocabulary import Kind, Role

from .csv import harmless
from .docx import write_docx
from .event_columns import EventColumn, EventRow, RankedName
from .page_style import PageStyle, Properties
from .table import Column, EntryLine, ReportTable, SectionLine, Span
from .text import clean

_TITLE = "Перечень мероприятий"
_NUMBER = "№ п/п"
_NUMBER_WIDTH = 12  # mm
_CELL = 32_767  # characters Excel holds in a cell
_TOP = 5  # rows of an XLSX above its heading row, one of them empty

# What a group of a DOCX stands for: its headings, and the words where there is none.
GROUPINGS: Mapping[str, tuple[Callable[[EventRow], tuple[RankedName, ...]], str]] = {
    "department": (lambda row: row.departments, "Исполнительный орган не указан"),
    "sphere": (lambda row: row.spheres, "Сфера не указана"),
    "partner": (lambda row: row.partners, "Партнер не указан"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ListFacts:
    """Facts printed in a file: the filter in words, when it was made and how many events it holds."""

    chosen: str
    moment: str  # «21.11.2026 15:04»
    count: int
    remark: str = ""

    @property
    def lines(self) -> tuple[str, ...]:
        number = f"Мероприятий: {self.count}"
        return (
            f"Отбор: {self.chosen or 'все мероприятия'}",
            f"Выгружено из реестра: {self.moment}",
            f"{number}. {self.remark}" if self.remark else number,
        )


def write_event_docx(
    rows: Iterable[EventRow], facts: ListFacts, columns: Sequence[EventColumn], out: BinaryIO, *, group: str
) -> None:
    """Every event once, below the first of its departments, spheres or partners."""
    headings_of, none = GROUPINGS[group]
    groups: dict[RankedName | None, list[EventRow]] = {}
    for row in rows:
        headings = headings_of(row)
        groups.setdefault(headings[0] if headings else None, []).append(row)
    ordered = sorted(heading for heading in groups if heading is not None)
    lines: list[SectionLine | EntryLine] = []
    number = 0
    for heading in (*ordered, *([None] if None in groups else [])):
        name = heading.name if heading else none
        lines.append(SectionLine(name[:1].upper() + name[1:]))
        for row in groups[heading]:
            number += 1
            cells = (f"{number}.", *(column.text(row) for column in columns))
            lines.append(EntryLine(cells, (Span.NONE,) * len(cells)))
    table = ReportTable(
        kind=Kind.INTERREGIONAL_REPORT,
        title=_TITLE,
        columns=(Column(_NUMBER, Role.NUMBER), *(Column(column.heading, None) for column in columns)),
        lines=tuple(lines),
        notes=facts.lines,
    )
    widths = (_NUMBER_WIDTH, *(column.width for column in columns))
    page_style = PageStyle(table_size=11)
    page_style = PageStyle(
        table_size=11, widths=tuple(width * page_style.text_width / sum(widths) for width in widths)
    )
    write_docx(table, out, page_style=page_style, properties=Properties(title=_TITLE))


def write_event_xlsx(
    rows: Iterable[EventRow], facts: ListFacts, columns: Sequence[EventColumn], out: BinaryIO
) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Мероприятия")
    last = get_column_letter(len(columns) + 1)
    sheet.freeze_panes = f"A{_TOP + 2}"
    sheet.print_title_rows = f"{_TOP + 1}:{_TOP + 1}"
    sheet.auto_filter.ref = f"A{_TOP + 1}:{last}{_TOP + 1 + facts.count}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    for index, width in enumerate((_NUMBER_WIDTH, *(column.width for column in columns)), start=1):
        sheet.column_dimensions[get_column_letter(index)].width = width / 2
    bold, plain = Font(bold=True), Font()
    sheet.append([_text(sheet, _TITLE, Font(bold=True, size=14), wrap=False)])
    for line in facts.lines:
        sheet.append([_text(sheet, line, plain, wrap=False)])
    sheet.append([])
    sheet.append([_text(sheet, heading, bold) for heading in _headings(columns)])
    for number, row in enumerate(rows, start=1):
        sheet.append([_typed(sheet, number), *(_typed(sheet, column.value(row)) for column in columns)])
    book.save(out)


def _headings(columns: Sequence[EventColumn]) -> list[str]:
    return [_NUMBER, *(column.heading for column in columns)]


def _typed(sheet: Any, value: str | int | date | None) -> Any:
    if isinstance(value, str):
        return _text(sheet, value, Font())
    cell = WriteOnlyCell(sheet, datetime.combine(value, time()) if isinstance(value, date) else value)
    if isinstance(value, date):
        cell.number_format = "DD.MM.YYYY"
    cell.alignment = Alignment(vertical="top")
    return cell


def _text(sheet: Any, text: str, font: Font, *, wrap: bool = True) -> Any:
    cell = WriteOnlyCell(sheet, clean(text)[:_CELL] or None)
    cell.font = font
    cell.alignment = Alignment(vertical="top", wrap_text=wrap)
    if text:
        cell.data_type = "s"  # openpyxl would take «=…» for a formula
    return cell


def write_event_csv(
    rows: Iterable[EventRow], facts: ListFacts, columns: Sequence[EventColumn], out: BinaryIO
) -> None:
    """The table first, for programs; its facts follow after an empty line."""
    text = TextIOWrapper(out, encoding="utf-8-sig", newline="")
    lines = csv.writer(text, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    lines.writerow(_headings(columns))
    for number, row in enumerate(rows, start=1):
        lines.writerow([str(number), *(harmless(column.text(row)) for column in columns)])
    lines.writerow([])
    for line in facts.lines:
        lines.writerow([harmless(line)])
    text.flush()
    text.detach()
