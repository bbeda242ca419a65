"""What every format is read into: paragraphs and tables in document order, nothing interpreted."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from .issues import DocumentIssue


class Merge(StrEnum):
    """The role of a cell in a vertical merge."""

    NONE = ""
    START = "start"
    CONTINUE = "continue"


class Cell(NamedTuple):
    """One cell as it stands in its row; a horizontally merged cell stands once, with its span.

    `text`: its paragraphs, each "\\n"-ended but the last; a line break inside a paragraph is "\\n" too,
    a tab "\\t". Nothing is trimmed or improved; soft hyphens stay.
    """

    text: str
    column: int = 0  # first grid column, from 0
    span: int = 1  # grid columns covered
    merge: Merge = Merge.NONE


class Row(NamedTuple):
    """One row; `number` from 1 as a person counts it within its table or sheet (blank rows count)."""

    number: int
    cells: tuple[Cell, ...]
    hidden: bool = False  # XLSX: hidden rows are read, with an issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table or a sheet. `columns` is the number of grid columns."""

    number: int  # from 1 in document order
    rows: tuple[Row, ...]
    columns: int
    name: str = ""  # the sheet's name
    hidden_columns: tuple[int, ...] = ()


class Paragraph(NamedTuple):
    """A paragraph outside of tables; an automatic list number is part of its text."""

    text: str


class SideNote(NamedTuple):
    """Text beside the flow: kept, never read as a row."""

    kind: str  # footnote, endnote, text_box, header, footer, comment, nested_table, image
    text: str
    table: int = 0  # where it is anchored, as in SourceRef
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A whole document: blocks in order, side notes, and the issues the reader met."""

    format: str  # docx, xlsx, txt; documents read through an office program keep their own: doc, odt, rtf
    blocks: tuple[Paragraph | Table, ...]
    notes: tuple[SideNote, ...] = ()
    issues: tuple[DocumentIssue, ...] = field(default=())

    @property
    def tables(self) -> tuple[Table, ...]:
        return tuple(block for block in self.blocks if isinstance(block, Table))
