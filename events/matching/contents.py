"""What two rows tell beside their titles: words of their contents and places, weighed by rarity."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import Protocol

from .lemmas import look_up
from .title_words import AREAS, COMMON, EMPTY, MONTHS, SETTLEMENTS, TOPICS

_SAMPLE = 400  # rows whose contents are counted: enough to know what every content says
_FURTHER_ROWS = 60  # as if so many more rows had been read
_FURTHER_COMMON, _FURTHER_TOPIC, _FURTHER_RARE = 20.0, 4.0, 1.0
_FLOOR = 1.5  # of ln(rows / rows with the word), below which a word tells nothing
_SAYING_NOTHING = EMPTY | AREAS | MONTHS | SETTLEMENTS


class Told(Protocol):
    @property
    def told(self) -> frozenset[str]: ...


class ToldWeights:
    """How much a word beside both titles tells: the more, the fewer rows have it."""

    def __init__(self, rows: Sequence[Told]) -> None:
        sample = rows[:: len(rows) // _SAMPLE + 1]
        self._rows = len(sample) + _FURTHER_ROWS
        self._counts: Counter[str] = Counter()
        for row in sample:
            self._counts.update(row.told)
        self._known: dict[str, float] = {}

    def __getitem__(self, word: str) -> float:
        known = self._known.get(word)
        if known is None:
            known = self._known[word] = self._weight(word)
        return known

    def _weight(self, word: str) -> float:
        if word in _SAYING_NOTHING or look_up(word).joins:
            return 0.0
        further = _FURTHER_RARE
        if word in COMMON or word in TOPICS:
            further = _FURTHER_COMMON if word in COMMON else _FURTHER_TOPIC
        return max(0.0, log(self._rows / (self._counts[word] + further)) - _FLOOR)

    def total(self, words: Iterable[str]) -> float:
        return sum(map(self.__getitem__, words))
