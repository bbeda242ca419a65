"""What a person corrects in a document before it is loaded: texts of cells, values recognised in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from agreements.names.gazetteer import Gazetteer
from events.phrases.partners import PartnerFound, is_home
from events.phrases.values import Values
from events.vocabulary import Kind, PartnerRole, Role
from importers.documents.document import Document, DocumentRow
from importers.resolving.resolution import Resolution, ResolvedRow, RowStatus

Place = tuple[int, int]  # table, row
PARTNERS = "partners"
# Remarks that are settled as soon as a person says who the partners are
_ANSWERED = ("unknown-partner", "unknown-place", "no-party")


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """Corrections by the place of their row in the source, which no other version of the file can change."""

    cells: Mapping[Place, Mapping[Role, str]] = field(default_factory=dict)
    # Entry's columns as JSON, and "partners": the codes of all a person means
    values: Mapping[Place, Mapping[str, Any]] = field(default_factory=dict)

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> "Corrections":
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

    def with_row(self, place: Place, cells: Mapping[Role, str], values: Mapping[str, Any]) -> "Corrections":
        """The same with the corrections of one row replaced; none at all takes the row out."""
        both = []
        for known, own in ((self.cells, cells), (self.values, values)):
            rest = {key: row for key, row in known.items() if key != place}
            both.append({**rest, place: own} if own else rest)
        return Corrections(cells=both[0], values=both[1])

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

    def put_into(self, resolution: Resolution, gazetteer: Gazetteer) -> None:
        """Hand the corrected values to the rows they are about. A row whose cells are unchanged changes where
        the registry does not hold those values already."""
        for row in resolution.rows:
            own = dict(self.values.get(place_of(row.row), {}))
            if not own:
                continue
            codes = own.pop(PARTNERS, None)
            differs = row.entry is None or any(
                _plain(getattr(row.entry, name)) != value for name, value in own.items()
            )
            row.corrections = own
            if codes is not None:
                before = set(partner_codes(standing_values(row), gazetteer))
                differs = differs or before != set(codes)
                take_partners(row, codes, resolution.subject.kind, gazetteer)
            if differs and row.status is RowStatus.UNCHANGED:
                row.status = RowStatus.CHANGED


def place_of(row: DocumentRow) -> Place:
    return row.source.table, row.source.row


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def standing_values(row: ResolvedRow) -> Values:
    """What is known of the row before it is loaded: of one whose cells stay what the registry holds."""
    if row.entry is not None and row.entry.recognised and not row.changes:
        return Values.from_json(row.entry.recognised)
    return row.values


def partner_codes(values: Values, gazetteer: Gazetteer) -> list[str]:
    """The partners a row names, as a person would list them: places they only lie in are left out."""
    codes = [
        one.code
        for one in values.partners.found
        if one.role is not PartnerRole.MENTIONED and not is_home(one.code, gazetteer)
    ]
    return list(dict.fromkeys(codes))


def take_partners(row: ResolvedRow, codes: Sequence[str], kind: Kind, gazetteer: Gazetteer) -> None:
    """The partners of the row are these: others its cells name are none, and none is unknown any more."""
    values = row.values
    meant = set(partner_codes(values, gazetteer))
    row.has_chosen_partners = True
    row.excluded_partners = tuple(one for one in values.partners.found if one.code in meant - set(codes))
    column = kind.counterpart_column
    added = tuple(
        PartnerFound(code=code, role=PartnerRole.PARTNER, cell=column, phrase="", start=0, end=0)
        for code in codes
        if code not in meant
    )
    kept = tuple(one for one in values.partners.found if one not in row.excluded_partners)
    row.values = replace(
        values,
        partners=replace(values.partners, found=(*kept, *added), unknown=()),
        issues=tuple(issue for issue in values.issues if issue.code not in _ANSWERED),
    )
    row.issues = tuple(issue for issue in row.issues if issue.code not in _ANSWERED)


def _place(key: str) -> Place:
    table, row = key.split(".")
    return int(table), int(row)


def _key(place: Place) -> str:
    return f"{place[0]}.{place[1]}"
