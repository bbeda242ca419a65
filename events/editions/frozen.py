"""A report's table as the JSON an edition keeps, each row with the key of its entry."""

from collections.abc import Iterable, Sequence
from typing import Any

from events.exports.table import Column, EntryLine, Line, ReportTable, SectionLine, Span
from events.models import Entry, Section
from events.vocabulary import Kind, Role

_TOLD = ("fate", "fate_dates", "fate_note", "fate_letter")


def freeze(
    table: ReportTable,
    sections: Sequence[tuple[Section | None, Sequence[Entry]]],
    told: Iterable[Entry] = (),
) -> dict[str, Any]:
    """`sections` and their entries must be those the table was made of, in the same order; `told`: entries,
    printed or not, of which a person said what became of them."""
    keys = iter([entry.pk for _section, entries in sections for entry in entries])
    return {
        "kind": table.kind.value,
        "title": table.title,
        "columns": [[column.heading, column.role and column.role.value] for column in table.columns],
        "lines": [
            {"section": line.text}
            if isinstance(line, SectionLine)
            else {
                "entry": next(keys),
                "cells": list(line.cells),
                "spans": [span.value for span in line.spans],
            }
            for line in table.lines
        ],
        "notes": list(table.notes),
        "extras": list(table.extras),
        "column_numbers": table.column_numbers,
        "told": [
            {
                "entry": entry.pk,
                "title": " ".join(entry.cells.get(Role.TITLE, "").split()),
                "number": entry.cells.get(Role.NUMBER, ""),
                **{name: getattr(entry, name) for name in _TOLD},
            }
            for entry in told
        ],
    }


def thaw(frozen: dict[str, Any]) -> ReportTable:
    return ReportTable(
        kind=Kind(frozen["kind"]),
        title=frozen["title"],
        columns=tuple(Column(text, Role(role) if role else None) for text, role in frozen["columns"]),
        lines=tuple(_line(line) for line in frozen["lines"]),
        notes=tuple(frozen["notes"]),
        extras=tuple(frozen["extras"]),
        column_numbers=frozen["column_numbers"],
    )


def _line(line: dict[str, Any]) -> Line:
    if "section" in line:
        return SectionLine(line["section"])
    return EntryLine(tuple(line["cells"]), tuple(Span(span) for span in line["spans"]))
