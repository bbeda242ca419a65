"""Finds the same event told twice: in two reports, by two departments, in two consecutive periods."""

from collections.abc import Iterator, Mapping, Sequence

from .candidates import Index
from .decisions import Decisions
from .evidence import LIKELY, SURE, Comparer, Comparison, KnownRow
from .pairs import MARGIN
from .rows import MatchClass, Proposal, Reason, ReasonCode, Row

_REACH = 0  # months: what was held is told with its days
NEARLY_EQUAL = 0.95  # likeness of titles of two rows of one department in one document
_ALTERNATIVES = 3


def find_repeats(
    rows: Sequence[Row], *, decided: Mapping[frozenset[int], bool] | None = None
) -> list[Proposal]:
    """Among plans and among reports, never between them. `a` is the earlier row; a row that repeats several
    rows is paired with the one it resembles most. Rows of one event are linked already."""
    decided = decided or {}
    proposals = [
        proposal
        for is_plan in (True, False)
        for proposal in _found_among([row for row in rows if row.kind.is_plan == is_plan], decided)
    ]
    return sorted(proposals, key=lambda one: (one.rank, -one.score, one.a, one.b))


def _found_among(rows: Sequence[Row], decided: Mapping[frozenset[int], bool]) -> Iterator[Proposal]:
    ordered = sorted(rows, key=lambda row: (row.period, row.report, row.number or 0, row.key))
    known = [KnownRow(row) for row in ordered]
    comparer = Comparer(known)
    decisions = Decisions(ordered, decided)
    index = Index(known, reach=_REACH)
    group = list(range(len(known)))  # of rows proposed for sure: the place of the first

    for place, row in enumerate(known):
        found: list[tuple[Comparison, int]] = []
        for other in index.candidates(row):
            if other >= place or row.row.event == known[other].row.event:
                continue
            if decisions.refuse(row.row, known[other].row):
                continue
            compared = comparer.compare(known[other], row)
            if compared is not None and not _is_own_row(known[other], row, compared):
                found.append((compared, other))
        found.sort(key=lambda one: (-one[0].total, one[1]))
        if not found:
            continue
        best, first = found[0]
        rivals = [
            one.total
            for one, other in found[1:]
            if group[other] != group[first] and known[other].row.event != known[first].row.event
        ]
        is_clear = best.total - max(rivals, default=LIKELY - MARGIN) >= MARGIN
        is_sure = best.total >= SURE and not best.strong and is_clear
        if is_sure:
            group[place] = group[first]
        for rank, (compared, other) in enumerate(found[: 1 if is_sure else _ALTERNATIVES], start=1):
            against = compared.against
            if rank == 1 and not is_clear:
                against = (*against, Reason.of(ReasonCode.AMBIGUOUS))
            yield Proposal(
                a=known[other].row.key,
                b=row.row.key,
                klass=MatchClass.SURE if is_sure else MatchClass.LIKELY,
                score=compared.score,
                reasons=compared.reasons,
                against=against,
                rank=rank,
            )


def _is_own_row(one: KnownRow, other: KnownRow, found: Comparison) -> bool:
    """Two rows of one department in one document are two events, unless they are nearly equal."""
    a, b = one.row, other.row
    if a.report != b.report:
        return False
    if a.departments and b.departments and not a.departments & b.departments:
        return False
    is_equal = (
        found.similarity >= NEARLY_EQUAL
        and (one.span.start, one.span.end) == (other.span.start, other.span.end)
        and a.partners == b.partners
        and one.towns == other.towns
    )
    return not is_equal
