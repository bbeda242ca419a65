"""The pairs of earlier and later rows that are worth a look, and how they stand to each other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .candidates import Index
from .decisions import Decisions
from .evidence import SURE_ALONE, Comparer, Comparison
from .known_rows import KnownRow
from .parts import is_part
from .rows import Row

MARGIN = 2.0  # of log-odds, by which a sure pair is ahead of any other pair of its rows
_REACH = 9  # months

Pair = tuple[int, int]  # indexes into the earlier and the later rows


class Pairs:
    def __init__(self, earlier: Sequence[Row], later: Sequence[Row], decisions: Decisions) -> None:
        self.a = [KnownRow(row) for row in earlier]
        self.b = [KnownRow(row) for row in later]
        self.comparer = Comparer([*self.a, *self.b])
        self._decisions = decisions
        self.linked = {row.event for row in earlier} & {row.event for row in later}
        self.found = dict(self._compared())
        self.of_a: dict[int, list[int]] = defaultdict(list)
        self.of_b: dict[int, list[int]] = defaultdict(list)
        for a, b in self.found:
            self.of_a[a].append(b)
            self.of_b[b].append(a)
        self._twins: dict[frozenset[int], bool] = {}

    def _compared(self) -> Iterator[tuple[Pair, Comparison]]:
        index = Index(self.b, reach=_REACH)
        for a, known in enumerate(self.a):
            for b in index.candidates(known):
                if self.may_be_one((a, b)) and (found := self.comparer.compare(known, self.b[b])) is not None:
                    yield (a, b), found

    def may_be_one(self, pair: Pair) -> bool:
        return not self._decisions.refuse(self.a[pair[0]].row, self.b[pair[1]].row)

    def events(self, pair: Pair) -> tuple[int, int]:
        return self.a[pair[0]].row.event, self.b[pair[1]].row.event

    def is_linked(self, pair: Pair) -> bool:
        first, second = self.events(pair)
        return first == second

    def is_ambiguous(self, pair: Pair, taken: Mapping[int, Pair]) -> bool:
        """Whether another pair of its rows is nearly as good. Not one that tells the same event as well, nor
        one whose other row is linked or has a much better pair: `taken` has the pair chosen for an event."""
        least = self.found[pair].total - MARGIN
        return any(
            self.found[rival].total > least
            and not self.belongs(rival, pair)
            and not self._is_better_elsewhere(rival, pair, taken)
            for rival in self._rivals(pair)
        )

    def _rivals(self, pair: Pair) -> Iterator[Pair]:
        a, b = pair
        yield from ((a, other) for other in self.of_a[a] if other != b)
        yield from ((other, b) for other in self.of_b[b] if other != a)

    def _is_better_elsewhere(self, rival: Pair, pair: Pair, taken: Mapping[int, Pair]) -> bool:
        (event,) = {*self.events(rival)} - {*self.events(pair)}
        if event in self.linked:
            return True
        own = taken.get(event)
        return own in self.found and self.found[own].total >= self.found[rival].total + MARGIN

    def belongs(self, pair: Pair, main: Pair) -> bool:
        """Of two pairs that share a row: whether one event may be told by all three rows."""
        if self.events(pair) == self.events(main):
            return True
        with_main, with_other = self.found[main], self.found[pair]
        if pair[0] == main[0]:
            whole, first, second = self.a[pair[0]], self.b[main[1]], self.b[pair[1]]
            return self._is_twin(main[1], pair[1]) or is_part(whole, first, second, with_main, with_other)
        whole, first, second = self.b[pair[1]], self.a[main[0]], self.a[pair[0]]
        return is_part(whole, first, second, with_main, with_other)

    def _is_twin(self, one: int, other: int) -> bool:
        """Two later rows that plainly tell one event, in two documents."""
        key = frozenset((one, other))
        if key not in self._twins:
            first, second = self.b[one], self.b[other]
            found = None
            if first.row.report != second.row.report and not self._decisions.refuse(first.row, second.row):
                found = self.comparer.compare(first, second)
            self._twins[key] = (
                found is not None
                and not found.strong
                and (found.total >= SURE_ALONE or found.is_one_occasion)
            )
        return self._twins[key]
