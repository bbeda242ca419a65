"""Pairs earlier rows with later ones: those of a plan with those of the reports on it.

A row is compared with the candidates of the index; of the pairs worth a look the best one-to-one assignment
is taken. A pair of it is *sure* where nothing strong speaks against it, its odds are high, and neither row
has another candidate nearly as good; lower odds are enough where nothing else of their partner and time is
about. Rows left over may tell a part of a row that is paired already: split or merged; or are offered with
what else is open of their partner, place and time.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from .alone import Alone
from .assignment import assign
from .decisions import Decisions
from .evidence import LIKELY, SURE, SURE_ALONE
from .left_over import left_over
from .pairs import MARGIN, Pair, Pairs
from .rows import MatchClass, Proposal, Reason, ReasonCode, Role, Row
from .vetoes import Vetoes

PART = 0.0  # log-odds of a further row that tells a part of the same event
ALTERNATIVES = 3  # choices of a row, the chosen one among them
ALTERNATIVE_GAP = 3.0
_ALIKE_ALONE = 0.4  # likeness of titles of rows that nothing else is beside
_LEFT_OVER_SCORE = 0.05


def match(
    earlier: Sequence[Row], later: Sequence[Row], decided: Mapping[frozenset[int], bool] | None = None
) -> list[Proposal]:
    """Proposals of rank 1 first, the best first; no row stands in two of them but as split or merged.

    Rows of one event are linked already and not proposed. `decided` are pairs of keys a person has called the
    same event or not: they, and the rows of their events, are never proposed against that word.
    """
    return _Matching(earlier, later, Decisions([*earlier, *later], decided or {})).proposals()


class _Matching:
    def __init__(self, earlier: Sequence[Row], later: Sequence[Row], decisions: Decisions) -> None:
        self._pairs = Pairs(earlier, later, decisions)
        self._found = self._pairs.found
        self._alone = Alone(self._pairs)
        self._vetoes = Vetoes(self._pairs.a, self._pairs.b)
        self._forced = self._joined(decisions)
        # The pair chosen for an event.
        self._taken = {event: pair for pair in self._forced for event in self._pairs.events(pair)}
        self._chosen = self._assigned()
        self._taken |= {event: pair for pair in self._chosen for event in self._pairs.events(pair)}
        self._sure = {pair for pair in self._chosen if self._is_sure(pair)}

    def proposals(self) -> list[Proposal]:
        made = [self._decided(pair) for pair in self._forced]
        made += [self._proposal(pair, is_sure=pair in self._sure) for pair in self._chosen]
        made += self._parts()
        made.sort(key=lambda one: (-one.score, one.a, one.b))
        made += self._alternatives(made)
        return made + list(self._left_over(made))

    def _joined(self, decisions: Decisions) -> list[Pair]:
        places_a = {known.row.key: place for place, known in enumerate(self._pairs.a)}
        places_b = {known.row.key: place for place, known in enumerate(self._pairs.b)}
        pairs = [
            (places_a[one], places_b[other])
            for keys in decisions.joined
            for one, other in (tuple(keys), tuple(keys)[::-1])
            if one in places_a and other in places_b
        ]
        return sorted(pair for pair in pairs if not self._pairs.is_linked(pair))

    def _assigned(self) -> list[Pair]:
        """One to one between events: rows of one event are linked already, whichever of them is meant."""
        best: dict[tuple[int, int], Pair] = {}
        for pair, found in self._found.items():
            events = self._pairs.events(pair)
            if any(event in self._taken or event in self._pairs.linked for event in events):
                continue
            if events not in best or found.total > self._found[best[events]].total:
                best[events] = pair
        weights = {events: self._found[pair].total - LIKELY + 0.01 for events, pair in best.items()}
        return sorted(best[events] for events in assign(weights).items())

    def _is_sure(self, pair: Pair) -> bool:
        found = self._found[pair]
        if found.strong or found.total < SURE_ALONE or self._pairs.is_ambiguous(pair, self._taken):
            return False
        if self._vetoes.forbid(pair):
            return False
        if found.total >= SURE and not found.is_general:
            return True
        return found.similarity >= _ALIKE_ALONE and self._alone.is_alone(pair, self._taken)

    def _parts(self) -> Iterator[Proposal]:
        """Of rows left over: what tells the event of a row that is paired, or a part of it."""
        mains = {self._pairs.events(pair)[0]: pair for pair in self._found if self._pairs.is_linked(pair)}
        mains |= self._taken
        for side, rows, role in ((1, self._pairs.of_b, Role.SPLIT), (0, self._pairs.of_a, Role.MERGED)):
            for own, others in sorted(rows.items()):
                pairs = [(other, own) if side else (own, other) for other in others]
                if self._pairs.events(pairs[0])[side] in mains:
                    continue
                near = [
                    (pair, main)
                    for pair in pairs
                    if (main := mains.get(self._pairs.events(pair)[1 - side])) in self._found
                    and pair[1 - side] == main[1 - side]
                    and self._found[pair].total >= PART
                    and not self._found[pair].strong
                ]
                near.sort(key=lambda choice: (-self._found[choice[0]].total, choice))
                yield from self._best_part(near, role)

    def _best_part(self, near: list[tuple[Pair, Pair]], role: Role) -> Iterator[Proposal]:
        for place, (pair, main) in enumerate(near):
            if self._pairs.belongs(pair, main):
                total = self._found[pair].total
                rival = max((self._found[other].total for other, _main in near[place + 1 :]), default=LIKELY)
                is_settled = main in self._sure or self._pairs.is_linked(main)
                is_telling = total >= SURE and not self._found[pair].is_general
                is_sure = is_settled and is_telling and total - rival >= MARGIN
                yield self._proposal(pair, is_sure=is_sure, role=role)
                return
        # The other choices of a row that is not sure are alternatives.
        settled = [pair for pair, main in near if main in self._sure or self._pairs.is_linked(main)]
        if settled:
            yield self._proposal(settled[0], is_sure=False, role=role)

    def _alternatives(self, made: Sequence[Proposal]) -> list[Proposal]:
        """The next best choices of rows that are not settled, not far behind the pairs chosen for them."""
        said = {(one.a, one.b) for one in made}
        settled = {key for one in made if one.klass is MatchClass.SURE for key in (one.a, one.b)}
        times: dict[int, int] = defaultdict(lambda: 1)  # a row's key → choices with it
        further = []
        for pair in sorted(self._found, key=lambda pair: (-self._found[pair].total, pair)):
            a, b = self._pairs.a[pair[0]].row, self._pairs.b[pair[1]].row
            if (a.key, b.key) in said or {a.key, b.key} & settled or {a.event, b.event} & self._pairs.linked:
                continue
            chosen = [self._taken[event] for event in (a.event, b.event) if event in self._taken]
            best = max((self._found[one].total for one in chosen if one in self._found), default=LIKELY)
            is_open = max(times[a.key], times[b.key]) < ALTERNATIVES
            if is_open and self._found[pair].total >= best - ALTERNATIVE_GAP:
                times[a.key] += 1
                times[b.key] += 1
                further.append(self._proposal(pair, is_sure=False, rank=times[a.key]))
        return further

    def _left_over(self, made: Sequence[Proposal]) -> Iterator[Proposal]:
        choices = Counter(key for one in made for key in (one.a, one.b))
        settled = {key for one in made if one.klass is MatchClass.SURE for key in (one.a, one.b)}
        for (a, b), rank, reasons in left_over(self._pairs, choices, settled):
            yield Proposal(
                a=self._pairs.a[a].row.key,
                b=self._pairs.b[b].row.key,
                klass=MatchClass.LIKELY,
                score=_LEFT_OVER_SCORE,
                reasons=reasons,
                against=(Reason.of(ReasonCode.OTHER_TITLE),),
                rank=rank,
            )

    def _decided(self, pair: Pair) -> Proposal:
        return Proposal(
            a=self._pairs.a[pair[0]].row.key,
            b=self._pairs.b[pair[1]].row.key,
            klass=MatchClass.SURE,
            score=1.0,
            reasons=(Reason.of(ReasonCode.DECIDED),),
            against=(),
        )

    def _proposal(
        self, pair: Pair, *, is_sure: bool, role: Role = Role.ONE_TO_ONE, rank: int = 1
    ) -> Proposal:
        found = self._found[pair]
        against = found.against
        is_chosen = rank == 1 and role is Role.ONE_TO_ONE
        if is_chosen and not is_sure and self._pairs.is_ambiguous(pair, self._taken):
            against = (*against, Reason.of(ReasonCode.AMBIGUOUS))
        return Proposal(
            a=self._pairs.a[pair[0]].row.key,
            b=self._pairs.b[pair[1]].row.key,
            klass=MatchClass.SURE if is_sure else MatchClass.LIKELY,
            score=found.score,
            reasons=found.reasons,
            against=against,
            role=role,
            rank=rank,
        )
