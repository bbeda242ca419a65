"""The Excel sheet: the printed table, every cell a text, never a formula."""

from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given, settings
from openpyxl.worksheet.worksheet import Worksheet

from coopregistry.office import convert
from events.exports.merges import printable
from events.exports.page_style import Properties
from events.exports.table import ReportTable, SectionLine, Span
from events.exports.text import clean
from events.exports.xlsx import write_xlsx
from events.vocabulary import Kind
from tests.events.exports.tables import FORMULAS, PLAN_COLUMNS, entry, plan, sample_plan, tables
from tests.needs import needs_office


def written(table: ReportTable) -> bytes:
    out = BytesIO()
    write_xlsx(table, out)
    return out.getvalue()


def opened(table: ReportTable) -> Worksheet:
    return openpyxl.load_workbook(BytesIO(written(table))).worksheets[0]


def values(sheet: Worksheet) -> list[list[str]]:
    return [[cell.value or "" for cell in row] for row in sheet.iter_rows()]


def merges(sheet: Worksheet) -> set[str]:
    return {str(merged) for merged in sheet.merged_cells.ranges}


def test_xlsx_holds_title_header_sections_rows_merges_and_notes() -> None:
    table = sample_plan()
    sheet = opened(table)
    empty = [""] * 6
    rows = values(sheet)
    assert rows[:3] == [[line, *empty] for line in (*table.title.split("\n"), "")]
    assert rows[3] == [column.heading for column in table.columns]
    assert rows[4] == ["Министерство образцов", *empty]
    assert [row[:2] for row in rows[5:9]] == [
        ["1.", "г. Москва"],
        ["2.", ""],
        ["3.", ""],
        ["4.", "Тестовая область"],
    ]
    assert rows[11] == ["Всего состоялось 4 встречи\nв здании правительства", *empty]
    assert len(rows) == 12
    assert merges(sheet) == {"A1:G1", "A2:G2", "A5:G5", "B6:B8", "A10:G10", "A12:G12"}


def test_xlsx_is_laid_out_for_reading_and_printing() -> None:
    sheet = opened(plan(entry(1), column_numbers=True))
    assert sheet.freeze_panes == "A6"
    assert sheet.print_title_rows == "$4:$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)  # 1 is not written
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet["A4"].font.bold
    assert sheet["A4"].alignment.wrap_text
    assert [cell.value for cell in sheet[5]] == ["1", "2", "3", "4", "5", "6", "7"]
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["D"].width


@pytest.mark.parametrize(
    ("kind", "name"), [(Kind.INTERNATIONAL_PLAN, "План"), (Kind.AGREEMENTS_REPORT, "Отчет")]
)
def test_xlsx_names_the_sheet_by_the_kind(kind: Kind, name: str) -> None:
    assert opened(plan(entry(1), kind=kind)).title == name


@pytest.mark.parametrize("formula", FORMULAS)
def test_xlsx_keeps_a_formula_as_text(formula: str) -> None:
    table = plan(
        SectionLine(formula),
        entry(1)._replace(cells=(formula,) * 7),
        title=formula.replace("\n", "").replace("\r", ""),
        columns=tuple(column._replace(heading=formula) for column in PLAN_COLUMNS),
        notes=(formula,),
        extras=(formula,),
    )
    sheet = opened(table)
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.value for cell in sheet[5]] == [clean(formula)] * 7


@needs_office
def test_xlsx_stays_text_when_an_office_program_calculates_it() -> None:
    table = plan(*(entry(1)._replace(cells=(formula,) * 7) for formula in FORMULAS))
    calculated = convert(written(table), ".xlsx", "xlsx")
    rows = values(openpyxl.load_workbook(BytesIO(calculated), data_only=True).worksheets[0])[4:]
    assert [row[0] for row in rows] == [clean(formula) for formula in FORMULAS]


@settings(deadline=None, max_examples=60)
@given(tables())
def test_xlsx_gives_back_every_text(table: ReportTable) -> None:
    count = len(table.columns)
    title = [[line] + [""] * (count - 1) for line in table.title.split("\n")] if table.title else []
    expected = [*title, *([[""] * count] if title else []), [column.heading for column in table.columns]]
    if table.column_numbers:
        expected.append([str(number + 1) for number in range(count)])
    for line in printable(table.lines):
        if isinstance(line, SectionLine):
            expected.append([line.text] + [""] * (count - 1))
        else:
            expected.append(
                [
                    "" if span is Span.CONTINUE else text
                    for text, span in zip(line.cells, line.spans, strict=True)
                ]
            )
    expected += [[note] + [""] * (count - 1) for note in table.notes]
    assert [[folded(cell) for cell in row] for row in values(opened(table))] == [
        [folded(cell) for cell in row] for row in expected
    ]


def folded(text: str) -> str:
    return " ".join(clean(text).split())


def test_xlsx_keeps_footnotes_apart_from_closing_notes() -> None:
    book = openpyxl.load_workbook(BytesIO(written(plan(entry(1), extras=("* сноска", "=1+1")))))
    assert book.sheetnames == ["План", "Сноски"]
    assert [(cell.value, cell.data_type) for (cell,) in book["Сноски"].iter_rows()] == [
        ("* сноска", "s"),
        ("=1+1", "s"),
    ]
    assert book["План"].max_row == 5


def test_xlsx_cuts_an_overlong_text_with_a_mark() -> None:
    (cut, whole) = (
        opened(plan(entry(1, content=text)))["G5"].value for text in ("ы" * 40_000, "\U0001f600" * 16_000)
    )
    assert cut == "ы" * (32_767 - 48) + " […текст не помещается в ячейку Excel и обрезан]"
    assert whole == "\U0001f600" * 16_000


def test_xlsx_counts_the_limit_as_excel_does() -> None:
    cut = opened(plan(entry(1, content="\U0001f600" * 20_000)))["G5"].value
    assert len(cut.encode("utf-16-le")) // 2 <= 32_767
    assert cut.endswith("обрезан]")


def test_xlsx_gives_a_merged_text_the_room_it_needs() -> None:
    long = "Соглашение о сотрудничестве " * 20
    sheet = opened(plan(entry(1, long, Span.START), entry(2, long, Span.CONTINUE), entry(3)))
    heights = [sheet.row_dimensions[row].height for row in (5, 6, 7)]
    assert heights[0] == heights[2] < heights[1]


def test_xlsx_is_the_same_for_the_same_table_and_carries_no_time() -> None:
    data = written(sample_plan())
    assert data == written(sample_plan())
    with ZipFile(BytesIO(data)) as package:
        assert {member.date_time for member in package.infolist()} == {(1980, 1, 31, 0, 0, 0)}


def test_xlsx_says_what_it_is() -> None:
    out = BytesIO()
    write_xlsx(sample_plan(), out, properties=Properties(author="Управление \x00образцов"))
    about = openpyxl.load_workbook(out).properties
    assert (about.creator, about.language, about.title) == (
        "Управление образцов",
        "ru-RU",
        "План мероприятий в сфере межрегионального сотрудничества на I полугодие 2024 года",
    )
