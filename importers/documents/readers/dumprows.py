"""Cuts the cells of a text dump into rows, though the dump does not state the number of columns.

Blank lines separate rows but also stand within and after cells, and row numbers may be missing, so neither is
reliable alone: every number of columns is tried, and the one with the fewest oddities wins.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

MAX_COLUMNS = 20
NUMBER = re.compile(r"\s*(\d{1,4})\s*([.)]?)\s*")
NUMBER_HEADING = re.compile(r"\W*(?:№|N\s*п)")

# Costs of oddities. A section or note between two blank lines is ordinary; a lone cell elsewhere is what a
# wrong number of columns leaves over from every row.
NEAT_LONE = 0.3
STRAY_LONE = 3.0
INNER_BLANK = 0.4
GLUED_ROW = 1.0
IRREGULAR_ROW = 3.0
SWALLOWED_ROW = 2.0


class DumpCell(NamedTuple):
    """One cell of the dump; `ends`: a blank line follows its text."""

    text: str
    ends: bool


class DumpRow(NamedTuple):
    """Cells that make one row; a `lone` one stands across the table, `neat` if between blank lines."""

    start: int
    length: int
    lone: bool = False
    neat: bool = True


class DumpTable(NamedTuple):
    columns: int
    dump_rows: tuple[DumpRow, ...]


def rows_of_dump(dump_cells: Sequence[DumpCell]) -> DumpTable:
    attempts = (
        _Attempt(dump_cells, columns) for columns in range(2, min(MAX_COLUMNS, max(len(dump_cells), 2)) + 1)
    )
    best = min(attempts, key=lambda attempt: attempt.cost)
    return DumpTable(best.columns, tuple(best.dump_rows))


class _Attempt:
    """The rows under one number of columns, and what is odd about them."""

    def __init__(self, dump_cells: Sequence[DumpCell], columns: int):
        self.dump_cells = dump_cells
        self.columns = columns
        self.dump_rows: list[DumpRow] = []
        self.cost = 0.0
        self._last_number = 0
        self._following: tuple[int, ...] = ()  # the numbers the next row may have
        at = 0
        while at < len(dump_cells):
            dump_row = DumpRow(at, 1, True, self._is_neat(at)) if self._is_lone(at) else self._row_at(at)
            self.cost += self._oddity(dump_row)
            self.dump_rows.append(dump_row)
            at += dump_row.length

    def _number(self, at: int) -> int | None:
        match = NUMBER.fullmatch(self.dump_cells[at].text) if at < len(self.dump_cells) else None
        return int(match[1]) if match else None

    def _is_heading(self, at: int) -> bool:
        text = self.dump_cells[at].text if at < len(self.dump_cells) else ""
        return bool(text) and (
            bool(NUMBER_HEADING.match(text)) or (at > 0 and text == self.dump_cells[0].text)
        )

    def _is_lone(self, at: int) -> bool:
        if not self.dump_cells[at].text.strip() or self._number(at) is not None or self._is_heading(at):
            return False
        return (
            self.dump_cells[at].ends
            or at + 1 == len(self.dump_cells)
            or self._number(at + 1) is not None
            or self._is_heading(at + 1)
        )

    def _is_neat(self, at: int) -> bool:
        """A lone cell with a blank line on both sides."""
        return (
            self._is_lone(at)
            and (at == 0 or self.dump_cells[at - 1].ends)
            and (self.dump_cells[at].ends or at + 1 == len(self.dump_cells))
        )

    def _counts_columns(self, at: int) -> bool:
        """A row «1 2 3 …» below the header."""
        numbers = [self._number(at + place) for place in range(self.columns)]
        return self.columns > 2 and numbers == list(range(1, self.columns + 1))

    def _row_at(self, at: int) -> DumpRow:
        if self._counts_columns(at):
            self._last_number = 0
            self._following = (1,)
            return DumpRow(at, self.columns)
        number = self._number(at)
        if number is None:
            self._following = self._last_number + 1, self._last_number + 2
        else:
            self._last_number = number
            self._following = (number + 1,)
        length = min(self.columns, len(self.dump_cells) - at)
        if not self._fits(at + length):
            for ahead in range(at + 1, min(at + 2 * self.columns, len(self.dump_cells))):
                if self._number(ahead) in self._following:
                    while ahead - 1 > at and self._is_neat(ahead - 1):
                        ahead -= 1
                    length = ahead - at
                    break
        return DumpRow(at, length)

    def _fits(self, at: int) -> bool:
        """Whether a row may end right before this cell."""
        if at == len(self.dump_cells) or self._number(at) is not None or self._is_heading(at):
            return True
        if not self.dump_cells[at].text.strip():
            return True
        beyond = at
        while beyond < len(self.dump_cells) and self._is_lone(beyond):
            beyond += 1
        if beyond > at:
            return (
                beyond == len(self.dump_cells)
                or self._number(beyond) in self._following
                or self._is_heading(beyond)
            )
        return self.dump_cells[at - 1].ends

    def _oddity(self, dump_row: DumpRow) -> float:
        start, length, lone, neat = dump_row
        if lone:
            return NEAT_LONE if neat else STRAY_LONE
        end = start + length
        cost = 0.0
        for inner in range(start + 1, end):
            if self.dump_cells[inner - 1].ends:
                cost += SWALLOWED_ROW if self._number(inner) in self._following else INNER_BLANK
        if end < len(self.dump_cells) and not self.dump_cells[end - 1].ends:
            cost += GLUED_ROW
        if length != self.columns:
            cost += IRREGULAR_ROW
        return cost
