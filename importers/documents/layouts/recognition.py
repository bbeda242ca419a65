"""From a grid to a document: the header, the title, the family, then all tables in order."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from events.phrases.beside import use_of
from events.vocabulary import ColumnUse, Kind, Role, Severity

from ..columns import NOTHING_STATED, StatedColumns
from ..document import ColumnHeading, Document, DocumentRow, ReadHeader
from ..grid import Grid, Paragraph, Row, SideNote, Table
from ..issues import DocumentIssue, SourceRef
from .base import ColumnWords, Layout
from .blockers import refuse_no_rows, refuse_no_table, refuse_unknown
from .body import Body
from .choice import choose
from .collection import collect
from .department_column import department_heading
from .flow import Flow
from .header import Header, find_header, likely_header
from .named_parties import parties_in
from .numbers import numbering_issues
from .one_agreement import one_agreement
from .one_department import department_signed, one_department
from .other_time import other_time_issues
from .sections import common_basis
from .titles import Title, find_title
from .words import readings

LAYOUTS = collect(__package__, [str(Path(__file__).parent)])
# A heading may use the words of any family: «Страна» in a report about regions is still a partner.
COLUMNS: tuple[ColumnWords, ...] = tuple(
    {column.phrases: column for layout in LAYOUTS for column in layout.columns()}.values()
)
_BRACKETS = re.compile(r"\([^)]*\)?")
# The column with which one of such a use is read
_READ_WITH: Mapping[ColumnUse | None, Role] = {
    ColumnUse.UNTIL: Role.DATES,
    ColumnUse.COUNT: Role.PARTICIPANTS,
    ColumnUse.AUDIENCE: Role.PARTICIPANTS,
    ColumnUse.RESULT: Role.CONTENT,
}
_MAY_HOLD_TITLE = ("text_box", "header")


class Position(NamedTuple):
    """Where the first header stands: the index of its block, and of its row in that table."""

    block: int
    table: Table
    row: int


def recognise(grid: Grid, kind: Kind | None = None, stated: StatedColumns = NOTHING_STATED) -> Document:
    """Read a grid as a plan or report; `kind` is what a person says it is, and settles the family, `stated`
    what persons said of the columns of such headings.

    UnreadableDocument where the grid is no plan or report, or is two.
    """
    if not any(cell.text.strip() for table in grid.tables for row in table.rows for cell in row.cells):
        refuse_no_table(grid)
    lines, position, header = _first_header(grid, stated)
    title = find_title(lines, LAYOUTS)
    notes = [note for note in grid.notes if _has_text(note)]
    if title is None or not title.families:
        title, notes = _title_beside(lines, notes) or (title, notes)
    layout = choose(header, title, LAYOUTS, kind) if header and position else None
    if header is None or position is None or layout is None:
        refuse_unknown(grid, COLUMNS, LAYOUTS, title)
    period = title.period if title else None
    if layout.kind is None and title is not None and not title.families:
        title = None  # «Сведения …»: a line of a covering letter, not the title of a plan or report
    is_plan = _is_plan(layout, title)
    body = Body(grid.format, COLUMNS, LAYOUTS, title, is_plan=bool(is_plan), stated=stated)
    flow = Flow(grid, body)
    flow.read(position.block, position.row, header, title.after if title else lines)
    if not body.rows:
        place = SourceRef(table=header.table, row=header.row)
        refuse_no_rows(place, [heading.text for heading in header.headings])
    headings, rows = _of_all_headers(body)
    header = body.headers[0]
    before = title.before if title else ()
    extras = (*(line.strip() for line in before), *body.extras, *(note.text.strip() for note in notes))
    return Document(
        layout=layout.name,
        kind=layout.kind,
        is_plan=is_plan,
        period=period,
        basis=common_basis((section.text for section in body.sections), layout.basis),
        partner_phrase=_parties(title),
        agreement_phrase=_agreement(title, headings),
        department_phrase=one_department(title.text) if title else "",
        department_heading=department_heading(headings),
        department_signed=department_signed(extras),
        title=title.text if title and not title.is_of_letter else "",
        headings=headings,
        headers=_distinct_headers(body.headers),
        sections=tuple(body.sections),
        rows=rows,
        notes=tuple(flow.notes),
        extras=extras,
        column_numbers=body.column_numbers,
        issues=(
            *grid.issues,
            *_header_issues(layout, title, header, kind),
            *other_time_issues(header, rows, is_plan=bool(is_plan)),
            *body.issues,
            *numbering_issues(rows),
        ),
    )


def unread_table(grid: Grid) -> Document | None:
    """The likely headings of a grid that is no plan or report, without rows: for a person to explain."""
    header = likely_header(grid.tables, COLUMNS)
    if header is None:
        return None
    return Document(
        layout="",
        kind=None,
        period=None,
        basis=None,
        title="",
        headings=header.headings,
        headers=_distinct_headers([header]),
        sections=(),
        rows=(),
        notes=(),
    )


def _is_plan(layout: type[Layout], title: Title | None) -> bool | None:
    if layout.kind is not None:
        return layout.kind.is_plan
    return title.is_plan if title and title.families else layout.plan


def _agreement(title: Title | None, headings: Sequence[ColumnHeading]) -> str:
    """Of the title, else of a heading: «Мероприятия по реализации Соглашения между …»."""
    texts = ([title.text] if title else []) + [heading.text for heading in headings]
    return next(filter(None, map(one_agreement, texts)), "")


def _parties(title: Title | None) -> str:
    if title is None or not any(family.of_named_partners for family in title.families):
        return ""
    return parties_in(title.text)


def _first_header(grid: Grid, stated: StatedColumns) -> tuple[list[str], Position | None, Header | None]:
    """The lines above the first header, where it stands, and the header."""
    lines: list[str] = []
    for index, block in enumerate(grid.blocks):
        if isinstance(block, Paragraph):
            lines += _lines(block.text)
            continue
        header = find_header(block, COLUMNS, stated)
        if header is not None:
            first = next(at for at, row in enumerate(block.rows) if row.number == header.row)
            lines += [line for row in block.rows[:first] for line in _lines_of(row)]
            return lines, Position(index, block, first), header
        lines += [line for row in block.rows for line in _lines_of(row)]
    return lines, None, None


def _lines(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.strip()]


def _lines_of(row: Row) -> Iterator[str]:
    for text in dict.fromkeys(cell.text for cell in row.cells):
        yield from _lines(text)


def _has_text(note: SideNote) -> bool:
    """Neither blank nor a page number."""
    text = note.text.strip()
    return bool(text) and not (note.kind in ("header", "footer") and text.strip(" -–—").isdigit())


def _title_beside(lines: Sequence[str], notes: list[SideNote]) -> tuple[Title, list[SideNote]] | None:
    """A title that stands in a text box or the page's header, and the notes without it."""
    for at, note in enumerate(notes):
        if note.kind in _MAY_HOLD_TITLE:
            title = find_title(_lines(note.text), LAYOUTS)
            if title is not None and title.families:
                rest = title._replace(before=title.before + title.after, after=tuple(lines))
                return rest, notes[:at] + notes[at + 1 :]
    return None


