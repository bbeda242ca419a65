"""The reviewed partners as plain values (no Django)."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from ..names.place import Place, PlaceKind
from .table import ReferenceRow, read_table

FOLDER = Path(__file__).parent

# A parent is in the same or an earlier file, so rows can be saved in this order.
SUBJECTS = "subjects.csv"
PARTNER_FILES = (
    "countries.csv",
    "federal_districts.csv",
    SUBJECTS,
    "foreign_regions.csv",
    "cities.csv",
    "foreign_cities.csv",
    "unions.csv",
)
# Known to the gazetteer only: a record of a place appears when a row first names it.
WORLD = FOLDER / "world"
WORLD_FILES = ("regions.csv", "cities.csv", "towns.csv", "districts.csv")

_CODE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CASES = ("", "_gen", "_dat", "_acc", "_ins", "_loc")
_NAMES = tuple("name" + case for case in _CASES)
_OFFICIALS = tuple("official" + case for case in _CASES)


@dataclass(frozen=True, slots=True, kw_only=True)
class PartnerRow:
    """One line of a partner file; the fields are its columns, in their order."""

    code: str
    kind: PlaceKind
    parent: str
    name: str
    name_gen: str
    name_dat: str
    name_acc: str
    name_ins: str
    name_loc: str
    official: str  # all six are empty if the official name equals the short one
    official_gen: str
    official_dat: str
    official_acc: str
    official_ins: str
    official_loc: str
    iso: str
    okato: str
    capital: str
    aliases: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(getattr(self, column) for column in _NAMES)

    @property
    def officials(self) -> tuple[str, ...]:
        return tuple(getattr(self, column) for column in _OFFICIALS) if self.official else ()

    def place(self, *, minor: bool = False) -> Place:
        return Place(
            code=self.code,
            kind=self.kind,
            short=self.names,
            official=self.officials,
            parent=self.parent,
            aliases=self.aliases,
            capital=self.capital,
            minor=minor,
        )


_PARTNER_COLUMNS = tuple(field.name for field in fields(PartnerRow))


def partners(folder: Path = FOLDER) -> Iterator[PartnerRow]:
    """All partners of the existing files, parents before children."""
    seen: set[str] = set()
    for name in PARTNER_FILES:
        path = folder / name
        if path.exists():
            for row in read_table(path, _PARTNER_COLUMNS):
                yield _partner(row, seen)


@cache
def subjects() -> dict[str, str]:
    """The regions of the Federation: code → name."""
    rows = read_table(FOLDER / SUBJECTS, _PARTNER_COLUMNS)
    return {row.required("code"): row.required("name") for row in rows}


def world(files: Sequence[str] = WORLD_FILES) -> Iterator[PartnerRow]:
    """The places that are no partners until a row names one; their parents are among these or `partners`."""
    seen: set[str] = set()
    for name in files:
        for row in read_table(WORLD / name, _PARTNER_COLUMNS):
            yield _partner(row, seen)


def places() -> list[Place]:
    """Everything the reference data know, as the gazetteer of a new registry has it."""
    return [*(row.place() for row in partners()), *(row.place(minor=True) for row in world())]


def _new_code(row: ReferenceRow, seen: set[str]) -> str:
    """The row's code, checked in form and against `seen`, to which it is added."""
    code = row.required("code")
    if not _CODE.fullmatch(code):
        raise row.error("code", f"{code!r} is not made of a-z, 0-9 and single hyphens")
    if code in seen:
        raise row.error("code", f"{code!r} is there already")
    seen.add(code)
    return code


def _partner(row: ReferenceRow, seen: set[str]) -> PartnerRow:
    kind = row.required("kind")
    if kind not in set(PlaceKind):
        raise row.error("kind", f"{kind!r} is no kind of partner")
    filled = [column for column in _OFFICIALS if row.text(column)]
    if filled and len(filled) < len(_OFFICIALS):
        empty = next(column for column in _OFFICIALS if column not in filled)
        raise row.error(empty, "is empty while other cases of the official name are given")
    return PartnerRow(
        code=_new_code(row, seen),
        kind=PlaceKind(kind),
        parent=row.text("parent"),
        iso=row.text("iso"),
        okato=row.text("okato"),
        capital=row.text("capital"),
        aliases=row.several("aliases"),
        **{column: row.required(column) for column in _NAMES},
        **{column: row.text(column) for column in _OFFICIALS},
    )
