"""Annotated documents of `pairs/`, imported as an office would, and what the matcher made of them."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations, groupby
from pathlib import Path
from typing import Any

from events.models import Entry, MatchProposal
from events.period import Period
from events.vocabulary import Kind
from importers.documents.target import Target
from importers.documents.upload import Upload
from importers.importing import import_document
from tests.importers.dumps import AGREEMENTS, INTERNATIONAL, PLAN, dump

PAIRS = Path(__file__).with_name("pairs")

Name = tuple[str, str, int]  # kind, period and number of a row
Pair = frozenset[Name]

_CELLS = {
    PLAN: ("partner", "title", "dates", "place", "participants", "content"),
    AGREEMENTS: ("agreement", "title", "dates", "place", "participants", "content"),
    INTERNATIONAL: ("title", "place", "dates", "content", "participants"),
}
_HEADINGS = {Kind.AGREEMENTS_REPORT: AGREEMENTS, Kind.INTERNATIONAL_REPORT: INTERNATIONAL}


@dataclass(slots=True, kw_only=True)
class Tally:
    """Pairs of rows. `wrong`: linked though they are two events."""

    true: int = 0  # told as the same event
    sure: int = 0  # of these, linked unasked
    likely: int = 0  # of these, proposed
    linked: int = 0  # by the matcher itself
    wrong: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(**{name: getattr(self, name) + getattr(other, name) for name in self.__slots__})


def scenes() -> list[str]:
    return sorted(path.stem for path in PAIRS.glob("*.json"))


def load_scene(name: str, settings: Any) -> dict[str, Any]:
    scene = read_scene(name, settings)
    for upload, target in uploads(scene):
        import_document(upload, target)
    return scene


def read_scene(name: str, settings: Any) -> dict[str, Any]:
    scene = json.loads((PAIRS / f"{name}.json").read_text())
    settings.HOME_SUBJECT = scene["home"]
    return scene


def uploads(scene: dict[str, Any]) -> Iterator[tuple[Upload, Target]]:
    """Its documents, plans first."""
    for document in sorted(scene["documents"], key=lambda one: ("plan" not in one["kind"], one["period"])):
        kind, period = Kind(document["kind"]), Period.parse(document["period"])
        headings = _HEADINGS.get(kind, PLAN)
        sections = [
            (section, [[row.get(cell, "") for cell in _CELLS[headings]] for row in rows])
            for section, rows in groupby(document["rows"], key=lambda row: row["section"])
        ]
        upload = Upload(name=f"{kind}-{period}.txt", data=dump(sections, title="", headings=headings))
        yield upload, Target(kind=kind, period=period)


def tally(scene: dict[str, Any]) -> Tally:
    """Of pairs annotated as the same event, `split` ones apart from the missed: parts are found where they
    can be."""
    entries = {_name(entry): entry for entry in Entry.objects.select_related("report")}
    same = {frozenset(map(tuple, pair)) for pair in scene["same"]}
    parts = {frozenset(map(tuple, pair)) for pair in scene["split"]}
    open_pairs = {frozenset(map(tuple, pair[:2])) for pair in scene["open"]}
    proposed = {
        frozenset((_name(one.a), _name(one.b)))
        for one in MatchProposal.objects.select_related("a__report", "b__report")
    }
    right = _closed(same | parts) | open_pairs
    found = Tally()
    for pair in combinations(entries, 2):
        is_linked = entries[pair[0]].event_id == entries[pair[1]].event_id
        key = frozenset(pair)
        if is_linked:
            found.linked += 1
            if key not in right:
                found.wrong.append(_told(scene, pair))
        if key in same:
            found.true += 1
            found.sure += is_linked
            found.likely += not is_linked and key in proposed
            if not is_linked and key not in proposed:
                found.missed.append(_told(scene, pair))
    return found


def _closed(pairs: set[Pair]) -> set[Pair]:
    """With the pairs that follow: parts of one event are told as one."""
    group: dict[Name, set[Name]] = {}
    for pair in pairs:
        merged = set(pair).union(*(group.get(name, set()) for name in pair))
        for name in merged:
            group[name] = merged
    return {frozenset(pair) for names in group.values() for pair in combinations(sorted(names), 2)}


def _name(entry: Entry) -> Name:
    return entry.report.kind, entry.report.period_code, entry.number


def _told(scene: dict[str, Any], pair: Sequence[Name]) -> str:
    titles = {
        (one["kind"], one["period"], row["number"]): " ".join(row["title"].split())
        for one in scene["documents"]
        for row in one["rows"]
    }
    return " | ".join(f"{name[0]} {name[1]} {name[2]} {titles[name][:90]}" for name in sorted(pair))
