"""A report's table as the JSON an edition keeps, each row with the key of its entry."""

from collections.abc import Sequence
from typing import Any

from events.exports.table import Column, EntryLine, Line, ReportTable, SectionLine, Span
from events.models import Entry, Section
from events.vocabulary import Kind, Role


def freeze(table: ReportTable, sections: Sequence[tuple[Section | None, Sequence[Entry]]]) -> dict[str, Any]:
    """`sections` and their entries must be those the table was made of, in the same order."""
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
