"""How many lines a text will take, by the average letter: good enough for heights and page breaks."""

from collections.abc import Sequence
from math import ceil

from ..table import EntryLine, Line, SectionLine, Span

_LETTER = 0.47 * 25.4 / 72  # mm per point of size, an average over Russian text in a serif font
_RAGGED = 1.08  # lines end before the margin, at a space


def lines_of(text: str, width: float, size: float) -> int:
    """Lines of `text` in a cell that gives it `width` mm, at `size` points."""
    letters = max(1.0, width / (size * _LETTER))
    if len(text) < letters and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(paragraph) * _RAGGED / letters)) for paragraph in text.split("\n"))


def heights_of(lines: Sequence[Line], widths: Sequence[float], size: float) -> list[int]:
    """Lines of each row, so that a merged cell finds room too: its last row grows where it must."""
    heights: list[int] = []
    open_merges = [(0, 0)] * len(widths)  # lines a merge still needs, row where it started
    for row, line in enumerate(lines):
        if isinstance(line, SectionLine):
            heights.append(lines_of(line.text, sum(widths), size))
            continue
        heights.append(_height(line, widths, size))
        following = lines[row + 1] if row + 1 < len(lines) else None
        for column, span in enumerate(line.spans):
            if span is Span.START:
                open_merges[column] = (lines_of(line.cells[column], widths[column], size), row)
            if span is not Span.NONE and not _continues(following, column):
                needed, start = open_merges[column]
                heights[row] += max(0, needed - sum(heights[start : row + 1]))
    return heights


def _height(line: EntryLine, widths: Sequence[float], size: float) -> int:
    return max(
        (
            lines_of(text, width, size)
            for text, span, width in zip(line.cells, line.spans, widths, strict=True)
            if span is Span.NONE
        ),
        default=1,
    )


def _continues(following: Line | None, column: int) -> bool:
    return isinstance(following, EntryLine) and following.spans[column] is Span.CONTINUE
