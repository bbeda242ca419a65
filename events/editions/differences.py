"""Differences between two frozen tables: rows added, removed, moved, changed, cell by cell."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple


class DifferenceKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"
    MOVED = "moved"


class CellChange(NamedTuple):
    heading: str
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One row that differs. Numbers and sections are empty on the side that lacks the row."""

    kind: DifferenceKind
    title: str
    number_before: str = ""
    number_after: str = ""
    section_before: str = ""
    section_after: str = ""
    cells: tuple[CellChange, ...] = ()

    @property
    def is_renumbered(self) -> bool:
        """Where the row stands on both sides."""
        return bool(self.number_before and self.number_after) and self.number_before != self.number_after


class _Row(NamedTuple):
    section: str
    cells: Mapping[str, str]  # by heading, the number left out
    number: str
    title: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """In the order of the newer table; removed rows last."""
    old, new = _rows(before), _rows(after)
    stayed = _longest_in_order([key for key in new if key in old], list(old))
    found = []
    for key, row in new.items():
        was = old.get(key)
        if was is None:
            cells = tuple(CellChange(heading, "", text) for heading, text in row.cells.items() if text)
            found.append(
                Difference(
                    kind=DifferenceKind.ADDED,
                    title=row.title,
                    number_after=row.number,
                    section_after=row.section,
                    cells=cells,
                )
            )
            continue
        headings = dict.fromkeys([*was.cells, *row.cells])
        cells = tuple(
            CellChange(heading, was.cells.get(heading, ""), row.cells.get(heading, ""))
            for heading in headings
            if was.cells.get(heading, "") != row.cells.get(heading, "")
        )
        moved = key not in stayed or was.section != row.section
        if cells or moved:
            found.append(
                Difference(
                    kind=DifferenceKind.CHANGED if cells else DifferenceKind.MOVED,
                    title=row.title,
                    number_before=was.number,
                    number_after=row.number,
                    section_before=was.section,
                    section_after=row.section,
                    cells=cells,
                )
            )
    for key, row in old.items():
        if key not in new:
            cells = tuple(CellChange(heading, text, "") for heading, text in row.cells.items() if text)
            found.append(
                Difference(
                    kind=DifferenceKind.REMOVED,
                    title=row.title,
                    number_before=row.number,
                    section_before=row.section,
                    cells=cells,
                )
            )
    return found


def heading_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[CellChange]:
    """Differences of the title and of the closing notes, which belong to no row."""
    sides = [("title", before["title"], after["title"])]
    sides.append(("notes", "\n".join(before["notes"]), "\n".join(after["notes"])))
    return [CellChange(*side) for side in sides if side[1] != side[2]]


def _rows(table: Mapping[str, Any]) -> dict[int, _Row]:
    section = ""
    rows = {}
    columns = table["columns"]
    roles = [role for _heading, role in columns]
    title = roles.index("title") if "title" in roles else 0
    number = roles.index("number") if "number" in roles else None
    for line in table["lines"]:
        if "section" in line:
            section = line["section"]
            continue
        cells = line["cells"]
        rows[line["entry"]] = _Row(
            section,
            {
                " ".join(heading.split()): text
                for (heading, role), text in zip(columns, cells, strict=True)
                if role != "number"
            },
            "" if number is None else cells[number],
            " ".join(cells[title].split()),
        )
    return rows


def _longest_in_order(keys: Sequence[int], order: Sequence[int]) -> set[int]:
    """The longest common subsequence: rows outside of it were moved."""
    place = {key: position for position, key in enumerate(order)}
    ends: list[int] = []  # for each length, the smallest place a run of it ends at
    last: list[int] = []
    before: dict[int, int | None] = {}
    for key in keys:
        length = bisect_left(ends, place[key])
        before[key] = last[length - 1] if length else None
        ends[length : length + 1] = [place[key]]
        last[length : length + 1] = [key]
    kept = set()
    end = last[-1] if last else None
    while end is not None:
        kept.add(end)
        end = before[end]
    return kept
