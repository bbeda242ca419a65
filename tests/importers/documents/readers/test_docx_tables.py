"""Cells, spans, merges and the tables in tables of a Word document."""

import pytest

from importers.documents.grid import Merge, Paragraph
from importers.documents.issues import UnreadableDocument
from tests.importers.documents.readers.docx_builder import (
    body_of,
    codes,
    merges,
    p,
    places,
    r,
    span,
    table_of,
    tbl,
    tc,
    texts,
    tr,
)

NONE, START, CONTINUE = Merge.NONE, Merge.START, Merge.CONTINUE
RESTART = '<w:vMerge w:val="restart"/>'
GO_ON = "<w:vMerge/>"


def test_cell_joins_its_paragraphs() -> None:
    assert texts(table_of(tr(tc("первый", "", "третий"), "б"))) == [["первый\n\nтретий", "б"]]


def test_spans_place_the_cells() -> None:
    table = table_of(tr(tc("а", properties=span(2)), "б"), tr("в", "г", "д"))
    assert (table.columns, places(table)) == (3, [[(0, 2), (2, 1)], [(0, 1), (1, 1), (2, 1)]])


def test_skipped_columns_shift_the_row() -> None:
    before, after = '<w:gridBefore w:val="1"/>', '<w:gridAfter w:val="1"/>'
    table = table_of(tr("а", "б", "в"), tr("г", "д", properties=before), tr("е", properties=after))
    assert places(table)[1:] == [[(1, 1), (2, 1)], [(0, 1)]]


def test_lone_cell_reaches_the_end_even_unsaid() -> None:
    table = table_of(tr("а", "б", "в"), tr("раздел"), columns=3)
    assert places(table)[1] == [(0, 3)]


@pytest.mark.parametrize("columns", [0, 1, 9])
def test_grid_that_lies_harms_nothing(columns: int) -> None:
    table = table_of(tr("а", "б", "в"), tr(tc("раздел", properties=span(3))), columns=columns)
    assert (table.columns, texts(table)) == (max(columns, 3), [["а", "б", "в"], ["раздел"]])


def test_a_first_cell_that_claims_to_be_merged_to_the_left_stands_for_itself() -> None:
    table = table_of(tr(tc("а", properties="<w:hMerge/>"), tc("б", properties="<w:hMerge/>"), "в"))
    assert (texts(table), places(table)) == ([["а\nб", "в"]], [[(0, 2), (2, 1)]])


@pytest.mark.parametrize("inner", [tr("в"), tc("в")])
def test_a_row_or_cell_within_a_cell_is_refused(inner: str) -> None:
    broken = tc("б", properties="<w:hMerge/>").replace("</w:tc>", f"{inner}</w:tc>")
    with pytest.raises(UnreadableDocument) as refused:
        table_of(tr("а", broken), tr("г"))
    assert (refused.value.issue.code, refused.value.issue.found) == ("damaged", "a row or cell within a cell")


@pytest.mark.parametrize("last", [GO_ON, '<w:vMerge w:val="continue"/>'])
def test_vertical_merge_starts_and_continues(last: str) -> None:
    table = table_of(
        tr(tc("а", properties=RESTART), "1"),
        tr(tc("", properties=last), "2"),
        tr(tc("", properties=last), "3"),
    )
    assert merges(table) == [[START, NONE], [CONTINUE, NONE], [CONTINUE, NONE]]


def test_merge_that_continues_nothing_starts() -> None:
    table = table_of(
        tr(tc("а", properties=GO_ON), "1"),
        tr(tc("раздел", properties=span(2))),
        tr(tc("б", properties=GO_ON), "2"),
        tr(tc("", properties=GO_ON), "3"),
    )
    assert merges(table) == [[START, NONE], [NONE], [START, NONE], [CONTINUE, NONE]]


def test_old_horizontal_merge_is_one_cell() -> None:
    first, second = '<w:hMerge w:val="restart"/>', "<w:hMerge/>"
    table = table_of(tr(tc("а", properties=first), tc("", properties=second), "б"), tr("1", "2", "3"))
    assert (texts(table)[0], places(table)[0]) == (["а", "б"], [(0, 2), (2, 1)])


@pytest.mark.parametrize(
    ("value", "width"), [("999999999", 2), ("201", 2), ("0", 2), ("-3", 2), ("два", 2), ("", 2)]
)
def test_absurd_span_is_held_in_and_said(value: str, width: int) -> None:
    grid = body_of(tbl(tr("а", "б"), tr(tc("раздел", properties=span(value)))))
    (table,) = grid.tables
    assert (table.columns, texts(table)[1], codes(grid)) == (width, ["раздел"], ["absurd-span"])


def test_row_deleted_by_a_tracked_change_is_left_out() -> None:
    table = table_of(tr("1", "а"), tr("2", "нет", properties='<w:del w:id="1"/>'), tr("3", "в"))
    assert [(row.number, row.cells[0].text) for row in table.rows] == [(1, "1"), (2, "3")]


