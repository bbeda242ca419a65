"""Colour classes of the map."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate, combinations, pairwise
from math import log
from typing import NamedTuple

CLASSES = 5
_ROUND = (
    1,
    2,
    3,
    4,
    5,
    7,
    10,
    15,
    20,
    30,
    40,
    50,
    70,
    100,
    150,
    200,
    300,
    500,
    700,
    1000,
    2000,
    5000,
    10_000,
)


class Shades(NamedTuple):
    """Colour classes by their upper bounds; the last bound is the largest number."""

    bounds: tuple[int, ...]

    def of(self, events: int) -> int:
        """The class of a number, from 1; 0 for no events."""
        return bisect_left(self.bounds, events) + 1 if events else 0

    @property
    def legend(self) -> list[tuple[int, str]]:
        """Each class with its range: (3, "3–5")."""
        lower, words = 1, []
        for shade, upper in enumerate(self.bounds, start=1):
            words.append((shade, str(upper) if lower == upper else f"{lower}–{upper}"))
            lower = upper + 1
        return words


def shades(numbers: Iterable[int]) -> Shades:
    """At most CLASSES classes with round bounds that minimise the variance of logarithms within a class.

    A few partners have most of the events: equal steps would leave all others in one colour.
    """
    values = sorted({number for number in numbers if number})
    if len(values) <= CLASSES:
        return Shades(tuple(values))
    sums = list(accumulate(map(_moments, values), _added, initial=(0, 0.0, 0.0)))
    bounds = [bound for bound in _ROUND if values[0] <= bound < values[-1]]
    best = min(
        combinations(bounds, min(CLASSES - 1, len(bounds))),
        key=lambda chosen: _variance(
            [sums[bisect_right(values, bound)] for bound in (0, *chosen, values[-1])]
        ),
    )
    return Shades((*best, values[-1]))


_Moments = tuple[int, float, float]  # count, sum of logarithms, sum of their squares


def _moments(value: int) -> _Moments:
    return 1, log(value), log(value) ** 2


def _added(first: _Moments, second: _Moments) -> _Moments:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]


def _variance(ends: Sequence[_Moments]) -> float:
    """The sum over classes of squared distances from the mean; `ends`: cumulative moments at their bounds."""
    total = 0.0
    for (number, line, square), (number_2, line_2, square_2) in pairwise(ends):
        if number_2 > number:
            total += square_2 - square - (line_2 - line) ** 2 / (number_2 - number)
    return total
