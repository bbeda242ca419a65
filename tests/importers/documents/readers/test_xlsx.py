"""Workbooks become tables: values as people write them, merges, hidden lines, notes."""

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from importers.documents.grid import Cell, Grid, Merge, Row, SideNote
from importers.documents.issues import UnreadableDocument
from importers.documents.readers import read
from importers.documents.readers.xlsx import sheet as sheet_module
from tests.importers.documents.readers.docx_builder import (
    OFFICE,
    PACKAGE,
    codes,
    relationships,
    texts,
    zipped,
)

S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
OVERRIDE = f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}"/>'
AFTERNOON = datetime.fromisoformat("2024-01-05T14:30")


def book(fill: Callable[[Worksheet], None]) -> bytes:
    workbook = openpyxl.Workbook()
    sheet = workbook.active
    assert isinstance(sheet, Worksheet)
    fill(sheet)
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def raw(sheet: str, strings: str = "", book_properties: str = "") -> bytes:
    """A workbook of one sheet given as its XML."""
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">{OVERRIDE}</Types>',
            "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{S}" xmlns:r="{OFFICE}">{book_properties}<sheets>'
            '<sheet name="Лист" sheetId="1" r:id="r1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relationships(
                ("worksheet", "worksheets/sheet1.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
            "xl/sharedStrings.xml": f'<sst xmlns="{S}">{strings}</sst>',
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{S}">{sheet}</worksheet>',
        }
    )


def value_of(value: object, number_format: str = "") -> str:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = value
        if number_format:
            sheet["A1"].number_format = number_format

    return texts(read(book(fill)).tables[0])[0][0]


@pytest.mark.parametrize(
    ("value", "number_format", "expected"),
    [
        ("текст", "", "текст"),
        ("две\nстроки", "", "две\nстроки"),
        (5, "", "5"),
        (5.0, "", "5"),
        (0.1 + 0.2, "", "0.3"),
        (-12, "", "-12"),
        (10**18, "", "1e+18"),
        (0.5, "0%", "50%"),
        (True, "", "ИСТИНА"),
        (date(2024, 1, 5), "", "05.01.2024"),
        (AFTERNOON, "dd.mm.yyyy hh:mm", "05.01.2024 14:30"),
        (AFTERNOON, "dd.mm.yyyy", "05.01.2024"),
        (date(2024, 3, 1), "mmmm yyyy", "март 2024 года"),
        (date(2024, 3, 1), r"[$-419]mmmm\ yyyy;@", "март 2024 года"),
        (date(2024, 3, 1), "yyyy", "2024 год"),
        (date(2024, 3, 1), 'dd mmmm yyyy "г."', "01 марта 2024 г."),
        (time(14, 30), "hh:mm", "14:30"),
        (45296, "General", "45296"),
        (45296, '0 "дней"', "45296 дней"),
    ],
)
def test_value_becomes_text(value: object, number_format: str, expected: str) -> None:
    assert value_of(value, number_format) == expected


def test_early_dates_allow_for_the_phantom_leap_day() -> None:
    assert value_of(59, "dd.mm.yyyy") == "28.02.1900"
    assert value_of(61, "dd.mm.yyyy") == "01.03.1900"


