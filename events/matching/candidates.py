"""Finds the rows worth comparing by an index of rare words and partners in time; never all pairs."""

from collections import defaultdict
from collections.abc import Sequence

from .evidence import KnownRow

_WORDS = 8  # of a title, the weightiest, that are looked up
_MOST_WORDS = 24  # of a title that are indexed
_MOST_LISTED = 64  # rows of one key; a word of more is looked up together with a partner or a month
_MOST_OF_PARTNER = 24  # rows of one partner and month that are compared whatever their titles
_LEAST_SHARED = 0.08  # of the weight of the shorter title
_MOST_FOUND = 24  # candidates of a row
_MOST_MONTHS = 24  # of a row that spans years
_BY_PARTNER = 1.5  # weight of being found by the partner too


class Index:
    """Of later rows. `reach` is by how many months an event may have been moved."""

    def __init__(self, rows: Sequence[KnownRow], *, reach: int) -> None:
        self._reach = reach
        self._totals = [known.weighed.total for known in rows]
        self._by_word: dict[tuple[str, int], list[int]] = defaultdict(list)  # word and quarter
        self._by_month: dict[tuple[str, int], list[int]] = defaultdict(list)
        self._by_word_partner: dict[tuple[str, int, int], list[int]] = defaultdict(list)
        self._by_partner: dict[tuple[int, int], list[int]] = defaultdict(list)
        for index, known in enumerate(rows):
            months = _months(known)
            quarters = {month // 3 for month in months}
            for word in known.weighed.telling[:_MOST_WORDS]:
                for quarter in quarters:
                    self._by_word[word, quarter].append(index)
                    for partner in known.row.territories or known.row.partners:
                        self._by_word_partner[word, partner, quarter].append(index)
                for month in months:
                    self._by_month[word, month].append(index)
            for partner in known.row.partners:
                for month in months:
                    self._by_partner[partner, month].append(index)

    def candidates(self, known: KnownRow) -> list[int]:
        """Indexes, the likeliest first."""
        weights: dict[int, float] = defaultdict(float)
        months = _months(known)
        reached = range(months[0] - self._reach, months[-1] + self._reach + 1)
        quarters = sorted({month // 3 for month in reached})
        for word in known.weighed.telling[:_WORDS]:
            for index in self._with_word(word, known, months, quarters):
                weights[index] += known.weighed.weights[word]
        for partner in known.row.partners:
            of_partner = {index for month in months for index in self._by_partner.get((partner, month), ())}
            if len(of_partner) <= _MOST_OF_PARTNER:
                for index in of_partner:
                    weights[index] += _BY_PARTNER
            else:
                for index in of_partner & weights.keys():
                    weights[index] += _BY_PARTNER
        found = [index for index, weight in weights.items() if weight >= self._least(known, index)]
        return sorted(found, key=lambda index: (-weights[index], index))[:_MOST_FOUND]

    def _least(self, known: KnownRow, index: int) -> float:
        return _LEAST_SHARED * min(known.weighed.total, self._totals[index])

    def _with_word(self, word: str, known: KnownRow, months: range, quarters: list[int]) -> set[int]:
        found = {index for quarter in quarters for index in self._by_word.get((word, quarter), ())}
        if len(found) <= _MOST_LISTED:
            return found
        found = {
            index
            for partner in known.row.territories or known.row.partners
            for quarter in quarters
            for index in self._by_word_partner.get((word, partner, quarter), ())
        }
        if 0 < len(found) <= _MOST_LISTED:
            return found
        found = {index for month in months for index in self._by_month.get((word, month), ())}
        return found if len(found) <= _MOST_LISTED else set()


def _months(known: KnownRow) -> range:
    """Numbered through the years."""
    first = known.span.start.year * 12 + known.span.start.month - 1
    last = known.span.end.year * 12 + known.span.end.month - 1
    return range(first, min(last, first + _MOST_MONTHS - 1) + 1)
