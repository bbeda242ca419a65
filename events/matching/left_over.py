"""Rows that their partner, place and time alone bring together, once all others are paired."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping

from .clues import Evidence
from .known_rows import KnownRow, Mark
from .pairs import Pair, Pairs
from .rows import Reason, ReasonCode

_LEAST = 2.0  # log-odds of partner, dates, place and the like together
_BARS = -2.0  # strong evidence against, but for another kind of event: it was renamed
_MOST_OF_PARTNER = 24  # rows left over; of a partner with more, none stands out
_CHOICES = 3  # of a row


def left_over(
    pairs: Pairs, choices: Mapping[int, int], settled: Collection[int]
) -> Iterator[tuple[Pair, int, tuple[Reason, ...]]]:
    """Pairs of a row without `choices` (key → how many) with one not `settled`, with rank: an event that was
    wholly renamed is found by its partner and time, or by the day and place where no partner is named. The
    likeliest of each row, the only ones said to be such."""
    told: dict[Pair, list[Evidence]] = {}
    for pair in _open_pairs(pairs, choices, settled):
        a, b = pair
        beside = pairs.comparer.beside(pairs.a[a], pairs.b[b]) if pairs.may_be_one(pair) else None
        says_moved = pairs.a[a].says_moved or pairs.b[b].says_moved
        if beside is not None and _is_telling(beside, says_moved=says_moved):
            told[pair] = beside
    times_a, times_b = Counter(a for a, _b in told), Counter(b for _a, b in told)
    times = Counter(choices)
    for a, b in sorted(told, key=lambda pair: (-_total(told[pair]), pair)):
        one, other = pairs.a[a].row.key, pairs.b[b].row.key
        if max(times[one], times[other]) < _CHOICES:
            times[one] += 1
            times[other] += 1
            is_only = times_a[a] == times_b[b] == 1
            yield (a, b), times[one], _reasons(told[a, b], is_only=is_only)


def _open_pairs(pairs: Pairs, choices: Mapping[int, int], settled: Collection[int]) -> Iterator[Pair]:
    def is_open(known: KnownRow) -> bool:
        return known.row.key not in settled and known.row.event not in pairs.linked

    marks: dict[Mark, list[int]] = defaultdict(list)
    for b, known in enumerate(pairs.b):
        if is_open(known):
            for mark in known.marks:
                marks[mark].append(b)
    for a, known in enumerate(pairs.a):
        if not is_open(known):
            continue
        lists = [marks.get(mark, []) for mark in known.marks]
        for b in sorted({b for one in lists if len(one) <= _MOST_OF_PARTNER for b in one}):
            if known.row.key not in choices or pairs.b[b].row.key not in choices:
                yield a, b


def _total(beside: list[Evidence]) -> float:
    return sum(one.strength for one in beside)


def _is_telling(beside: list[Evidence], *, says_moved: bool) -> bool:
    """Dates, partner and place come first of what stands beside the titles."""
    dates, partner, place = beside[:3]
    return (
        (dates.strength > 0 or says_moved)
        and (partner.strength > 0 or (partner.reason is None and place.strength > 0))
        and _total(beside) >= _LEAST
        and not any(one.strong and one.strength <= _BARS for one in beside)
    )


def _reasons(beside: list[Evidence], *, is_only: bool) -> tuple[Reason, ...]:
    said = tuple(one.reason for one in beside if one.reason is not None and one.strength > 0)
    return (Reason.of(ReasonCode.ONLY_ONES), *said) if is_only else said
