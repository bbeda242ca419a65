"""Reads a reference CSV file; errors name file, line and column."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

SEPARATOR = "|"  # between several values of one cell


class ReferenceFileError(ValueError):
    """An invalid reference file; the message begins with file, line and column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceRow:
    file: str
    line: int
    cells: dict[str, str]

    def error(self, column: str, problem: str) -> ReferenceFileError:
        return ReferenceFileError(f"{self.file}, line {self.line}, column {column}: {problem}")

    def text(self, column: str) -> str:
        return self.cells[column]

    def required(self, column: str) -> str:
        if not self.cells[column]:
            raise self.error(column, "is empty")
        return self.cells[column]

    def several(self, column: str) -> tuple[str, ...]:
        text = self.cells[column]
        values = tuple(text.split(SEPARATOR)) if text else ()
        if any(value != value.strip() or not value for value in values):
            raise self.error(column, f"{text!r} holds an empty or unstripped value")
        if len(set(values)) != len(values):
            raise self.error(column, f"{text!r} holds a value twice")
        return values


def read_table(path: Path, columns: Sequence[str]) -> Iterator[ReferenceRow]:
    """Rows of a file with exactly the header `columns`; cells must not begin or end with a space."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file, strict=True)
        header = next(reader, [])
        if header != list(columns):
            raise ReferenceFileError(f"{path.name}, line 1: the columns are {header}, not {list(columns)}")
        for cells in reader:
            if len(cells) != len(columns):
                raise ReferenceFileError(
                    f"{path.name}, line {reader.line_num}: {len(cells)} cells for {len(columns)} columns"
                )
            row = ReferenceRow(
                file=path.name, line=reader.line_num, cells=dict(zip(columns, cells, strict=True))
            )
            for column, text in row.cells.items():
                if text != text.strip():
                    raise row.error(column, f"{text!r} begins or ends with a space")
            yield row
