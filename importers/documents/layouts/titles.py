"""Finds the title among the lines above the table."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import NamedTuple

from events.period import Period
from events.phrases.periods import read_period

from .base import OPENING, Layout
from .sections import goes_on, like_a_section
from .words import fold_title

_REACH = 5  # lines of lookahead for what a title still lacks
# Bounds for odd files: no title is longer, and no text above a table has more lines that open like one
_LINES = 15
_SIGNS = 1000
_OPENINGS = 30
_SENT = re.compile(
    r"\b(?:направля|представля|предоставля|сообща|прилага|высыла)\w*\b[^.]{0,120}?"
    r"\b(?P<what>(?:план|отчет|информаци|сведени|перечен)\w*\b[^.]*)",
    re.IGNORECASE,
)


class Title(NamedTuple):
    """`families` are the layouts it may be of; none where it only opens like a title."""

    text: str
    families: tuple[type[Layout], ...]
    period: Period | None
    before: tuple[str, ...]
    after: tuple[str, ...]
    is_of_letter: bool = False  # read from a sentence of a letter, which is no title to print

    @property
    def is_plan(self) -> bool:
        opening = OPENING.match(fold_title(self.text))
        return opening is not None and bool(opening["plan"])


def opens_title(line: str) -> bool:
    return len(line) <= _SIGNS and OPENING.match(fold_title(line)) is not None


def find_title(lines: Sequence[str], layouts: Sequence[type[Layout]]) -> Title | None:
    """The last run of lines that opens like a title and names a family; failing that, the first that opens.

    The last, because a covering letter may speak of «Отчет о …» above the report itself.
    """
    starts = [index for index, line in enumerate(lines) if opens_title(line)][-_OPENINGS:]
    titles = [_title_from(lines, start, layouts) for start in starts]
    found = next((title for title in reversed(titles) if title.families), None)
    return found or _from_letter(lines, layouts) or (titles[0] if titles else None)


def _from_letter(lines: Sequence[str], layouts: Sequence[type[Layout]]) -> Title | None:
    """«Направляем информацию о международных мероприятиях, проведенных во II квартале 2024 года.»"""
    for index, line in enumerate(lines):
        sentence = _SENT.search(" ".join(line.split())) if len(line) <= _SIGNS else None
        if sentence is None:
            continue
        text = sentence["what"].rstrip(". ")
        if families := families_of(text, layouts):
            before, after = tuple(lines[: index + 1]), tuple(lines[index + 1 :])
            return Title(text, families, read_period(text), before, after, is_of_letter=True)
    return None


def families_of(text: str, layouts: Sequence[type[Layout]]) -> tuple[type[Layout], ...]:
    folded = fold_title(text)
    return tuple(layout for layout in layouts if layout.entitled(folded))


def _title_from(lines: Sequence[str], start: int, layouts: Sequence[type[Layout]]) -> Title:
    end = start + 1
    while end < min(len(lines), start + _LINES) and _belongs(lines, start, end, layouts):
        end += 1
    text = "\n".join(lines[start:end]).strip()
    return Title(
        text, families_of(text, layouts), read_period(text), tuple(lines[:start]), tuple(lines[end:])
    )


def _belongs(lines: Sequence[str], start: int, end: int, layouts: Sequence[type[Layout]]) -> bool:
    """Whether lines[end] still belongs to the title that starts at `start`."""
    line = lines[end]
    if opens_title(line) and families_of("\n".join(lines[end : end + _REACH]), layouts):
        return False
    if len(line) > _SIGNS:
        return False
    so_far = "\n".join(lines[start:end])
    if goes_on(line) or lines[end - 1].rstrip().endswith((",", "-", "–")):
        return True
    ahead = list(takewhile(lambda text: not like_a_section(text), lines[end : end + _REACH]))
    if not families_of(so_far, layouts):
        return any(
            families_of("\n".join([so_far, *ahead[:more]]), layouts) for more in range(1, len(ahead) + 1)
        )
    return read_period(so_far) is None and any(read_period(text) for text in ahead)
