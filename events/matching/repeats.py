"""Finds the same event told twice: in two reports, by two departments, in two consecutive periods."""

from collections.abc import Iterator, Mapping, Sequence

from .candidates import Index
from .decisions import Decisions
from .evidence import LIKELY, SURE, Comparer, Comparison
from .known_rows import KnownRow
from .pairs import MARGIN
from .rows import MatchClass, Proposal, Reason, ReasonCode, Row

_REACH = 0  # months: what was held is told with its days
_MOVED_REACH = 9  # the same, of what says that it was moved
_NEARLY_EQUAL = 0.95  # likeness of titles of two rows of one department in one document
_ALTERNATIVES = 3
# Likeness below which two titles are two events, whatever else is the same: two departments may meet one
# partner on one day in one hall. A plan and a report part such rows by what else they could be.
_ALIKE = 0.4
_HARDLY_ALIKE = 0.15  # below it nobody is asked either


def find_repeats(rows: Sequence[Row], decided: Mapping[frozenset[int], bool] | None = None) -> list[Proposal]:
    """Among plans and among reports, never between them. `a` is the earlier row; a row that repeats several
    rows is paired with the one it resembles most. Rows of one event are linked already."""
    proposals = [
        proposal
        for is_plan in (True, False)
        for proposal in _Repeats([row for row in rows if row.kind.is_plan == is_plan], decided or {}).found()
    ]
    return sorted(proposals, key=lambda one: (one.rank, -one.score, one.a, one.b))


class _Repeats:
    def __init__(self, rows: Sequence[Row], decided: Mapping[frozenset[int], bool]) -> None:
        ordered = sorted(rows, key=lambda row: (row.period, row.report, row.number or 0, row.key))
        self._rows = [KnownRow(row) for row in ordered]
        self._comparer = Comparer(self._rows)
        self._decisions = Decisions(ordered, decided)
        self._index = Index(self._rows, reach=_REACH)
        self._first = list(range(len(ordered)))  # of the rows that tell one event for sure

    def found(self) -> Iterator[Proposal]:
        for place in range(len(self._rows)):
            choices = sorted(self._choices(place), key=lambda choice: (-choice[1].total, choice[0]))
            if choices:
                yield from self._proposals(place, choices)

    def _choices(self, place: int) -> Iterator[tuple[int, Comparison]]:
        known = self._rows[place]
        for other in self._index.candidates(known, reach=_MOVED_REACH if known.says_moved else None):
            earlier = self._rows[other]
            if other >= place or known.row.event == earlier.row.event or not _may_tell_again(earlier, known):
                continue
            if self._decisions.refuse(known.row, earlier.row):
                continue
            found = self._comparer.compare(earlier, known)
            if found is not None and _may_repeat(earlier, known, found):
                yield other, found

    def _proposals(self, place: int, choices: list[tuple[int, Comparison]]) -> Iterator[Proposal]:
        row = self._rows[place].row
        first, best = choices[0]
        earlier = self._rows[first].row
        rivals = (
            found.total
            for other, found in choices[1:]
            if self._first[other] != self._first[first] and self._rows[other].row.event != earlier.event
        )
        is_clear = best.total - max(rivals, default=LIKELY - MARGIN) >= MARGIN
        is_sure = (
            best.total >= SURE
            and not best.strong
            and not best.is_general
            and (best.is_named or best.similarity >= _ALIKE)
            and is_clear
            and _are_of_one_hand(self._rows[first], self._rows[place], best) is False
        )
        if is_sure:
            self._first[place] = self._first[first]
        for rank, (other, found) in enumerate(choices[: 1 if is_sure else _ALTERNATIVES], start=1):
            is_ambiguous = rank == 1 and not is_clear
            yield Proposal(
                a=self._rows[other].row.key,
                b=row.key,
                klass=MatchClass.SURE if is_sure else MatchClass.LIKELY,
                score=found.score,
                reasons=found.reasons,
                against=(*found.against, Reason.of(ReasonCode.AMBIGUOUS)) if is_ambiguous else found.against,
                rank=rank,
            )


def _may_tell_again(earlier: KnownRow, later: KnownRow) -> bool:
    """What is planned for another period is planned anew, unless it says that it was moved."""
    a, b = earlier.row, later.row
    is_of_one_time = a.period.start <= b.period.end and b.period.start <= a.period.end
    return not a.kind.is_plan or is_of_one_time or later.says_moved


def _may_repeat(one: KnownRow, other: KnownRow, found: Comparison) -> bool:
    """Two rows of one department in one document are two events, unless they are nearly equal; where nobody
    knows whose they are, they must be much alike."""
    if not found.is_named and found.similarity < _HARDLY_ALIKE:
        return False
    own = _are_of_one_hand(one, other, found)
    return found.total >= SURE and not found.strong if own is None else not own


def _are_of_one_hand(one: KnownRow, other: KnownRow, found: Comparison) -> bool | None:
    """Whether one department tells both as two events; None where it is not known."""
    a, b = one.row, other.row
    if a.report != b.report:
        return False
    if _is_nearly_equal(one, other, found):
        return False if one.span.exact else None  # what is planned twice for «I квартал» may be two events
    if a.departments and b.departments:
        return bool(a.departments & b.departments)
    return False if a.spheres and b.spheres and not a.spheres & b.spheres else None


def _is_nearly_equal(one: KnownRow, other: KnownRow, found: Comparison) -> bool:
    return (
        found.similarity >= _NEARLY_EQUAL
        and one.title.editions == other.title.editions
        and one.content == other.content
        and (one.span.start, one.span.end) == (other.span.start, other.span.end)
        and one.row.partners == other.row.partners
        and one.towns == other.towns
    )
