"""Tracebacks fit for a log: types and frames only, for messages of exceptions may quote the document."""

import traceback

_FRAMES = 30  # the innermost; a RecursionError has thousands


def traceback_of(error: BaseException) -> str:
    """The error and what led to it, outermost last, as Python prints them but without any message."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or link.__context__
    parts = []
    for link in reversed(chain):
        frames = traceback.format_tb(link.__traceback__, limit=-_FRAMES)
        parts.append(f"{''.join(frames)}{type(link).__module__}.{type(link).__qualname__}")
    return "\n".join(parts)
