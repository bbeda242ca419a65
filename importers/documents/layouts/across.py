"""Tells rows across the table (headings of sections, notes, totals) from rows of cells."""

from collections.abc import Sequence
from typing import NamedTuple

from events.vocabulary import Role

from ..grid import Cell, Merge, Row, Table
from .header import Header
from .numbers import is_compound, is_roman, read_number
from .sections import goes_on, is_total, like_a_section, says_nothing_held

_SHORT = 3  # words; a longer line that begins with «Всего» is a sentence


class FilledCell(NamedTuple):
    """A cell that is not blank, with the indices of the headings above it."""

    text: str
    cell: Cell
    under: tuple[int, ...]


def filled_cells(row: Row, under: Sequence[tuple[int, ...]]) -> list[FilledCell]:
    return [
        FilledCell(text, cell, found)
        for cell, found in zip(row.cells, under, strict=True)
        if (text := cell.text.strip())
    ]


def text_across(table: Table, row: Row, filled: Sequence[FilledCell], header: Header) -> str | None:
    """The text of a row across the table: one wide cell, the same text in every cell, or one filled cell."""
    if len(row.cells) > 1 and any(cell.merge is Merge.CONTINUE for cell in row.cells):
        return None
    texts = [found.text for found in filled]
    if len(filled) > 2 and len(set(texts)) == 1 and len(filled) == len(row.cells):
        return texts[0]
    last = filled[-1]
    wide = _is_wide(table, last, header)
    if len(filled) == 1:
        return last.text if wide or len(row.cells) == 1 or _is_lonely_section(last, header) else None
    if len(filled) == 2 and header.roles[0] is Role.NUMBER and filled[0].under == (0,):
        numbered = read_number(texts[0]) is not None or is_roman(texts[0]) or is_compound(texts[0])
        if numbered and (wide or (last.under[:1] == (1,) and like_a_section(last.text))):
            return " ".join(texts)
    return None


def are_totals(texts: Sequence[str]) -> bool:
    """«ИТОГО 12» in cells of its own, after a number or not; a sentence about totals does not count."""
    first = texts[1] if len(texts) > 1 and read_number(texts[0]) is not None else texts[0]
    return is_total(first) and (len(texts) > 1 or len(first.split()) <= _SHORT)


def _is_wide(table: Table, found: FilledCell, header: Header) -> bool:
    if table.number != header.table:
        return found.cell.span > 1 and 2 * found.cell.span > table.columns
    return len(found.under) > 1 and 2 * len(found.under) > len(header.headings)


def _is_lonely_section(found: FilledCell, header: Header) -> bool:
    """A row of one filled cell, not merged: a section typed into a cell, or a row cut by a page break?"""
    if not found.under:
        return False
    if found.under[0] == 0:
        return read_number(found.text) is None and not is_compound(found.text)
    return (like_a_section(found.text) and not goes_on(found.text)) or says_nothing_held(found.text)
