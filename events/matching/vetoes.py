"""What keeps a pair from being linked unasked, however much speaks for it."""

import re
from collections import defaultdict
from collections.abc import Sequence

from agreements.names.folding import fold

from .known_rows import KnownRow

_REGION = re.compile(
    r"(?<!\w)(?P<name>[а-я-]{3,}(?:ск|цк))(?:ая|ой|ую|ий|ого|ому|ом) (?:област|кра[йяюе](?!\w)|республик)|"
    r"(?<!\w)республик[аиуе] (?P<republic>[а-я]{4})"
)


class Vetoes:
    def __init__(self, a: Sequence[KnownRow], b: Sequence[KnownRow]) -> None:
        self._sides = (a, b)
        self._bearers: tuple[dict[frozenset[str], set[int]], ...] = (defaultdict(set), defaultdict(set))
        for bearers, rows in zip(self._bearers, self._sides, strict=True):
            for place, known in enumerate(rows):
                for name in known.title.names:
                    bearers[name].add(place)

    def forbid(self, pair: tuple[int, int]) -> bool:
        a, b = self._sides[0][pair[0]], self._sides[1][pair[1]]
        return _are_in_other_regions(a, b) or self._is_named_elsewhere(pair)

    def _is_named_elsewhere(self, pair: tuple[int, int]) -> bool:
        """Whether the name in quotes of one title is not in the other row, but in the title of its neighbour:
        «Лесной заслон» is hardly the fire that was put out where another row tells of «Лесной заслон»."""
        for side in (0, 1):
            known, other = self._sides[side][pair[side]], self._sides[1 - side][pair[1 - side]]
            if known.title.names and other.names.isdisjoint(known.title.names):
                bearers = self._bearers[1 - side]
                if any(bearers.get(name, set()) - {pair[1 - side]} for name in known.title.names):
                    return True
        return False


def _are_in_other_regions(a: KnownRow, b: KnownRow) -> bool:
    """Whether the places name regions and none in common, and neither row speaks of the other's."""
    first, second = _regions(a.row.place), _regions(b.row.place)
    if not first or not second or first & second:
        return False
    return not (first & _regions(b.row.content) or second & _regions(a.row.content))


def _regions(text: str) -> frozenset[str]:
    return frozenset(found["name"] or found["republic"] for found in _REGION.finditer(fold(text)))
