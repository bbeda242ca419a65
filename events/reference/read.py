"""The reviewed spheres as plain values (no Django)."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from pathlib import Path

from agreements.reference.read import new_code
from agreements.reference.table import read_table

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True, kw_only=True)
class SphereRow:
    code: str
    name: str
    order: int
    wordings: tuple[str, ...]


_COLUMNS = tuple(field.name for field in fields(SphereRow))


def spheres(folder: Path = FOLDER) -> Iterator[SphereRow]:
    seen: set[str] = set()
    for row in read_table(folder / "spheres.csv", _COLUMNS):
        yield SphereRow(
            code=new_code(row, seen),
            name=row.required("name"),
            order=row.number("order"),
            wordings=row.several("wordings"),
        )
