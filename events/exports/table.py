"""A report as its printed table: what every export writes and nothing more (no Django)."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from events.vocabulary import Kind, Role


class Span(StrEnum):
    """A cell's part in a vertical merge; merges never cross a section."""

    NONE = ""
    START = "start"
    CONTINUE = "continue"


class Column(NamedTuple):
    """A column of the table: its heading as printed and, where it has one, its role."""

    heading: str
    role: Role | None


class SectionLine(NamedTuple):
    """A row across the table: bold, centred, kept with the next row."""

    text: str


class EntryLine(NamedTuple):
    """A row of the table: one text per column (paragraphs split by "\\n") and each cell's vertical merge.

    A continued cell repeats the text of the merge's start; writers that merge leave it out,
    formats without merges (CSV) print it.
    """

    cells: tuple[str, ...]
    spans: tuple[Span, ...]


Line = SectionLine | EntryLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTable:
    """Title, columns, lines and closing notes of one report, in printing order."""

    kind: Kind
    title: str  # paragraphs split by "\n"
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[str, ...] = ()
    extras: tuple[str, ...] = ()  # footnotes and text boxes of the source, printed after the notes
    column_numbers: bool = False  # print a second header row «1 2 3 …»

    def entries(self) -> Iterator[EntryLine]:
        return (line for line in self.lines if isinstance(line, EntryLine))