def _of_all_headers(body: Body) -> tuple[tuple[ColumnHeading, ...], tuple[DocumentRow, ...]]:
    """The headings of the first header and those later ones add; every row gets a text for each."""
    first, *later = body.headers
    found: dict[tuple[Role | None, str], ColumnHeading] = {}
    for header in body.headers:
        for heading in header.headings:
            found.setdefault((heading.role, "" if heading.role else heading.text), heading)
    headings = tuple(found.values())
    known = [heading.role for heading in headings if heading.role is not None]
    further = [heading.text for heading in headings if heading.role is None]
    if all(header.headings == first.headings for header in later):
        return headings, tuple(body.rows)
    return headings, tuple(
        replace(
            row,
            cells={role: row.cells.get(role, "") for role in known},
            extra={text: row.extra.get(text, "") for text in further},
        )
        for row in body.rows
    )


def _distinct_headers(headers: Sequence[Header]) -> tuple[ReadHeader, ...]:
    found = {header.folded: header for header in reversed(headers)}
    return tuple(header.read for header in reversed(found.values()))


def _header_issues(
    layout: type[Layout], title: Title | None, header: Header, kind: Kind | None
) -> Iterator[DocumentIssue]:
    """What the title leaves open, and which columns are missing, unknown or repeated."""
    place = SourceRef(table=header.table, row=header.row)
    if title is not None and title.period is None:
        yield DocumentIssue(
            code="period-unread", severity=Severity.WARNING, found=" ".join(title.text.split())
        )
    if title is not None and layout.kind is not None and layout not in title.families:
        yield DocumentIssue(
            code="kind-from-columns" if kind is None else "kind-differs",
            severity=Severity.INFO if kind is None else Severity.WARNING,
            found=" ".join(title.text.split()),
            expected=layout.name,
        )
    for column in layout.columns():
        if column.expected and column.role not in header.index:
            yield DocumentIssue(
                code="missing-column", severity=Severity.WARNING, place=place, expected=str(column.role)
            )
    yield from _columns_of_two(header, place)
    department = department_heading(header.headings)
    for at, (claim, heading) in enumerate(zip(header.claims, header.headings, strict=True)):
        if heading.role is not None or heading.is_stated or heading.text == department:
            continue
        use = use_of(heading.text, is_plan=header.is_plan)
        if use is not None and use is not ColumnUse.PLANNED:
            code, severity = "joined-column", Severity.INFO
        elif claim.role is None:
            code, severity = "unclaimed-column", Severity.INFO
        elif use is ColumnUse.PLANNED:
            continue  # said by other_time_issues
        else:
            code, severity = "second-column", Severity.WARNING
        yield DocumentIssue(
            code=code,
            severity=severity,
            place=replace(place, column=at + 1, heading=heading.text),
            found=heading.text,
            expected=str(claim.role or _READ_WITH.get(use) or ""),
        )


def _columns_of_two(header: Header, place: SourceRef) -> Iterator[DocumentIssue]:
    """«Сроки и место проведения»: the column is read as what it names first."""
    for at, heading in enumerate(header.headings):
        read = readings(_BRACKETS.sub(" ", heading.text))
        for column in Layout.columns():
            if (
                heading.role is None
                or heading.is_stated
                or column.role in (None, Role.NUMBER, Role.TITLE, *header.index)
            ):
                continue
            if column.claims(read) is not None:
                yield DocumentIssue(
                    code="shared-column",
                    severity=Severity.WARNING,
                    place=replace(place, column=at + 1, heading=heading.text),
                    found=heading.text,
                    expected=str(column.role),
                )
