"""A report as its page shows it: the printed table with entry, findings and both wordings of each cell."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import QuerySet

from events.entries.seen_partners import seen_in
from events.exports.merges import printable
from events.exports.table import ReportTable, SectionLine, Span
from events.models import Entry, Finding, Report, Section
from events.vocabulary import Role

from .printed_table import in_printing_order, table_of

# What a page shows of a row: the values recognised in it and what is searched are as much text again.
_SHOWN = ("report", "section", "event", "department", "number", "cells", "extra", "continued", "body_cells")


@dataclass(frozen=True, slots=True, kw_only=True)
class PageCell:
    column: int  # place among the headings
    role: str  # "" where the column has none
    text: str
    rows: int = 1  # over how many rows the cell goes
    by_body: str | None = None  # as the body wrote it, where the coordinator reworded it
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRow:
    entry: Entry
    cells: list[PageCell]
    findings: list[Finding]  # of the row as a whole

    @property
    def number(self) -> str:
        return next((cell.text for cell in self.cells if cell.role == Role.NUMBER), "")


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePart:
    section: Section | None
    rows: list[PageRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    table: ReportTable
    parts: list[PagePart]
    findings: list[Finding]

    @property
    def row_count(self) -> int:
        return sum(len(part.rows) for part in self.parts)

    @property
    def serious(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.is_worth_a_look]

    @property
    def minor(self) -> list[Finding]:
        return [finding for finding in self.findings if not finding.is_worth_a_look]


def report_page(report: Report, entries: QuerySet[Entry]) -> ReportPage:
    """Five queries at most, whatever the size of the report."""
    parts = in_printing_order(report, entries.only(*_SHOWN))
    table = table_of(report, parts)
    shown = {entry.pk: entry for _section, rows in parts for entry in rows}
    findings = [
        finding
        for finding in Finding.objects.filter(report=report).order_by("id")
        if finding.entry_id is None or finding.entry_id in shown
    ]
    by_cell: dict[tuple[int, str], list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.entry_id is not None:
            finding.entry = shown[finding.entry_id]
            by_cell[finding.entry_id, finding.role].append(finding)
    place = {pk: index for index, pk in enumerate(shown)}
    findings.sort(key=lambda finding: place.get(finding.entry_id, -1))
    lines = _lines(table)
    roles = [column.role.value if column.role else "" for column in table.columns]
    shown_parts = [
        PagePart(section=section, rows=[_row(entry, next(lines), roles, by_cell) for entry in rows])
        for section, rows in parts
    ]
    cells = {(row.entry.pk, cell.role) for part in shown_parts for row in part.rows for cell in row.cells}
    numbers = {row.entry.pk: row.number.strip().rstrip(".") for part in shown_parts for row in part.rows}
    seen = seen_in(findings)
    for finding in findings:
        finding.seen = seen.get(finding.pk, ())  # places its row names, which a click counts as partners
        # A cell covered by the merged one above has no place of its own on the page.
        cell = f"-{finding.role}" if (finding.entry_id, finding.role) in cells else ""
        finding.anchor = f"row-{finding.entry_id}{cell}"
        finding.row_number = numbers.get(finding.entry_id, "")
    return ReportPage(table=table, parts=shown_parts, findings=findings)


Line = list[tuple[str, int]]  # text and number of rows of each cell; 0: covered by the one above


def _lines(table: ReportTable) -> Iterator[Line]:
    block: list = []
    for line in [*printable(table.lines), SectionLine("")]:
        if not isinstance(line, SectionLine):
            block.append(line)
            continue
        for index, row in enumerate(block):
            yield [(text, _height(block, index, column)) for column, text in enumerate(row.cells)]
        block = []


def _height(block: list, index: int, column: int) -> int:
    span = block[index].spans[column]
    if span is Span.CONTINUE:
        return 0
    height = 1
    if span is Span.START:
        while index + height < len(block) and block[index + height].spans[column] is Span.CONTINUE:
            height += 1
    return height


def _row(entry: Entry, line: Line, roles: list[str], by_cell: dict) -> PageRow:
    cells = [
        PageCell(
            column=column,
            role=role,
            text=text,
            rows=height,
            by_body=entry.body_cells.get(role),
            findings=by_cell.get((entry.pk, role), []) if role else [],
        )
        for column, (role, (text, height)) in enumerate(zip(roles, line, strict=True))
    ]
    elsewhere = [
        finding
        for role in ("", *Role)
        if role not in roles or not role
        for finding in by_cell.get((entry.pk, role), [])
    ]
    return PageRow(entry=entry, cells=[cell for cell in cells if cell.rows], findings=elsewhere)
