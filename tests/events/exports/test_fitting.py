"""How many lines rows take."""

import pytest

from events.exports.fitting import lines_of, with_heights
from events.exports.table import EntryLine, SectionLine, Span

WIDTHS = (40.0, 40.0)  # about 20 letters of 12 points
SHORT, LONG = "слово", "слово " * 12


def heights(*lines: EntryLine | SectionLine) -> list[int]:
    return [height for _, height in with_heights(lines, WIDTHS, 12)]


def row(text: str, merged: str = "", span: Span = Span.NONE) -> EntryLine:
    return EntryLine((text, merged), (Span.NONE, span))


@pytest.mark.parametrize(
    ("text", "lines"), [("", 1), ("слово", 1), ("а\nб\nв", 3), ("а\n\nб", 3), ("слово " * 12, 4)]
)
def test_lines_of_counts_paragraphs_and_turns(text: str, lines: int) -> None:
    assert lines_of(text, 40, 12) == lines


def test_lines_of_a_column_narrower_than_a_letter_is_finite() -> None:
    assert lines_of("слово", 0, 12) == 6


def test_heights_are_those_of_the_tallest_cell() -> None:
    assert heights(row(SHORT, LONG), SectionLine(SHORT), row(SHORT)) == [4, 1, 1]


def test_heights_grow_at_the_end_of_a_merge_by_what_is_missing() -> None:
    start, on = Span.START, Span.CONTINUE
    assert heights(row(SHORT, LONG, start), row("а\nб", LONG, on), row(SHORT)) == [1, 3, 1]
    assert heights(row("а\nб", LONG, start), row(SHORT, LONG, on), row(SHORT, LONG, on)) == [2, 1, 1]
    assert heights(row(LONG, SHORT, start), row(SHORT, SHORT, on)) == [4, 1]
