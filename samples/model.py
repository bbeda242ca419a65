"""The contents of a sample document: title, headings, sections with rows, closing notes, layout."""

from dataclasses import dataclass
from enum import StrEnum

SAME = "^"  # this cell continues the one above: merged in Word and Excel, empty in a text dump


class Sections(StrEnum):
    ACROSS = "across"  # rows across one table
    BETWEEN = "between"  # headings between tables, each table with its own header


class Numbers(StrEnum):
    TYPED = "typed"  # «1.»
    AUTOMATIC = "automatic"  # Word's list numbering in cells without text


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    heading: str  # "" in a table without sections
    rows: tuple[tuple[str, ...], ...]  # a text for each heading but the first, paragraphs split by "\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    path: str  # below samples/; its suffix is its format
    title: tuple[str, ...]  # paragraphs
    headings: tuple[str, ...]
    widths: tuple[int, ...]  # millimetres
    content: tuple[Section, ...]
    notes: tuple[str, ...] = ()
    sections: Sections = Sections.ACROSS
    numbers: Numbers = Numbers.TYPED
    column_numbers: bool = False
