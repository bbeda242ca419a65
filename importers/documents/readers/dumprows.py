"""Cuts the cells of a text dump into rows by the number of columns, which the dump does not state.

Blank lines separate rows but stand inside and behind cells as well, and row numbers may be missing, so
neither is believed alone: every possible number of columns is tried and the one that leaves the fewest
oddities wins.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

MAX_COLUMNS = 20
NUMBER = re.compile(r"\s*(\d{1,4})\s*([.)]?)\s*")
NUMBER_HEADING = re.compile(r"\W*(?:№|N\s*п)")

# What an oddity costs. A section or note between two blank lines is ordinary, a lone cell elsewhere is
# what a wrong number of columns leaves over from every row.
NEAT_LONE = 0.3
STRAY_LONE = 3.0
INNER_BLANK = 0.4
GLUED_ROW = 1.0
IRREGULAR_ROW = 3.0
SWALLOWED_ROW = 2.0


class Lump(NamedTuple):
    """One cell of the dump; `ends` says that a blank line follows its text."""

    text: str
    ends: bool


class Stretch(NamedTuple):
    """Cells that make one row; a `lone` one stands across the table, `neat` if between blank lines."""

    start: int
    length: int
    lone: bool = False
    neat: bool = True


class Cut(NamedTuple):
    columns: int
    stretches: tuple[Stretch, ...]


def cut_into_rows(lumps: Sequence[Lump]) -> Cut:
    attempts = (_Attempt(lumps, columns) for columns in range(2, min(MAX_COLUMNS, max(len(lumps), 2)) + 1))
    best = min(attempts, key=lambda attempt: attempt.cost)
    return Cut(best.columns, tuple(best.stretches))


class _Attempt:
    """The rows that one number of columns gives, and what is odd about them."""

    def __init__(self, lumps: Sequence[Lump], columns: int):
        self.lumps = lumps
        self.columns = columns
        self.stretches: list[Stretch] = []
        self.cost = 0.0
        self._last_number = 0
        self._following: tuple[int, ...] = ()  # the numbers the next row may have
        at = 0
        while at < len(lumps):
            stretch = Stretch(at, 1, True, self._is_neat(at)) if self._is_lone(at) else self._row_at(at)
            self.cost += self._oddity(stretch)
            self.stretches.append(stretch)
            at += stretch.length

    def _number(self, at: int) -> int | None:
        match = NUMBER.fullmatch(self.lumps[at].text) if at < len(self.lumps) else None
        return int(match[1]) if match else None

    def _is_heading(self, at: int) -> bool:
        text = self.lumps[at].text if at < len(self.lumps) else ""
        return bool(text) and (bool(NUMBER_HEADING.match(text)) or (at > 0 and text == self.lumps[0].text))

    def _is_lone(self, at: int) -> bool:
        if not self.lumps[at].text.strip() or self._number(at) is not None or self._is_heading(at):
            return False
        return (
            self.lumps[at].ends
            or at + 1 == len(self.lumps)
            or self._number(at + 1) is not None
            or self._is_heading(at + 1)
        )

    def _is_neat(self, at: int) -> bool:
        """A lone cell with a blank line on both sides."""
        return (
            self._is_lone(at)
            and (at == 0 or self.lumps[at - 1].ends)
            and (self.lumps[at].ends or at + 1 == len(self.lumps))
        )

    def _counts_columns(self, at: int) -> bool:
        """A row «1 2 3 …» below the header."""
        numbers = [self._number(at + place) for place in range(self.columns)]
        return self.columns > 2 and numbers == list(range(1, self.columns + 1))

    def _row_at(self, at: int) -> Stretch:
        if self._counts_columns(at):
            self._last_number = 0
            self._following = (1,)
            return Stretch(at, self.columns)
        number = self._number(at)
        if number is None:
            self._following = self._last_number + 1, self._last_number + 2
        else:
            self._last_number = number
            self._following = (number + 1,)
        length = min(self.columns, len(self.lumps) - at)
        if not self._fits(at + length):
            for ahead in range(at + 1, min(at + 2 * self.columns, len(self.lumps))):
                if self._number(ahead) in self._following:
                    while ahead - 1 > at and self._is_neat(ahead - 1):
                        ahead -= 1
                    length = ahead - at
                    break
        return Stretch(at, length)

    def _fits(self, at: int) -> bool:
        """May a row end right before this cell?"""
        if at == len(self.lumps) or self._number(at) is not None or self._is_heading(at):
            return True
        if not self.lumps[at].text.strip():
            return True
        beyond = at
        while beyond < len(self.lumps) and self._is_lone(beyond):
            beyond += 1
        if beyond > at:
            return (
                beyond == len(self.lumps)
                or self._number(beyond) in self._following
                or self._is_heading(beyond)
            )
        return self.lumps[at - 1].ends

    def _oddity(self, stretch: Stretch) -> float:
        start, length, lone, neat = stretch
        if lone:
            return NEAT_LONE if neat else STRAY_LONE
        end = start + length
        cost = 0.0
        for inner in range(start + 1, end):
            if self.lumps[inner - 1].ends:
                cost += SWALLOWED_ROW if self._number(inner) in self._following else INNER_BLANK
        if end < len(self.lumps) and not self.lumps[end - 1].ends:
            cost += GLUED_ROW
        if length != self.columns:
            cost += IRREGULAR_ROW
        return cost
