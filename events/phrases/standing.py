"""Headings that say whether the rows below them were held or are planned: «Планируемые мероприятия»."""

import re

from agreements.names.folding import fold

_HELD_OR_PLANNED = re.compile(
    r"\W*(?:(?:[ivxіх]+|\d+)\s*[.)]\s*)?(?:основные\s+)?(?:мероприятия,?\s+)?"
    r"(?:(?P<planned>планируемые|запланированные|предстоящие)|"
    r"проведенные|состоявшиеся|реализованные)\b(?:\s+мероприятия)?"
)


def says_planned(heading: str) -> bool | None:
    """None where it says neither."""
    match = _HELD_OR_PLANNED.match(fold(heading))
    return None if match is None else match["planned"] is not None
