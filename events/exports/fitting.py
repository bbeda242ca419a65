"""Estimates how many lines a text takes by the average letter; good enough for heights and page breaks."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from math import ceil

from .table import EntryLine, Line, Span

_LETTER = 0.47 * 25.4 / 72  # mm per point of size, an average over Russian text in a serif font
_RAGGED = 1.08  # lines end before the margin, at a space


def lines_of(text: str, width: float, size: float) -> int:
    """Lines of `text` in a cell that gives it `width` mm, at `size` points."""
    letters = max(1.0, width / (size * _LETTER))
    if len(text) < letters and "\n" not in text:
        return 1
    return sum(max(1, ceil(len(paragraph) * _RAGGED / letters)) for paragraph in text.split("\n"))


def with_heights(lines: Iterable[Line], widths: Sequence[float], size: float) -> Iterator[tuple[Line, int]]:
    """Each row with its lines, so that a merged cell finds room too: its last row grows where it must."""
    given = [0] * len(widths)  # lines that the rows of an open merge have so far
    needed = [0] * len(widths)
    for line, following in pairwise(chain(lines, (None,))):
        if not isinstance(line, EntryLine):
            if line is not None:  # pairwise() knows no better
                yield line, lines_of(line.text, sum(widths), size)
            continue
        height = _height(line, widths, size)
        for column, span in enumerate(line.spans):
            if span is Span.NONE:
                continue
            if span is Span.START:
                given[column] = 0
                needed[column] = lines_of(line.cells[column], widths[column], size)
            if not _continues(following, column):
                height = max(height, needed[column] - given[column])
        given = [lines + height for lines in given]
        yield line, height


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
