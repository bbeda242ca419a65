"""Filled cells and merged ranges of a sheet become rows of cells with spans and vertical merges."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from events.vocabulary import Severity

from ...grid import Cell, Merge, Row, Table
from ...issues import DocumentIssue, SourceRef
from ..refusals import refusal
from .sheet import MAX_CELLS, MAX_COLUMNS, Range, Sheet


class Cover(NamedTuple):
    """The part of a merged range that lies in one row."""

    right: int
    merge: Merge


def table(sheet: Sheet, number: int, name: str) -> tuple[Table, list[DocumentIssue]]:
    """The sheet as a table as wide as its filled cells: titles are often merged beyond them.

    Rows without any text are left out; the others keep their numbers.
    """
    numbers = sorted(sheet.rows)
    issues: list[DocumentIssue] = []
    covers = _covers(sheet.merges, numbers, number, issues)
    columns = max(max(cells) for cells in sheet.rows.values()) + 1
    rows = []
    for row in numbers:
        place = SourceRef(table=number, row=row)
        cells = tuple(_cells(sheet.rows[row], covers.get(row, {}), columns, place, issues))
        rows.append(Row(row, cells, row in sheet.hidden_rows))
    hidden = tuple(
        column
        for first in sheet.hidden_columns
        for column in range(first.left, min(first.right + 1, columns))
    )
    return Table(number=number, rows=tuple(rows), columns=columns, name=name, hidden_columns=hidden), issues


def _covers(
    merges: list[Range], numbers: list[int], number: int, issues: list[DocumentIssue]
) -> dict[int, dict[int, Cover]]:
    """For each filled row the covered dump_rows by their first column; ranges that overlap are left out."""
    covers: dict[int, dict[int, Cover]] = {}
    count = 0
    for merge in merges:
        right = min(merge.right, MAX_COLUMNS - 1)
        rows = numbers[bisect_left(numbers, merge.top) : bisect_right(numbers, merge.bottom)]
        if merge.left > right or any(_overlap(covers.get(row, {}), merge.left, right) for row in rows):
            place = SourceRef(table=number, row=merge.top, column=merge.left + 1)
            issues.append(DocumentIssue(code="overlapping-merge", severity=Severity.WARNING, place=place))
            continue
        count += len(rows)
        if count > MAX_CELLS:
            raise refusal("too-complex", found=f"> {MAX_CELLS}", expected=f"{MAX_CELLS}")
        for row in rows:
            kind = Merge.NONE
            if merge.bottom > merge.top:
                kind = Merge.START if row == rows[0] else Merge.CONTINUE
            covers.setdefault(row, {})[merge.left] = Cover(right, kind)
    return covers


def _overlap(starts: dict[int, Cover], left: int, right: int) -> bool:
    return any(start <= right and left <= cover.right for start, cover in starts.items())


def _cells(
    texts: dict[int, str],
    covers: dict[int, Cover],
    columns: int,
    place: SourceRef,
    issues: list[DocumentIssue],
) -> Iterator[Cell]:
    column = 0
    while column < columns:
        cover = covers.get(column)
        if cover is None:
            yield Cell(texts.get(column, ""), column)
            column += 1
            continue
        end = min(cover.right + 1, columns)
        for covered in range(column, end):
            shown = covered == column and cover.merge is not Merge.CONTINUE
            if not shown and covered in texts:
                at = SourceRef(table=place.table, row=place.row, column=covered + 1)
                issues.append(
                    DocumentIssue(
                        code="covered-text", severity=Severity.WARNING, place=at, found=texts[covered]
                    )
                )
        yield Cell(texts.get(column, ""), column, end - column, cover.merge)
        column = end
