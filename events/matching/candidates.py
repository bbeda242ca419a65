"""Finds the rows worth comparing by an index of words, partners and towns in time; never all pairs."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from .known_rows import KnownRow
from .rows import Row

_WORDS = 8  # of a title, the weightiest, that are looked up
_MOST_WORDS = 24  # of a title that are indexed
_MOST_LISTED = 64  # rows with a word; of more, those with the same partner or of the same time
_MOST_SIFTED = 512  # rows with a word that says too little to be asked for
_MOST_OF_PARTNER = 24  # rows of one partner and time that are compared whatever their titles
_BY_PARTNER = 2.5  # weight of being found by the partner too
_BY_DAY = 1.5  # the same, by town and day
_LEAST_SHARED = 0.08  # of the weight of the shorter title
_MOST_FOUND = 24  # candidates of a row
_MOST_MONTHS = 24  # of a row that spans years


class Index:
    """Of rows to be found. `reach` is by how many months an event may have been moved."""

    def __init__(self, rows: Sequence[KnownRow], *, reach: int) -> None:
        self._rows = rows
        self._reach = reach
        self._months = [_months(known) for known in rows]
        self._by_word: dict[tuple[str, int], list[int]] = defaultdict(list)  # word and month
        self._by_partner: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._by_day: dict[tuple[str, date], list[int]] = defaultdict(list)  # town and first day
        for index, known in enumerate(rows):
            if known.span.exact:
                for town in known.towns:
                    self._by_day[town, known.span.start].append(index)
            for month in self._months[index]:
                for word in _words(known):
                    self._by_word[word, month].append(index)
                for partner in known.row.partners:
                    self._by_partner[partner, month].append(index)

    def candidates(self, known: KnownRow, *, reach: int | None = None) -> list[int]:
        """Indexes, the likeliest first."""
        weights: dict[int, float] = defaultdict(float)
        months = _months(known)
        reach = self._reach if reach is None else reach
        reached = range(months[0] - reach, months[-1] + reach + 1)
        for word in known.weighed.telling[:_WORDS]:
            found = {index for month in reached for index in self._by_word.get((word, month), ())}
            for index in found if len(found) <= _MOST_LISTED else self._sifted(found, known, months):
                weights[index] += known.weighed.weights[word]
        for partner in known.row.partners:
            found = {index for month in months for index in self._by_partner.get((partner, month), ())}
            for index in found if len(found) <= _MOST_OF_PARTNER else found & weights.keys():
                weights[index] += _BY_PARTNER
        for town in known.towns if known.span.exact else ():
            found = set(self._by_day.get((town, known.span.start), ()))
            for index in found if len(found) <= _MOST_OF_PARTNER else found & weights.keys():
                weights[index] += _BY_DAY
        telling = [index for index, weight in weights.items() if weight >= self._least(known, index)]
        return sorted(telling, key=lambda index: (-weights[index], index))[:_MOST_FOUND]

    def _sifted(self, found: set[int], known: KnownRow, months: range) -> list[int]:
        if len(found) > _MOST_SIFTED:
            return []
        of_partner = [index for index in found if _share_partner(self._rows[index].row, known.row)]
        if 0 < len(of_partner) <= _MOST_LISTED:
            return of_partner
        of_time = [index for index in of_partner or found if _overlap(self._months[index], months)]
        return of_time if len(of_time) <= _MOST_LISTED else []

    def _least(self, known: KnownRow, index: int) -> float:
        return _LEAST_SHARED * min(known.weighed.total, self._rows[index].weighed.total)


def _words(known: KnownRow) -> set[str]:
    """Of the title, and of names in quotes beside it: a renamed event keeps its name there."""
    return set(known.weighed.telling[:_MOST_WORDS]).union(*known.told_names)


def _share_partner(one: Row, other: Row) -> bool:
    """Or the partner of one lies in that of the other; all regions of a country lie in it."""
    return bool(one.partners & other.territories or other.partners & one.territories)


def _overlap(one: range, other: range) -> bool:
    return one.start < other.stop and other.start < one.stop


def _months(known: KnownRow) -> range:
    """Numbered through the years."""
    first = known.span.start.year * 12 + known.span.start.month - 1
    last = known.span.end.year * 12 + known.span.end.month - 1
    return range(first, min(last, first + _MOST_MONTHS - 1) + 1)