def test_dates_since_1904() -> None:
    def fill(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.parent.epoch = CALENDAR_MAC_1904
        sheet["A1"] = date(2024, 1, 5)

    assert texts(read(book(fill)).tables[0]) == [["05.01.2024"]]


@pytest.mark.parametrize(
    ("cell", "expected", "said"),
    [
        ('<c r="A1"><f>1+1</f><v>2</v></c>', "2", []),
        ('<c r="A1"><f>1+1</f></c>', "", ["formula-without-value"]),
        ('<c r="A1" t="str"><f>""</f><v></v></c>', "", []),
        ('<c r="A1" t="e"><v>#REF!</v></c>', "#REF!", ["cell-error"]),
        ('<c r="A1" t="inlineStr"><is><r><t>сло</t></r><r><t>во</t></r></is></c>', "слово", []),
        ('<c r="A1" t="d"><v>2024-01-05T00:00:00</v></c>', "05.01.2024", []),
        ('<c r="A1" t="d"><v>когда-то</v></c>', "когда-то", []),
        ('<c r="A1" t="str"><v>а_x000D_&#10;б_x0007__x000B_в</v></c>', "а\nб\nв", []),
        ('<c r="A1" t="s"><v>0</v></c>', "общее слово", []),
        ('<c t="s"><v>0</v></c>', "общее слово", []),
        ('<c r="A1" t="s"><v>7</v></c>', "", ["cell-error"]),
        ('<c r="A1" t="s"><v>-1</v></c>', "-1", ["cell-error"]),
        ('<c r="A1" t="s"><v>12 марта</v></c>', "12 марта", ["cell-error"]),
        ('<c r="A1" s="²"><v>45296</v></c>', "45296", []),
        ('<c r="A1" s="99"><v>45296</v></c>', "45296", []),
        ('<c r="A1"><v>1,5</v></c>', "1,5", []),
    ],
)
def test_stored_cells_become_text(cell: str, expected: str, said: list[str]) -> None:
    strings = "<si><r><t>общее </t></r><r><t>слово</t></r><rPh><t>нет</t></rPh></si>"
    other = '<c r="B1" t="s"><v>0</v></c>'
    grid = read(raw(f'<sheetData><row r="1">{cell}{other}</row></sheetData>', strings))
    assert texts(grid.tables[0]) == [[expected, "общее слово"]]
    assert codes(grid) == said


@pytest.mark.parametrize("named", ["²", "9" * 5000, "-3", ""])
def test_damaged_row_number_counts_as_absent(named: str) -> None:
    cell = '<c t="inlineStr"><is><t>слово</t></is></c>'
    grid = read(raw(f'<sheetData><row r="2"/><row r="{named}">{cell}</row></sheetData>'))
    assert [row.number for row in grid.tables[0].rows] == [3]


def test_rich_text_is_joined() -> None:
    assert value_of(CellRichText("одно ", TextBlock(InlineFont(b=True), "слово"))) == "одно слово"


def test_merges_become_spans_and_vertical_merges() -> None:
    def fill(sheet: Worksheet) -> None:
        for row in (
            ["План", None, None],
            ["№", "Регион", "Дата"],
            ["1.", "Область", "май"],
            ["2.", None, "июнь"],
        ):
            sheet.append(row)
        sheet.merge_cells("A1:J1")
        sheet.merge_cells("B3:B4")

    (table,) = read(book(fill)).tables
    assert table.columns == 3
    assert table.rows[0].cells == (Cell("План", 0, 3),)
    assert [row.cells[1] for row in table.rows[2:]] == [
        Cell("Область", 1, 1, Merge.START),
        Cell("", 1, 1, Merge.CONTINUE),
    ]


def test_block_merge_spans_and_continues() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"], sheet["C1"], sheet["C2"] = "а", "1", "2"
        sheet.merge_cells("A1:B2")

    assert [row.cells[0] for row in read(book(fill)).tables[0].rows] == [
        Cell("а", 0, 2, Merge.START),
        Cell("", 0, 2, Merge.CONTINUE),
    ]


def test_text_under_a_merge_is_said() -> None:
    cells = '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><v>2</v></c><c r="C1"><v>3</v></c></row>'
    merged = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C1"/></mergeCells>'
    grid = read(raw(f"<sheetData>{cells}</sheetData>{merged}"))
    assert texts(grid.tables[0]) == [["1", "3"]]
    assert sorted(codes(grid)) == ["covered-text", "overlapping-merge"]


def test_rows_keep_their_numbers() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A2"], sheet["A5"] = "а", "б"

    assert read(book(fill)).tables[0].rows == (Row(2, (Cell("а"),)), Row(5, (Cell("б"),)))


def test_hidden_lines_are_read_and_said() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet.append(["а", "б"])
        sheet.append(["в", "г"])
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["B"].hidden = True

    grid = read(book(fill))
    assert [row.hidden for row in grid.tables[0].rows] == [False, True]
    assert grid.tables[0].hidden_columns == (1,)
    assert [(issue.code, issue.place.row, issue.place.column) for issue in grid.issues] == [
        ("hidden-row", 2, 0),
        ("hidden-column", 0, 2),
    ]


def test_sheets_are_tables_with_their_names() -> None:
    def fill(sheet: Worksheet) -> None:
        assert sheet.parent is not None
        sheet.title = "План"
        sheet["A1"] = "а"
        sheet.parent.create_sheet("Пусто")
        secret = sheet.parent.create_sheet("Черновик")
        secret["A1"] = "б"
        secret.sheet_state = "hidden"

    grid = read(book(fill))
    assert [(table.number, table.name, texts(table)) for table in grid.tables] == [
        (1, "План", [["а"]]),
        (3, "Черновик", [["б"]]),
    ]
    assert [(issue.code, issue.found) for issue in grid.issues] == [("hidden-sheet", "Черновик")]


def test_far_cells_cost_nothing_and_are_said() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["A1"] = "а"
        sheet["A1048576"] = "внизу"
        sheet["XFD1"] = "справа"

    grid = read(book(fill))
    assert [row.number for row in grid.tables[0].rows] == [1, 1_048_576]
    assert [(issue.code, issue.found) for issue in grid.issues] == [("far-cell", "справа")]


def test_false_dimension_hides_no_cells() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 51))
    grid = read(raw(f'<dimension ref="A1:B2"/><sheetData>{rows}</sheetData>'))
    assert len(grid.tables[0].rows) == 50


