"""Roots of words of a whole row, weighed by rarity: what is retold seldom keeps its forms."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import fsum, log
from typing import Protocol

from .lemmas import look_up
from .title_words import AREAS, COMMON, EMPTY, MONTHS, SETTLEMENTS, TOPICS

_ROOT = 6  # letters: «онкологи» and «онкологический», «осмотр» and «осмотрены»
_SAMPLE = 400  # rows whose words are counted: enough to know what every row says
_FURTHER_ROWS = 60  # as if so many more rows had been read
_FURTHER_COMMON, _FURTHER_TOPIC, _FURTHER_RARE = 20.0, 4.0, 1.0
_FLOOR = 1.5  # of ln(rows / rows with the word), below which a word tells nothing
_SAYING_NOTHING = EMPTY | AREAS | MONTHS | SETTLEMENTS


def root(word: str) -> str:
    """Of a lemma. A common word stands for itself: «экскурсия» is no «экскурсовод»."""
    return word if word in COMMON or word in TOPICS else word[:_ROOT]


class Told(Protocol):
    @property
    def roots(self) -> frozenset[str]: ...


def roots_of(words: Iterable[str]) -> frozenset[str]:
    """Of lemmas; those of countries and regions are left to the partners."""
    return frozenset(root(word) for word in words if _tells(word))


def _tells(word: str) -> bool:
    known = look_up(word)
    return not (known.joins or known.is_country or known.is_of_area or word in _SAYING_NOTHING)


class RootWeights(dict[str, float]):
    """How much a root that two rows have in common tells: the more, the fewer rows have it."""

    def __init__(self, rows: Sequence[Told]) -> None:
        super().__init__()
        sample = rows[:: len(rows) // _SAMPLE + 1]
        self._rows = len(sample) + _FURTHER_ROWS
        self._counts: Counter[str] = Counter()
        for row in sample:
            self._counts.update(row.roots)

    def __missing__(self, root: str) -> float:
        further = _FURTHER_RARE
        if root in COMMON or root in TOPICS:
            further = _FURTHER_COMMON if root in COMMON else _FURTHER_TOPIC
        rarity = log(self._rows / (self._counts[root] + further))
        weight = self[root] = max(0.0, rarity - _FLOOR)
        return weight

    def total(self, roots: Iterable[str]) -> float:
        return fsum(map(self.__getitem__, roots))
