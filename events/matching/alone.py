"""Pairs of rows with no other row of their partner and time about: what else could either of them be?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .evidence import SURE
from .known_rows import Mark
from .pairs import Pair, Pairs

_NEAR = -0.5  # log-odds of dates, from which a row may still be meant
_ELSEWHERE = -1.0  # log-odds of places, from which it may not


class Alone:
    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        self._of: tuple[dict[Mark, list[int]], dict[Mark, list[int]]] = (defaultdict(list), defaultdict(list))
        for side, rows in enumerate((pairs.a, pairs.b)):
            for place, known in enumerate(rows):
                for mark in known.marks:
                    self._of[side][mark].append(place)

    def is_alone(self, pair: Pair, taken: Mapping[int, Pair]) -> bool:
        """Whether both rows share a partner, or a town where one names no partner, and nothing else that is
        free suits either by these and by time. Rows linked with others, or surely paired, are not free."""
        a, b = self._pairs.a[pair[0]], self._pairs.b[pair[1]]
        if a.row.partners and b.row.partners:
            marks: list[Mark] = sorted(a.row.partners & b.row.partners)
        else:
            marks = sorted(a.towns & b.towns)
        if not marks:
            return False
        return not any(self._suits(rival, pair, taken) for rival in self._rivals(pair, marks))

    def _rivals(self, pair: Pair, marks: Sequence[Mark]) -> Iterator[Pair]:
        """Of the mark that fewest rows have."""
        a, b = pair
        yield from ((a, other) for other in self._fewest(1, marks) if other != b)
        yield from ((other, b) for other in self._fewest(0, marks) if other != a)

    def _fewest(self, side: int, marks: Sequence[Mark]) -> list[int]:
        return min((self._of[side].get(mark, []) for mark in marks), key=len)

    def _suits(self, rival: Pair, pair: Pair, taken: Mapping[int, Pair]) -> bool:
        pairs = self._pairs
        events = {*pairs.events(rival)} - {*pairs.events(pair)}
        if not events or not pairs.may_be_one(rival):
            return False
        (event,) = events
        own = taken.get(event)
        if event in pairs.linked or (own in pairs.found and own != rival and pairs.found[own].total >= SURE):
            return False
        beside = pairs.comparer.beside(pairs.a[rival[0]], pairs.b[rival[1]])
        if beside is None:
            return False
        dates, partner, place = (one.strength for one in beside[:3])
        return dates >= _NEAR and partner >= 0 and place > _ELSEWHERE
