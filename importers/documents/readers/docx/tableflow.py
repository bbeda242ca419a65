"""Tables in the flow of text: their elements drive a TableBuilder."""

from ..refusals import refusal
from ..xmlstream import Attributes, number
from .names import OFF, ending, spelled, starting, value
from .numbering import Numbering
from .styles import Styles
from .tables import TableBuilder
from .textflow import TextFlow

MAX_HELD = 500_000  # cells, paragraphs and issues


class TableFlow(TextFlow):
    """A deleted row or cell is skipped as soon as its properties say so, before its paragraphs count."""

    def __init__(self, styles: Styles, numbering: Numbering):
        super().__init__(styles, numbering)
        self._table_count = 0
        self._finished_weight = 0
        self._in_row_properties = False
        self._row_deleted = False

    @property
    def _table(self) -> TableBuilder:
        try:
            return self._tables[-1][0]
        except IndexError:
            raise refusal("damaged", found="a row or cell outside a table") from None

    def weigh(self) -> None:
        """A short element makes a cell of many bytes, so the size of the part does not bound memory."""
        held = self._finished_weight + len(self.items) + len(self.issues)
        held += sum(table.weight + len(around) for table, around in self._tables)
        if held > MAX_HELD:
            raise refusal("too-complex", found=f"> {MAX_HELD}", expected=f"{MAX_HELD}")

    @starting("w:tbl")
    def _start_table(self, attributes: Attributes) -> None:
        if self._outermost is None:
            self._table_count += 1
        table = TableBuilder(self._table_count)
        self._outermost = self._outermost or table
        self._tables.append((table, self._finish_items()))

    @ending("w:tbl")
    def _end_table(self) -> None:
        table, around = self._tables.pop()
        self._finished_weight += table.weight
        self.issues += table.issues
        if table is self._outermost:
            self._outermost = None
        self.items = around
        if not self._tables and table.is_frame():
            self.items += table.contents()
        elif table.rows:  # else all of them are deleted
            self.items.append(table.build())
        if self._tables:
            self._table.holds_table = True

    @starting("w:gridCol")
    def _grid_column(self, attributes: Attributes) -> None:
        self._table.grid_columns += 1

    @starting("w:tr")
    def _start_row(self, attributes: Attributes) -> None:
        self._row_deleted = False
        self._table.start_row()

    @ending("w:tr")
    def _end_row(self) -> None:
        self._table.end_row()

    @starting("w:trPr")
    def _start_row_properties(self, attributes: Attributes) -> None:
        self._in_row_properties = True

    @ending("w:trPr")
    def _end_row_properties(self) -> None:
        self._in_row_properties = False
        if self._row_deleted:
            self.skip()  # up to the end of the row

    @starting("w:del", "w:moveFrom")
    def _deleted(self, attributes: Attributes) -> None:
        if self._in_row_properties:
            self.deletions += 1
            self.first_change = self.first_change or self._place
            self._row_deleted = True
        else:
            super()._deleted(attributes)

    @starting("w:gridBefore")
    def _grid_before(self, attributes: Attributes) -> None:
        self._table.skip_columns(number(value(attributes)))

    @starting("w:gridAfter")
    def _grid_after(self, attributes: Attributes) -> None:
        self._table.place_row()

    @starting("w:hidden")
    def _hidden(self, attributes: Attributes) -> None:
        if self._in_row_properties and value(attributes) not in OFF:
            self._table.hide_row()

    @starting("w:tc")
    def _start_cell(self, attributes: Attributes) -> None:
        self._table.start_cell()
        self.items = []

    @ending("w:tc")
    def _end_cell(self) -> None:
        self._table.end_cell(self._finish_items() if self._carried else self.items)

    @starting("w:gridSpan")
    def _grid_span(self, attributes: Attributes) -> None:
        self._table.span(value(attributes))

    @starting("w:vMerge")
    def _vertical_merge(self, attributes: Attributes) -> None:
        self._table.merge_down(start=value(attributes) == "restart")

    @starting("w:hMerge")
    def _horizontal_merge(self, attributes: Attributes) -> None:
        if value(attributes) != "restart":
            self._table.merge_left()

    @starting("w:cellMerge")
    def _tracked_merge(self, attributes: Attributes) -> None:
        after = value(attributes, "vMerge")
        if after:
            self._table.merge_down(start=after == "rest")

    @starting("w:cellDel")
    def _delete_cell(self, attributes: Attributes) -> None:
        """Listen for the end of the cell properties only now: hardly any cell is deleted."""
        self.ends |= dict.fromkeys(spelled("w:tcPr"), self._skip_cell)

    def _skip_cell(self) -> None:
        for name in spelled("w:tcPr"):
            del self.ends[name]
        self._table.drop_cell()
        self.skip()  # up to the end of the cell
