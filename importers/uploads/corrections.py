"""What a person corrects before loading: texts of cells and the values recognised in them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from agreements.names.gazetteer import Gazetteer
from events.phrases.counted_partners import is_home
from events.phrases.issues import Issue
from events.phrases.partner_values import PartnerFound
from events.phrases.values import Values
from events.vocabulary import Kind, PartnerRole, Role
from importers.documents.document import Document, DocumentRow
from importers.documents.issues import DocumentIssue
from importers.resolving.resolution import Resolution, ResolvedRow, RowStatus

from .said_of_file import said_of_file

Place = tuple[int, int]  # table, row
PARTNERS = "partners"
COUNTED = "counted"
# Issues that are settled once a person says who the partners are
_SETTLED = (
    *("unknown-partner", "unknown-place", "no-party"),
    *("no-partner-found", "partner-doubted", "partner-left-out"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Corrections:
    """Corrections by the place of their row in the file; another version is another file with its own."""

    cells: Mapping[Place, Mapping[Role, str]] = field(default_factory=dict)
    # Columns of Entry as JSON; "partners": the codes of all that are meant; "counted": of places that the row
    # names and that are partners beside those its cells tell
    values: Mapping[Place, Mapping[str, Any]] = field(default_factory=dict)
    # What an editor said of the whole file, until the coordinator confirms it for all: a spelling → the code
    # of the partner meant, "" for none; the text of a cell → the key of the agreement
    spellings: Mapping[str, str] = field(default_factory=dict)
    agreements: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of_json(cls, stored: Mapping[str, Any]) -> "Corrections":
        cells = {
            _place(key): {Role(role): text for role, text in row.items()}
            for key, row in stored.get("cells", {}).items()
        }
        return cls(
            cells=cells,
            values={_place(key): row for key, row in stored.get("values", {}).items()},
            spellings=stored.get("spellings", {}),
            agreements=stored.get("agreements", {}),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "cells": {
                _key(place): {str(role): text for role, text in row.items()}
                for place, row in self.cells.items()
            },
            "values": {_key(place): dict(row) for place, row in self.values.items()},
            **({"spellings": dict(self.spellings)} if self.spellings else {}),
            **({"agreements": dict(self.agreements)} if self.agreements else {}),
        }

    def with_row(self, place: Place, cells: Mapping[Role, str], values: Mapping[str, Any]) -> "Corrections":
        """A copy with the corrections of one row replaced, or removed where there are none."""
        return replace(self, cells=_with(self.cells, place, cells), values=_with(self.values, place, values))

    def with_partner(self, place: Place, code: str) -> "Corrections":
        """A copy in which a place that the row names is among its partners, whoever else is."""
        values = self.values.get(place, {})
        key = PARTNERS if PARTNERS in values else COUNTED
        codes = dict.fromkeys((*values.get(key, ()), code))
        return self.with_row(place, self.cells.get(place, {}), {**values, key: list(codes)})

    def without_partner(self, place: Place, code: str) -> "Corrections":
        """The inverse of `with_partner`."""
        values = {
            name: [one for one in value if one != code] if name in (PARTNERS, COUNTED) else value
            for name, value in self.values.get(place, {}).items()
        }
        if not values.get(COUNTED):
            values.pop(COUNTED, None)
        return self.with_row(place, self.cells.get(place, {}), values)

    def applied_to(self, document: Document) -> Document:
        """The document with the corrected cells. The correction of a cell that other rows continue reaches
        them, too; a continued cell that is corrected itself no longer continues the one above."""
        if not self.cells:
            return document
        rows: list[DocumentRow] = []
        carried: dict[Role, str] = {}
        for row in document.rows:
            corrected = self.cells.get(place_of(row), {})
            cells, continued = dict(row.cells), dict(row.continued)
            for role in row.cells:
                if role in corrected:
                    cells[role] = carried[role] = corrected[role]
                    continued.pop(role, None)
                elif role in continued and role in carried:
                    cells[role] = carried[role]
                else:
                    carried.pop(role, None)
            rows.append(replace(row, cells=cells, continued=continued))
        return replace(document, rows=tuple(rows))

    def put_into(self, resolution: Resolution, gazetteer: Gazetteer) -> None:
        """Put the corrected values into their rows. An unchanged row becomes changed where the registry holds
        other values."""
        said_of_file(self.spellings, self.agreements, resolution)
        for row in resolution.rows:
            corrected = dict(self.values.get(place_of(row.row), {}))
            if not corrected:
                continue
            codes = corrected.pop(PARTNERS, None)
            counted = corrected.pop(COUNTED, ())
            differs = row.entry is None or any(
                _plain(getattr(row.entry, name)) != value for name, value in corrected.items()
            )
            row.corrections = corrected
            if codes is not None:
                before = set(partner_codes(standing_values(row), gazetteer))
                differs = differs or before != set(codes)
                set_partners(row, codes, resolution.subject.kind, gazetteer)
            elif counted:
                differs = differs or not {*counted} <= {*partner_codes(standing_values(row), gazetteer)}
                _count(row, counted, resolution.subject.kind)
            if differs and row.status is RowStatus.UNCHANGED:
                row.status = RowStatus.CHANGED


def place_of(row: DocumentRow) -> Place:
    return row.source.table, row.source.row


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def standing_values(row: ResolvedRow) -> Values:
    """The values of the row before loading; if its cells do not change, those the registry holds."""
    if row.entry is not None and row.entry.recognised and not row.changes:
        return Values.from_json(row.entry.recognised)
    return row.values


def partner_codes(values: Values, gazetteer: Gazetteer) -> list[str]:
    """The partners a row names, as a person would list them: without places that are only mentioned."""
    codes = [
        found.code
        for found in values.partners.found
        if found.role.is_counted and not is_home(found.code, gazetteer)
    ]
    return list(dict.fromkeys(codes))


def set_partners(row: ResolvedRow, codes: Sequence[str], kind: Kind, gazetteer: Gazetteer) -> None:
    """Make these the partners of the row: others that its cells name are excluded, none is unknown."""
    values = row.values
    named = set(partner_codes(values, gazetteer))
    row.has_chosen_partners = True
    row.excluded_partners = tuple(
        found for found in values.partners.found if found.code in named - set(codes)
    )
    column = kind.counterpart_column
    added = tuple(
        PartnerFound(code=code, role=PartnerRole.PARTNER, cell=column, phrase="", start=0, end=0)
        for code in codes
        if code not in named
    )
    kept = tuple(found for found in values.partners.found if found not in row.excluded_partners)
    row.values = replace(
        values,
        partners=replace(values.partners, found=(*kept, *added), unknown=()),
        issues=tuple(issue for issue in values.issues if issue.code not in _SETTLED),
    )
    row.issues = tuple(issue for issue in row.issues if issue.code not in _SETTLED)


def _count(row: ResolvedRow, codes: Sequence[str], kind: Kind) -> None:
    """Make these partners of the row too; what else is asked about it stays."""
    chosen = [
        PartnerFound(
            code=code, role=PartnerRole.PARTNER, cell=kind.counterpart_column, phrase="", start=0, end=0
        )
        for code in codes
    ]
    phrases = {one.phrase for one in row.values.partners.found if one.code in codes}
    row.has_chosen_partners = True
    row.values = row.values.with_partners(chosen)
    row.values = replace(
        row.values, issues=tuple(one for one in row.values.issues if not _is_answered(one, phrases))
    )
    row.issues = tuple(one for one in row.issues if not _is_answered(one, phrases))


def _is_answered(issue: Issue | DocumentIssue, phrases: Collection[str]) -> bool:
    """Whether it is about nobody but those who are partners now."""
    if issue.code == "no-partner-found":
        return True
    return issue.code == "partner-left-out" and phrases >= {*issue.found.split(", ")}


def _with(rows: Mapping[Place, Any], place: Place, row: Mapping[Any, Any]) -> dict[Place, Any]:
    others = {key: value for key, value in rows.items() if key != place}
    return {**others, place: row} if row else others


def _place(key: str) -> Place:
    table, row = key.split(".")
    return int(table), int(row)


def _key(place: Place) -> str:
    return f"{place[0]}.{place[1]}"
