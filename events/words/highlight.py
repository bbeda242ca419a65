"""A text cut at the phrases values were read from, or at the words of a query (no Django)."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .stems import words


class Piece(NamedTuple):
    """`labels` empty: nothing was read from it."""

    text: str
    labels: tuple[str, ...] = ()


def marked(text: str, phrases: Iterable[tuple[str, str]]) -> list[Piece]:
    """`phrases` are (phrase with white space folded, what was read from it). A phrase within another one, or
    overlapping one before it, is joined with it: marks cannot cross."""
    spans: list[tuple[int, int, str]] = []
    for phrase, label in phrases:
        words = phrase.split()
        if not words:
            continue
        pattern = r"\s+".join(re.escape(word) for word in words)
        found = re.search(rf"(?<!\w){pattern}(?!\w)", text) or re.search(pattern, text)
        if found:
            spans.append((found.start(), found.end(), label))
    spans.sort(key=lambda span: (span[0], -span[1]))
    joined: list[tuple[int, int, list[str]]] = []
    for start, end, label in spans:
        if joined and start < joined[-1][1]:
            before, until, labels = joined[-1]
            joined[-1] = (before, max(until, end), labels if label in labels else [*labels, label])
        else:
            joined.append((start, end, [label]))
    pieces, at = [], 0
    for start, end, labels in joined:
        if start > at:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], tuple(labels)))
        at = end
    if at < len(text):
        pieces.append(Piece(text[at:]))
    return pieces


_BEFORE, _LENGTH = 60, 200  # signs of an excerpt: before the first word found, and in all
HIT = "hit"


def marked_words(text: str, wanted: Sequence[str]) -> list[Piece]:
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
    """The part of a text around the first word found, cut between words; empty when none is found."""
    text = " ".join(text.split())
    first = next((start for start, _end, stem in words(text) if stem.startswith(tuple(wanted))), None)
    if first is None:
        return []
    begin = text.find(" ", first - _BEFORE) + 1 if first > _BEFORE else 0
    end = len(text) if len(text) - begin <= _LENGTH else text.rfind(" ", begin, begin + _LENGTH)
    end = end if end > first else min(len(text), begin + _LENGTH)
    part = ("… " if begin else "") + text[begin:end] + (" …" if end < len(text) else "")
    return marked_words(part, wanted)
