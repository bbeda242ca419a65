"""Builds the tables of a grid as their XML streams by: places, spans and vertical merges."""

from collections.abc import Iterator

from events.vocabulary import Severity

from ...grid import Cell, Merge, Row, Table
from ...issues import DocumentIssue, SourceRef
from ..refusals import refusal
from ..xmlstream import number

MAX_SPAN = 200
TO_THE_END = 0  # the span of a cell that reaches the last column, wherever that will be

Item = str | Table  # what a container holds: paragraphs and tables in order


class TableBuilder:
    """One table. The order of calls is that of the elements; a deleted row or cell is never ended."""

    def __init__(self, number: int):
        self.number = number
        self.issues: list[DocumentIssue] = []
        self.rows: list[Row] = []
        self.grid_columns = 0
        self.column = 0
        self.merge = Merge.NONE
        self.holds_table = False  # the cell being read
        self._cells: list[Cell] = []
        self._span = 1
        self._merged_left = False
        self._in_cell = False
        self._placed = False  # the row says where its cells are
        self._hidden = False
        self._open: set[int] = set()  # columns whose merge goes on from the row above
        self._opened: set[int] = set()  # the same for the row below
        self._items: list[Item] = []
        self._contents: list[list[Item]] = []  # of the rows with one cell
        self._frames_table = False
        self._weight = 0  # cells of the finished rows

    @property
    def row_number(self) -> int:
        return len(self.rows) + 1

    @property
    def weight(self) -> int:
        return self._weight + len(self._cells) + len(self.issues)

    def start_row(self) -> None:
        self._refuse_within_cell()
        self.column = 0
        self._cells = []
        self._placed = False
        self._hidden = False
        self._opened = set()

    def skip_columns(self, count: int) -> None:
        """gridBefore: the row starts further right."""
        if 0 < count <= MAX_SPAN:
            self.column += count
        self._placed = True

    def place_row(self) -> None:
        """gridAfter: the row ends early on purpose."""
        self._placed = True

    def hide_row(self) -> None:
        self._hidden = True
        self._report("hidden-row", Severity.INFO)

    def start_cell(self) -> None:
        self._refuse_within_cell()
        self._in_cell = True

    def _refuse_within_cell(self) -> None:
        """Word opens no such file; the text of the outer cell would be lost."""
        if self._in_cell:
            raise refusal("damaged", found="a row or cell within a cell")

    def span(self, text: str) -> None:
        self._placed = True
        span = number(text)
        if not 1 <= span <= MAX_SPAN:
            self._report("absurd-span", Severity.WARNING, found=text)
            span = TO_THE_END if span > MAX_SPAN else 1
        self._span = span

    def merge_down(self, start: bool) -> None:
        """vMerge. One that continues nothing starts a merge, as in Word."""
        self.merge = Merge.START if start or self.column not in self._open else Merge.CONTINUE
        self._opened.add(self.column)

    def merge_left(self) -> None:
        """The old hMerge: the cell is a part of the one before it."""
        self._merged_left = bool(self._cells)

    def end_cell(self, items: list[Item]) -> None:
        self._in_cell = False
        if self.holds_table:
            self._frames_table = True
            self._report("nested-table", Severity.INFO)
            text = "\n".join(flat(items))
            self.holds_table = False
        else:
            text = "\n".join(items)  # type: ignore[arg-type]  # there are tables in it only if it holds one
        self._items = items
        if self._merged_left:
            before = self._cells[-1]
            text = "\n".join(part for part in (before.text, text) if part)
            self._cells[-1] = before._replace(text=text, span=before.span + 1)
            self.column += 1
            self._merged_left = False
        else:
            self._cells.append(Cell(text, self.column, self._span, self.merge))
            self.column += self._span or 1
        self._span = 1
        self.merge = Merge.NONE

    def drop_cell(self) -> None:
        """A deleted cell: what its properties said is forgotten."""
        self._in_cell = False
        self._span = 1
        self.merge = Merge.NONE
        self._merged_left = False

    def end_row(self) -> None:
        if not self._cells:  # all of them deleted
            return
        if len(self._cells) == 1:
            self._contents.append(self._items)
            if not self._placed:  # nothing stands beside it, even where the span is not written
                self._cells[0] = self._cells[0]._replace(span=TO_THE_END)
        self._weight += len(self._cells)
        self.rows.append(Row(len(self.rows) + 1, tuple(self._cells), self._hidden))
        self._open = self._opened

    def is_frame(self) -> bool:
        """Whether it has one cell per row, with tables inside: a frame around other tables."""
        return self._frames_table and len(self._contents) == len(self.rows)

    def contents(self) -> Iterator[Item]:
        for items in self._contents:
            yield from items

    def build(self) -> Table:
        ends = [cell.column + (cell.span or 1) for row in self.rows for cell in row.cells[-1:]]
        columns = max([self.grid_columns, *ends])
        rows = tuple(_reaching(row, columns) for row in self.rows)
        return Table(number=self.number, rows=rows, columns=columns)

    def _report(self, code: str, severity: Severity, found: str = "") -> None:
        place = SourceRef(table=self.number, row=self.row_number, column=self.column + 1)
        self.issues.append(DocumentIssue(code=code, severity=severity, place=place, found=found))


def _reaching(row: Row, columns: int) -> Row:
    """The row with its open end closed; an open cell before others keeps one column."""
    if all(cell.span for cell in row.cells):
        return row
    last = len(row.cells) - 1
    cells = tuple(
        cell if cell.span else cell._replace(span=columns - cell.column if at == last else 1)
        for at, cell in enumerate(row.cells)
    )
    return row._replace(cells=cells)


def flat(items: list[Item]) -> Iterator[str]:
    """Paragraphs in reading order, those of inner tables included."""
    for item in items:
        if isinstance(item, Table):
            yield from (cell.text for row in item.rows for cell in row.cells)
        else:
            yield item
