"""Rows that nothing but their partner and time brings together, once all others are paired."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator

from .dates import Evidence
from .pairs import Pair, Pairs
from .rows import Reason, ReasonCode

_LEAST = 2.5  # log-odds of partner, dates, place and the like together
_BARS = -2.0  # strong evidence against, but for another kind of event: it was renamed
_MOST_OF_PARTNER = 24  # rows left over; of a partner with more, none stands out


def only_ones(pairs: Pairs, paired: Collection[int]) -> Iterator[tuple[Pair, tuple[Reason, ...]]]:
    """Pairs of rows not yet `paired` (keys) of which each is the only one left for the other: an event that
    was wholly renamed."""
    free_a = [a for a, known in enumerate(pairs.a) if known.row.key not in paired]
    of_partner: dict[int, list[int]] = defaultdict(list)
    for b, known in enumerate(pairs.b):
        if known.row.key not in paired and known.row.event not in pairs.linked:
            for partner in known.row.partners:
                of_partner[partner].append(b)
    told: dict[Pair, tuple[Reason, ...]] = {}
    for a in free_a:
        row = pairs.a[a].row
        if row.event in pairs.linked:
            continue
        lists = [of_partner.get(partner, []) for partner in row.partners]
        for b in {b for found in lists if len(found) <= _MOST_OF_PARTNER for b in found}:
            beside = pairs.comparer.beside(pairs.a[a], pairs.b[b]) if pairs.may_be_one((a, b)) else None
            if beside is not None and _is_telling(beside):
                told[a, b] = _reasons(beside)
    times_a, times_b = Counter(a for a, _b in told), Counter(b for _a, b in told)
    for (a, b), reasons in sorted(told.items()):
        if times_a[a] == times_b[b] == 1:
            yield (a, b), reasons


def _is_telling(beside: list[Evidence]) -> bool:
    """Dates and partner come first of what stands beside the titles."""
    dates, partner = beside[:2]
    return (
        dates.weight > 0
        and partner.weight > 0
        and sum(one.weight for one in beside) >= _LEAST
        and not any(one.strong and one.weight <= _BARS for one in beside)
    )


def _reasons(beside: list[Evidence]) -> tuple[Reason, ...]:
    said = tuple(one.reason for one in beside if one.reason is not None and one.weight > 0)
    return (Reason.of(ReasonCode.ONLY_ONES), *said)
