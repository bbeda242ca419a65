"""Pairs of rows with no other row of their partner and time about: what else could either of them be?"""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from .evidence import SURE
from .pairs import Pair, Pairs

_MOST_OF_PARTNER = 24  # rows; of a partner with more none stands alone
_NEAR = -0.5  # log-odds of dates, from which a row may still be meant
_ELSEWHERE = -1.0  # log-odds of places, from which it may not


class Alone:
    def __init__(self, pairs: Pairs) -> None:
        self._pairs = pairs
        self._of_partner: tuple[dict[int, list[int]], dict[int, list[int]]] = (
            defaultdict(list),
            defaultdict(list),
        )
        for side, rows in enumerate((pairs.a, pairs.b)):
            for place, known in enumerate(rows):
                for partner in known.row.partners:
                    self._of_partner[side][partner].append(place)

    def is_alone(self, pair: Pair, taken: Mapping[int, Pair]) -> bool:
        """Whether both rows have partners in common and nothing else that is free suits either by partner,
        time and place. Rows linked with others, or surely paired, are not free."""
        a, b = pair
        if not self._pairs.a[a].row.partners & self._pairs.b[b].row.partners:
            return False
        return not any(self._suits(rival, pair, taken) for rival in self._rivals(pair))

    def _rivals(self, pair: Pair) -> Iterator[Pair]:
        a, b = pair
        for other in self._others(1, self._pairs.a[a].row.partners):
            if other != b:
                yield a, other
        for other in self._others(0, self._pairs.b[b].row.partners):
            if other != a:
                yield other, b

    def _others(self, side: int, partners: frozenset[int]) -> set[int]:
        """Of the partner that fewest rows have."""
        return set(min((self._of_partner[side].get(partner, []) for partner in partners), key=len))

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
        dates, partner, place = (one.weight for one in beside[:3])
        return dates >= _NEAR and partner > 0 and place > _ELSEWHERE
