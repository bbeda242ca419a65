"""Vertical merges as they can be printed: none without a start, none over a section."""

from collections.abc import Iterable, Iterator

from ..table import EntryLine, Line, Span


def printable(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines, with a continued cell that has no merge above it printed as the start of one."""
    above: tuple[Span, ...] = ()
    for line in lines:
        if not isinstance(line, EntryLine):
            above = ()
        else:
            if Span.CONTINUE in line.spans:
                line = line._replace(spans=_rooted(line.spans, above))
            above = line.spans
        yield line


def _rooted(spans: tuple[Span, ...], above: tuple[Span, ...]) -> tuple[Span, ...]:
    return tuple(
        Span.START
        if span is Span.CONTINUE and (position >= len(above) or above[position] is Span.NONE)
        else span
        for position, span in enumerate(spans)
    )
