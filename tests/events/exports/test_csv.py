"""CSV: a line per entry, harmless in a spreadsheet."""

import csv
from io import BytesIO, StringIO

import pytest
from hypothesis import given

from events.exports.csv import write_csv
from events.exports.table import EntryLine, ReportTable, SectionLine, Span
from events.exports.text import clean
from tests.events.exports.tables import FORMULAS, PLAN_COLUMNS, entry, plan, sample_plan, tables


def written(table: ReportTable) -> bytes:
    out = BytesIO()
    write_csv(table, out)
    return out.getvalue()


def read(table: ReportTable) -> list[list[str]]:
    return list(csv.reader(StringIO(written(table).decode("utf-8-sig"), newline=""), delimiter=";"))


def test_csv_names_the_section_of_each_entry_and_repeats_continued_cells() -> None:
    header, *rows = read(sample_plan())
    assert header == ["Раздел", *(column.heading for column in PLAN_COLUMNS)]
    assert [row[:3] for row in rows] == [
        ["Министерство образцов", "1.", "г. Москва"],
        ["Министерство образцов", "2.", "г. Москва"],
        ["Министерство образцов", "3.", "г. Москва"],
        ["Министерство образцов", "4.", "Тестовая область"],
        ["Департамент примеров", "5.", "Тестовая область"],
    ]


def test_csv_opens_in_excel_by_a_double_click() -> None:
    data = written(plan(entry(1)))
    assert data.startswith(b'\xef\xbb\xbf"')
    assert data.endswith(b'"\r\n')


@pytest.mark.parametrize("formula", FORMULAS)
def test_csv_disarms_a_formula_in_every_place(formula: str) -> None:
    table = plan(
        SectionLine(formula),
        entry(1)._replace(cells=(formula,) * 7),
        columns=tuple(column._replace(heading=formula) for column in PLAN_COLUMNS),
    )
    header, row = read(table)
    for cell in [*header[1:], *row]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝"))
        assert cell[:1] not in ("\t", "\r", "\n", "\0")
        assert cell.removeprefix("'") == clean(formula)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("+7 (000) 000-00-00", "'+7 (000) 000-00-00"),
        ("- первое\n- второе", "'- первое\n- второе"),
        ("8-000-000-00-00", "8-000-000-00-00"),
        ("– тире", "– тире"),
        ("а = б", "а = б"),
        ("'кавычка", "'кавычка"),
    ],
)
def test_csv_leaves_phones_and_lists_readable(text: str, expected: str) -> None:
    assert read(plan(entry(1, content=text)))[1][-1] == expected


@given(tables())
def test_csv_gives_back_every_text(table: ReportTable) -> None:
    rows = read(table)
    entries = [line for line in table.lines if isinstance(line, EntryLine)]
    assert len(rows) == 1 + len(entries)
    for row, line in zip(rows[1:], entries, strict=True):
        for cell, text in zip(row[1:], line.cells, strict=True):
            assert cell in (clean(text), f"'{clean(text)}")


def test_csv_keeps_the_output_open() -> None:
    out = BytesIO()
    write_csv(plan(EntryLine(("",) * 7, (Span.NONE,) * 7)), out)
    assert not out.closed
