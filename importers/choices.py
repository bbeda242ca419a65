"""What a person corrects in a document before it is loaded: texts of cells, values recognised in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from events.vocabulary import Role

from .resolve import Resolution, RowStatus
from .rows import Document, DocumentRow

Place = tuple[int, int]  # table, row


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Corrections by the place of their row in the source, which no other version of the file can change."""

    cells: Mapping[Place, Mapping[Role, str]] = field(default_factory=dict)
    values: Mapping[Place, Mapping[str, Any]] = field(default_factory=dict)  # Entry's columns, as JSON

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> "Choices":
        cells = {
            _place(key): {Role(role): text for role, text in row.items()}
            for key, row in stored.get("cells", {}).items()
        }
        return cls(cells=cells, values={_place(key): row for key, row in stored.get("values", {}).items()})

    def to_json(self) -> dict[str, Any]:
        return {
            "cells": {
                _key(place): {str(role): text for role, text in row.items()}
                for place, row in self.cells.items()
            },
            "values": {_key(place): dict(row) for place, row in self.values.items()},
        }

    def with_row(self, place: Place, cells: Mapping[Role, str], values: Mapping[str, Any]) -> "Choices":
        """The same with the corrections of one row replaced; none at all takes the row out."""
        both = []
        for known, own in ((self.cells, cells), (self.values, values)):
            rest = {key: row for key, row in known.items() if key != place}
            both.append({**rest, place: own} if own else rest)
        return Choices(cells=both[0], values=both[1])

    def applied_to(self, document: Document) -> Document:
        """The document with the corrected cells. A cell that other rows continue is corrected in them too;
        a continued cell that is corrected itself stands for itself from then on."""
        if not self.cells:
            return document
        rows: list[DocumentRow] = []
        carried: dict[Role, str] = {}
        for row in document.rows:
            own = self.cells.get(place_of(row), {})
            cells, continued = dict(row.cells), dict(row.continued)
            for role in row.cells:
                if role in own:
                    cells[role] = carried[role] = own[role]
                    continued.pop(role, None)
                elif role in continued and role in carried:
                    cells[role] = carried[role]
                else:
                    carried.pop(role, None)
            rows.append(replace(row, cells=cells, continued=continued))
        return replace(document, rows=tuple(rows))

    def put_into(self, resolution: Resolution) -> None:
        """Hand the corrected values to the rows they are about; an unchanged row's are not touched."""
        for row in resolution.rows:
            if row.status is not RowStatus.UNCHANGED:
                row.corrections = self.values.get(place_of(row.row), {})


def place_of(row: DocumentRow) -> Place:
    return row.source.table, row.source.row


def _place(key: str) -> Place:
    table, row = key.split(".")
    return int(table), int(row)


def _key(place: Place) -> str:
    return f"{place[0]}.{place[1]}"
