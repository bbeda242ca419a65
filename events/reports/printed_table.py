"""A report as the table that is printed."""

from collections.abc import Iterable, Sequence

from django.db.models import Exists, OuterRef, QuerySet

from events.exports.table import Column, EntryLine, Line, ReportTable, SectionLine, Span
from events.models import Entry, Report, Section
from events.vocabulary import Kind, Role

_MERGING = (Role.PARTNER, Role.AGREEMENT)


def in_printing_order(
    report: Report, entries: QuerySet[Entry] | None = None
) -> list[tuple[Section | None, list[Entry]]]:
    """Sections with their entries in printing order, entries without a section first; two queries. With some
    of the entries only, sections of the others are left out; an empty section is a heading the document has.
    """
    sections = report.sections.order_by("order", "id")
    if entries is None:
        entries = report.entries.select_related(None)
    else:
        own = Exists(entries.order_by().filter(section=OuterRef("pk")))
        sections = sections.filter(own | ~Exists(Entry.objects.filter(section=OuterRef("pk"))))
    by_section: dict[int | None, list[Entry]] = {}
    for entry in entries.printed().order_by("order", "id"):
        by_section.setdefault(entry.section_id, []).append(entry)
    return [(section, by_section.get(section.pk if section else None, [])) for section in (None, *sections)]


def report_table(report: Report, entries: QuerySet[Entry] | None = None) -> ReportTable:
    """The table in printing order, of all entries or of those given; two queries, whatever its size."""
    return table_of(report, in_printing_order(report, entries))


def table_of(report: Report, parts: Sequence[tuple[Section | None, list[Entry]]]) -> ReportTable:
    columns = tuple(Column(text, Role(role) if role else None) for text, role in report.headings)
    lines: list[Line] = []
    number = 0
    for section, rows in parts:
        if section is not None:
            lines.append(SectionLine(section.title))
        lines.extend(_lines(report, columns, rows, number))
        number += len(rows)
    return ReportTable(
        kind=Kind(report.kind),
        title=report.title,
        columns=columns,
        lines=tuple(lines),
        notes=tuple(report.notes),
        extras=tuple(report.extras),
        column_numbers=report.column_numbers,
    )


def _lines(
    report: Report, columns: tuple[Column, ...], entries: list[Entry], before: int
) -> Iterable[EntryLine]:
    running = report.numbering == Report.Numbering.RUNNING
    texts: list[list[str]] = []
    for position, entry in enumerate(entries, start=before + 1):
        row = []
        for column in columns:
            if column.role is None:
                row.append(entry.extra.get(column.heading, ""))
            elif column.role is Role.NUMBER and running:
                row.append(f"{position}.")
            elif entry.continued.get(column.role) == "blank":
                row.append("")
            else:
                row.append(entry.cells.get(column.role, ""))
        texts.append(row)
    for index, (entry, row) in enumerate(zip(entries, texts, strict=True)):
        spans = []
        for place, column in enumerate(columns):
            if _continues(report, column, entry, texts, index, place):
                spans.append(Span.CONTINUE)
            elif index + 1 < len(entries) and _continues(
                report, column, entries[index + 1], texts, index + 1, place
            ):
                spans.append(Span.START)
            else:
                spans.append(Span.NONE)
        yield EntryLine(tuple(row), tuple(spans))


def _continues(
    report: Report, column: Column, entry: Entry, texts: list[list[str]], index: int, place: int
) -> bool:
    """Whether a cell is merged with the one above: as in the source or, for a document created here, because
    the texts are equal.
    """
    if index == 0 or column.role is None:
        return False
    same = texts[index][place] == texts[index - 1][place]
    if report.numbering == Report.Numbering.AS_WRITTEN:
        return same and entry.continued.get(column.role) == "merged"
    return same and texts[index][place] != "" and column.role in _MERGING
