"""How many events each partner on the map has: shapes, classes of colours, and the table beside them."""

import csv
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, combinations, pairwise
from math import log
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.db.models import QuerySet

from agreements.models import Partner
from events.models import Event, EventPartner

CLASSES = 5
_PLACES = Path(__file__).parents[1] / "reference" / "map.csv"
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
_COUNTED = (Partner.Kind.SUBJECT, Partner.Kind.FOREIGN_REGION, Partner.Kind.COUNTRY)


class Spot(NamedTuple):
    """A shape of a picture and where a number fits on it."""

    code: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    """static/coopregistry/map-<name>.svg, as maps/build.py made it."""

    name: str
    width: int
    height: int
    spots: tuple[Spot, ...]

    @property
    def file(self) -> str:
        return f"coopregistry/map-{self.name}.svg"


@dataclass(frozen=True, slots=True, kw_only=True)
class Territory:
    """A partner with the number of events of everything under it."""

    code: str
    name: str
    within: str  # the federal district or the country it lies in
    events: int
    is_home: bool
    on_map: bool


@cache
def pictures() -> dict[str, Picture]:
    """Those of the west and of the whole country."""
    sizes: dict[str, Spot] = {}
    spots: dict[str, list[Spot]] = defaultdict(list)
    with _PLACES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spot = Spot(row["code"], int(row["x"]), int(row["y"]))
            if spot.code:
                spots[row["picture"]].append(spot)
            else:
                sizes[row["picture"]] = spot
    return {name: Picture(name, size.x, size.y, tuple(spots[name])) for name, size in sizes.items()}


def shown_codes() -> set[str]:
    return {spot.code for picture in pictures().values() for spot in picture.spots}


def territories(events: QuerySet[Event]) -> list[Territory]:
    """Everything on the map, and whatever else has events; three queries. Most events first."""
    shown = shown_codes()
    partners = {
        pk: _Known(*known)
        for pk, *known in Partner.objects.order_by().values_list(
            "pk", "code", "name", "kind", "parent_id", "parent__name"
        )
    }
    never = ("ru", settings.HOME_SUBJECT)
    counted = {pk for pk, one in partners.items() if one.kind in _COUNTED and one.code not in never}
    over = {pk: _above(pk, partners) & counted for pk in partners}
    found: dict[int, set[int]] = defaultdict(set)
    links = EventPartner.objects.counted().filter(event__in=events.order_by().values("pk"))
    for pk, event in links.order_by().values_list("partner", "event"):
        for territory in over.get(pk, ()):
            found[territory].add(event)
    rows = [
        Territory(
            code=partner.code,
            name=partner.name,
            within=partner.within or "",
            events=len(found[pk]),
            is_home=partner.code == settings.HOME_SUBJECT,
            on_map=partner.code in shown,
        )
        for pk, partner in partners.items()
        if partner.code in shown or found[pk]
    ]
    return sorted(rows, key=lambda row: (-row.events, row.is_home, row.name))


class _Known(NamedTuple):
    code: str
    name: str
    kind: str
    parent: int | None
    within: str | None


def _above(pk: int, partners: dict[int, _Known]) -> set[int]:
    """The partner itself and all it is part of."""
    found: set[int] = set()
    step: int | None = pk
    while step in partners and step not in found:
        found.add(step)
        step = partners[step].parent
    return found


class Shades(NamedTuple):
    """Classes of colour by upper bounds; the last one is the largest number there is. 0 is no class."""

    bounds: tuple[int, ...]

    def of(self, events: int) -> int:
        return bisect_left(self.bounds, events) + 1 if events else 0

    @property
    def legend(self) -> list[tuple[int, str]]:
        """«3–5» for each class."""
        lower, words = 1, []
        for shade, upper in enumerate(self.bounds, start=1):
            words.append((shade, str(upper) if lower == upper else f"{lower}–{upper}"))
            lower = upper + 1
        return words


def shades(numbers: Iterable[int]) -> Shades:
    """At most five classes with round bounds, alike within as far as these allow. Likeness is told by ratio:
    few partners have most of the events, so equal steps would leave all others in one colour."""
    values = sorted({number for number in numbers if number})
    if len(values) <= CLASSES:
        return Shades(tuple(values))
    sums = list(accumulate(map(_powers, values), _added, initial=(0, 0.0, 0.0)))
    bounds = [bound for bound in _ROUND if values[0] <= bound < values[-1]]
    best = min(
        combinations(bounds, min(CLASSES - 1, len(bounds))),
        key=lambda chosen: _spread([sums[bisect_right(values, bound)] for bound in (0, *chosen, values[-1])]),
    )
    return Shades((*best, values[-1]))


_Powers = tuple[int, float, float]  # how many numbers, the sum of their logarithms and of the squares


def _powers(value: int) -> _Powers:
    return 1, log(value), log(value) ** 2


def _added(first: _Powers, second: _Powers) -> _Powers:
    return first[0] + second[0], first[1] + second[1], first[2] + second[2]


def _spread(ends: Sequence[_Powers]) -> float:
    """The sum of the classes' squared distances from their means."""
    total = 0.0
    for (number, line, square), (number_2, line_2, square_2) in pairwise(ends):
        if number_2 > number:
            total += square_2 - square - (line_2 - line) ** 2 / (number_2 - number)
    return total
