"""Words of a query marked in the texts it finds (no Django)."""

from collections.abc import Sequence

from .marked import Piece
from .stems import words

HIT = "hit"
_BEFORE, _LENGTH = 60, 200  # signs of an excerpt: before its first hit, and in all


def marked_hits(text: str, wanted: Sequence[str]) -> list[Piece]:
    """`wanted` as `stems.wanted_stems` gives it; pieces with the label HIT are words it finds."""
    pieces, at = [], 0
    for start, end, stem in words(text):
        if not stem.startswith(tuple(wanted)):
            continue
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], (HIT,)))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


def excerpt(text: str, wanted: Sequence[str]) -> list[Piece]:
    """The part of a text around its first hit, cut between words; nothing where there is none."""
    text = " ".join(text.split())
    first = next((start for start, _end, stem in words(text) if stem.startswith(tuple(wanted))), None)
    if first is None:
        return []
    begin = text.find(" ", first - _BEFORE) + 1 if first > _BEFORE else 0
    end = len(text) if len(text) - begin <= _LENGTH else text.rfind(" ", begin, begin + _LENGTH)
    end = end if end > first else min(len(text), begin + _LENGTH)
    part = ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")
    return marked_hits(part, wanted)