def test_monstrous_merge_costs_nothing() -> None:
    cell = '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
    grid = read(raw(f'{cell}<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="x"/></mergeCells>'))
    assert grid.tables[0].rows == (Row(1, (Cell("1", 0, 1, Merge.START),)),)


def test_too_many_cells_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importers.documents.readers.xlsx.MAX_CELLS", 3)
    with pytest.raises(UnreadableDocument) as refused:
        read(book(lambda sheet: sheet.append([1, 2, 3, 4])))
    assert refused.value.issue.code == "too-complex"


def test_too_many_merges_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_module, "MAX_MERGES", 1)
    merged = '<mergeCells><mergeCell ref="A1:A2"/><mergeCell ref="B1:B2"/></mergeCells>'
    with pytest.raises(UnreadableDocument) as refused:
        read(raw(f"<sheetData/>{merged}"))
    assert refused.value.issue.code == "too-complex"


def test_comments_and_margins_are_notes() -> None:
    def fill(sheet: Worksheet) -> None:
        sheet["B2"] = "а"
        sheet["B2"].comment = Comment("уточнить", "А")
        assert sheet.oddHeader is not None
        sheet.oddHeader.center.text = "Проект"

    assert set(read(book(fill)).notes) == {
        SideNote("comment", "уточнить", 1, 2, 2),
        SideNote("header", "Проект", 1),
    }


def test_text_boxes_and_pictures_are_notes() -> None:
    drawingml = "http://schemas.openxmlformats.org/drawingml/2006"
    text = "<a:p><a:r><a:t>в ра</a:t></a:r><a:r><a:t>мке</a:t></a:r></a:p>"
    corner = "<xdr:from><xdr:col>1</xdr:col><xdr:row>4</xdr:row></xdr:from>"
    properties = '<xdr:nvPicPr><xdr:cNvPr id="1" name="x" descr="Герб"/></xdr:nvPicPr>'
    drawing = (
        f'<xdr:wsDr xmlns:xdr="{drawingml}/spreadsheetDrawing" xmlns:a="{drawingml}/main">'
        f"<xdr:twoCellAnchor>{corner}<xdr:sp><xdr:txBody>{text}</xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
        f"<xdr:absoluteAnchor><xdr:pic>{properties}</xdr:pic></xdr:absoluteAnchor></xdr:wsDr>"
    )
    parts = {"xl/worksheets/_rels/sheet1.xml.rels": relationships(("drawing", "../drawings/drawing1.xml"))}
    stream = io.BytesIO(raw("<sheetData/>"))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", drawing)
        for name, content in parts.items():
            archive.writestr(name, content)
    grid: Grid = read(stream.getvalue())
    assert grid.notes == (SideNote("text_box", "в рамке", 1, 5, 2), SideNote("image", "Герб", 1))
    assert codes(grid) == ["text-box", "image"]


def test_embedded_object_of_a_sheet_is_said_once() -> None:
    one = '<oleObject progId="Word.Document.12" shapeId="1"/>'
    cells = '<sheetData><row r="1"><c r="A1" t="str"><v>а</v></c></row></sheetData>'
    grid = read(raw(f"{cells}<oleObjects>{one}{one}</oleObjects>"), "x.xlsx")
    assert [(issue.code, issue.expected, issue.place.table) for issue in grid.issues] == [
        ("embedded-object", "embedded_text", 1)
    ]