def test_table_and_row_without_anything_left_are_gone() -> None:
    gone = '<w:del w:id="1"/>'
    cell = tc("нет", properties='<w:cellDel w:id="1"/>')
    grid = body_of(tbl(tr("1", properties=gone)), tbl(tr(cell), tr("2")))
    assert [(table.number, texts(table)) for table in grid.tables] == [(1, [["2"]])]


def test_properties_of_a_deleted_cell_are_forgotten() -> None:
    deleted = tc("нет", properties=f'<w:cellDel w:id="1"/>{span(2)}{RESTART}')
    table = table_of(tr("1", deleted, "2"))
    assert (places(table), merges(table)) == ([[(0, 1), (1, 1)]], [[NONE, NONE]])


def test_inserted_row_counts() -> None:
    assert texts(table_of(tr("1"), tr("2", properties='<w:ins w:id="1"/>'))) == [["1"], ["2"]]


def test_deleted_cell_is_left_out() -> None:
    table = table_of(tr("а", tc("нет", properties='<w:cellDel w:id="1"/>'), "б"))
    assert (texts(table), places(table)) == ([["а", "б"]], [[(0, 1), (1, 1)]])


def test_tracked_merge_counts() -> None:
    start, go_on = '<w:cellMerge w:id="1" w:vMerge="rest"/>', '<w:cellMerge w:id="2" w:vMerge="cont"/>'
    table = table_of(tr(tc("а", properties=start), "1"), tr(tc("", properties=go_on), "2"))
    assert merges(table) == [[START, NONE], [CONTINUE, NONE]]


def test_former_cell_properties_are_not_read() -> None:
    former = f'<w:tcPrChange w:id="1"><w:tcPr>{span(5)}</w:tcPr></w:tcPrChange>'
    assert places(table_of(tr(tc("а", properties=former), "б"))) == [[(0, 1), (1, 1)]]


def test_hidden_row_is_read_and_said() -> None:
    grid = body_of(tbl(tr("а", "б"), tr("в", "г", properties="<w:hidden/>")))
    assert [row.hidden for row in grid.tables[0].rows] == [False, True]
    assert [(issue.code, issue.place.row) for issue in grid.issues] == [("hidden-row", 2)]


@pytest.mark.parametrize(
    "wrapper", ["<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>", "<w:customXml>{}</w:customXml>"]
)
def test_controls_around_rows_and_cells_are_transparent(wrapper: str) -> None:
    row = tr("а", wrapper.format(tc("б")))
    assert texts(table_of(wrapper.format(row), tr("в", "г"))) == [["а", "б"], ["в", "г"]]


def test_tables_and_paragraphs_keep_their_order() -> None:
    grid = body_of(p("до"), tbl(tr("1", "2")), p("между"), tbl(tr("3", "4")), p("после"))
    assert [block.text if isinstance(block, Paragraph) else block.number for block in grid.blocks] == [
        *("до", 1, "между", 2, "после"),
    ]


def test_nested_table_is_read_into_its_cell() -> None:
    inner = tbl(tr("1", "2"), tr("3", tc("4", "5")))
    grid = body_of(tbl(tr("а", tc(p("до"), inner, p("после"))), tr("б", "в")))
    assert texts(grid.tables[0]) == [["а", "до\n1\n2\n3\n4\n5\nпосле"], ["б", "в"]]
    assert [(issue.code, issue.place.row, issue.place.column) for issue in grid.issues] == [
        ("nested-table", 1, 2)
    ]


def test_frame_of_one_cell_gives_way_to_its_tables() -> None:
    grid = body_of(tbl(tr(tc(p("Заголовок"), tbl(tr("1", "2")), p("")))), tbl(tr("3", "4")))
    assert [
        block if isinstance(block, Paragraph) else (block.number, texts(block)) for block in grid.blocks
    ] == [
        Paragraph("Заголовок"),
        (1, [["1", "2"]]),
        Paragraph(""),
        (2, [["3", "4"]]),
    ]


def test_empty_cell_is_kept() -> None:
    assert texts(table_of("<w:tr><w:tc/><w:tc><w:p/></w:tc></w:tr>")) == [["", ""]]


def test_long_merge_is_read_in_one_pass() -> None:
    rows = [tr(tc("", properties=GO_ON), str(number)) for number in range(5_000)]
    table = table_of(tr(tc("а", properties=RESTART), "0"), *rows)
    assert [row.cells[0].merge for row in table.rows] == [START] + [CONTINUE] * 5_000


def test_deep_nesting_is_read() -> None:
    inner = tbl(tr("дно", "2"))
    for _ in range(300):
        inner = tbl(tr("а", tc(inner, p(r("")))))
    assert "дно" in body_of(inner).tables[0].rows[0].cells[1].text
