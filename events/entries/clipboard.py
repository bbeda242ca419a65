"""Reads a table copied from Word or Excel: tab-separated text, or the HTML of the clipboard."""

import csv
import io
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from agreements.names.folding import fold
from events.vocabulary import Role

MOST_ROWS = 300
_MOST_CELLS = 40
_WIDE = 3  # filled cells; a narrower row may be a heading
_NUMBER = re.compile(r"\s*\d{1,4}\s*\.?\s*")
_BREAKS = ("br", "p", "div", "li")


class _Tables(HTMLParser):
    """Collects the cells of all tables; a cell that spans rows is repeated in each of them."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self._cell: list[str] | None = None
        self._rowspan = 1
        self._below: dict[int, tuple[int, str]] = {}  # column → rows left, text

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag == "tr":
            self.rows.append([])
            self._fill()
        elif tag in ("td", "th") and self.rows:
            span = dict(attrs).get("rowspan") or "1"
            self._rowspan = (
                min(int(span), MOST_ROWS) if span.isascii() and span.isdecimal() and len(span) < 5 else 1
            )
            self._cell = []
        elif tag in _BREAKS and self._cell:
            self._cell.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._cell is not None and self.rows:
            row = self.rows[-1]
            text = _tidy("".join(self._cell))
            self._cell = None
            if len(row) >= _MOST_CELLS:
                return
            if self._rowspan > 1:
                self._below[len(row)] = (self._rowspan - 1, text)
            row.append(text)
            self._fill()

    def handle_data(self, data: str) -> None:
        if self._cell is not None:
            self._cell.append(re.sub(r"\s+", " ", data))

    def _fill(self) -> None:
        row = self.rows[-1]
        while len(row) in self._below and len(row) < _MOST_CELLS:
            left, text = self._below.pop(len(row))
            if left > 1:
                self._below[len(row)] = (left - 1, text)
            row.append(text)


def read_pasted(text: str) -> list[list[str]]:
    """Rows of cells without blank ones; at most MOST_ROWS + 1: enough for the caller to refuse too many."""
    if "<tr" in text.lower():
        parser = _Tables()
        parser.feed(text)
        rows = parser.rows
    else:
        lines = csv.reader(io.StringIO(text.replace("\0", "")), delimiter="\t", strict=False)
        try:
            rows = [[_tidy(cell) for cell in row[:_MOST_CELLS]] for row in lines]
        except csv.Error:  # a quotation mark that opens and never closes
            rows = [[_tidy(cell) for cell in line.split("\t")[:_MOST_CELLS]] for line in text.splitlines()]
    return [row for row in rows if any(row)][: MOST_ROWS + 1]


@dataclass(frozen=True, slots=True)
class PastedRow:
    cells: dict[str, str]  # role → text
    section: str = ""  # the heading it stood under


def as_rows(rows: Sequence[Sequence[str]], headings: Sequence[tuple[str, str | None]]) -> list[PastedRow]:
    """The rows by the columns of the report, without the header and a row of column numbers.

    With or without «№ п/п»; an empty partner or agreement cell continues the one above.
    """
    roles = [role for _heading, role in headings]
    order = _order_of(rows, headings) or roles
    names = [fold(heading) for heading, _role in headings]
    is_table = any(sum(map(bool, row)) >= _WIDE for row in rows)
    pasted: list[PastedRow] = []
    section = ""
    for row in rows:
        if _is_header(row, names) or all(_NUMBER.fullmatch(cell) or not cell for cell in row):
            continue
        if is_table and len(texts := set(filter(None, row))) == 1:
            section = texts.pop()
            continue
        cells = _placed(row, order)
        if pasted:
            for role in (Role.PARTNER, Role.AGREEMENT):
                if role in cells and not cells[role]:
                    cells[role] = pasted[-1].cells.get(role, "")
        pasted.append(PastedRow(cells, section))
    return pasted


def _placed(row: Sequence[str], order: Sequence[str | None]) -> dict[str, str]:
    """The cells of a row by role; a table copied without its numbers is one column short."""
    is_numbered = len(row) >= len(order) or bool(row and _NUMBER.fullmatch(row[0]))
    roles = order if is_numbered else [role for role in order if role != Role.NUMBER]
    return {
        role: text
        for role, text in zip(roles, [*row, *[""] * len(roles)], strict=False)
        if role and role != Role.NUMBER
    }


def _is_header(row: Sequence[str], names: Collection[str]) -> bool:
    headings = sum(_heading_of(cell, names) is not None for cell in row if cell)
    return headings >= 2 and headings * 2 >= sum(bool(cell) for cell in row)


def _heading_of(cell: str, names: Iterable[str]) -> str | None:
    """The heading a cell says, in full or by its first words: «Сроки» for «Сроки проведения мероприятия»."""
    said = fold(cell)
    if not said:
        return None
    begun = [name for name in names if re.match(rf"{re.escape(said)}(?!\w)", name)]
    return said if said in begun else next(iter(begun), None)


def _order_of(
    rows: Sequence[Sequence[str]], headings: Sequence[tuple[str, str | None]]
) -> list[str | None] | None:
    """By the header, where it was copied too."""
    role_of: Mapping[str, str | None] = {fold(heading): role for heading, role in headings}
    for row in rows[:3]:
        if _is_header(row, role_of):
            return [role_of.get(_heading_of(cell, role_of) or "") for cell in row]
    return None


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.replace("\r", "\n").split("\n"))
    return "\n".join(line for line in lines if line)
