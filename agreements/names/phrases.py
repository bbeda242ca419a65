"""Finds given phrases in a text, in any form of their words."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from .folding import fold
from .morphology import lemmas

_WORD = re.compile(r"[^\W_]+")


class Span(NamedTuple):
    """Offsets into the text that was searched."""

    start: int
    end: int

    def overlaps(self, start: int, end: int) -> bool:
        return self.start < end and start < self.end


class _Word(NamedTuple):
    start: int
    end: int
    lemmas: frozenset[str]


class Phrases:
    """«ресторан «Прага»» is found in «в ресторане Прага» too: endings, case and signs do not count."""

    def __init__(self, phrases: Iterable[str] = ()) -> None:
        self._by_first: dict[str, list[list[_Word]]] = defaultdict(list)
        for phrase in phrases:
            if words := _words(phrase):
                for lemma in words[0].lemmas:
                    self._by_first[lemma].append(words)

    def spans(self, text: str) -> list[Span]:
        """In the order of their beginnings, each once; they may overlap."""
        if not self._by_first or not text:
            return []
        found: dict[Span, None] = {}
        words = _words(text)
        for at, first in enumerate(words):
            for lemma in first.lemmas:
                for phrase in self._by_first.get(lemma, ()):
                    part = words[at : at + len(phrase)]
                    if len(part) == len(phrase) and all(map(_is_same, part, phrase)):
                        found[Span(first.start, part[-1].end)] = None
        return list(found)


def _is_same(one: _Word, other: _Word) -> bool:
    return not one.lemmas.isdisjoint(other.lemmas)


def _words(text: str) -> list[_Word]:
    return [_Word(word.start(), word.end(), lemmas(fold(word[0]))) for word in _WORD.finditer(text)]
