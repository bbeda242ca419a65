"""The pictures of the map and the shapes on them, as maps/build.py made them."""

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple

_SHAPES = Path(__file__).parents[1] / "reference" / "map.csv"


class Spot(NamedTuple):
    """A shape of a picture and the point at which its number is written."""

    code: str  # of the partner
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Picture:
    name: str
    width: int
    height: int
    spots: tuple[Spot, ...]

    @property
    def file(self) -> str:
        """The static file."""
        return f"coopregistry/map-{self.name}.svg"


@cache
def pictures() -> dict[str, Picture]:
    """By name: "west", "russia" and "world"."""
    sizes: dict[str, Spot] = {}
    spots: dict[str, list[Spot]] = defaultdict(list)
    with _SHAPES.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            spot = Spot(row["code"], int(row["x"]), int(row["y"]))
            if spot.code:
                spots[row["picture"]].append(spot)
            else:
                sizes[row["picture"]] = spot  # a line without a code is the size of the picture
    return {name: Picture(name, size.x, size.y, tuple(spots[name])) for name, size in sizes.items()}


def nearby_codes() -> set[str]:
    """Shapes of the subjects, the regions of Belarus and the neighbours: told of though nothing was held."""
    return {spot.code for name in ("west", "russia") for spot in pictures()[name].spots}


def shown_codes() -> set[str]:
    return {spot.code for picture in pictures().values() for spot in picture.spots}
