"""The five real dumps become rows of the right number of columns."""

import pytest

from importers.documents.readers import read
from tests.importers.documents.readers.docx_builder import texts
from tests.real import REAL, needs_real

EXPECTED = {  # columns, numbered rows, rows across the table
    "agreements-report-2020-Q4": (7, 17, 5),
    "international-report-2023-Q2": (6, 47, 9),
    "international-report-2024-Q4": (6, 78, 15),
    "interregional-plan-2022-H2": (7, 19, 7),
    "interregional-plan-2024-H1": (7, 47, 7),
}


@needs_real
@pytest.mark.parametrize("name", EXPECTED)
def test_real_dump_is_cut_into_rows(name: str) -> None:
    columns, numbered, across = EXPECTED[name]
    grid = read((REAL / f"{name}.txt").read_bytes(), f"{name}.txt")
    (table,) = grid.tables
    header, *rows = texts(table)
    glued = ["Сотрудничество в сфере образования и науки"] if name == "international-report-2024-Q4" else []
    assert [issue.found for issue in grid.issues] == glued
    assert (header[0], len(header)) == ("№ п/п", columns)
    assert [len(row) for row in rows].count(columns) == numbered
    assert [len(row) for row in rows].count(1) == across
    assert [row[0].strip() for row in rows if len(row) > 1] == [f"{n}." for n in range(1, numbered + 1)]
    assert all(cell.span == columns for row in table.rows for cell in row.cells if len(row.cells) == 1)
