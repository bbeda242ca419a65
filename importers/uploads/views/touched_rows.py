"""Rows an import created, changed or removed, as the lines of a table."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from coopregistry.models import Change
from events.models import Entry, Report
from events.vocabulary import Role
from importers.models import ImportedRow, ImportRun

from .shown_rows import CellDiff, word_diff


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedCell:
    text: str  # as the import left it
    change: CellDiff | None


@dataclass(frozen=True, slots=True, kw_only=True)
class TouchedRow:
    what: str  # new, changed, removed
    entry: Entry
    source: ImportedRow | None
    may_edit: bool
    cells: Sequence[TouchedCell]


def touched_columns(report: Report) -> list[tuple[str, str | None]]:
    """Heading and role of the columns shown: all but the number, which the import does not tell apart."""
    return [(heading, role) for heading, role in report.headings if role != Role.NUMBER]


def touched(run: ImportRun) -> list[Change]:
    """One change for each entry created, changed or removed, in the order of the file."""
    if run.change_set is None:
        return []
    first: dict[int, Change] = {}
    for change in run.change_set.changes.filter(model=Entry._meta.label_lower).order_by("id"):
        if change.record not in first or _what(change) != "moved":
            first[change.record] = change
    return [change for change in first.values() if _what(change) != "moved"]


def touched_rows(run: ImportRun, changes: Sequence[Change], editable: Collection[int]) -> list[TouchedRow]:
    keys = [change.record for change in changes]
    entries = Entry.with_removed.in_bulk(keys)
    sources = {row.entry_id: row for row in ImportedRow.objects.filter(run=run, entry__in=keys)}
    columns = touched_columns(run.report)
    return [
        TouchedRow(
            what=_what(change),
            entry=entries[change.record],
            source=sources.get(change.record),
            may_edit=change.record in editable,
            cells=[_cell(change, entries[change.record], heading, role) for heading, role in columns],
        )
        for change in changes
        if change.record in entries
    ]


def _cell(change: Change, entry: Entry, heading: str, role: str | None) -> TouchedCell:
    stored, key = ("cells", role) if role else ("extra", heading)
    after = _texts(change.after, stored, getattr(entry, stored)).get(key, "")
    before = _texts(change.before, stored, {key: after}).get(key, "")
    differs = change.action == Change.Action.UPDATE and before != after
    return TouchedCell(text=after, change=CellDiff(heading, *word_diff(before, after)) if differs else None)


def _texts(state: Mapping | None, name: str, otherwise: Mapping[str, str]) -> Mapping[str, str]:
    """A change holds only what it changed."""
    return (state or {}).get(name, otherwise)


def _what(change: Change) -> str:
    if change.action == Change.Action.CREATE:
        return "new"
    before, after = change.before or {}, change.after or {}
    if after.get("removed_at"):
        return "removed"
    return "changed" if any(_differs(before, after, name) for name in ("cells", "extra")) else "moved"


def _differs(before: Mapping, after: Mapping, name: str) -> bool:
    old, new = before.get(name, {}), after.get(name, {})
    return any(old.get(key, "") != new.get(key, "") for key in {**old, **new} if key != Role.NUMBER)
