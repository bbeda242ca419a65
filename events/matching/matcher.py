"""Pairs earlier rows with later ones: those of a plan with those of the reports on it.

A row is compared with the candidates of the index; of the pairs worth a look the best one-to-one assignment
is taken. A pair of it is *sure* where nothing strong speaks against it, its odds are high, and neither row
has another candidate nearly as good. Rows left over may tell a part of a row that is paired already: split or
merged.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from .assignment import assign
from .candidates import Index
from .evidence import LIKELY, SURE, Comparer, Comparison, KnownRow
from .parts import is_part
from .rows import MatchClass, Proposal, Reason, ReasonCode, Role, Row

MARGIN = 2.0  # of log-odds, by which a sure pair is ahead of any other pair of its rows
PART = 1.0  # of a further row that tells a part of the same event
ALTERNATIVES = 3
_REACH = 9  # months

Pair = tuple[int, int]  # indexes into the earlier and the later rows


def match(
    earlier: Sequence[Row], later: Sequence[Row], *, decided: Mapping[frozenset[int], bool] | None = None
) -> list[Proposal]:
    """Proposals of rank 1 first, the best first; no row stands in two of them but as split or merged.

    Rows of one event are linked already and not proposed. `decided` are pairs of keys a person has called the
    same event or not: they, and the rows of their events, are never proposed against that word.
    """
    return _Matching(earlier, later, decided or {}).proposals()


class _Matching:
    def __init__(
        self, earlier: Sequence[Row], later: Sequence[Row], decided: Mapping[frozenset[int], bool]
    ) -> None:
        self._a = [KnownRow(row) for row in earlier]
        self._b = [KnownRow(row) for row in later]
        self._comparer = Comparer([*self._a, *self._b])
        self._decisions = Decisions([*earlier, *later], decided)
        self._linked = {row.event for row in earlier} & {row.event for row in later}
        self._found = dict(self._compared())
        self._of_a: dict[int, list[int]] = defaultdict(list)
        self._of_b: dict[int, list[int]] = defaultdict(list)
        for a, b in self._found:
            self._of_a[a].append(b)
            self._of_b[b].append(a)
        self._twins: dict[frozenset[int], bool] = {}
        self._parts: dict[tuple[bool, int, frozenset[int]], bool] = {}

    def proposals(self) -> list[Proposal]:
        forced = self._forced()
        chosen = self._assigned(forced)
        sure = {pair for pair in chosen if self._is_sure(pair, chosen)}
        made = [self._decided(pair) for pair in forced]
        made += [self._proposal(pair, sure=pair in sure, chosen=chosen) for pair in chosen]
        further = list(self._further(chosen, sure, forced))
        made += further
        made.sort(key=lambda one: (-one.score, one.a, one.b))
        settled_a = {a for a, _b in [*sure, *forced]}
        settled_b = {b for _a, b in [*sure, *forced]}
        keys_b = {self._b[b].row.key: b for b in range(len(self._b))}
        settled_b |= {keys_b[one.b] for one in further if one.klass is MatchClass.SURE}
        return made + list(self._alternatives(set(chosen), settled_a, settled_b, made))

    def _compared(self) -> Iterator[tuple[Pair, Comparison]]:
        index = Index(self._b, reach=_REACH)
        for a, known in enumerate(self._a):
            for b in index.candidates(known):
                other = self._b[b]
                if known.row.event == other.row.event or self._decisions.refuse(known.row, other.row):
                    continue
                compared = self._comparer.compare(known, other)
                if compared is not None:
                    yield (a, b), compared

    def _forced(self) -> list[Pair]:
        places_a = {known.row.key: place for place, known in enumerate(self._a)}
        places_b = {known.row.key: place for place, known in enumerate(self._b)}
        return [
            (places_a[one], places_b[other])
            for pair in self._decisions.joined
            for one, other in (tuple(pair), tuple(pair)[::-1])
            if one in places_a
            and other in places_b
            and self._a[places_a[one]].row.event != self._b[places_b[other]].row.event
        ]

    def _assigned(self, forced: list[Pair]) -> list[Pair]:
        """One to one between events: rows of one event are linked already, whichever of them is meant."""
        taken = {self._a[a].row.event for a, _b in forced} | {self._b[b].row.event for _a, b in forced}
        taken |= self._linked
        best: dict[tuple[int, int], Pair] = {}
        for (a, b), compared in self._found.items():
            events = (self._a[a].row.event, self._b[b].row.event)
            if events[0] in taken or events[1] in taken:
                continue
            if events not in best or compared.total > self._found[best[events]].total:
                best[events] = (a, b)
        weights = {events: self._found[pair].total - LIKELY + 0.01 for events, pair in best.items()}
        return sorted(best[events] for events in assign(weights).items())

    def _is_sure(self, pair: Pair, chosen: Iterable[Pair]) -> bool:
        found = self._found[pair]
        return found.total >= SURE and not found.strong and not self._is_ambiguous(pair, dict(chosen))

    def _is_ambiguous(self, pair: Pair, chosen: Mapping[int, int]) -> bool:
        a, b = pair
        total = self._found[pair].total
        of_b = {right: left for left, right in chosen.items()}
        for other in self._of_a[a]:
            rival = self._found[a, other].total
            if total - rival < MARGIN and not (
                other == b
                or self._is_twin(b, other)
                or self._is_part_of_a(a, b, other)
                or self._is_better_elsewhere((of_b.get(other), other), rival)
            ):
                return True
        for other in self._of_b[b]:
            rival = self._found[other, b].total
            if total - rival < MARGIN and not (
                other == a
                or self._is_part_of_b(b, a, other)
                or self._is_better_elsewhere((other, chosen.get(other)), rival)
            ):
                return True
        return False

    def _is_better_elsewhere(self, pair: tuple[int | None, int | None], rival: float) -> bool:
        left, right = pair
        return left is not None and right is not None and self._found[left, right].total >= rival + MARGIN

    def _is_twin(self, one: int, other: int) -> bool:
        """Two later rows that tell one event: of one event already, or plainly the same."""
        pair = frozenset((one, other))
        if pair not in self._twins:
            first, second = self._b[one], self._b[other]
            if first.row.event == second.row.event:
                self._twins[pair] = True
            elif first.row.report == second.row.report or self._decisions.refuse(first.row, second.row):
                self._twins[pair] = False
            else:
                compared = self._comparer.compare(first, second)
                self._twins[pair] = compared is not None and compared.total >= SURE and not compared.strong
        return self._twins[pair]

    def _is_part_of_a(self, a: int, b: int, other: int) -> bool:
        return is_part(self._a[a], self._b[b], self._b[other], self._found[a, b], self._found[a, other])

    def _is_part_of_b(self, b: int, a: int, other: int) -> bool:
        return is_part(self._b[b], self._a[a], self._a[other], self._found[a, b], self._found[other, b])

    def _further(self, chosen: Sequence[Pair], sure: set[Pair], forced: Sequence[Pair]) -> Iterator[Proposal]:
        """Rows left over that tell what a paired row tells too, or a part of it."""
        of_a = dict([*forced, *chosen])
        of_b = {b: a for a, b in of_a.items()}
        for b in range(len(self._b)):
            if b in of_b or self._b[b].row.event in self._linked:
                continue
            found = self._best_part(
                [((a, b), (a, of_a[a])) for a in self._of_b[b] if a in of_a], chosen, sure, Role.SPLIT
            )
            if found is not None:
                yield found
        for a in range(len(self._a)):
            if a in of_a or self._a[a].row.event in self._linked:
                continue
            found = self._best_part(
                [((a, b), (of_b[b], b)) for b in self._of_a[a] if b in of_b], chosen, sure, Role.MERGED
            )
            if found is not None:
                yield found

    def _best_part(
        self, choices: list[tuple[Pair, Pair]], chosen: Sequence[Pair], sure: set[Pair], role: Role
    ) -> Proposal | None:
        """The likeliest of pairs that share a row with a pair chosen already."""
        near = [
            (pair, main)
            for pair, main in choices
            if main in self._found
            and self._found[pair].total >= PART
            and not self._found[pair].strong
            and not self._is_linked(pair, main)
        ]
        near.sort(key=lambda choice: (-self._found[choice[0]].total, choice))
        for place, (pair, main) in enumerate(near):
            total = self._found[pair].total
            rival = max((self._found[other].total for other, _main in near[place + 1 :]), default=LIKELY)
            if self._belongs(pair, main, role):
                is_sure = main in sure and total >= SURE and total - rival >= MARGIN
                return self._proposal(pair, sure=is_sure, chosen=chosen, role=role)
        # The other choices of a row that is not sure are alternatives.
        settled = [pair for pair, main in near if main in sure]
        return self._proposal(settled[0], sure=False, chosen=chosen, role=role) if settled else None

    def _is_linked(self, pair: Pair, main: Pair) -> bool:
        """Whether the rows of two pairs that share a row are of one event as it is."""
        return (
            self._a[pair[0]].row.event == self._a[main[0]].row.event
            and self._b[pair[1]].row.event == self._b[main[1]].row.event
        )

    def _belongs(self, pair: Pair, main: Pair, role: Role) -> bool:
        if role is Role.SPLIT:
            return self._is_twin(main[1], pair[1]) or self._is_part_of_a(pair[0], main[1], pair[1])
        return self._is_part_of_b(pair[1], main[0], pair[0])

    def _alternatives(
        self, chosen: set[Pair], settled_a: set[int], settled_b: set[int], made: Sequence[Proposal]
    ) -> Iterator[Proposal]:
        said = {(one.a, one.b) for one in made}
        ranks: dict[int, int] = defaultdict(lambda: 1)
        open_pairs = [pair for pair in self._found if pair[0] not in settled_a and pair[1] not in settled_b]
        for pair in sorted(open_pairs, key=lambda pair: (-self._found[pair].total, pair)):
            a, b = pair
            known, other = self._a[a].row, self._b[b].row
            if (known.key, other.key) in said or {known.event, other.event} & self._linked:
                continue
            ranks[a] += 1
            if ranks[a] <= ALTERNATIVES:
                yield self._proposal(pair, sure=False, chosen=(), rank=ranks[a])

    def _decided(self, pair: Pair) -> Proposal:
        return Proposal(
            a=self._a[pair[0]].row.key,
            b=self._b[pair[1]].row.key,
            klass=MatchClass.SURE,
            score=1.0,
            reasons=(Reason.of(ReasonCode.DECIDED),),
            against=(),
        )

    def _proposal(
        self,
        pair: Pair,
        *,
        sure: bool,
        chosen: Sequence[Pair],
        role: Role = Role.ONE_TO_ONE,
        rank: int = 1,
    ) -> Proposal:
        found = self._found[pair]
        against = found.against
        if not sure and rank == 1 and pair in chosen and self._is_ambiguous(pair, dict(chosen)):
            against = (*against, Reason.of(ReasonCode.AMBIGUOUS))
        return Proposal(
            a=self._a[pair[0]].row.key,
            b=self._b[pair[1]].row.key,
            klass=MatchClass.SURE if sure else MatchClass.LIKELY,
            score=found.score,
            reasons=found.reasons,
            against=against,
            role=role,
            rank=rank,
        )


class Decisions:
    """Words of people on pairs of rows; they bind the events of those rows."""

    def __init__(self, rows: Iterable[Row], decided: Mapping[frozenset[int], bool]) -> None:
        events = {row.key: row.event for row in rows}
        self.joined = [pair for pair, same in decided.items() if same and len(pair) == 2]
        self._refused = {
            frozenset(events[key] for key in pair)
            for pair, same in decided.items()
            if not same and all(key in events for key in pair)
        }

    def refuse(self, one: Row, other: Row) -> bool:
        return frozenset((one.event, other.event)) in self._refused
