"""A list of events as DOCX (grouped), XLSX (real dates) and CSV, each with its filter, moment and count."""

import csv
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import TextIOWrapper
from typing import BinaryIO

from xlsxwriter.format import Format

from events.vocabulary import Kind, Role

from .csv import harmless
from .docx import write_docx
from .event_columns import EventColumn, EventRow, Figure, RankedName
from .fitting import lines_of
from .page_style import PageStyle, Properties
from .table import Column, EntryLine, ReportTable, SectionLine, Span
from .workbook import LINE_HEIGHT, TALLEST, Book

_TITLE = "Перечень мероприятий"
_NUMBER = "№ п/п"
_NUMBER_WIDTH = 12  # mm
_A4 = 9
_MM = 2.0  # of a column for each character Excel counts its width in
_SIZE = 11  # points
_MANY = 5_000  # rows; up to here equal texts are held, and written, once
_TOP = 5  # rows of an XLSX above its headings, one of them empty

Headings = Callable[[EventRow], tuple[RankedName, ...]]
# What a group of a DOCX stands for: its headings, and the words where there is none.
GROUPINGS: Mapping[str, tuple[Headings, str]] = {
    "department": (lambda row: row.departments[:1], "Исполнительный орган не указан"),
    "sphere": (lambda row: row.spheres[:1], "Сфера не указана"),
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
    rows: Iterable[EventRow],
    facts: ListFacts,
    columns: Sequence[EventColumn],
    out: BinaryIO,
    *,
    group: str,
    headings_of: Headings | None = None,
) -> None:
    """Every event below the first of its departments or spheres, or once below each of its partners.

    `headings_of`: other headings than those of the group."""
    own_headings, none = GROUPINGS[group]
    groups: dict[RankedName | None, list[EventRow]] = {}
    for row in rows:
        for heading in (headings_of or own_headings)(row) or (None,):
            groups.setdefault(heading, []).append(row)
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
    book = Book(out, by_rows=facts.count > _MANY)
    line, heading, plain = book.form(text_wrap=False), book.form(bold=True), book.form()
    number, day = book.form(text_wrap=False), book.form(text_wrap=False, num_format="dd.mm.yyyy")
    figures = _FigureForms(book)
    sheet = book.sheet("Мероприятия")
    sheet.freeze_panes(_TOP + 1, 0)
    sheet.repeat_rows(_TOP)
    sheet.autofilter(_TOP, 0, _TOP + facts.count, len(columns))
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    widths = [_NUMBER_WIDTH, *(column.width for column in columns)]
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width / _MM)
    sheet.write_cell(0, 0, _TITLE, book.form(bold=True, font_size=14, text_wrap=False))
    for place, text in enumerate(facts.lines, 1):
        sheet.write_cell(place, 0, text, line)
    for index, text in enumerate(_headings(columns)):
        sheet.write_cell(_TOP, index, text, heading)
    for count, row in enumerate(rows, 1):
        values = (count, *(column.value(row) for column in columns))
        # LibreOffice fits no height by itself.
        lines = max(lines_of(str(value), width, _SIZE) for value, width in zip(values, widths, strict=True))
        sheet.set_row(_TOP + count, min(TALLEST, lines * _SIZE * LINE_HEIGHT))
        for index, value in enumerate(values):
            if isinstance(value, Figure):
                sheet.write_cell(_TOP + count, index, value.number, figures[value])
            else:
                form = plain if isinstance(value, str) else day if isinstance(value, date) else number
                sheet.write_cell(_TOP + count, index, value, form)
    book.close()


class _FigureForms:
    """Forms that show a number with its bound, «более 1600», and leave it a number."""

    def __init__(self, book: Book) -> None:
        self._book = book
        self._forms: dict[tuple[str, str], Format] = {}

    def __getitem__(self, figure: Figure) -> Format:
        before, _number, after = figure.words.partition(str(figure.number))
        if (before, after) not in self._forms:
            shown = "0".join(f'"{words}"' if words else "" for words in (before, after))
            self._forms[before, after] = self._book.form(text_wrap=False, num_format=shown)
        return self._forms[before, after]


def _headings(columns: Sequence[EventColumn]) -> list[str]:
    return [_NUMBER, *(column.heading for column in columns)]


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
