"""Makes vertical merges printable: at least two rows each, none across a section."""

from collections.abc import Iterator, Sequence

from .table import EntryLine, Line, Span


def printable(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines with sound merges: a continued cell with no merge above it starts one, one that nothing
    continues is no merge."""
    above: tuple[Span, ...] = ()
    for position, line in enumerate(lines):
        if not isinstance(line, EntryLine):
            above = ()
            yield line
        elif not any(line.spans):
            above = line.spans
            yield line
        else:
            following = lines[position + 1] if position + 1 < len(lines) else None
            below = following.spans if isinstance(following, EntryLine) else (Span.NONE,) * len(line.spans)
            above = tuple(map(_sound, line.spans, above or (Span.NONE,) * len(line.spans), below))
            yield line._replace(spans=above)


def _sound(span: Span, above: Span, below: Span) -> Span:
    if span is Span.NONE or (span is Span.CONTINUE and above is not Span.NONE):
        return span
    return Span.START if below is Span.CONTINUE else Span.NONE
