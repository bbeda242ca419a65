"""Editions without the rows their reader may not know of yet."""

from collections.abc import Collection, Iterable
from typing import Any

from events.access import Access
from events.models import Edition


def readable(editions: Iterable[Edition], access: Access) -> list[Edition]:
    """With `table` and `rows` as the reader may see them, and `is_whole` where nothing is left out. The table
    of an edition with hidden rows alone is read, so that lists may defer it."""
    editions = list(editions)
    hidden: dict[int, set[int]] = {}
    keys = access.hidden_entries().filter(report__in={edition.report_id for edition in editions})
    for report, key in keys.values_list("report", "pk"):
        hidden.setdefault(report, set()).add(key)
    for edition in editions:
        edition.is_whole = True
        if edition.report_id in hidden:
            _leave_out(edition, hidden[edition.report_id])
    return editions


def _leave_out(edition: Edition, keys: Collection[int]) -> None:
    lines = edition.table["lines"]
    left = [line for line in lines if line.get("entry") not in keys]
    edition.is_whole = len(left) == len(lines)
    if edition.is_whole:
        return
    told = [one for one in edition.table.get("told", ()) if one["entry"] not in keys]
    edition.table = {**edition.table, "lines": _without_emptied(lines, left), "told": told}
    edition.rows = sum("entry" in line for line in left)


def _without_emptied(lines: list[dict[str, Any]], left: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without sections that had rows and have none left."""
    kept, emptied = [], _sections_with_rows(lines) - _sections_with_rows(left)
    for line in left:
        if "section" not in line or id(line) not in emptied:
            kept.append(line)
    return kept


def _sections_with_rows(lines: list[dict[str, Any]]) -> set[int]:
    found, section = set(), 0
    for line in lines:
        if "section" in line:
            section = id(line)
        else:
            found.add(section)
    return found
